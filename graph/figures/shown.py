"""Figures and versions as they are answered: numbers with bounds and windows, who told them first, the sentence."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import Figures
from graph.figures.versions import Versions
from graph.figures.windows import WINDOWS, told
from graph.index.coding import Ints
from graph.index.days import written
from graph.index.relation import RelationIndex
from graph.index.tally import SHOWN
from ontology.wire import Line

_AS_STATED: Final = (
    "metric", "metric_id", "modifier", "change", "scope", "scope_code", "campaign", "agency", "status", "article",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a number was counted over: `day`, `period`, `since`, `as_of` or `unstated`; `says` in words."""

    kind: str
    since: str | None
    until: str | None
    says: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as one article states it first, and who else states the same.

    `value`, `low` and `high` (null: no end) are in `unit`, what the written unit converts to; `stated_value` and
    `stated_unit` are as written.
    `article` was published first of the `articles` in `stories` independent stories; `facts` are up to five.
    """

    fact: str
    metric: str
    metric_id: str | None
    value: float
    low: float | None
    high: float | None
    unit: str
    stated_value: float
    stated_unit: str
    modifier: str
    change: str | None
    part: bool
    window: Window
    scope: str | None
    scope_code: str | None
    campaign: str | None
    agency: str | None
    status: str
    article: str
    published: str | None
    quote: str
    stories: int
    articles: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Who tells a figure, and some of the facts."""

    stories: int
    articles: int
    facts: tuple[str, ...]


def shown(index: RelationIndex, found: Figures, versions: Versions, which: Ints) -> list[Figure]:
    """Return versions as they are answered, in the order asked for."""
    first = versions.first[which]
    lines = index.facts(found.facts[first])
    parts = [versions.of(version)[:SHOWN] for version in which.tolist()]
    ids = iter(index.lines.ids(found.facts[np.concatenate([first[:0], *parts])]))
    counted = zip(versions.stories[which].tolist(), versions.articles[which].tolist(), strict=True)
    return [
        _figure(found, row, line, _Told(*counts, tuple(next(ids) for _ in part)))
        for row, line, counts, part in zip(first.tolist(), lines, counted, parts, strict=True)
    ]


def single(index: RelationIndex, found: Figures) -> list[Figure]:
    """Return each figure as it is answered, told by its own article."""
    lines = index.facts(found.facts)
    return [_figure(found, row, line, _Told(1, 1, (line["id"],))) for row, line in enumerate(lines)]


def _figure(found: Figures, row: int, line: Line, told_by: _Told) -> Figure:
    low, high = (float(bound[row]) for bound in (found.bounds.low, found.bounds.high))
    return Figure(
        fact=line["id"],
        value=float(found.value[row]),
        low=low if np.isfinite(low) else None,
        high=high if np.isfinite(high) else None,
        unit=found.units[found.unit[row]],
        stated_value=line["value"],
        stated_unit=line["unit"],
        part=line["part_of"] is not None,
        window=_window(found, row),
        published=written(found.published[row]),
        quote=line["evidence"]["quote"],
        stories=told_by.stories,
        articles=told_by.articles,
        facts=told_by.facts,
        **{name: line[name] for name in _AS_STATED},
    )


def _window(found: Figures, row: int) -> Window:
    spans = found.windows
    kind, since, until = int(spans.kind[row]), int(spans.since[row]), int(spans.until[row])
    return Window(WINDOWS[kind], written(since), written(until), told(kind, since, until))
