"""Visits that no clause tells: lines and cards of a list, places spelled out in a sentence of their own, strangers revealed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Document
from ingest.postings import NONE, Posting
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ingest.team_names import TeamMention
from ingest.visit_dates import stated_in
from ontology.model import COUNTRY, UNDATED, When
from ontology.places import load_gazetteer
from ontology.townships import load_townships

VISIT = re.compile(
    r"进驻|入驻|抵达|到达|抵|覆盖|奔赴|直奔|直插|直抵|赶赴|突访|前往|走进|来到|深入|下沉|莅临|走访|[暗夜突抽核]查|暗访|实地|赴|督察|督导|督查|巡视|巡察|检查|查看|考核|调研|反馈|交办|转办|派往|派驻|派出|迎来|驻点|蹲点|开展|分别对|对口|负责|座谈|听取|汇报|动员会|见面|指导|支援|增援|到过|去过|来过"
)
"""Words that say that a team is in a place."""
_COUNT = r"等?[\d一二两三四五六七八九十]+个?(?:设区的?市|地级市|直辖市|自治[区州县]|省份?|市州|地市|[市县区州盟旗]|\([省市县区州盟旗、]+\))+"
LISTED = re.compile(
    r"(?:[、,和与及]|以及|[省市县区](?=[、和]))+|(?:公安(?:局|厅)|委|政府)"
    rf"|{_COUNT}(?:[、和与及]|以及)"
)
"""What stands between two places of a list."""
AND = re.compile(rf"[、和与及]|{_COUNT}(?:[、和与及]|以及)")
"""What follows a place that another one is listed with."""
_TOWNSHIP = re.compile(
    r"(?:赴|到|深入|走进|来到|进驻|抵达|下沉|对|在)(?:[我该全本]?县|[我该本]区)?((?:(?!各|乡|镇|全|所辖|辖区)[一-龥]){1,5}?(?:镇|乡|街道|苏木))(?![村区])"
)
_CELL = re.compile(r"[ \t]*(?:[|\t]|(?<=[组|])[ ])[ \t|]*")
"""What parts the cells of a row."""
_NUMBERED = re.compile(r"[|\s]*(?:[(]?[\d一二三四五六七八九十]{0,3}[.、)]?)?[|\s]*")
"""What may stand before the first cell: the row's number."""
_REVEAL = re.compile(r"(?:这|那|几)(?:几位|些|支|位|个|名|队)[^,。]{0,14}(?:正是|就是|便是|来自|是)")
_SPELLED = re.compile(
    r"(?:其中)?(?:这|此|本)?(?:一)?(?:批次?|次|轮)?(?:的)?(?:督察|巡视|督导|检查|巡查|考核)?(?:地方|省份|省区市|被(?:督察|巡视|检查|督导)(?:的)?(?:地方|对象|省份)|涉及|具体|分别)?(?:包括|分别是|分别为|涉及|是|为)[^,。]{0,4}?(?=[一-龥])"
)
_ARRIVED = re.compile(r"迎来|来了|出现|走进|到访")
_OFFICER = re.compile(r"[一-龥]{2,16}(?:书记|主席|主任|省长|市长|部长|局长|厅长)")
_STAY = re.compile(r"(?:进驻|驻点|督察|督导|巡视|工作|检查)(?:工作)?时间")


@dataclass(frozen=True, slots=True)
class Visit:
    """A team in a place, with the stretch of the clause that says so."""

    team: TeamMention
    place: PlaceMention
    clause: tuple[int, int]
    when: When
    rule: str
    posting: Posting = NONE


def list_line(document: Document, sentence: Sentence, team: TeamMention, posting: Posting) -> Iterator[Visit]:
    """A line of a list: its places up to the names of those who lead (第一组:上海市,组长…)."""
    offices = [match.span() for match in _OFFICER.finditer(document.text, team.end, sentence.end)]
    offices += [
        (holder.start, holder.end) for holder in document.holders if sentence.start <= holder.start < sentence.end
    ]
    following = [other.start for other in document.teams_in(team.end, sentence.end)]
    for place in document.places_in(team.end, following[0] if following else sentence.end):
        if place.code != COUNTRY and not any(start <= place.start < end for start, end in offices):
            yield Visit(team, place, document.clause(place.start, place.end), posting.when, "inspection.list", posting)


def in_townships(document: Document, sentence: Sentence, teams: Sequence[TeamMention], when: When) -> Iterator[Visit]:
    """Teams in the townships of a county (分赴双城镇、东源乡): they have no code of their own, so the teams were in the county."""
    match = _TOWNSHIP.search(document.text, teams[0].end, sentence.end)
    if match is None or document.places_in(teams[0].end, match.end()):
        return
    code = _county(document, teams[0], match[1])
    place = code and PlaceMention(match.start(1), match.end(1), code, match[1])
    for team in teams if place else ():
        if place and team.start < place.start:
            yield Visit(team, place, document.clause(*match.span(1)), when, "inspection.township")


def _county(document: Document, team: TeamMention, township: str) -> str | None:
    """The county whose township is meant: the team's own, else the article's where it has one of that name."""
    gazetteer = load_gazetteer()
    own = team.jurisdiction if team.jurisdiction and team.jurisdiction in gazetteer else None
    if own and gazetteer.division(own).level == "county":
        return own
    home = document.home
    if home is None or gazetteer.division(home).level != "county" or (own and not gazetteer.inside(home, own)):
        return None
    bare = township.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    return home if home in load_townships().get(bare, ()) else None


def row(document: Document, sentence: Sentence, team: TeamMention, posting: Posting) -> Iterator[Visit]:
    """A row of a table: nothing but a gap between the team and its places, on either side (第一巡视组 | 芦淞区、醴陵市 | …)."""
    text = document.text
    if "\n" in text[sentence.start : sentence.end] or not _NUMBERED.fullmatch(text, sentence.start, team.start):
        return
    own = stated_in(document, sentence)
    when = own if own and own.edtf else posting.when
    reached, gap = team.end, _CELL
    for place in document.places_in(team.end, sentence.end):
        if not gap.fullmatch(text, reached, place.start):
            break
        yield Visit(team, place, (team.start, place.end), when, "inspection.row", posting)
        reached, gap = place.end, LISTED


def card(document: Document, number: int, team: TeamMention) -> Visit | None:
    """A card of a list: the place in a line of its own, the team in the next, below it when (进驻时间:…)."""
    sentence, above = document.sentences[number], document.sentences[number - 1] if number else None
    if above is None or not _fills(document, sentence, team.start, team.end):
        return None
    place = next(iter(document.places_in(above.start, above.end)), None)
    if place is None or not _fills(document, above, place.start, place.end):
        return None
    below = document.sentences[number + 1 : number + 3]
    said = [one for one in below if _STAY.match(document.text, one.start)]
    when = stated_in(document, said[0]) if said else None
    return Visit(team, place, (place.start, team.end), when or UNDATED, "inspection.card")


def _fills(document: Document, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch is all that a line says."""
    return document.text[sentence.start : sentence.end].strip(" :。\n") == document.text[start:end]


def spelled_out(document: Document, number: int) -> Iterator[Visit]:
    """The places of the team in the sentence before, where this one only spells them out (地方包括北京、天津…)."""
    sentence = document.sentences[number]
    before = document.sentences[max(0, number - 1)]
    teams = document.teams_in(before.start, before.end)
    if not teams or not number or not _SPELLED.match(document.text, sentence.start):
        return
    if not VISIT.search(document.text, before.start, before.end):
        return
    listed = -1
    for place in document.places_in(sentence.start, sentence.end):
        if listed < 0 or LISTED.fullmatch(document.text, listed, place.start):
            yield Visit(
                replace(teams[-1], several=()),
                place,
                document.clause(place.start, place.end),
                UNDATED,
                "inspection.spelled",
            )
            listed = place.end


def revealed(document: Document, number: int, teams: Sequence[TeamMention]) -> list[Visit]:
    """Strangers in a place, named in the next sentence (这几位正是……督察组的成员)."""
    sentence = document.sentences[number]
    if not _REVEAL.search(document.text, sentence.start, teams[-1].start):
        return []
    for before in reversed(document.sentences[max(0, number - 2) : number]):
        if _ARRIVED.search(document.text, before.start, before.end):
            places = document.places_in(before.start, before.end)
            stated = stated_in(document, before) or UNDATED
            return [
                Visit(teams[-1], place, document.clause(place.start, place.end), stated, "inspection.reveal")
                for place in places
            ]
    return []
