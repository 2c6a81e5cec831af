"""Where teams worked: each team with a place, the clause that says so, and the date that holds for it.

Team and place stand in one clause, or in one sentence with a word of visiting between them, or an anaphor (督察组) stands for the
team. What a team *says* about a place (要求, 强调) is no visit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from ingest.document import Document
from ingest.numbers import ordinal
from ingest.postings import NONE, Posting, heads_line, posting_of
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ingest.team_names import TeamKey, TeamMention, compose
from ingest.visit_dates import Memory, own_date, reach, stated_in
from ontology.model import COUNTRY, UNDATED, When
from ontology.places import load_gazetteer

_VISIT = re.compile(
    r"进驻|入驻|抵达|到达|抵|覆盖|奔赴|前往|走进|来到|深入|下沉|莅临|走访|[暗夜突抽核]查|暗访|实地|赴|督察|督导|督查|巡视|巡察|检查|查看|考核|调研|反馈|交办|转办|派往|派驻|派出|迎来|驻点|蹲点|开展|分别对|对口|负责|座谈|听取|汇报|动员会|见面"
)
_SAID = re.compile(r"(?:要求|强调|指出|表示|认为|提出|希望|明确|透露|宣布|指明|建议)(?!.{0,4}(?:反馈|整改意见))")
_ASIDE = re.compile(
    r"(?:会议?|仪式|大会|动员会|汇报会|反馈会)[^,。;]{0,4}(?:在|于)$|[籍来]自$|据$|毗邻$|临近$|学习$|借鉴$|源自$|生于$|毕业于$|从$|现任$|原任?$|曾任$|原$|曾在$|记者从$|除了?$|不含$|离$|距$"
)
_COUNTED = re.compile(r"\d+[一-龥]{1,2}[、,。;)]")
"""A count right behind a place: how many there, no visit (交办123件,其中郑州市19件、洛阳市12件)."""
_BESIDE = re.compile(r"(?<![省市县区州盟旗团)])[与同和]$")
"""A word before a place that stands there as a partner, unless another place is listed before it."""
_COUNT = r"等?[\d一二两三四五六七八九十]+个?(?:设区的?市|地级市|直辖市|自治[区州县]|省份?|市州|地市|[市县区州盟旗]|\([省市县区州盟旗、]+\))+"
_LISTED = re.compile(
    r"(?:[、,和与及]|以及|[省市县区](?=[、和]))+|(?:公安(?:局|厅)|委|政府)"
    rf"|{_COUNT}(?:[、和与及]|以及)"
)
_AND = re.compile(rf"[、和与及]|{_COUNT}(?:[、和与及]|以及)")
_start = attrgetter("start")
_APART = 4
"""Sentences from one line of a list to the next, at which another list begins."""
_SENT_TO = re.compile(
    r"(?:对|赴|到|在|来|进驻|入驻|抵达?|莅临|深入|下沉)(?=我|全|该|本)|向(?=(?:我|全|该|本).{1,10}(?:派|交办|转办|移交|反馈))"
)
_VENUE = re.compile(r"[^,。;]{0,4}(?:召开|举行|举办)")
_REVEAL = re.compile(r"(?:这|那|几)(?:几位|些|支|位|个|名|队)[^,。]{0,14}(?:正是|就是|便是|来自|是)")
_SPELLED = re.compile(
    r"(?:其中)?(?:这|此|本)?(?:一)?(?:批次?|次|轮)?(?:的)?(?:督察|巡视|督导|检查|巡查|考核)?(?:地方|省份|省区市|被(?:督察|巡视|检查|督导)(?:的)?(?:地方|对象|省份)|涉及|具体|分别)?(?:包括|分别是|分别为|涉及|是|为)[^,。]{0,4}?(?=[一-龥])"
)
_ARRIVED = re.compile(r"迎来|来了|出现|走进|到访")
_OFFICER = re.compile(r"[一-龥]{2,16}(?:书记|主席|主任|省长|市长|部长|局长|厅长)")


@dataclass(frozen=True, slots=True)
class Visit:
    """A team in a place, with the stretch of the clause that says so."""

    team: TeamMention
    place: PlaceMention
    clause: tuple[int, int]
    when: When
    rule: str
    posting: Posting = NONE


def find_visits(document: Document) -> list[Visit]:
    """Return the visits of a text at the finest division named, once a team, place and date."""
    visits = list(_visits(document))
    ancestors = load_gazetteer().ancestors
    containing = {(visit.team.key, code) for visit in visits for code in ancestors(visit.place.code)}
    apart = [
        visit
        for visit in visits
        if (visit.team.key, visit.place.code) not in containing or _beside_its_part(document, visit, visits)
    ]
    return list(_once(apart))


def _beside_its_part(document: Document, visit: Visit, visits: Sequence[Visit]) -> bool:
    """Whether a place is listed with one that it contains (湛江市、坡头区): then both are meant."""
    return _AND.match(document.text, visit.place.end) is not None and any(
        other.clause == visit.clause
        and other.team.key == visit.team.key
        and other.place.start > visit.place.end
        and load_gazetteer().inside(other.place.code, visit.place.code)
        for other in visits
    )


def _visits(document: Document) -> Iterator[Visit]:
    if not document.teams:
        return
    memory = Memory()
    listed, posting = -_APART, NONE
    for number, sentence in enumerate(document.sentences):
        teams = document.teams_in(sentence.start, sentence.end)
        stated = stated_in(document, sentence)
        memory = memory.after(document.section(sentence.start), sentence, teams, stated)
        if teams and (teams[0].listed or heads_line(document, sentence, teams[0])):
            posting = posting if number - listed < _APART else posting_of(document, sentence)
            listed = number
        if not teams:
            yield from _spelled_out(document, number)
        elif teams[0].listed:
            for team in (team for team in teams if team.listed):
                yield from _list_line(document, sentence, team, posting)
        else:
            places = _candidates(document, sentence, teams)
            positions = [team.start for team in teams] + [place.start for place in places]
            held = memory.held if teams[-1].number is not None else UNDATED
            when = reach(document, sentence, positions, held, stated)
            found = _revealed(document, number, teams) or _in_sentence(document, sentence, teams, when)
            own = stated is not None
            yield from (_posted(visit, posting, own=own) for visit in found) if listed == number else found


def _posted(visit: Visit, posting: Posting, *, own: bool) -> Visit:
    """Give a visit that a list's line tells what was said above the list, unless the line has a date of its `own`."""
    return replace(visit, when=visit.when if own and visit.when.edtf else posting.when, posting=posting)


def _spelled_out(document: Document, number: int) -> Iterator[Visit]:
    """The places of the team in the sentence before, where this one only spells them out (地方包括北京、天津…)."""
    sentence = document.sentences[number]
    before = document.sentences[max(0, number - 1)]
    teams = document.teams_in(before.start, before.end)
    if not teams or not number or not _SPELLED.match(document.text, sentence.start):
        return
    if not _VISIT.search(document.text, before.start, before.end):
        return
    listed = -1
    for place in document.places_in(sentence.start, sentence.end):
        if listed < 0 or _LISTED.fullmatch(document.text, listed, place.start):
            yield Visit(
                replace(teams[-1], several=()),
                place,
                document.clause(place.start, place.end),
                UNDATED,
                "inspection.spelled",
            )
            listed = place.end


def _list_line(document: Document, sentence: Sentence, team: TeamMention, posting: Posting) -> Iterator[Visit]:
    """A line of a list: its places up to the names of those who lead (第一组:上海市,组长…)."""
    offices = [match.span() for match in _OFFICER.finditer(document.text, team.end, sentence.end)]
    offices += [
        (holder.start, holder.end) for holder in document.holders if sentence.start <= holder.start < sentence.end
    ]
    following = [other.start for other in document.teams_in(team.end, sentence.end)]
    for place in document.places_in(team.end, following[0] if following else sentence.end):
        if place.code != COUNTRY and not any(start <= place.start < end for start, end in offices):
            yield Visit(team, place, document.clause(place.start, place.end), posting.when, "inspection.list", posting)


def _revealed(document: Document, number: int, teams: Sequence[TeamMention]) -> list[Visit]:
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


def _in_sentence(document: Document, sentence: Sentence, teams: Sequence[TeamMention], when: When) -> Iterator[Visit]:
    text = document.text
    said = _SAID.search(text, max(team.end for team in teams[:1]), sentence.end)
    limit = said.start() if said and not _planning(text, sentence) else sentence.end
    if not _VISIT.search(text, sentence.start, sentence.end) and not said:
        return
    places = [place for place in _candidates(document, sentence, teams) if place.start < limit]
    yield from _paired(document, teams, places, when) or _each(document, sentence, teams, places, when)


def _planning(text: str, sentence: Sentence) -> bool:
    """Whether the sentence announces who goes where (要求派出督察组赴各地): then what is said is the visit."""
    return bool(re.search(r"(?:派出|组建|成立).{0,20}组", text[sentence.start : sentence.end]))


def _candidates(document: Document, sentence: Sentence, teams: Sequence[TeamMention]) -> list[PlaceMention]:
    """The places of a sentence that a team can have visited: not its sender's, not a venue's, not the whole country."""
    text = document.text
    found: list[PlaceMention] = []
    ends = {place.end for place in document.places_in(sentence.start, sentence.end)}
    for place in _with_jurisdictions(document, sentence):
        before = bisect_right(teams, place.start, key=_start) - 1
        inside = before >= 0 and place.start < teams[before].end
        head = text[max(sentence.start, place.start - 12) : place.start]
        if place.code == COUNTRY or inside or _ASIDE.search(head) or _COUNTED.match(text, place.end):
            continue
        if _BESIDE.search(head) and place.start - 1 not in ends:
            continue
        found.append(place)
    return [place for place in found if not _is_venue(text, place)] or found


def _is_venue(text: str, place: PlaceMention) -> bool:
    """Whether something was held in a place (在银川召开…), so that it only hosts what is said of another one."""
    return text[place.start - 1] not in "、和及" and _VENUE.match(text, place.end) is not None


def _with_jurisdictions(document: Document, sentence: Sentence) -> list[PlaceMention]:
    """Places, and the whole of a jurisdiction to which teams are sent (向全省各市县派出)."""
    places = [*document.places_in(sentence.start, sentence.end)]
    for body in document.bodies_in(sentence.start, sentence.end):
        whole = document.text[body.start] in "全该我本" and len(body.codes) == 1
        if whole and _SENT_TO.search(
            document.text, max(sentence.start, body.start - 2), min(body.end + 12, sentence.end)
        ):
            places.append(PlaceMention(body.start, body.end, body.codes[0], body.name))
    return sorted(places, key=lambda place: place.start)


def _paired(document: Document, teams: Sequence[TeamMention], places: list[PlaceMention], when: When) -> list[Visit]:
    """Teams and places one to one (分别), where there are as many of one as of the other."""
    text = document.text
    named = [
        replace(team, name=compose(team.sender, team.kind, written), number=ordinal(written))
        for team in teams
        for written in team.several
    ]
    named = named or [team for team in teams if team.number is not None and not team.pointing]
    if len(named) < 2 or not places or "分别" not in text[teams[0].start : places[-1].end]:
        return []
    after = [place for place in places if place.start > teams[0].end]
    if len(after) != len(named):
        return []
    return [
        Visit(team, place, document.clause(place.start, place.end), when, "inspection.pairs")
        for team, place in zip(named, after, strict=True)
    ]


def _each(
    document: Document, sentence: Sentence, teams: Sequence[TeamMention], places: Iterable[PlaceMention], when: When
) -> Iterator[Visit]:
    """Each place with the team before it in the sentence, or the one that a frame (在新疆,…) leads to."""
    text = document.text
    listed = -1
    for place in places:
        clause = document.clause(place.start, place.end)
        before = bisect_right(teams, place.start, key=_start)
        team = teams[before - 1] if before else teams[0]
        between = text[team.end : place.start] if before else text[place.end : team.start]
        goes_on = listed >= 0 and _LISTED.fullmatch(text, listed, place.start)
        if not goes_on and not (_goes(between) if before else _leads(text, sentence, place, team)):
            continue
        own = None if goes_on else own_date(document, sentence, place)
        when = own or when
        listed = place.end
        rule = "inspection.clause" if before else "inspection.frame"
        yield Visit(replace(team, several=()), place, clause, when, rule)


def _goes(between: str) -> bool:
    """Whether the words from a team to a place say that it went there; a bracket does (第一督察组(黑龙江省))."""
    return bool(
        _VISIT.search(between) or re.search(r"[在到赴对向来]", between[-6:]) or re.fullmatch(r"\s*[(:]\s*", between)
    )


def _leads(text: str, sentence: Sentence, place: PlaceMention, team: TeamMention) -> bool:
    """Whether a place before its team is where the team is: 在P,T…; 进驻P的T; P迎来T; P…向T汇报."""
    head = text[max(sentence.start, place.start - 6) : place.start]
    between = text[place.end : team.start]
    if re.search(r"(?:在|进驻|赴|到|抵达|来到|走进|深入|对)$", head) or (head.endswith("向") and "派" in between):
        return "。" not in between
    return bool(re.search(r"迎来|迎接|接受|配合|接到|向$|陪同", between))


def _once(visits: list[Visit]) -> Iterator[Visit]:
    """One visit a team, place and date; an undated one goes where a dated one is."""
    seen: dict[tuple[TeamKey, str], list[Visit]] = {}
    for visit in visits:
        seen.setdefault((visit.team.key, visit.place.code), []).append(visit)
    for group in seen.values():
        dated = {visit.when.edtf: visit for visit in reversed(group) if visit.when.edtf}
        yield from list(reversed(dated.values())) or group[:1]
