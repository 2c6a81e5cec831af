"""Inspections: which team worked where, when, in which campaign."""

from dataclasses import dataclass

from graph.index import names
from graph.index.narrow import told_by
from graph.index.relation import RelationIndex
from graph.index.select import Selection, Wanted, select


@dataclass(frozen=True, slots=True)
class InspectionFilter:
    """What to look for; ids, keys, codes or labels, dates reduced ISO 8601, None for anything.

    `stories` is the least number of independent stories that say the same.
    A place means everything inside it, a series all its campaigns. With a date, only dated facts that overlap pass.
    """

    team: str | None = None
    place: str | None = None
    campaign: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    stories: int = 1


def inspections(index: RelationIndex, wanted: InspectionFilter) -> Selection:
    """Return the inspections that pass. Raises ValueUnknown for a value that no one knows."""
    found = select(
        index,
        "inspection",
        Wanted(
            entities=names.teams(index, wanted.team) if wanted.team else None,
            places=names.places(index, wanted.place) if wanted.place else None,
            campaigns=names.campaigns(index, wanted.campaign) if wanted.campaign else None,
            statuses=names.statuses([wanted.status]) if wanted.status else None,
            since=wanted.since,
            until=wanted.until,
        ),
    )
    numbers = told_by(index, found.numbers, wanted.stories)
    return Selection(len(numbers), numbers)
