"""Inspections: a supervision team, or a body of teams named together, worked in a place; one fact a team and place."""

import re
from collections.abc import Iterator

from ingest.activities import activities_in
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.resolve import PlaceMention
from ingest.status import status_at
from ingest.visit_forms import Visit
from ingest.visits import find_visits
from ontology.model import Inspection, Quote, Status
from ontology.places import load_gazetteer

_SITE = re.compile(
    r"[一-龥“”]{2,14}?(?:分局|公安局|派出所|警务站|警务室|卡点|检查站|市场|夜市|社区|广场|车站|支队|大队|服务中心|指挥中心|商业街)"
)

_CALLED_OFF = re.compile(r",(?:后|但|因故|[因由][^,。;]{1,12})?(?:被)?(?:推迟|取消|延期|改期|未能成行)")
"""A clause behind a visit that says that it did not take place."""
_ATTRIBUTE = 6
"""Characters from a place to the end of 的 and an ordinal before its team (进驻西藏的第13督导组)."""
_FRAME_REACH = 40
"""Characters at most between a frame and its team."""


def extract(document: Document) -> Iterator[Inspection]:
    """Yield one inspection a team and place, at the finest division named."""
    for visit in find_visits(document):
        fact = _fact(visit, document)
        if fact:
            yield fact


def _fact(visit: Visit, document: Document) -> Inspection | None:
    team, place = visit.team, visit.place
    start, end = _statement(visit, document)
    evidence = document.quote(start, end, (place.start, place.end))
    if evidence is None:
        return None
    campaign = team_campaign(team, *visit.clause, document)
    gazetteer = load_gazetteer()
    on = visit.when.start or document.article.published
    begin = document.sentence(place.start).start
    if visit.rule == "inspection.spelled":
        begin = min(begin, team.start)
    return Inspection(
        article=document.article.id,
        evidence=evidence,
        rule=visit.rule,
        campaign=campaign,
        when=visit.when,
        status=_status(visit, document, begin),
        context=_context(visit, document, evidence),
        team=team.name,
        team_id=team_id(team, campaign, document),
        place=gazetteer.path(place.code, on),
        place_code=place.code,
        province_code=gazetteer.province(place.code),
        sites=_sites(document, place, visit.clause[1]),
        activities=_activities(document, visit),
    )


def _status(visit: Visit, document: Document, begin: int) -> Status:
    """The status that the sentence's cue words give; a list's line takes what was said above the list (… 将陆续进驻)."""
    sent = document.text.startswith("的", visit.place.end) and 0 < visit.team.start - visit.place.end < _ATTRIBUTE
    told = document.text[begin : visit.team.start if sent else visit.clause[1]]
    if _CALLED_OFF.match(document.text, visit.clause[1]):
        return "denied"
    own = status_at(told, visit.when, document.article.published)
    return visit.posting.status if own == "done" else own


def _statement(visit: Visit, document: Document) -> tuple[int, int]:
    """The clause that names the place; a mere frame (在新疆,) with the clause of its team, which says something of it."""
    start, end = visit.clause
    follows = visit.rule == "inspection.frame" and end <= visit.team.start < document.sentence(start).end
    if follows and visit.team.start - end < _FRAME_REACH:
        end = document.clause(visit.team.start, visit.team.end)[1]
    return start, end


def _context(visit: Visit, document: Document, evidence: Quote) -> tuple[Quote, ...]:
    """The further clauses that the fact rests on: the team's, the one where the team got its full name, the date's."""
    spans = [(visit.team.start, visit.team.end)]
    if visit.team.pointing:
        named = [team for team in document.teams if team.name == visit.team.name and not team.pointing]
        spans += [(team.start, team.end) for team in named if team.start < visit.team.start][-1:]
    dated = [mention for mention in document.dates if mention.when == visit.when] if visit.when.edtf else []
    spans += [(mention.start, mention.end) for mention in dated if mention.start < visit.clause[1]][-1:]
    spans += [visit.posting.said] if visit.posting.said and visit.when == visit.posting.when and not dated else []
    quotes = [document.quote(*document.clause(*span), span) for span in spans]
    kept = dict.fromkeys(quote for quote in quotes if quote and not _inside(quote, evidence))
    return tuple(kept)


def _inside(quote: Quote, evidence: Quote) -> bool:
    return evidence.start <= quote.start and quote.end <= evidence.end


def _activities(document: Document, visit: Visit) -> tuple[str, ...]:
    """What the team did there: said behind the place in its sentence, up to the next place of another clause."""
    start = max(visit.place.end, visit.clause[0])
    end = document.sentence(visit.place.start).end
    stop = visit.clause[1]
    following = [place.start for place in document.places_in(stop, end)]
    return activities_in(document.text, start, following[0] if following else end)


def _sites(document: Document, place: PlaceMention, end: int) -> tuple[str, ...]:
    """The bureau, station or site that the place's name is a part of (芙蓉公安分局)."""
    match = _SITE.match(document.text, place.start, end)
    return (match[0],) if match else ()
