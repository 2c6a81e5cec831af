"""Announced totals against what is known: teams, places, national figures."""

from typing import Any

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.sums import SumCheck, sums
from graph.questions.totals import Check, totals
from ontology.errors import ValueUnknown
from ontology.model import CampaignRef, Coverage, Fact, Team, When
from tests.graph.conftest import MakeIndex
from tests.helpers import SUMMER, inspection, quote, result, team, team_key

NEXT = CampaignRef("summer-policing-2023", "夏季行动", 2023)
LAST = CampaignRef("summer-policing-2021", "夏季行动", 2021)
BODY = "team/mps-supervision@"
COUNCIL = "org/100000-国务院安委会"
JULY = When(None, "2022-07", "../2022-07")


def announced(article: str, count: int, campaign: CampaignRef = SUMMER, at: int = 300) -> Team:
    """Return the statement that a body has so many teams."""
    return Team(
        article=article, evidence=quote(at), rule="test", campaign=campaign,
        team="公安部督察组", team_id=BODY + campaign.key, count=count,
    )  # fmt: skip


def covered(article: str, count: int, unit: str, place: str | None, who: str, *, at: int = 900) -> Coverage:
    """Return a total over places that names none."""
    return Coverage(
        article=article, evidence=quote(at), rule="test", campaign=SUMMER,
        who="国务院安委会" if who == COUNCIL else who, who_id=who, count=count, unit=unit, place_code=place,
    )  # fmt: skip


FACTS: list[Fact] = [
    announced("a1", 4),
    announced("a2", 4),
    announced("a3", 3),
    announced("a3", 10, NEXT, at=330),
    announced("a4", 2, LAST),
    team("a1", 2),
    inspection("a1", 1, "640104", at=20),
    inspection("a2", 4, "340100"),
    inspection("a2", 4, "340202", at=30),
    inspection("a2", 4, "340300", at=60, status="planned"),
    inspection("a2", 4, "660000", at=90),
    team("a3", 11, campaign=NEXT, at=360),
    covered("a5", 31, "省", "100000", BODY + SUMMER.key),
    covered("a5", 8, "市", "340000", team_key(4), at=930),
    covered("a6", 3, "省", "100000", COUNCIL),
    Team(article="a6", evidence=quote(10), rule="test", campaign=SUMMER, team="巡查组", team_id="team/patrol@x", sent_by="国务院安委会"),
]  # fmt: skip
SENT = inspection("a6", place="110000", at=50)
FACTS.append(type(SENT)(**{**SENT.__dict__, "team_id": "team/patrol@x"}))


@pytest.fixture
def index(make_index: MakeIndex) -> RelationIndex:
    return make_index(FACTS)


def checked(index: RelationIndex, kind: str | None = None, limits: Limits = Limits()) -> list[Check]:  # noqa: B008
    return list(totals(index, kind, limits).items)


def test_teams_announced_and_known(index: RelationIndex) -> None:
    found = {(one.campaign, one.stated): one for one in checked(index, "teams")}
    four = found[SUMMER.key, 4]
    assert [one.id for one in four.known] == [team_key(number) for number in (1, 2, 4)]
    assert (four.difference, four.verdict) == (1, "fewer known")
    assert four.missing is not None
    assert [(one.id, one.label) for one in four.missing] == [(team_key(3), "第3")]
    assert (four.stories, four.articles, four.said["article"]) == (2, 2, "a1")
    three = found[SUMMER.key, 3]
    assert (three.difference, three.missing) == (0, ())


def test_numbers_that_do_not_count_from_one_name_nothing_missing(index: RelationIndex) -> None:
    found = {one.campaign: one for one in checked(index, "teams")}
    assert (found[NEXT.key].difference, found[NEXT.key].missing) == (9, None)
    assert (found[LAST.key].difference, found[LAST.key].missing) == (2, None)  # nobody knows how they are numbered


def test_places_in_a_total_of_all(index: RelationIndex) -> None:
    one = next(one for one in checked(index, "places") if one.stated == 31)
    assert [known.id for known in one.known] == [
        "place/340000",
        "place/640000",
    ]  # by its teams; bingtuan is not counted
    assert one.missing is not None
    assert (one.difference, len(one.missing), one.place_label) == (29, 29, "中华人民共和国")


def test_places_in_a_total_of_some(index: RelationIndex) -> None:
    one = next(one for one in checked(index, "places") if one.stated == 8)
    assert [known.label for known in one.known] == ["安徽省合肥市", "安徽省芜湖市"]
    assert [known.label for known in one.planned] == ["安徽省蚌埠市"]
    assert (one.difference, one.missing) == (6, None)


def test_places_of_the_teams_that_a_body_sent(index: RelationIndex) -> None:
    one = next(one for one in checked(index, "places") if one.who == COUNCIL)
    assert ([known.id for known in one.known], one.difference) == (["place/110000"], 2)


FILTERS = {
    "all": (None, Limits(), 7),
    "told by two stories": (None, Limits(stories=2), 1),
    "a campaign": ("teams", Limits(campaign=NEXT.key), 1),
    "a campaign without": (None, Limits(campaign="summer-policing-2024"), 0),
}


@pytest.mark.parametrize(("kind", "limits", "size"), FILTERS.values(), ids=FILTERS)
def test_filters(index: RelationIndex, kind: str | None, limits: Limits, size: int) -> None:
    found = totals(index, kind, limits, limit=3)
    assert (found.total, len(found.items)) == (size, min(size, 3))


def test_an_unknown_kind_is_refused(index: RelationIndex) -> None:
    with pytest.raises(ValueUnknown, match="places"):
        totals(index, "cats")


def number(article: str, value: float, scope: str, when: When = JULY, **fields: Any) -> Fact:
    return result(article, value, scope, **{"when": when, **fields})


NUMBERS: list[Fact] = [
    number("n1", 1000, "100000"),
    number("n1", 500, "100000", When(), metric="抓获嫌疑人", metric_id="suspects-arrested", at=130),
    number("n1", 80, "100000", metric="破案率", metric_id="detection-rate", unit="%", at=160),
    number("p1", 300, "110000", modifier="over", evidence=quote(100, "300余起")),
    number("p2", 310, "110000"),
    number("p3", 200, "120000", unit="件"),
    number("p3", 90, "120100", at=130),
    number("p4", 100, "310000", When("2022-08-01", "2022-08-01")),
    number("p5", 150, "320000,330000"),
    number("p5", 40, "110000,130000", at=130),
    number("p6", 9, "120000", When(), metric="抓获嫌疑人", metric_id="suspects-arrested"),
    number("p7", 85, "120000", metric="破案率", metric_id="detection-rate", unit="%"),
]


def test_national_figure_against_provinces(make_index: MakeIndex) -> None:
    found = {one.metric: one for one in sums(make_index(NUMBERS)).items}
    one = found["metric/cases-solved"]
    assert [(part.scope_code, part.low, part.high, len(part.statements)) for part in one.parts] == [
        ("110000", 300, 400, 2),
        ("120000", 200, 200, 1),
        ("320000,330000", 150, 150, 1),
    ]
    assert one.left_out == ("110000,130000",)  # 北京 is in it already
    assert (one.low, one.high, one.least, one.most, one.verdict) == (650, 750, 250, 350, "fewer known")
    assert (len(one.missing), "place/310000" in one.missing, "place/330000" in one.missing) == (27, True, False)
    assert set(found) == {"metric/cases-solved", "metric/suspects-arrested"}  # shares are not added up


def test_what_has_no_window_is_not_subtracted(make_index: MakeIndex) -> None:
    (one,) = sums(make_index(NUMBERS), "suspects-arrested").items
    assert (one.low, one.least, one.verdict, one.reasons) == (9, None, "not comparable", ("window not stated",))


VERDICTS = {
    "more than the country": ([400, 700], "more known"),
    "fewer": ([400], "fewer known"),
}


@pytest.mark.parametrize(("values", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_verdict(make_index: MakeIndex, values: list[int], verdict: str) -> None:
    parts = [number(f"p{at}", value, f"{at + 11}0000") for at, value in enumerate(values)]
    (one,) = sums(make_index([number("n1", 1000, "100000"), *parts])).items
    assert one.verdict == verdict


def test_all_provinces_complete_a_figure(make_index: MakeIndex) -> None:
    first: SumCheck
    codes = sums(make_index([number("n1", 310, "100000"), number("p1", 10, "110000")])).items[0].missing
    parts = [number(f"q{at}", 10, code.partition("/")[2]) for at, code in enumerate(codes)]
    (first,) = sums(make_index(parts)).items
    assert (first.missing, first.low, first.least, first.verdict) == ((), 310, 0, "complete")
