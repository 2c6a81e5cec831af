"""Coverage: a total over places that names none of them (31个省, 阜阳等安徽八市).

Somebody covers them: the team or body before the number with a word of going there between them, or the agencies that
the number itself counts (25个省份公安机关). A number that only sums up the places listed beside it is none.
"""

import re
from collections.abc import Iterator

from ingest.bodies import Body, jurisdiction
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.numbers import ordinal
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.team_names import TeamMention
from ingest.values import dataclass
from ontology.model import COUNTRY, Coverage
from ontology.places import load_gazetteer

_NUMERAL = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_PROVINCES = r"省(?:份|区市|区|市|级单位|级政府)?(?:\((?:自治区|市|区)[^()]{0,8}\))?"
_OTHERS = (
    r"(?:设区市?|地级)?(?:市州|州市|盟市|地州市|地市|县市区|区县市?|县区|旗县市?区?|县市|市|县|区|旗)"
    r"(?:\([^()]{1,8}\))?"
)
_TOTAL = re.compile(
    rf"(?<![\d第.,、零百千])({_NUMERAL})个?({_PROVINCES}|{_OTHERS})(?![民场域级委政长直属内外旗辖块间段划镇乡值]|公里)"
)
_CUE = re.compile(r"[省设地市州盟县区旗](?:(?<=[\d一二两三四五六七八九十].)|(?<=[\d一二两三四五六七八九十]个.))")
_WHOLE = re.compile(r"(?:全|我|该|本)(国|省|区|市|县|州|盟|自治区)$")
_GOING = re.compile(
    r"(?:遍布|覆盖|遍及|涵盖|涉及|进驻|入驻|派驻|分赴|奔赴|赶赴|赴|抵达|到达|前往|走过|走遍|走进|深入|辐射|督察|督导|督查|检查|考核|巡查|巡视|抽查|范围是|负责|完成对|对|向|到|在)"
    r"(?:了|全国|[^,。;:对向]{0,16}等[一-龥]{0,6}|[一-龥]{2,8}(?:省|市|州|自治区)?)?$"
)
_AGENCIES = re.compile(r"的?(?:和新疆生产建设兵团)?(公安机关|公安厅局|检察机关|纪检监察机关|警方)")
_ALIKE = re.compile(r"(?:[、和与及,]|以及)?(?:等)?")
_OBJECT = re.compile(r"(?:对|向|按照|根据|由|经|受|与|在)$")


@dataclass(frozen=True, slots=True)
class _Total:
    """A number of places: where it stands, what it counts, and inside which place."""

    start: int
    end: int
    count: int
    unit: str
    inside: str | None


def extract(document: Document) -> Iterator[Coverage]:
    """Yield one fact a total and who covers it; the same total told twice counts once."""
    seen: set[tuple[str, int, str]] = set()
    for _, sentence in document.cued(_CUE):
        if sentence.kind != "body":
            continue
        for match in _TOTAL.finditer(document.text, sentence.start, sentence.end):
            fact = _read(document, sentence, match)
            if fact and (fact.who, fact.count, fact.unit) not in seen:
                seen.add((fact.who, fact.count, fact.unit))
                yield fact


def _read(document: Document, sentence: Sentence, match: re.Match[str]) -> Coverage | None:
    total = _total(document, sentence, match)
    if total is None:
        return None
    agencies = _AGENCIES.match(document.text, match.end())
    if agencies:
        code = total.inside or COUNTRY
        return _fact(document, total, agencies.end(), (agencies[1], f"org/{code}-{_organs(agencies[1])}"))
    who = _who(document, sentence, total)
    return _fact(document, total, total.end, who) if who else None


def _total(document: Document, sentence: Sentence, match: re.Match[str]) -> _Total | None:
    """Return a total of at least two places that are not those listed beside it."""
    text = document.text
    count = ordinal(match[1])
    listed, more, first = _listed(document, sentence, match.start())
    after = document.places_in(match.end(), match.end() + 4)
    if count < 2 or (listed and (not more or count <= listed)) or (after and text[match.end()] in ":(,"):
        return None
    unit = "省" if match[2][0] == "省" else match[2].partition("(")[0]
    unit = {"设区市": "市", "设区的市": "市", "地级市": "市"}.get(unit, unit)
    return _Total(match.start(), match.end(), count, unit, _inside(document, match.start(), unit, first))


def _listed(document: Document, sentence: Sentence, end: int) -> tuple[int, bool, str | None]:
    """How many places are listed before a number, whether the list says there are more (等), and the first of them."""
    text = document.text
    number, edge, first, more = 0, end, None, False
    for place in reversed(document.places_in(sentence.start, end)):
        gap = text[place.end : edge]
        if place.end == end and text[place.start - 1 : place.start] in "等的对在赴向到":
            edge, more = place.start, text[place.start - 1 : place.start] == "等"
            edge -= more
            continue
        if not _ALIKE.fullmatch(gap):
            break
        more = more or "等" in gap
        number, edge, first = number + 1, place.start, place.code
    return number, more, first


def _inside(document: Document, position: int, unit: str, first: str | None) -> str | None:
    """Return what the places lie in: the country, the place before the number, the one spoken of (全省)."""
    if unit == "省":
        return COUNTRY
    text = document.text
    before = [place for place in document.places_in(max(0, position - 12), position) if place.end == position]
    if before:
        return before[0].code
    whole = _WHOLE.search(text, max(0, position - 4), position)
    if whole:
        return COUNTRY if whole[1] == "国" else jurisdiction(whole[1], position, document.places, document.home)
    return load_gazetteer().province(first) if first else None


def _who(document: Document, sentence: Sentence, total: _Total) -> tuple[str, str] | None:
    """Return the team, else the national body, before the number that goes there."""
    text = document.text
    floor = sentence.start
    named: list[TeamMention | Body] = [
        team for team in document.teams_in(floor, total.start) if team.end <= total.start
    ]
    named += [
        body
        for body in document.bodies_in(floor, total.start)
        if body.end <= total.start and body.id.startswith("org/")
    ]
    for mention in sorted(named, key=lambda one: -one.end):
        between = text[mention.end : total.start]
        if _OBJECT.search(text[max(0, mention.start - 2) : mention.start]) or any(
            mention.start >= one.start and mention.end < one.end for one in named
        ):
            continue
        if not isinstance(mention, TeamMention):
            if "," in between or "、" in between or mention.codes != (COUNTRY,):
                continue
            return (mention.name, mention.id) if _GOING.search(between) else None
        if not _GOING.search(between) or ("," in between and mention.number is not None):
            return None
        campaign = team_campaign(mention, *document.clause(mention.start, mention.end), document)
        return mention.name, team_id(mention, campaign, document)
    return None


def _organs(word: str) -> str:
    return {"检察机关": "procuratorate", "纪检监察机关": "discipline-commission"}.get(word, "public-security-organs")


def _fact(document: Document, total: _Total, limit: int, who: tuple[str, str]) -> Coverage | None:
    start, end = document.clause(total.start, limit)
    evidence = document.quote(start, end, (total.start, limit))
    if evidence is None:
        return None
    return Coverage(
        article=document.article.id,
        evidence=evidence,
        rule="coverage.agencies" if limit > total.end else "coverage.total",
        campaign=document.campaign(start, end),
        status=status_of(document.text[start:end]),
        who=who[0],
        who_id=who[1],
        count=total.count,
        unit=total.unit,
        place_code=total.inside,
    )
