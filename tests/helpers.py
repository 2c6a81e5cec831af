"""Factories: article rows and facts with as much filled in as a test does not care about."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from ontology.model import (
    ArticleRow,
    CampaignRef,
    Coverage,
    Directive,
    Fact,
    Inspection,
    Measure,
    Meeting,
    Operation,
    Quote,
    Result,
    Role,
    Target,
    Team,
    When,
)

SUMMER = CampaignRef("summer-policing-2022", "夏季治安打击整治“百日行动”", 2022)
"""The campaign of facts that name no other."""
MINISTRY = "org/100000-public-security-bureau"


def article_row(name: str = "a1", *, text: str = "text", **changes: Any) -> ArticleRow:
    """Return the row of an article whose digest is that of `text`; other fields by name."""
    row = ArticleRow(
        id=name,
        sha256=sha256(text.encode()).hexdigest(),
        title=f"Title of {name}",
        publisher="中国警察网",
        published="2022-09-16",
        url=None,
        source=f"articles/{name}.txt",
        signature=b"",
        extractor="1",
    )
    return replace(row, **changes)


def day(start: str | None, end: str | None = None) -> When:
    """Return a time from reduced ISO dates; one date stands for both bounds."""
    return When(start, end or start, start, start)


def team_key(number: int, campaign: CampaignRef | None = SUMMER) -> str:
    """Return the entity id of the ministry's numbered team in a campaign."""
    return f"team/mps-supervision-{number}" + (f"@{campaign.key}" if campaign else "")


def inspection(article: str = "a1", team: int = 9, place: str = "640000", at: int = 0, **common: Any) -> Inspection:
    """Return an inspection of a place by the ministry's numbered team."""
    common = _common(article, at, common)
    return Inspection(
        team=f"公安部第{team}督察组",
        team_id=team_key(team, common["campaign"]),
        place=place,
        place_code=place,
        province_code=place[:2] + "0000",
        **common,
    )


def result(article: str = "a1", value: float = 490, scope: str = "520000", at: int = 100, **common: Any) -> Result:
    """Return a reported number of solved cases; metric, unit and so on by name."""
    fields = {"metric": "破获案件", "metric_id": "cases-solved", "unit": "起", "scope": scope, **common}
    return Result(value=value, scope_code=scope, **_common(article, at, fields))


def role(article: str = "a1", person: str = "张三", org_id: str | None = None, at: int = 200, **common: Any) -> Role:
    """Return an office held at the ministry's ninth team, unless another body is named."""
    fields = {"role": "组长", "org": "公安部第9督察组", "org_id": org_id or team_key(9), **common}
    return Role(person=person, **_common(article, at, fields))


def team(article: str = "a1", number: int = 9, at: int = 300, **common: Any) -> Team:
    """Return the statement that a numbered team exists."""
    common = _common(article, at, common)
    return Team(team=f"公安部第{number}督察组", team_id=team_key(number, common["campaign"]), **common)


def one_of_each(article: str = "a1", at: int = 0) -> list[Fact]:
    """Return one fact of every type, at different offsets of one article."""
    police: dict[str, Any] = {"agency": "宁夏回族自治区公安厅", "agency_id": "org/640000-public-security-bureau"}
    common = _common(article, at, {})

    def rest(place: int) -> dict[str, Any]:
        return {**common, "evidence": quote(at + place)}

    return [
        inspection(article, at=at),
        result(article, at=at + 100, **police),
        role(article, at=at + 200),
        team(article, at=at + 300),
        Directive(issuer="公安部第9督察组", issuer_id=team_key(9), demand="加强巡逻", place_code="640500", **rest(400)),
        Meeting(
            name="部署会", host="公安部", host_id="org/100000-public-security-bureau", place_code="110000", **rest(500)
        ),
        Operation(name="云剑", place_code="640000", parent=SUMMER.key, **police, **rest(600)),
        Measure(name="一村一警", place_code="640000", **police, **rest(700)),
        Target(target="电信诈骗", **police, **rest(800)),
        Coverage(
            who="公安部督察组", who_id="team/mps-supervision", count=25, unit="省", place_code="100000", **rest(900)
        ),
    ]


def quote(at: int, words: str = "督察组到达") -> Quote:
    """Return a stretch of `words` at an offset."""
    return Quote(at, at + len(words), words)


def signature(*words: int) -> bytes:
    """Return a MinHash signature that begins with these numbers and repeats the last."""
    numbers: Sequence[int] = [*words, *[words[-1]] * (128 - len(words))]
    return b"".join(number.to_bytes(4, "little") for number in numbers)


def _common(article: str, at: int, fields: dict[str, Any]) -> dict[str, Any]:
    given = {"campaign": SUMMER, "when": day("2022-08-19"), **fields}
    return {"article": article, "evidence": quote(at), "rule": "test", **given}
