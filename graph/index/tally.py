"""Counting by group, for all groups at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.index.cells import FEW
from graph.index.coding import Ints, distinct
from graph.index.days import NO_DAY

if TYPE_CHECKING:
    from graph.index.relation import RelationIndex

SHOWN: Final = 5
"""Facts that a sum names."""
_DENSE: Final = 60
"""Cells to mark for each element, up to which marking is quicker than sorting."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What the facts of each group say together, one element a group.

    `first` and `last` are days or NO_DAY, `status` is the most certain. `shown[shown_from[g]:shown_from[g + 1]]` are up
    to SHOWN of the facts, the first ones by number.
    """

    count: Ints
    stories: Ints
    first: Ints
    last: Ints
    status: Ints
    shown: Ints
    shown_from: Ints


def summed(index: "RelationIndex", facts: Ints, groups: Ints, size: int) -> Sums:
    """Sum up facts, in any order, by the group (0 to size - 1) of each; no group is empty."""
    if len(facts) <= FEW:
        return _summed_one_by_one(index, facts, groups, size)
    keys = distinct(groups.astype(np.int64) << 32 | facts)
    return summed_in_order(index, keys & 0xFFFFFFFF, keys >> 32, size)


def summed_in_order(index: "RelationIndex", facts: Ints, groups: Ints, size: int) -> Sums:
    """Sum up different facts that ascend by group, then by number."""
    count = np.bincount(groups, minlength=size)
    starts = np.cumsum(count) - count
    columns = index.columns
    start = columns.start[facts].astype(np.int64)
    start[start == NO_DAY] = np.iinfo(np.int64).max
    first = np.minimum.reduceat(start, starts) if size else starts
    first[first == np.iinfo(np.int64).max] = NO_DAY
    return Sums(
        count=count,
        stories=different(groups, index.story(facts), size),
        first=first,
        last=np.maximum.reduceat(columns.end[facts], starts) if size else starts,
        status=np.minimum.reduceat(columns.status[facts], starts) if size else starts,
        shown=facts[np.arange(len(facts)) - starts[groups] < SHOWN],
        shown_from=np.concatenate(([0], np.cumsum(np.minimum(count, SHOWN)))),
    )


def _summed_one_by_one(index: "RelationIndex", facts: Ints, groups: Ints, size: int) -> Sums:
    """Return what `summed` does; arrays cost more than they save here."""
    pairs = sorted(set(zip(groups.tolist(), facts.tolist(), strict=True)))
    numbers, columns = np.array([fact for _, fact in pairs], np.int64), index.columns
    said = (index.story(numbers), columns.start[numbers], columns.end[numbers], columns.status[numbers])
    told: list[list[tuple[int, ...]]] = [[] for _ in range(size)]
    for (group, fact), *rest in zip(pairs, *(column.tolist() for column in said), strict=True):
        told[group].append((fact, *rest))
    shown = [[fact for fact, *_ in rows[:SHOWN]] for rows in told]
    return Sums(
        count=np.array([len(rows) for rows in told], np.int64),
        stories=np.array([len({row[1] for row in rows}) for rows in told], np.int64),
        first=np.array([min((row[2] for row in rows if row[2] != NO_DAY), default=NO_DAY) for rows in told], np.int64),
        last=np.array([max(row[3] for row in rows) for rows in told], np.int64),
        status=np.array([min(row[4] for row in rows) for rows in told], np.int64),
        shown=np.array([fact for some in shown for fact in some], np.int64),
        shown_from=np.cumsum([0, *map(len, shown)]),
    )


def different(groups: Ints, values: Ints, size: int) -> Ints:
    """Count the different values (from 0) of each group, 0 to size - 1."""
    width = int(values.max(initial=-1)) + 1
    if size * width <= _DENSE * len(groups):
        seen = np.zeros(size * width, bool)
        seen[groups.astype(np.int64) * width + values] = True
        return np.bincount(np.flatnonzero(seen) // max(width, 1), minlength=size)
    pairs = distinct(groups.astype(np.int64) << 32 | values)
    return np.bincount(pairs >> 32, minlength=size)


def counted(groups: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the different groups (from 0, below size), ascending, and how often each one comes."""
    if size <= _DENSE * len(groups):
        counts = np.bincount(groups, minlength=size)
        found = np.flatnonzero(counts)
        return found, counts[found]
    found, counts = np.unique(groups, return_counts=True)
    return found, counts


def earliest(groups: Ints, days: Ints, size: int) -> Ints:
    """Return the first day of each group, NO_DAY for those that have none."""
    dated, none = days != NO_DAY, np.iinfo(np.int64).max
    first = least(groups[dated], days[dated], size, none)
    return np.where(first == none, NO_DAY, first)


def least(groups: Ints, values: Ints, size: int, none: int) -> Ints:
    """Return the smallest value of each group, `none` for an empty one."""
    # numpy is quick here only where nothing has to be cast
    found = np.full(size, none, np.int64)
    np.minimum.at(found, groups.astype(np.intp), values.astype(np.int64))
    return found


def latest(groups: Ints, days: Ints, size: int) -> Ints:
    """Return the last day of each group, NO_DAY for those that have none."""
    last = np.full(size, NO_DAY, np.int64)
    np.maximum.at(last, groups.astype(np.intp), days.astype(np.int64))
    return last
