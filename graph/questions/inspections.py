"""Inspections: which team worked where, when, in which campaign."""

from dataclasses import dataclass

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection


@dataclass(frozen=True, slots=True)
class InspectionFilter:
    """What to look for: a team (id, key or label), a place (code or name; everything inside it); None for any."""

    team: str | None = None
    place: str | None = None
    limits: Limits = EVERYTHING


def inspections(index: RelationIndex, wanted: InspectionFilter) -> Selection:
    """Return the inspections that pass. Raises ValueUnknown for a value that no one knows."""
    teams = names.teams(index, wanted.team) if wanted.team else None
    places = names.places(index, wanted.place) if wanted.place else None
    found = within(index, "inspection", wanted.limits, entities=teams, places=places)
    numbers = told_by(index, found.numbers, wanted.limits.stories)
    return Selection(len(numbers), numbers)
