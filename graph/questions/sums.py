"""National figures against the sum of the provinces': stated, known, difference, which provinces are missing.

Only figures of one metric, wording, campaign, unit and window are added up; a province that reports several numbers over
that window counts with the interval that holds them all. Provinces that report together count once.
"""

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
from graph.index.relation import RelationIndex
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

_DONE: Final = (STATUSES.index("done"), STATUSES.index("underway"))
_RATES: Final = frozenset({"%", "个百分点"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one province, or several together, report over the window: an interval, and the statements."""

    scope_code: str
    label: str
    low: float
    high: float | None
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
    chosen = found.national[first : first + limit].tolist()
    return SumChecks(tuple(_check(index, found, version) for version in chosen), len(found.national))


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
    found = figures(index, facts)
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


def _days(found: Figures) -> tuple[Ints, Ints]:
    spans = found.windows
    return np.maximum(spans.since, NONE), np.maximum(spans.until, NONE)


def _level(codes: str | None, area: str | None) -> int:
    """Return 0 for the country, 1 for a province or several, NONE for anything else."""
    if codes == COUNTRY:
        return 0 if area is None else NONE
    provinces = codes is not None and area is None and all(code.endswith("0000") for code in codes.split(","))
    return 1 if provinces else NONE


def _check(index: RelationIndex, found: _Found, version: int) -> SumCheck:
    first, last = (
        int(np.searchsorted(found.key[found.provinces], found.key[version], side)) for side in ("left", "right")
    )
    beside = found.provinces[first:last]
    national, *statements = shown(index, found.figures, found.versions, np.append([version], beside))
    parts, left_out = _parts(statements)
    low, high = sum(part.low for part in parts), _total([part.high for part in parts])
    covered = {code for part in parts for code in part.scope_code.split(",")}
    missing = tuple(code for code in below(COUNTRY) if code not in NOT_COUNTED and code not in covered)
    apart = found.figures.windows.kind[found.versions.first[version]] == UNSTATED
    metric = int(index.columns.object[found.figures.facts[found.versions.first[version]]])
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
        left_out=left_out,
        verdict="not comparable" if apart else _verdict(national, low, high, bool(missing)),
        reasons=("window not stated",) if apart else (),
    )


def _parts(statements: list[Figure]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Put together what each scope reports, single provinces first; what overlaps with a part before is left out."""
    by_scope: dict[str, list[Figure]] = {}
    for one in statements:
        by_scope.setdefault(one.scope_code or "", []).append(one)
    covered: set[str] = set()
    parts, left_out = [], []
    for codes, said in sorted(by_scope.items(), key=lambda scope: (scope[0].count(","), scope[0])):
        if covered.isdisjoint(codes.split(",")):
            covered.update(codes.split(","))
            parts.append(_part(codes, said))
        else:
            left_out.append(codes)
    return tuple(parts), tuple(left_out)


def _part(codes: str, said: list[Figure]) -> Part:
    names_ = "、".join(load_gazetteer().path(code) for code in codes.split(","))
    highs = [one.high for one in said]
    high = None if None in highs else max(one for one in highs if one is not None)
    return Part(codes, names_, min(one.low or 0.0 for one in said), high, tuple(said))


def _total(bounds: list[float | None]) -> float | None:
    return None if None in bounds else sum(one for one in bounds if one is not None)


def _verdict(national: Figure, low: float, high: float | None, some_missing: bool) -> str:
    if national.high is not None and low > national.high:
        return "more known"
    reaches = high is None or (national.low is not None and high >= national.low)
    return "complete" if reaches and not some_missing else "fewer known"
