"""The network: all links with the facts that make them, counted once a generation and kept in memory.

The columns say them all; counting takes some tenths of a second for a million facts, so they are not written to disk.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.coding import NONE, Ints, ordered
from graph.index.edges import KINDS, LINKS
from graph.index.relation import RelationIndex

LEVELS: Final = (16, 4, 1)
"""Numbers of facts that make a link, whose links are kept apart: the strongest are looked for among few."""


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Rows by entity: those of entity `low + i` are `start[i]` to `start[i + 1]`."""

    low: int
    start: Ints

    @classmethod
    def of(cls, entities: Ints) -> "Runs":
        """Take the entity of each row, ascending."""
        low = int(entities[0]) if len(entities) else 0
        counts = np.bincount(entities - low) if len(entities) else np.empty(0, np.int64)
        return cls(low, np.concatenate(([0], np.cumsum(counts))))

    def span(self, entity: int) -> tuple[int, int]:
        """Return where an entity's rows begin and end."""
        at = entity - self.low
        return (int(self.start[at]), int(self.start[at + 1])) if 0 <= at < len(self.start) - 1 else (0, 0)

    def rows(self, entities: Ints) -> Ints:
        """Return the rows of some entities, one's after the other's."""
        at = entities - self.low
        at = at[(at >= 0) & (at < len(self.start) - 1)]
        return stretches(self.start[at], self.start[at + 1])


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Links by source, kind and target: `count` facts make each one; `row` is its place among all links.

    `inward` are the links by target, source and kind, and `origin` their sources.
    """

    source: Ints
    target: Ints
    kind: Ints
    count: Ints
    row: Ints
    inward: Ints
    origin: Ints
    by_source: Runs
    by_target: Runs

    @classmethod
    def of(cls, source: Ints, target: Ints, kind: Ints, count: Ints, row: Ints) -> "Ties":
        """Take links in their order."""
        inward = ordered(target, ()).astype(np.int32)
        origin, runs = source[inward], (Runs.of(source), Runs.of(target[inward]))
        return cls(source, target, kind, count, row, inward, origin, *runs)

    def strong(self, least: int) -> "Ties":
        """Return the links that at least so many facts make."""
        kept = np.flatnonzero(self.count >= least)
        return Ties.of(self.source[kept], self.target[kept], self.kind[kept], self.count[kept], self.row[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """All links: `levels[least]` are those of so many facts or more, for each of LEVELS.

    The facts that make a link are `count` ones in `facts` from `first[row]` on, ascending.
    """

    levels: dict[int, Ties]
    facts: Ints
    first: Ints

    def made_by(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the facts that make some links, one's after the other's, and for each the place of its link."""
        starts, counts = self.first[rows], self.levels[1].count[rows]
        return self.facts[stretches(starts, starts + counts)], np.repeat(np.arange(len(rows)), counts)


def stretches(starts: Ints, stops: Ints) -> Ints:
    """Return the numbers from each start to its stop, one stretch after the other."""
    lengths = (stops - starts).astype(np.int64)
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def network(index: RelationIndex) -> Network:
    """Return all links, counted when first asked for."""
    return index.kept(_counted)


def network_at_hand(index: RelationIndex) -> Network | None:
    """Return all links if they are counted already."""
    return index.held(_counted)


def _counted(index: RelationIndex) -> Network:
    kinds = [_of_kind(index, kind) for kind in KINDS]
    begins = np.cumsum([0, *(len(facts) for *_, facts in kinds)])
    source, target, first, facts = (np.concatenate(columns) for columns in zip(*kinds, strict=True))
    sizes = [len(sources) for sources, *_ in kinds]
    first = (first + np.repeat(begins[:-1], sizes)).astype(np.int32)
    count = np.diff(first, append=begins[-1]).astype(np.int32)
    order = ordered(source, ())
    kind = np.repeat(np.arange(len(KINDS), dtype=np.int8), sizes)
    row = np.arange(len(order), dtype=np.int32)
    every = Ties.of(source[order], target[order], kind[order], count[order], row)
    return Network({least: every if least == 1 else every.strong(least) for least in LEVELS}, facts, first[order])


def _of_kind(index: RelationIndex, kind: str) -> tuple[Ints, Ints, Ints, Ints]:
    """Return source and target of each link of a kind, where its facts begin, and the facts."""
    pairs = [_joined(index, name, one, two) for name, one, two, made in LINKS if made == kind]
    source, target, facts = (np.concatenate(columns) for columns in zip(*pairs, strict=True))
    low, least = int(target.min(initial=0)), int(source.min(initial=0))
    width = int(target.max(initial=0)) - low + 1
    keys = (source.astype(np.int64) - least) * width + (target - low)
    order = ordered(keys, ())
    keys = keys[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else order
    keys = keys[first]
    source, target = (keys // width + least).astype(np.int32), (keys % width + low).astype(np.int32)
    return source, target, first, facts[order].astype(np.int32)


def _joined(index: RelationIndex, kind: str, source: str, target: str) -> tuple[Ints, Ints, Ints]:
    """Return source, target and fact of each pair of different entities that facts of a type join by their roles."""
    block = index.types[kind]
    facts = np.arange(block.start, block.stop)
    one, two = (getattr(index.columns, role)[block.start : block.stop] for role in (source, target))
    if "place" in {source, target}:
        at, places = index.postings.further(facts)
        if len(at):
            further = [places if role == "place" else column[at] for role, column in ((source, one), (target, two))]
            facts = np.concatenate((facts, facts[at]))
            one, two = np.concatenate((one, further[0])), np.concatenate((two, further[1]))
            order = np.argsort(facts, kind="stable")
            facts, one, two = facts[order], one[order], two[order]
    both = (one != NONE) & (two != NONE) & (one != two)
    return one[both], two[both], facts[both]
