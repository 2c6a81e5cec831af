"""Teams that inspected a place."""

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tallies import Tallies, tallied


def teams_of_place(index: RelationIndex, place: str, limits: Limits = EVERYTHING) -> Tallies:
    """Return the teams that inspected a place (code, id or name) or any inside it, most reported first.

    Raises ValueUnknown for a place that there is not.
    """
    facts = within(index, "inspection", limits, places=names.places(index, place)).numbers
    return tallied(index, facts, index.columns.actor[facts], limits.stories)
