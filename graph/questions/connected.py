"""The most connected entities of a kind."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.mentions import ENTITY_KINDS
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown

KINDS: Final = tuple(kind for kind in ENTITY_KINDS if kind != "person")
"""Persons have no ranking."""
MOST: Final = 1000
_COUNTS: Final = ("links", "facts")


@dataclass(frozen=True, slots=True)
class Connected:
    """An entity, how many others it is joined to (once a kind of link), and how many facts name it."""

    id: str
    label: str
    links: int
    facts: int


def connected(index: RelationIndex, kind: str, limit: int = 50) -> list[Connected]:
    """Return the entities of a kind with most links, then most facts. Raises ValueUnknown for a kind or limit."""
    if kind not in KINDS:
        raise ValueUnknown(f"No kind of entity called {kind!r} can be ranked; it is one of {', '.join(KINDS)}.")
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
    numbers = index.entities.of_kind(kind)
    if not numbers:
        return []
    links, facts = (getattr(index.entities, name)[numbers.start : numbers.stop].astype(np.int64) for name in _COUNTS)
    order = np.lexsort((-facts, -links))[:limit].tolist()
    entities = index.entities
    at = [(row, numbers[row]) for row in order]
    return [Connected(entities.id(n), entities.label(n), int(links[row]), int(facts[row])) for row, n in at]
