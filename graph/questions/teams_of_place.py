"""Teams that inspected a place."""

from graph.index import names
from graph.index.coding import Ints
from graph.index.links import ends_of
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tallies import Tallies, ranked, tallied


def teams_of_place(index: RelationIndex, place: str, limits: Limits = EVERYTHING) -> Tallies:
    """Return the teams that inspected a place (code, id or name) or any inside it, most reported first.

    Raises ValueUnknown for a place that there is not.
    """
    places = names.places(index, place)

    def inspected() -> tuple[Ints, Ints]:
        facts = within(index, "inspection", limits, places=places).numbers
        return facts, index.columns.actor[facts]

    counted = ends_of(index, places, "inspected", outward=False) if limits == EVERYTHING else None
    return ranked(index, *counted, inspected) if counted else tallied(index, *inspected(), limits.stories)
