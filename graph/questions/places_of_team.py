"""Places that a team inspected."""

from graph.index import names
from graph.index.coding import Ints
from graph.index.links import ends_of
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tallies import Tallies, ranked, tallied


def places_of_team(index: RelationIndex, team: str, limits: Limits = EVERYTHING) -> Tallies:
    """Return the places a team (id, key or name) inspected, most reported first. Raises ValueUnknown."""
    entities = names.teams(index, team)

    def inspected() -> tuple[Ints, Ints]:
        facts = within(index, "inspection", limits, entities=entities).numbers
        return facts, index.columns.place[facts]

    counted = ends_of(index, entities, "inspected", outward=True) if limits == EVERYTHING else None
    return ranked(index, *counted, inspected) if counted else tallied(index, *inspected(), limits.stories)
