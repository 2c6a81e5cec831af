"""Places that a team inspected."""

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tallies import Tallies, tallied


def places_of_team(index: RelationIndex, team: str, limits: Limits = EVERYTHING) -> Tallies:
    """Return the places a team (id, key or name) inspected, most reported first. Raises ValueUnknown."""
    facts = within(index, "inspection", limits, entities=names.teams(index, team)).numbers
    return tallied(index, facts, index.columns.place[facts], limits.stories)
