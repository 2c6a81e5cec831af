"""Changes of metrics from one campaign to another: the same thing counted in the same place, unit and kind of window.

Windows of two campaigns are never the same days. They are compared where they are equally long, or end (`as_of`) on the
same day of the year. Numbers without a stated window, or since a day and up to the report, are compared only if both
were published in the last month of their campaign or later; then they are *assumed* to be of the whole campaign.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import Figures, figures, numbered
from graph.figures.shown import Figure, shown
from graph.figures.versions import Versions, versions
from graph.figures.windows import AS_OF, DAY, PERIOD, SINCE, UNSTATED, WINDOWS
from graph.index.coding import Ints
from graph.index.days import NO_DAY
from graph.index.relation import RelationIndex

SHOWN: Final = 5
"""Statements of a side that are shown."""
_WORDS, _WINDOW, _OPEN, _ASSUMED, _COMPARABLE = range(5)
_REASONS: Final = (("words",), ("window",), ("window not stated",), ("window not stated",), ())
"""Reasons by state, the least comparable first."""


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric in both campaigns; `least` and `most` bound the second less the first (null: no end, not comparable).

    `direction` is `up`, `down`, or `level` where the intervals meet; null where they are not comparable for `reasons`.
    `assumed` says that no window is stated and both were published at the end of their campaign or later.
    """

    metric: str
    label: str
    words: str
    scope: str | None
    scope_code: str | None
    unit: str
    change: str | None
    window: str | None
    direction: str | None
    least: float | None
    most: float | None
    comparable: bool
    assumed: bool
    reasons: tuple[str, ...]
    one: tuple[Figure, ...]
    other: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Rows of the answer: versions `rows[start[n]:start[n + 1]]` of both sides, and whether they are comparable."""

    versions: Versions
    side: Ints
    rows: list[Ints]
    state: Ints


def metric_changes(
    index: RelationIndex, one: Ints, other: Ints, last_months: tuple[int, int], limit: int
) -> tuple[list[MetricChange], int]:
    """Return up to `limit` metrics that results of both campaigns report, and how many there are.

    `last_months` are the first days of the campaigns' last months, NO_DAY where unknown. Comparable ones come first, then
    those of the whole country, then those that most stories tell.
    """
    one, other = _shared(index, one, other)
    found = figures(index, np.concatenate((one, other)))
    side = np.repeat([0, 1], [len(one), len(other)])
    told = versions(found, np.arange(len(found)))
    side = side[told.first]
    pairs = _pairs(index, found, told, side, last_months)
    order = _order(found, pairs)
    chosen = [(at, *(_some(pairs, pairs.rows[at], side) for side in (0, 1))) for at in order[:limit].tolist()]
    every = np.concatenate([told.first[:0], *(some for _, *both in chosen for some in both)])
    figures_ = iter(shown(index, found, told, every))
    changes = []
    for at, one_, other_ in chosen:
        sides = [tuple(next(figures_) for _ in some) for some in (one_, other_)]
        changes.append(_change(index, found, pairs, at, sides))
    return changes, len(order)


def _shared(index: RelationIndex, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Return those results whose metric the other campaign reports of the same place too."""
    both = np.concatenate((one, other))
    key = numbered(index.columns.object[both], index.columns.place[both])
    mine, theirs = key[: len(one)], key[len(one) :]
    return one[np.isin(mine, theirs)], other[np.isin(theirs, mine)]


def _pairs(index: RelationIndex, found: Figures, told: Versions, side: Ints, last_months: tuple[int, int]) -> _Pairs:
    """Pair the versions of both sides: by measure, words and window; what is left by less, as not comparable."""
    at = told.first
    thing = numbered(index.columns.object[found.facts], found.scope, found.unit, found.change.codes, found.part)[at]
    worded = numbered(thing, found.worded[at])
    detail, kind = _detail(found, at, side, last_months), found.windows.kind[at]
    left, rows, state = np.arange(len(at)), list[Ints](), list[int]()
    open_ = np.isin(kind, [SINCE, UNSTATED])
    exact = np.where(open_, np.where(detail == 1, _ASSUMED, _OPEN), _COMPARABLE)
    for key, how in (
        (numbered(worded, kind, detail), exact),
        (worded, np.full(len(at), _WINDOW)),
        (thing, np.full(len(at), _WORDS)),
    ):
        groups = [left[group] for group in _both(key[left], side[left])]
        rows += groups
        state += [int(how[group[0]]) for group in groups]
        left = left[~np.isin(worded[left], worded[np.concatenate([left[:0], *groups])])]
    return _Pairs(told, side, rows, np.array(state, np.int64))


def _detail(found: Figures, at: Ints, side: Ints, last_months: tuple[int, int]) -> Ints:
    """Return what has to be equal of two windows of one kind."""
    spans = found.windows
    kind, until = spans.kind[at], spans.until[at]
    month = np.array(last_months)[side]
    late = (month != NO_DAY) & (found.published[at] >= month)
    stretch = np.isin(kind, [DAY, PERIOD])
    length = np.where(stretch, until - spans.since[at] + 1, 0)
    day = _day_of_year(until)
    return np.where(stretch, length, np.where(kind == AS_OF, day, late.astype(np.int64)))


def _day_of_year(days: Ints) -> Ints:
    """Return month and day of days as one number, as in 731."""
    dates = np.where(days == NO_DAY, 0, days).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    number = (months.astype(np.int64) % 12 + 1) * 100 + (dates - months).astype(np.int64) + 1
    known: Ints = np.where(days == NO_DAY, 0, number)
    return known


def _both(key: Ints, side: Ints) -> list[Ints]:
    """Return the groups of equal keys that have both sides."""
    if not len(key):
        return []
    order = np.argsort(key, kind="stable")
    start = np.flatnonzero(np.append(True, np.diff(key[order]) != 0))
    low, high = (way.reduceat(side[order], start) for way in (np.minimum, np.maximum))
    stop = np.append(start[1:], len(key))
    return [order[start[n] : stop[n]] for n in np.flatnonzero(low != high).tolist()]


def _order(found: Figures, pairs: _Pairs) -> Ints:
    first = np.array([rows[0] for rows in pairs.rows], np.int64)
    ends = np.cumsum([0, *map(len, pairs.rows)])
    told = pairs.versions.stories[np.concatenate([first[:0], *pairs.rows])]
    stories = np.add.reduceat(told, ends[:-1]) if len(first) else first
    codes = [code == "100000" for code, _ in found.scopes] + [False]
    elsewhere = ~np.array(codes)[found.scope[pairs.versions.first[first]]]
    order: Ints = np.lexsort((np.arange(len(first)), -stories, elsewhere, -pairs.state))
    return order


def _change(
    index: RelationIndex, found: Figures, pairs: _Pairs, at: int, sides: list[tuple[Figure, ...]]
) -> MetricChange:
    rows, state = pairs.rows[at], int(pairs.state[at])
    one, other = sides
    told = state >= _ASSUMED
    least, most = _difference(one, other) if told else (None, None)
    kinds = {int(found.windows.kind[pairs.versions.first[row]]) for row in rows.tolist()}
    metric = int(index.columns.object[found.facts[pairs.versions.first[rows[0]]]])
    return MetricChange(
        metric=index.entities.id(metric),
        label=index.entities.label(metric),
        words=one[0].metric,
        scope=one[0].scope,
        scope_code=one[0].scope_code,
        unit=one[0].unit,
        change=one[0].change,
        window=WINDOWS[kinds.pop()] if len(kinds) == 1 else None,
        direction=_direction(least, most) if told else None,
        least=least,
        most=most,
        comparable=state == _COMPARABLE,
        assumed=state == _ASSUMED,
        reasons=_REASONS[state],
        one=one,
        other=other,
    )


def _some(pairs: _Pairs, rows: Ints, side: int) -> Ints:
    mine: Ints = rows[pairs.side[rows] == side]
    most: Ints = mine[np.argsort(-pairs.versions.stories[mine], kind="stable")[:SHOWN]]
    return most


def _difference(one: tuple[Figure, ...], other: tuple[Figure, ...]) -> tuple[float | None, float | None]:
    """Bound the second less the first over all that is stated of each."""
    least, most = None, None
    if all(figure.low is not None for figure in other) and all(figure.high is not None for figure in one):
        least = min(figure.low or 0.0 for figure in other) - max(figure.high or 0.0 for figure in one)
    if all(figure.high is not None for figure in other) and all(figure.low is not None for figure in one):
        most = max(figure.high or 0.0 for figure in other) - min(figure.low or 0.0 for figure in one)
    return least, most


def _direction(least: float | None, most: float | None) -> str:
    if least is not None and least > 0:
        return "up"
    return "down" if most is not None and most < 0 else "level"
