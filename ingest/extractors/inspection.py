"""Inspections: a supervision team, or a body of teams named together, worked in a place; one fact a team and place."""

import re
from collections.abc import Iterator

from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.resolve import PlaceMention
from ingest.status import status_of
from ingest.visits import Visit, find_visits
from ontology.model import Inspection, Quote
from ontology.places import load_gazetteer

_SITE = re.compile(
    r"[一-龥“”]{2,14}?(?:分局|公安局|派出所|警务站|警务室|卡点|检查站|市场|夜市|社区|广场|车站|支队|大队|服务中心|指挥中心|商业街)"
)


def extract(document: Document) -> Iterator[Inspection]:
    """Yield one inspection a team and place, at the finest division named."""
    for visit in find_visits(document):
        fact = _fact(visit, document)
        if fact:
            yield fact


def _fact(visit: Visit, document: Document) -> Inspection | None:
    team, place = visit.team, visit.place
    start, end = visit.clause
    evidence = document.quote(start, end, (place.start, place.end))
    if evidence is None:
        return None
    campaign = team_campaign(team, start, end, document)
    gazetteer = load_gazetteer()
    on = visit.when.start or document.article.published
    sentence = document.sentence(place.start)
    return Inspection(
        article=document.article.id,
        evidence=evidence,
        rule=visit.rule,
        campaign=campaign,
        when=visit.when,
        status=status_of(
            document.text[
                min(sentence.start, visit.team.start if visit.rule == "inspection.spelled" else sentence.start) : end
            ]
        ),
        context=_context(visit, document, evidence),
        team=team.name,
        team_id=team_id(team, campaign, document),
        place=gazetteer.path(place.code, on),
        place_code=place.code,
        province_code=gazetteer.province(place.code),
        sites=_sites(document, place, end),
    )


def _context(visit: Visit, document: Document, evidence: Quote) -> tuple[Quote, ...]:
    """The clause that names the team, where it is not the evidence itself."""
    start, end = document.clause(visit.team.start, visit.team.end)
    quote = document.quote(start, end, (visit.team.start, visit.team.end))
    if quote is None or (evidence.start <= quote.start and quote.end <= evidence.end):
        return ()
    return (quote,)


def _sites(document: Document, place: PlaceMention, end: int) -> tuple[str, ...]:
    """The bureau, station or site that the place's name is a part of (芙蓉公安分局)."""
    match = _SITE.match(document.text, place.start, end)
    return (match[0],) if match else ()
