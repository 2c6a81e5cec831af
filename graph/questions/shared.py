"""Facts that two entities share."""

from graph.index.narrow import EVERYTHING, Limits, entity, facts_on, limited, naming_any
from graph.index.relation import RelationIndex
from graph.index.select import Selection


def shared(index: RelationIndex, one: str, other: str, limits: Limits = EVERYTHING) -> Selection:
    """Return the facts that name both of two entities by id, a place meaning all inside it.

    Raises NotFound for what no fact names, and for persons.
    """
    pair = sorted(
        (entity(index, name) for name in (one, other)), key=lambda found: int(index.entities.facts[found].sum())
    )
    numbers = facts_on(index, pair[0])
    numbers = limited(index, numbers[naming_any(index, numbers, pair[1])], limits)
    return Selection(len(numbers), numbers)
