"""Facts summed up by an entity that they name, with most facts first; what is said of each is made where it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

import numpy as np

from graph.index.coding import NONE, Ints
from graph.index.days import dates
from graph.index.relation import RelationIndex
from graph.index.tally import counted, different, summed


@dataclass(frozen=True, slots=True)
class Tally:
    """An entity in the facts that count: how many, of how many stories, first and last day, some of them by id."""

    id: str
    label: str
    count: int
    stories: int
    first: str | None
    last: str | None
    facts: tuple[str, ...]


class Tallies(Sequence[Tally]):
    """Tallies: `entities` and `counts` are there at once, a Tally is made for each item taken."""

    __slots__ = ("_index", "_told", "counts", "entities")

    def __init__(
        self, index: RelationIndex, entities: Ints, counts: Ints, told: Callable[[], tuple[Ints, Ints]]
    ) -> None:
        """Take entities and their counts, and how to get the facts summed up and the entity that each one names."""
        self._index, self._told = index, told
        self.entities, self.counts = entities, counts

    def ids(self) -> list[str]:
        """Return the entities' ids."""
        return self._index.entities.names(self.entities)

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self.entities)

    @overload
    def __getitem__(self, at: int) -> Tally: ...
    @overload
    def __getitem__(self, at: slice) -> list[Tally]: ...
    def __getitem__(self, at: int | slice) -> Tally | list[Tally]:
        """Make one tally, or some."""
        if isinstance(at, slice):
            return self._made(self.entities[at])
        return self._made(self.entities[at : at + 1 or None])[0]

    def __iter__(self) -> Iterator[Tally]:
        """Make all of them at once."""
        return iter(self[:])

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence of tallies."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _made(self, entities: Ints) -> list[Tally]:
        if not len(entities):
            return []
        group = np.full(len(self._index.entities), NONE, np.int32)
        group[entities] = np.arange(len(entities), dtype=np.int32)
        facts, named = self._told()
        groups = group[named]
        rows = np.flatnonzero(groups != NONE)
        sums = summed(self._index, facts[rows], groups[rows], len(entities))
        ids, starts = self._index.lines.ids(sums.shown), sums.shown_from.tolist()
        columns = (
            self._index.entities.names(entities),
            self._index.entities.called(entities),
            sums.count.tolist(),
            sums.stories.tolist(),
            dates(sums.first),
            dates(sums.last),
            [tuple(ids[first:last]) for first, last in pairwise(starts)],
        )
        return [Tally(*row) for row in zip(*columns, strict=True)]


def tallied(index: RelationIndex, facts: Ints, named: Ints, stories: int = 1, limit: int | None = None) -> Tallies:
    """Sum facts up by the entity that each one names (NONE: none), those with enough stories, most facts first."""
    if len(named) and named.min() == NONE:
        facts, named = facts[named != NONE], named[named != NONE]
    low = int(named.min()) if len(named) else 0
    groups = named.astype(np.int64) - low
    size = int(groups.max(initial=-1)) + 1
    found, counts = counted(groups, size)
    if stories > 1:
        kept = different(groups, index.story(facts), size)[found] >= stories
        found, counts = found[kept], counts[kept]
    return ranked(index, found + low, counts, lambda: (facts, named), limit)


def ranked(
    index: RelationIndex, entities: Ints, counts: Ints, told: Callable[[], tuple[Ints, Ints]], limit: int | None = None
) -> Tallies:
    """Return tallies of entities (ascending), most facts first; `told` gives the facts and the entity each one names."""
    order = np.argsort(-counts, kind="stable")[:limit]
    return Tallies(index, entities[order], counts[order], told)
