"""Facts that two entities share."""

import numpy as np

from graph.index.narrow import EVERYTHING, Limits, entity, facts_on, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection


def shared(index: RelationIndex, one: str, other: str, limits: Limits = EVERYTHING) -> Selection:
    """Return the facts that name both of two entities by id, a place meaning all inside it.

    Raises NotFound for what no fact names, and for persons.
    """
    first, second = (facts_on(index, entity(index, name)) for name in (one, other))
    numbers = np.intersect1d(first, second, assume_unique=True)
    if limits != EVERYTHING:
        numbers = np.intersect1d(numbers, within(index, None, limits).numbers, assume_unique=True)
    numbers = told_by(index, numbers, limits.stories)
    return Selection(len(numbers), numbers)
