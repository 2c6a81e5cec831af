"""Leaders: who held which office in a team or body."""

import numpy as np

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, bodies_in, entity, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection


def leaders(
    index: RelationIndex, body: str | None = None, place: str | None = None, limits: Limits = EVERYTHING
) -> Selection:
    """Return the offices (role facts) held in a team or organization, or in those of a place and all inside it.

    A body is an entity id, a place a code or name. Raises NotFound for a body that no fact names (a person is none),
    ValueUnknown for a place that there is not.
    """
    entities = entity(index, body) if body else None
    if place is not None:
        seated = bodies_in(index, names.place_code(place))
        entities = seated if entities is None else np.intersect1d(entities, seated)
    numbers = within(index, "role", limits, entities=entities).numbers
    numbers = told_by(index, numbers, limits.stories)
    return Selection(len(numbers), numbers)
