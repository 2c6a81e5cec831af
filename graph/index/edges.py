"""Edges: which entities a fact joins, in which direction, by which kind of link."""

from typing import Final

import numpy as np

from graph.index.coding import NONE, Ints, distinct
from graph.index.mentions import TYPES, Mentions

LINKS: Final = (
    ("inspection", "actor", "place", "inspected"),
    ("inspection", "actor", "campaign", "part_of"),
    ("directive", "actor", "place", "directed"),
    ("directive", "actor", "object", "directed"),
    ("meeting", "actor", "place", "met_in"),
    ("meeting", "actor", "campaign", "part_of"),
    ("operation", "actor", "object", "ran"),
    ("operation", "object", "place", "took_place_in"),
    ("operation", "object", "campaign", "part_of"),
    ("measure", "actor", "object", "adopted"),
    ("measure", "object", "place", "adopted_in"),
    ("target", "actor", "object", "aimed_at"),
    ("target", "actor", "campaign", "part_of"),
    ("result", "place", "object", "reported"),
    ("result", "actor", "object", "reported"),
    ("role", "object", "actor", "holds_office"),
    ("team", "actor", "campaign", "part_of"),
    ("coverage", "actor", "place", "covered"),
)
"""Fact type, role of the source, role of the target, kind of link: how a fact becomes edges."""
KINDS: Final = tuple(dict.fromkeys(kind for *_, kind in LINKS))
"""Code of a link's kind = its place here."""


def joined(types: Ints, found: Mentions, size: int) -> tuple[Ints, Ints]:
    """Return one key (source, target, kind) and fact number a joined pair, in no order."""
    keys, facts = [], []
    for name, source, target, kind in LINKS:
        rows = np.flatnonzero(types == TYPES.index(name))
        pairs: list[tuple[Ints, Ints, Ints]] = [(rows, found.roles[source][rows], found.roles[target][rows])]
        if "place" in (source, target):
            pairs.append(_further(types, found, name, source, target))
        for numbers, one, two in pairs:
            both = (one != NONE) & (two != NONE) & (one != two)
            keys.append((one[both].astype(np.int64) * size + two[both]) * len(KINDS) + KINDS.index(kind))
            facts.append(numbers[both])
    return np.concatenate(keys), np.concatenate(facts)


def _further(types: Ints, found: Mentions, name: str, source: str, target: str) -> tuple[Ints, Ints, Ints]:
    """Return the pairs that facts with several places join beyond the first."""
    chosen = types[found.extra_facts] == TYPES.index(name)
    facts, places = found.extra_facts[chosen], found.extra_places[chosen]
    one = places if source == "place" else found.roles[source][facts]
    two = places if target == "place" else found.roles[target][facts]
    return facts, one, two


def degrees(types: Ints, found: Mentions) -> Ints:
    """Count the edges at each entity: different entities joined to it, once a kind and direction; persons have none."""
    size = len(found.ids)
    source, target = ends(distinct(joined(types, found, size)[0]), size)
    counts = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)
    people = found.kinds.get("person", range(0))
    counts[people.start : people.stop] = 0
    return counts


def ends(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return source and target of the keys that `joined` makes."""
    return keys // len(KINDS) // size, keys // len(KINDS) % size
