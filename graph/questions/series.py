"""Series: the numbers reported of a metric, put together only where place, unit and time allow to compare them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import Figures, figures, numbered
from graph.figures.shown import Figure, shown
from graph.figures.versions import Versions, versions
from graph.figures.windows import AS_OF, DAY, PERIOD, SINCE, UNSTATED, WINDOWS
from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex

POINTS: Final = 50
"""Points of a series that are answered, the newest."""
_DONE: Final = (STATUSES.index("done"), STATUSES.index("underway"))


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one metric in the same words, place, unit and kind of window, oldest first.

    `days` is the length of a stretch. `comparable` says whether the points may be compared with each other, `reasons` why
    not; `differs` names in what the series differs from the first one of the answer, and so cannot be joined with it.
    `total` counts the points, of which the newest are given.
    """

    metric: str
    label: str
    words: str
    scope: str | None
    scope_code: str | None
    campaign: str | None
    unit: str
    change: str | None
    part: bool
    window: str
    days: int | None
    comparable: bool
    reasons: tuple[str, ...]
    differs: tuple[str, ...]
    total: int
    points: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SeriesList:
    """The series with most points, and how many there are in all."""

    items: tuple[Series, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SeriesFilter:
    """What to look for: a metric (id or words), a scope exactly (None: any), and which facts count."""

    metric: str
    scope: str | None = None
    limits: Limits = EVERYTHING


def series(index: RelationIndex, wanted: SeriesFilter, limit: int = 20) -> SeriesList:
    """Return the series of a metric, those with most points first. Raises ValueUnknown for what nobody knows."""
    return index.remembered(_series, wanted, limit)


@dataclass(frozen=True, slots=True, eq=False)
class _Keys:
    """One element a figure: what has to be equal in a series."""

    metric: Ints
    scope: Ints
    unit: Ints
    change: Ints
    part: Ints
    window: Ints
    days: Ints
    campaign: Ints
    words: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """Versions, and which of them enough stories tell."""

    versions: Versions
    which: Ints


_REASONS: Final = {
    "metric": "metric", "scope": "scope", "unit": "unit", "change": "change", "part": "part", "window": "window",
    "days": "window", "campaign": "campaign", "words": "words",
}  # fmt: skip
"""Field of the keys to the reason that it gives."""


def _series(index: RelationIndex, wanted: SeriesFilter, limit: int) -> SeriesList:
    facts = within(index, "result", wanted.limits, entities=names.metrics(index, wanted.metric)).numbers
    if wanted.scope is not None:
        place = index.entities.number(f"place/{names.place_code(wanted.scope)}")
        facts = facts[index.columns.place[facts] == (NONE - 1 if place is None else place)]
    if wanted.limits.status is None:
        facts = facts[np.isin(index.columns.status[facts], _DONE)]
    found = figures(index, facts)
    told = versions(found, np.arange(len(found)))
    which = np.flatnonzero(told.stories >= wanted.limits.stories)
    keys = _keys(index, found, told.first[which])
    key = numbered(*(getattr(keys, name) for name in _Keys.__slots__))
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(key[order]) != 0)) if len(key) else order
    sizes = np.diff(np.append(starts, len(order)))
    longest = np.argsort(-sizes, kind="stable")[:limit]
    rows = told.first[which]
    chosen = [_in_time(found, rows, order[starts[one] : starts[one] + sizes[one]]) for one in longest.tolist()]
    return SeriesList(tuple(_items(index, found, _Told(told, which), keys, chosen)), len(starts))


def _keys(index: RelationIndex, found: Figures, rows: Ints) -> _Keys:
    spans = found.windows
    kind = spans.kind[rows]
    stretch = np.isin(kind, [DAY, PERIOD])
    goes_on = np.isin(kind, [SINCE, AS_OF])
    return _Keys(
        metric=index.columns.object[found.facts[rows]].astype(np.int64),
        scope=found.scope[rows],
        unit=found.unit[rows],
        change=found.change.codes[rows],
        part=found.part[rows].astype(np.int64),
        window=kind,
        days=np.where(stretch, spans.until[rows] - spans.since[rows] + 1, 0),
        # counts that go on are compared inside their campaign, from the same start
        campaign=np.where(goes_on, index.columns.campaign[found.facts[rows]], NONE),
        words=found.worded[rows],
    )


def _items(index: RelationIndex, found: Figures, told: _Told, keys: _Keys, chosen: list[Ints]) -> Iterator[Series]:
    newest = [told.which[some[-POINTS:]] for some in chosen]
    figures_ = iter(shown(index, found, told.versions, np.concatenate([told.which[:0], *newest])))
    for some in chosen:
        points = tuple(next(figures_) for _ in some[-POINTS:])
        at, first = int(some[0]), int(chosen[0][0])
        differs = [_REASONS[n] for n in _Keys.__slots__ if getattr(keys, n)[at] != getattr(keys, n)[first]]
        reasons = _why_not(found, int(told.versions.first[told.which[at]]))
        metric = int(keys.metric[at])
        yield Series(
            metric=index.entities.id(metric),
            label=index.entities.label(metric),
            words=points[0].metric,
            scope=points[0].scope,
            scope_code=points[0].scope_code,
            campaign=points[0].campaign if keys.window[at] in (SINCE, AS_OF) else None,
            unit=points[0].unit,
            change=points[0].change,
            part=points[0].part,
            window=WINDOWS[keys.window[at]],
            days=int(keys.days[at]) or None,
            comparable=not reasons,
            reasons=reasons,
            differs=tuple(dict.fromkeys(differs)),
            total=len(some),
            points=points,
        )


def _in_time(found: Figures, rows: Ints, some: Ints) -> Ints:
    """Return some of the figures at `rows` in the order of their windows, then of publication."""
    rows, spans = rows[some], found.windows
    end = np.maximum(spans.until[rows], spans.since[rows])
    return some[np.lexsort((rows, found.published[rows], end))]


def _why_not(found: Figures, row: int) -> tuple[str, ...]:
    """Return why the points of the series that holds a figure cannot be compared with each other."""
    reasons = []
    if found.scope[row] == NONE:
        reasons.append("scope not stated")
    if found.windows.kind[row] == UNSTATED:
        reasons.append("window not stated")
    return tuple(reasons)
