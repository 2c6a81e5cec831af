"""Counting by group, for all groups at once."""

import numpy as np

from graph.index.coding import Ints, distinct
from graph.index.days import NO_DAY


def different(groups: Ints, values: Ints, size: int) -> Ints:
    """Count the different values (from 0) of each group, 0 to size - 1."""
    pairs = distinct(groups.astype(np.int64) << 32 | values)
    return np.bincount(pairs >> 32, minlength=size)


def earliest(groups: Ints, days: Ints, size: int) -> Ints:
    """Return the first day of each group, NO_DAY for those that have none."""
    dated = days != NO_DAY
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, groups[dated], days[dated].astype(np.int64))
    return np.where(first == np.iinfo(np.int64).max, NO_DAY, first)


def latest(groups: Ints, days: Ints, size: int) -> Ints:
    """Return the last day of each group, NO_DAY for those that have none."""
    last = np.full(size, NO_DAY, np.int64)
    np.maximum.at(last, groups, days.astype(np.int64))
    return last
