"""Adjacency: which entities facts join, how often, since when, with a few of the facts that say so."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.coding import NONE, Ints, offsets
from graph.index.days import NO_DAY
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
SHOWN: Final = 5
"""Facts kept an edge, to show why it is there."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed edges sorted by source, target, kind; one array element an edge.

    `facts` counts facts and `stories` independent stories; `first` and `last` are days or NO_DAY, `status` the most
    certain one. `shown[shown_from[e]:shown_from[e + 1]]` are fact numbers. Both ends of entity i are edges
    `ends[ends_from[i]:ends_from[i + 1]]`, most facts first; persons, being leaves, have none.
    """

    source: Ints
    target: Ints
    kind: Ints
    facts: Ints
    stories: Ints
    first: Ints
    last: Ints
    status: Ints
    shown: Ints
    shown_from: Ints
    ends: Ints
    ends_from: Ints


@dataclass(frozen=True, slots=True)
class Said:
    """What an edge sums up of its facts, one element a fact."""

    start: Ints
    end: Ints
    status: Ints
    story: Ints


def edges(types: Ints, found: Mentions, said: Said) -> Edges:
    """Join the entities of every fact by LINKS."""
    size = len(found.ids)
    keys, facts = joined(types, found, size)
    order = np.argsort(keys)
    starts, numbers = _groups(keys[order])
    # one sort of edge and fact together, so that the facts of an edge ascend
    facts = np.sort(numbers << 32 | facts[order]) & 0xFFFFFFFF
    keys = keys[order[starts]]
    source, target, kind = keys // len(KINDS) // size, keys // len(KINDS) % size, keys % len(KINDS)
    count = np.diff(np.append(starts, len(facts)))
    shown, shown_from = _shown(facts, starts, numbers, count)
    ends, ends_from = _ends(source, target, count, found)
    first, last = _span(said, facts, starts)
    status = np.minimum.reduceat(said.status[facts], starts) if len(starts) else starts
    stories = _stories(numbers, said.story[facts], len(starts))
    return Edges(source, target, kind, count, stories, first, last, status, shown, shown_from, ends, ends_from)


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


def _groups(ordered: Ints) -> tuple[Ints, Ints]:
    """Return where each run of equal values starts, and the run's number an element."""
    fresh = np.ones(len(ordered), bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(fresh), np.cumsum(fresh) - 1


def _shown(facts: Ints, starts: Ints, numbers: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Return the first facts of each edge and where they start."""
    kept = np.arange(len(facts)) - starts[numbers] < SHOWN
    return facts[kept], np.concatenate(([0], np.cumsum(np.minimum(count, SHOWN))))


def _ends(source: Ints, target: Ints, count: Ints, found: Mentions) -> tuple[Ints, Ints]:
    """Return the edges at each entity, most facts first, and where each entity's start."""
    entity = np.concatenate((source, target))
    edge = np.concatenate((np.arange(len(source)), np.arange(len(target))))
    people = found.kinds.get("person", range(0))
    kept = (entity < people.start) | (entity >= people.stop)
    entity, edge = entity[kept], edge[kept]
    order = np.lexsort((edge, -count[edge], entity))
    return edge[order], offsets(entity, len(found.ids))


def _span(said: Said, facts: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """Return each edge's first and last day, leaving facts without a date out."""
    if not len(starts):
        return starts, starts
    start = said.start[facts].astype(np.int64)
    start[start == NO_DAY] = np.iinfo(np.int64).max
    first = np.minimum.reduceat(start, starts)
    first[first == np.iinfo(np.int64).max] = NO_DAY
    return first, np.maximum.reduceat(said.end[facts], starts)


def _stories(numbers: Ints, story: Ints, size: int) -> Ints:
    """Count the different stories of each edge."""
    pairs = np.sort(numbers << 32 | story)
    starts, _ = _groups(pairs)
    return np.bincount(pairs[starts] >> 32, minlength=size)
