"""What facts name, as ids of entities: so that whoever changes an article knows which names that touches."""

import numpy as np

from graph.index.coding import NONE, Ints
from graph.index.mentions import ROLES
from graph.index.relation import RelationIndex


def named(index: RelationIndex, facts: Ints) -> list[list[str]]:
    """Return the ids of what each of some facts names; persons are left out, because nobody searches for them."""
    at, places = index.postings.further(facts)
    rows = np.concatenate([*(np.arange(len(facts)) for _ in ROLES), at])
    entities = np.concatenate([*(getattr(index.columns, role)[facts] for role in ROLES), places]).astype(np.int64)
    people = index.entities.of_kind("person")
    kept = (entities != NONE) & ((entities < people.start) | (entities >= people.stop))
    found: list[list[str]] = [[] for _ in range(len(facts))]
    for row, name in zip(rows[kept].tolist(), index.entities.names(entities[kept]), strict=True):
        found[row].append(name)
    return found
