"""Which of the visits found are told: the finest division, a body's not beside its numbered team's, each once.

A title's mere body is the team that the text names; a feedback is no visit where the visit is told.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from ingest.document import Document
from ingest.team_names import TeamKey
from ingest.visit_forms import AND, Visit
from ontology.places import load_gazetteer

_FED_BACK = re.compile(r"[^,。;]{0,16}(?:反馈|通报)")
_KIND = 3
"""Characters of 督察组 and its kin, at the end of every kind."""


def chosen(document: Document, visits: Sequence[Visit]) -> list[Visit]:
    """Return the visits at the finest division named, once a team, place and date."""
    ancestors = load_gazetteer().ancestors
    visits = _without_hosts(document, _without_feedback(document, visits))
    containing = {(visit.team.key, code) for visit in visits for code in ancestors(visit.place.code)}
    apart = [
        visit
        for visit in visits
        if (visit.team.key, visit.place.code) not in containing or _beside_its_part(document, visit, visits)
    ]
    numbered, kinds = _numbered(apart), _kinds(document, apart)
    return list(_once([v for v in apart if not _is_told_of_one(v, numbered) and not _sums_up(document, v, kinds)]))


def _without_feedback(document: Document, visits: Sequence[Visit]) -> list[Visit]:
    """Drop what was only fed back to a place (向黑龙江省反馈) where the team's visit there is told too."""
    ancestors = load_gazetteer().ancestors
    fed_back = [_is_feedback(document, visit) for visit in visits]
    told = {
        (visit.team.key, code)
        for visit, back in zip(visits, fed_back, strict=True)
        if not back
        for code in (visit.place.code, *ancestors(visit.place.code))
    }
    return [
        visit
        for visit, back in zip(visits, fed_back, strict=True)
        if not back or (visit.team.key, visit.place.code) not in told
    ]


def _without_hosts(document: Document, visits: Sequence[Visit]) -> list[Visit]:
    """Drop places that only an office names (赤水市委书记…主持) where the team's visits are told otherwise."""
    offices = [(office.start, office.end) for holder in document.holders for office in holder.offices]
    offices.sort()
    named = [_is_within(offices, visit.place.start) for visit in visits]
    told = {visit.team.key for visit, office in zip(visits, named, strict=True) if not office}
    return [visit for visit, office in zip(visits, named, strict=True) if not office or visit.team.key not in told]


def _is_within(stretches: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the stretches, given in reading order."""
    number = bisect_right(stretches, position, key=itemgetter(0)) - 1
    return number >= 0 and stretches[number][0] <= position < stretches[number][1]


def _is_feedback(document: Document, visit: Visit) -> bool:
    text, place = document.text, visit.place
    return text[place.start - 1 : place.start] == "向" and _FED_BACK.match(text, place.end) is not None


def _kinds(document: Document, visits: Sequence[Visit]) -> set[tuple[str, str]]:
    """Where numbered teams were, as the text below the title tells it, with the last word of their kinds."""
    ancestors = load_gazetteer().ancestors
    return {
        (code, visit.team.kind[-_KIND:])
        for visit in visits
        if visit.team.number is not None and document.sentence(visit.place.start).kind == "body"
        for code in (visit.place.code, *ancestors(visit.place.code))
    }


def _sums_up(document: Document, visit: Visit, kinds: set[tuple[str, str]]) -> bool:
    """Whether a heading tells of a body without number what the text tells of its numbered team, whoever it says sent it."""
    if visit.team.number is not None or document.sentence(visit.place.start).kind == "body":
        return False
    return (visit.place.code, visit.team.kind[-_KIND:]) in kinds


def _numbered(visits: Sequence[Visit]) -> dict[tuple[str, str], set[str]]:
    """Map sender and place, with all that contain it, to the kinds of the numbered teams that were there."""
    ancestors = load_gazetteer().ancestors
    kinds: dict[tuple[str, str], set[str]] = {}
    for visit in visits:
        if visit.team.number is not None:
            for code in (visit.place.code, *ancestors(visit.place.code)):
                kinds.setdefault((visit.team.sender_slug, code), set()).add(visit.team.kind)
    return kinds


def _is_told_of_one(visit: Visit, numbered: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether a body's visit is that of the numbered team which the article names for the same place, or one in it."""
    if visit.team.number is not None:
        return False
    kinds = numbered.get((visit.team.sender_slug, visit.place.code), ())
    return any(kind.endswith(visit.team.kind) for kind in kinds)


def _beside_its_part(document: Document, visit: Visit, visits: Sequence[Visit]) -> bool:
    """Whether a place is listed with one that it contains (湛江市、坡头区): then both are meant."""
    return AND.match(document.text, visit.place.end) is not None and any(
        other.clause == visit.clause
        and other.team.key == visit.team.key
        and other.place.start > visit.place.end
        and load_gazetteer().inside(other.place.code, visit.place.code)
        for other in visits
    )


def _once(visits: list[Visit]) -> Iterator[Visit]:
    """One visit a team, place and date; an undated one goes where a dated one is."""
    seen: dict[tuple[TeamKey, str], list[Visit]] = {}
    for visit in visits:
        seen.setdefault((visit.team.key, visit.place.code), []).append(visit)
    for group in seen.values():
        dated = {visit.when.edtf: visit for visit in reversed(group) if visit.when.edtf}
        yield from list(reversed(dated.values())) or group[:1]
