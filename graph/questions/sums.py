"""National figures against the sum of the provinces': stated, known, difference, which provinces are missing.

Only figures of one metric, wording, campaign, unit and window are added up; a province that reports several numbers over
that window counts with the interval that holds them all. Provinces that report together count once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import Figures, figures, numbered
from graph.figures.shown import Figure, shown
from graph.figures.versions import Versions, versions
from graph.figures.wholes import NOT_COUNTED, below
from graph.figures.windows import UNSTATED
from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.postings import Flags
from graph.index.relation import RelationIndex
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

STATEMENTS: Final = 5
"""Statements of a part that are shown."""
_DONE: Final = (STATUSES.index("done"), STATUSES.index("underway"))
_RATES: Final = frozenset({"%", "个百分点"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one province, or several together, report over the window: an interval that holds all `stated` numbers.

    `statements` are up to five of them.
    """

    scope_code: str
    label: str
    low: float
    high: float | None
    stated: int
    statements: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A national figure and the provinces' over the same window.

    `low` and `high` bound the sum of `parts`, `least` and `most` the national figure less that sum (null: no end, or not
    comparable for `reasons`). `missing` are the provinces that no part covers. `left_out` are scopes whose numbers are
    inside another part already. `verdict` is `complete`, `fewer known`, `more known` or `not comparable`.
    """

    metric: str
    label: str
    campaign: str | None
    national: Figure
    parts: tuple[Part, ...]
    low: float
    high: float | None
    least: float | None
    most: float | None
    missing: tuple[str, ...]
    missing_labels: tuple[str, ...]
    left_out: tuple[str, ...]
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SumChecks:
    """A stretch of the national figures that provinces' stand beside, and how many there are in all."""

    items: tuple[SumCheck, ...]
    total: int


def sums(
    index: RelationIndex, metric: str | None = None, limits: Limits = EVERYTHING, first: int = 0, limit: int = 20
) -> SumChecks:
    """Return national figures with at least one province's over the same window, most provinces first.

    Raises ValueUnknown for a metric that no one knows.
    """
    found = index.remembered(_found, metric, limits)
    plans = [_plan(found, version) for version in found.national[first : first + limit].tolist()]
    wanted = list[Ints]()
    for plan in plans:
        wanted += [np.array([plan.version]), *(said[:STATEMENTS] for _, said in plan.parts)]
    figures_ = iter(shown(index, found.figures, found.versions, np.concatenate([found.national[:0], *wanted])))
    return SumChecks(tuple(_check(index, found, plan, figures_) for plan in plans), len(found.national))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Versions of national figures that have parts, and of all provinces' figures sorted by `key`."""

    figures: Figures
    versions: Versions
    key: Ints
    national: Ints
    provinces: Ints


def _found(index: RelationIndex, metric: str | None, limits: Limits) -> _Found:
    entities = names.metrics(index, metric) if metric else None
    facts = within(index, "result", limits, entities=entities).numbers
    columns = index.columns
    facts = facts[np.isin(columns.status[facts], _DONE) & (columns.campaign[facts] != NONE)]
    found = figures(index, facts[index.remembered(_upper)[columns.place[facts]]])
    level = np.array([_level(code, area) for code, area in found.scopes] + [NONE])[found.scope]
    rate = np.isin(found.unit, [number for number, unit in enumerate(found.units) if unit in _RATES])
    rows = np.flatnonzero((level != NONE) & ~found.part & ~rate & (found.change.codes == NONE))
    told = versions(found, rows)
    at = told.first
    # the window of a figure is numbered inside its measure, which holds its scope
    window = numbered(found.windows.kind, *_days(found))
    key = numbered(columns.object[found.facts], columns.campaign[found.facts], found.unit, found.worded, window)[at]
    national = np.flatnonzero((level[at] == 0) & (told.stories >= limits.stories))
    provinces = np.flatnonzero(level[at] == 1)
    provinces = provinces[np.argsort(key[provinces], kind="stable")]
    beside = np.searchsorted(key[provinces], key[national], "right") - np.searchsorted(key[provinces], key[national])
    order = np.lexsort((national, -told.stories[national], -beside))
    return _Found(found, told, key, national[order][beside[order] > 0], provinces)


def _upper(index: RelationIndex) -> Flags:
    """Mark the country and its provinces among the entities; the last flag is NONE's."""
    places = index.entities.of_kind("place")
    codes = index.entities.names(np.arange(places.start, places.stop))
    return index.marked(np.array([n for n, code in zip(places, codes, strict=True) if code.endswith("0000")], np.int64))


def _days(found: Figures) -> tuple[Ints, Ints]:
    spans = found.windows
    return np.maximum(spans.since, NONE), np.maximum(spans.until, NONE)


def _level(codes: str | None, area: str | None) -> int:
    """Return 0 for the country, 1 for a province or several, NONE for anything else."""
    if codes == COUNTRY:
        return 0 if area is None else NONE
    provinces = codes is not None and area is None and all(code.endswith("0000") for code in codes.split(","))
    return 1 if provinces else NONE


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A national figure's version, the versions of each scope that goes into the sum, the scopes left out."""

    version: int
    parts: list[tuple[str, Ints]]
    left_out: tuple[str, ...]


def _plan(found: _Found, version: int) -> _Plan:
    """Put together what each scope reports, single provinces first; what overlaps with a part before is left out."""
    key = found.key[found.provinces]
    first, last = (int(np.searchsorted(key, found.key[version], side)) for side in ("left", "right"))
    beside = found.provinces[first:last]
    by_scope: dict[str, list[int]] = {}
    for one, scope in zip(beside.tolist(), found.figures.scope[found.versions.first[beside]].tolist(), strict=True):
        by_scope.setdefault(found.figures.scopes[scope][0] or "", []).append(one)
    covered: set[str] = set()
    parts, left_out = list[tuple[str, Ints]](), list[str]()
    for codes, said in sorted(by_scope.items(), key=lambda scope: (scope[0].count(","), scope[0])):
        if covered.isdisjoint(codes.split(",")):
            covered.update(codes.split(","))
            parts.append((codes, np.array(said)))
        else:
            left_out.append(codes)
    return _Plan(version, parts, tuple(left_out))


def _check(index: RelationIndex, found: _Found, plan: _Plan, figures_: Iterator[Figure]) -> SumCheck:
    """Make a check; `figures_` are the national one, then those shown of each part."""
    national = next(figures_)
    parts = tuple(
        _part(found, codes, said, tuple(next(figures_) for _ in said[:STATEMENTS])) for codes, said in plan.parts
    )
    low, high = sum(part.low for part in parts), _total([part.high for part in parts])
    covered = {code for part in parts for code in part.scope_code.split(",")}
    missing = tuple(code for code in below(COUNTRY) if code not in NOT_COUNTED and code not in covered)
    row = found.versions.first[plan.version]
    apart, metric = found.figures.windows.kind[row] == UNSTATED, int(index.columns.object[found.figures.facts[row]])
    return SumCheck(
        metric=index.entities.id(metric),
        label=index.entities.label(metric),
        campaign=national.campaign,
        national=national,
        parts=parts,
        low=low,
        high=high,
        least=None if apart or high is None or national.low is None else national.low - high,
        most=None if apart or national.high is None else national.high - low,
        missing=tuple(f"place/{code}" for code in missing),
        missing_labels=tuple(load_gazetteer().path(code) for code in missing),
        left_out=plan.left_out,
        verdict="not comparable" if apart else _verdict(national, low, high, some_missing=bool(missing)),
        reasons=("window not stated",) if apart else (),
    )


def _part(found: _Found, codes: str, said: Ints, statements: tuple[Figure, ...]) -> Part:
    names_ = "、".join(load_gazetteer().path(code) for code in codes.split(","))
    rows, bounds = found.versions.first[said], found.figures.bounds
    low, high = float(bounds.low[rows].min()), float(bounds.high[rows].max())
    return Part(codes, names_, low, high if np.isfinite(high) else None, len(said), statements)


def _total(bounds: list[float | None]) -> float | None:
    return None if None in bounds else sum(one for one in bounds if one is not None)


def _verdict(national: Figure, low: float, high: float | None, *, some_missing: bool) -> str:
    if national.high is not None and low > national.high:
        return "more known"
    reaches = high is None or (national.low is not None and high >= national.low)
    return "complete" if reaches and not some_missing else "fewer known"
