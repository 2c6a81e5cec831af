"""Versions: results that state the same number of the same measure over the same window, told by one story or more."""

from dataclasses import dataclass

import numpy as np

from graph.figures.columns import Figures
from graph.index.coding import Ints, offsets, ordered
from graph.index.days import NO_DAY
from graph.index.tally import different


@dataclass(frozen=True, slots=True, eq=False)
class Versions:
    """One element a version, sorted by measure, window and value.

    `rows[start[v]:start[v + 1]]` are version v's places in the figures, the earliest published first, undated last;
    `first[v]` is the first of them. `stories` and `articles` count who tells it.
    """

    first: Ints
    rows: Ints
    start: Ints
    stories: Ints
    articles: Ints

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.first)

    def of(self, version: int) -> Ints:
        """Return a version's places in the figures."""
        return self.rows[self.start[version] : self.start[version + 1]]


def versions(found: Figures, rows: Ints) -> Versions:
    """Return the versions of some figures, given by their places."""
    day = np.where(found.published[rows] == NO_DAY, np.iinfo(np.int32).max, found.published[rows])
    bits = found.value[rows].view(np.int64)  # as whole numbers; below zero they sort the other way round
    value = np.where(bits < 0, np.iinfo(np.int64).min - bits, bits)
    ties = (value, found.modifier[rows], day, found.article[rows])
    rows = rows[ordered(found.window[rows], ties)]
    fresh = np.ones(len(rows), bool)
    for column in (found.window[rows], found.value[rows], found.modifier[rows]):
        fresh[1:] &= column[1:] == column[:-1]
    fresh[1:] = ~fresh[1:]
    group = np.cumsum(fresh) - 1
    start = offsets(group, int(group[-1]) + 1 if len(group) else 0)
    return Versions(
        first=rows[fresh],
        rows=rows,
        start=start,
        stories=_tellers(group, start, found.story[rows]),
        articles=_tellers(group, start, found.article[rows]),
    )


def _tellers(group: Ints, start: Ints, tellers: Ints) -> Ints:
    """Count the different tellers of each version; most versions have one row."""
    sizes = np.diff(start)
    several = sizes > 1
    counts = np.minimum(sizes, 1)
    rows = several[group]
    counts[several] = different(group[rows], tellers[rows], len(sizes))[several]
    return counts


def neighbours(found: Figures, told: Versions) -> tuple[Ints, Ints]:
    """Return the pairs of versions that decide whether all of a measure agree.

    Each with the next by window and value, so that of counts up to days that follow each other the highest meets the
    lowest; and the lowest and highest of one window. Pairs of which both sides are told by one and the same story are left out.
    """
    measure, window = found.measure[told.first], found.window[told.first]
    fresh = np.ones(len(window), bool)
    fresh[1:] = window[1:] != window[:-1]
    low = np.flatnonzero(measure[1:] == measure[:-1])
    starts = np.flatnonzero(fresh)
    stops = np.append(starts[1:], len(window)) - 1
    wide = stops - starts >= 2
    one, other = np.concatenate((low, starts[wide])), np.concatenate((low + 1, stops[wide]))
    story = found.story[told.first]
    alone = (told.stories[one] == 1) & (told.stories[other] == 1) & (story[one] == story[other])
    return one[~alone], other[~alone]
