"""Where teams worked: each team with a place, the clause that says so, and the date that holds for it.

Team and place stand in one clause, or in one sentence with a word of visiting between them, or an anaphor (督察组) stands for the
team. What a team *says* about a place (要求, 强调) is no visit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from ingest.document import Document
from ingest.numbers import ordinal
from ingest.omitted import carried_team
from ingest.postings import NONE, Posting, heads_line, posting_of
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.team_names import TeamMention, compose
from ingest.visit_choice import chosen
from ingest.visit_dates import Memory, is_now, own_date, reach, stated_in
from ingest.visit_forms import LISTED, VISIT, Visit, card, in_townships, list_line, revealed, row, spelled_out
from ontology.model import COUNTRY, UNDATED, When

_SAID = re.compile(r"(?:要求|强调|指出|表示|认为|提出|希望|明确|透露|宣布|指明|建议)(?!.{0,4}(?:反馈|整改意见))")
_ASIDE = re.compile(
    r"(?:会议?|仪式|大会|动员会|汇报会|反馈会)[^,。;]{0,4}(?:在|于)$|[籍来]自$|据$|毗邻$|临近$|学习$|借鉴$|源自$|生于$|毕业于$|从$|现任$|原任?$|曾任$|原$|曾在$|记者从$|除了?$|不含$|离$|距$"
)
_COUNTED = re.compile(r"\d+(?![省市县区州盟旗地个大])[一-龥]{1,2}[、,。;)]")
"""A count right behind a place: how many there, no visit (交办123件,其中郑州市19件、洛阳市12件)."""
_BESIDE = re.compile(r"(?<![省市县区州盟旗团)])[与同和]$")
"""A word before a place that stands there as a partner, unless another place is listed before it."""
_start = attrgetter("start")
_APART = 4
"""Sentences from one line of a list to the next, at which another list begins."""
_SENT_TO = re.compile(
    r"(?:对|赴|到|在|来|进驻|入驻|抵达?|莅临|深入|下沉)(?=我|全|该|本)|向(?=(?:我|全|该|本).{1,10}(?:派|交办|转办|移交|反馈))"
)
_NEXT = re.compile(r"到过|去过|另据|另悉|另一路|下一?步|下一?阶段|下一?站|接下来|后续|此前|在此之前")
"""Words that take a sentence out of the days of the one before."""
_CORPS = "660000"
_REST = re.compile(r"(?:3[12]|三十[一二]|各)个?省[^,。;]{0,10}[和及、与]$")
"""Before the corps where it makes up the number of all provinces (31个省(区、市)和新疆生产建设兵团): a total."""
_DIVISION = re.compile(r"第?[一二三四五六七八九十]{1,3}师")
"""A division of the corps, between the corps and the division's city."""
_VENUE = re.compile(r"[^,。;]{0,4}(?:召开|举行|举办)")
_ANNOUNCED = re.compile(r"(?:派出|组建|成立).{0,20}组")
_FINISHED = re.compile(r"(?:完成|结束)了?(?:对)?$")
_TOWARDS = re.compile(r"[在到赴对向来]")
_OPENS = re.compile(r"\s*[(:]\s*")
_WHERE = ("在", "进驻", "赴", "到", "抵达", "来到", "走进", "深入", "对", "派往", "派驻", "派赴")
_INDOORS = re.compile(r"[^,。;\n]{2,24}(?:内|里|旁|外|中|现场|门口|前),$")
"""Where a team is found in the clause before it (沧州市一处夜市警务站内,督察组一行…)."""
_WELCOMED = re.compile(r"迎来|迎接|接受|配合|接到|向$|陪同")


def find_visits(document: Document) -> list[Visit]:
    """Return the visits of a text at the finest division named, once a team, place and date."""
    return chosen(document, list(_visits(document)))


def _visits(document: Document) -> Iterator[Visit]:
    if not document.teams:
        return
    memory = Memory()
    counted = {team.name for team in document.teams if team.count}
    listed, posting = -_APART, NONE
    spoken: tuple[int, TeamMention] | None = None
    for number in _telling(document):
        sentence = document.sentences[number]
        teams = document.teams_in(sentence.start, sentence.end)
        stated = stated_in(document, sentence)
        memory = memory.after(document.section(sentence.start), sentence, teams, stated)
        if teams and (teams[0].listed or heads_line(document, sentence, teams[0])):
            posting = posting if number - listed < _APART else posting_of(document, sentence)
            listed = number
        formed = _formed(document, number, teams, posting)
        if formed:
            yield from formed
        else:
            carried = None if teams else carried_team(document, number, spoken)
            spoken = (number, carried) if carried else spoken
            told = [carried] if carried else teams
            holds = told and _is_one(told[-1], memory, counted) and not is_now(document, sentence, memory)
            held = memory.held if holds else UNDATED
            found = _told(document, number, told, held, stated) if told else ()
            own = stated is not None
            yield from (_posted(visit, posting, own=own) for visit in found) if listed == number else found
        spoken = (number, teams[-1]) if teams else spoken


def _formed(document: Document, number: int, teams: Sequence[TeamMention], posting: Posting) -> list[Visit]:
    """The visits that a sentence tells by its form: a card, a list's line, a table's row, places spelled out."""
    sentence = document.sentences[number]
    if not teams:
        return list(spelled_out(document, number))
    dealt = card(document, number, teams[0])
    if dealt:
        return [dealt]
    if teams[0].listed:
        lines = [list_line(document, sentence, team, posting) for team in teams if team.listed]
        return [visit for line in lines for visit in line]
    return list(row(document, sentence, teams[0], posting))


def _told(
    document: Document, number: int, teams: Sequence[TeamMention], held: When, stated: When | None
) -> Iterable[Visit]:
    """The visits that a sentence tells in words."""
    sentence = document.sentences[number]
    places = _candidates(document, sentence, teams)
    positions = [team.start for team in teams] + [place.start for place in places]
    if held.edtf and (
        _NEXT.search(words := document.text[sentence.start : sentence.end]) or status_of(words) == "planned"
    ):
        held = UNDATED
    when = reach(document, sentence, positions, held, stated)
    return revealed(document, number, teams) or _in_sentence(document, sentence, teams, places, when)


def _is_one(team: TeamMention, memory: Memory, counted: set[str]) -> bool:
    """Whether a date that holds can be a team's: it is one team, numbered or never counted, not a body of many."""
    return team.number is not None or (team.name == memory.holder and team.name not in counted)


def _telling(document: Document) -> list[int]:
    """The numbers of the sentences that name a team or date, or are among the two behind one that names a team: no other tells of a visit."""
    found = {number for number, _ in document.holding(sorted([*document.starts.teams, *document.starts.dates]))}
    teams = {number for number, _ in document.holding(document.starts.teams)}
    after = {number + step for number in teams for step in (1, 2)}
    return sorted(number for number in found | after if number < len(document.sentences))


def _posted(visit: Visit, posting: Posting, *, own: bool) -> Visit:
    """Give a visit that a list's line tells what was said above the list, unless the line has a date of its `own`."""
    return replace(visit, when=visit.when if own and visit.when.edtf else posting.when, posting=posting)


def _in_sentence(
    document: Document, sentence: Sentence, teams: Sequence[TeamMention], places: list[PlaceMention], when: When
) -> Iterator[Visit]:
    text = document.text
    said = _SAID.search(text, max(team.end for team in teams[:1]), sentence.end)
    limit = said.start() if said and not _planning(text, sentence) else sentence.end
    if not VISIT.search(text, sentence.start, sentence.end) and not said and not _found_inside(document, teams[0]):
        return
    places = [place for place in places if place.start < limit]
    found = _paired(document, sentence, teams, places, when) or list(_each(document, sentence, teams, places, when))
    yield from found or in_townships(document, sentence, teams, when)


def _found_inside(document: Document, team: TeamMention) -> bool:
    """Whether the clause before a team's says where it is found."""
    return bool(_INDOORS.search(document.text, max(0, team.start - 30), team.start))


def _planning(text: str, sentence: Sentence) -> bool:
    """Whether the sentence announces who goes where (要求派出督察组赴各地): then what is said is the visit."""
    return bool(_ANNOUNCED.search(text[sentence.start : sentence.end]))


def _candidates(document: Document, sentence: Sentence, teams: Sequence[TeamMention]) -> list[PlaceMention]:
    """The places of a sentence that a team can have visited: not its sender's, not a venue's, not the whole country."""
    text = document.text
    found: list[PlaceMention] = []
    ends = {place.end for place in document.places_in(sentence.start, sentence.end)}
    for place in _with_jurisdictions(document, sentence):
        before = bisect_right(teams, place.start, key=_start) - 1
        inside = before >= 0 and place.start < teams[before].end
        head = text[max(sentence.start, place.start - 12) : place.start]
        if (
            place.code == COUNTRY
            or (place.code == _CORPS and _REST.search(head))
            or inside
            or _ASIDE.search(head)
            or _COUNTED.match(text, place.end)
        ):
            continue
        if _BESIDE.search(head) and place.start - 1 not in ends:
            continue
        found.append(place)
        ends.update(body.end for body in document.bodies_in(place.start, place.start + 1))
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
    return _of_corps(document.text, sorted(places, key=lambda place: place.start))


def _of_corps(text: str, places: list[PlaceMention]) -> list[PlaceMention]:
    """Read the corps, its division and the division's city (兵团第八师石河子市) as one place: the city."""
    found: list[PlaceMention] = []
    for place in places:
        before = found[-1] if found else None
        if before and before.code == _CORPS and _DIVISION.fullmatch(text, before.end, place.start):
            found[-1] = replace(place, start=before.start)
        else:
            found.append(place)
    return found


def _paired(
    document: Document, sentence: Sentence, teams: Sequence[TeamMention], places: list[PlaceMention], when: When
) -> list[Visit]:
    """Teams and places one to one (分别), where there are as many of one as of the other; what follows is told as ever."""
    text = document.text
    joint = next((number for number, team in enumerate(teams) if team.several), None)
    if joint is None:
        named = [team for team in teams if team.number is not None and not team.pointing]
        first, rest = teams[0], sentence.end
    else:
        first = teams[joint]
        named = [
            replace(first, name=compose(first.sender, first.kind, written), number=ordinal(written))
            for written in first.several
        ]
        rest = teams[joint + 1].start if joint + 1 < len(teams) else sentence.end
    after = [place for place in places if first.end < place.start < rest]
    if len(named) < 2 or len(after) != len(named) or "分别" not in text[first.start : after[-1].end]:
        return []
    dates = [date.when for date in document.dates_in(named[-1].end, after[0].start)]
    days = dates if len(dates) == len(named) else [when] * len(named)
    pairs = [
        Visit(team, place, document.clause(place.start, place.end), day, "inspection.pairs")
        for team, place, day in zip(named, after, days, strict=True)
    ]
    others = [team for team in teams if team.start >= rest]
    later = [place for place in places if place.start >= rest]
    return [*pairs, *(_each(document, sentence, others, later, when) if others else ())]


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
        goes_on = listed >= 0 and LISTED.fullmatch(text, listed, place.start)
        if not goes_on and not (_goes(between) if before else _leads(text, sentence, place, team)):
            continue
        own = None if goes_on else own_date(document, sentence, place)
        when = own or when
        listed = place.end
        rule = "inspection.clause" if before else "inspection.frame"
        yield Visit(replace(team, several=()) if team.several else team, place, clause, when, rule)


def _goes(between: str) -> bool:
    """Whether the words from a team to a place say that it went there; a bracket does (第一督察组(黑龙江省))."""
    return bool(
        VISIT.search(between) or _FINISHED.search(between) or _TOWARDS.search(between[-6:]) or _OPENS.fullmatch(between)
    )


def _leads(text: str, sentence: Sentence, place: PlaceMention, team: TeamMention) -> bool:
    """Whether a place before its team is where the team is: 在P,T…; 进驻P的T; P迎来T; P…向T汇报."""
    head = text[max(sentence.start, place.start - 6) : place.start]
    between = text[place.end : team.start]
    if head.endswith(_WHERE) or (head.endswith("向") and "派" in between):
        return "。" not in between
    return bool(_WELCOMED.search(between) or _INDOORS.fullmatch(between))
