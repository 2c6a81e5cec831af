"""Shortest paths between two entities, each step with the sentences that state it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.edges import KINDS
from graph.index.linked import sums_of
from graph.index.links import Links, links_at, reached
from graph.index.narrow import entity
from graph.index.postings import Flags
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown
from ontology.wire import Line

LONGEST: Final = 6
MOST: Final = 20
SENTENCES: Final = 3
"""Facts shown a step."""
HUBS: Final = ("campaign", "metric")
"""Kinds that join nearly everything: they may end a path, and are passed through only if asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path, in the direction of the walk or against it, and facts that state it."""

    source: str
    target: str
    kind: str
    count: int
    facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PathFound:
    """Entities from one end to the other, and the steps between them."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]


_Link = tuple[int, int, int, int]
"""Source, target, kind and row."""


def paths(index: RelationIndex, source: str, target: str, *, limit: int = 3, hubs: bool = False) -> list[PathFound]:
    """Return up to `limit` of the shortest paths, those of links with most facts first; none within LONGEST steps: [].

    A place stands for all inside it. Campaigns and metrics are passed through only with `hubs`. Raises NotFound for
    what no fact names and for persons, ValueUnknown for a limit out of range.
    """
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
    starts, ends = entity(index, source), entity(index, target)
    levels = _levels(index, np.sort(starts), np.setdiff1d(ends, starts), hubs)
    walks = (
        [*walk[::-1], (None, end)]
        for end in (levels[0].tolist() if levels else ())
        for walk in _walks(index, levels, 0, end)
    )
    return _shown(index, list(islice(walks, limit)))


class _Wave:
    """What is reached from some entities, a level a step; `levels[n]` are those n steps away, ascending."""

    def __init__(self, index: RelationIndex, start: Ints, hubs: bool) -> None:
        self._index, self._hubs = index, hubs
        self.levels: list[Ints] = [start.astype(np.int64)]
        self._seen = index.marked(start)

    @property
    def last(self) -> Ints:
        """What was reached last and may be passed through."""
        return self.levels[-1] if self._hubs or len(self.levels) == 1 else _passable(self._index, self.levels[-1])

    @property
    def work(self) -> int:
        """Facts that name these, so many at least."""
        return int(self._index.entities.facts[self.last].sum())

    def spread(self) -> None:
        """Take one step more."""
        fresh = reached(self._index, self.last) & ~self._seen
        self._seen |= fresh
        self.levels.append(np.flatnonzero(fresh))


def _levels(index: RelationIndex, starts: Ints, ends: Ints, hubs: bool) -> list[Ints]:
    """Return the entities on shortest paths by their steps from the end, the ends first; none where there is no path.

    Both sides spread, the smaller first, until they meet.
    """
    back, ahead = _Wave(index, ends, hubs), _Wave(index, starts, hubs)
    for _ in range(LONGEST):
        wave = min(back, ahead, key=lambda one: one.work)
        wave.spread()
        if not len(wave.levels[-1]):
            return []
        met = np.intersect1d(back.levels[-1], ahead.levels[-1], assume_unique=True)
        if not hubs and len(back.levels) > 1 and len(ahead.levels) > 1:
            met = _passable(index, met)
        if len(met):
            inner = [level if hubs else _passable(index, level) for level in ahead.levels[1:-1]]
            return [*_narrowed(index, back.levels, met, hubs), *inner[::-1], *ahead.levels[:-1][:1]]
    return []


def _narrowed(index: RelationIndex, levels: list[Ints], met: Ints, hubs: bool) -> list[Ints]:
    """Return those of each level from which a way leads to where both sides met."""
    found: list[Ints] = [met]
    for number in range(len(levels) - 2, -1, -1):
        level = levels[number] if hubs or not number else _passable(index, levels[number])
        found.append(level[reached(index, found[-1])[level]] if len(level) > 1 else level)
    return found[::-1]


def _passable(index: RelationIndex, entities: Ints) -> Ints:
    for kind in HUBS:
        numbers = index.entities.of_kind(kind)
        entities = entities[(entities < numbers.start) | (entities >= numbers.stop)]
    return entities


def _walks(index: RelationIndex, levels: list[Ints], steps: int, here: int) -> Iterator[list[tuple[_Link, int]]]:
    """Yield walks down the levels, as pairs of link and entity; one link a pair of entities, the strongest first."""
    if steps == len(levels) - 1:
        yield []
        return
    below: Flags = index.marked(levels[steps + 1])
    links = links_at(index, np.array([here]), below)
    for link, other in _one_each(links.strongest(len(links), len(index.entities)), here):
        for walk in _walks(index, levels, steps + 1, other):
            yield [(link, other), *walk]


def _one_each(links: Links, here: int) -> Iterator[tuple[_Link, int]]:
    """Yield the strongest link to each entity at the other end."""
    seen: set[int] = set()
    columns = (links.source, links.target, links.kind, links.row)
    for source, target, kind, row in zip(*(column.tolist() for column in columns), strict=True):
        other = target if source == here else source
        if other not in seen:
            seen.add(other)
            yield (source, target, kind, row), other


def _shown(index: RelationIndex, walks: list[list[tuple[_Link | None, int]]]) -> list[PathFound]:
    """Return walks, each from one end to the other, with names; all that they take is looked up together."""
    steps = dict.fromkeys(link for walk in walks for link, _ in walk if link)
    made = dict(zip(steps, _steps(index, list(steps)), strict=True))
    numbers = dict.fromkeys(entity for walk in walks for _, entity in walk)
    entities = np.array(list(numbers), np.int64)
    names = dict(
        zip(numbers, zip(index.entities.names(entities), index.entities.called(entities), strict=True), strict=True)
    )
    return [
        PathFound(
            ids=tuple(names[entity][0] for _, entity in walk),
            labels=tuple(names[entity][1] for _, entity in walk),
            steps=tuple(made[link] for link, _ in walk if link),
        )
        for walk in walks
    ]


def _steps(index: RelationIndex, walk: list[_Link]) -> Iterator[Step]:
    """Yield links with their sentences."""
    source, target, kind, row = np.array(walk, np.int64).reshape(-1, 4).T
    sums = sums_of(index, Links(source, target, kind, np.zeros(len(walk), np.int64), row))
    shown = [sums.shown[first:last][:SENTENCES] for first, last in pairwise(sums.shown_from.tolist())]
    lines = iter(index.facts(np.concatenate([*shown, sums.shown[:0]])))
    names = zip(index.entities.names(source), index.entities.names(target), kind.tolist(), strict=True)
    for (one, two, code), count, facts in zip(names, sums.count.tolist(), shown, strict=True):
        yield Step(one, two, KINDS[code], count, tuple(islice(lines, len(facts))))
