"""Ties: all links of a kind with the facts that make them, counted once a generation and kept in memory.

The columns say them all; counting takes about a tenth of a second for a million facts, so they are not written to disk.
"""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import NONE, Ints, ordered
from graph.index.edges import LINKS
from graph.index.relation import RelationIndex


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
    """The links of one kind, by source, then target: `count` facts make each one.

    `facts[first[n]:first[n + 1]]` make link n; `inward` are the links by target, then source.
    """

    source: Ints
    target: Ints
    count: Ints
    facts: Ints
    first: Ints
    inward: Ints
    by_source: Runs
    by_target: Runs

    def made_by(self, links: Ints) -> tuple[Ints, Ints]:
        """Return the facts that make some links, one's after the other's, and for each the place of its link."""
        facts = self.facts[stretches(self.first[links], self.first[links + 1])]
        return facts, np.repeat(np.arange(len(links)), self.count[links])


def ties(index: RelationIndex, kind: str) -> Ties:
    """Return the links of a kind, counted when first asked for."""
    return index.kept(_counted, kind)


def stretches(starts: Ints, stops: Ints) -> Ints:
    """Return the numbers from each start to its stop, one stretch after the other."""
    lengths = (stops - starts).astype(np.int64)
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def _counted(index: RelationIndex, kind: str) -> Ties:
    pairs = [_joined(index, name, one, two) for name, one, two, made in LINKS if made == kind]
    source, target, facts = (np.concatenate(columns) for columns in zip(*pairs, strict=True))
    low, first = int(target.min(initial=0)), int(source.min(initial=0))
    width = int(target.max(initial=0)) - low + 1
    keys = (source.astype(np.int64) - first) * width + (target - low)
    order = ordered(keys, ())
    keys = keys[order]
    fresh = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    starts, keys = np.append(fresh, len(order)), keys[fresh]
    source, target = keys // width + first, keys % width + low
    inward = ordered(target, ())
    return Ties(
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        count=np.diff(starts).astype(np.int32),
        facts=facts[order].astype(np.int32),
        first=starts.astype(np.int32),
        inward=inward.astype(np.int32),
        by_source=Runs.of(source),
        by_target=Runs.of(target[inward]),
    )


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
    both = (one != NONE) & (two != NONE) & (one != two)
    return one[both], two[both], facts[both]
