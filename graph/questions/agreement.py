"""Agreement: what different stories state of one measure, and whether it is the same.

Nothing is overwritten and no winner is picked: every number stands with its sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import Figures, figures, placed
from graph.figures.labels import APART, CONTRADICTS, LABELS, SAME, labelled, why
from graph.figures.shown import Figure, shown
from graph.figures.versions import Versions, neighbours, versions
from graph.index import names
from graph.index.coding import NONE, Ints, ordered
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tally import different
from ontology.errors import ValueUnknown

STATEMENTS: Final = 20
"""Statements of a measure that are shown."""
_DONE: Final = (STATUSES.index("done"), STATUSES.index("underway"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the statements, by their places, their label, and why they are not comparable."""

    one: int
    other: int
    label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One measure (metric, scope, campaign, unit) that at least two stories speak of, and all that they state of it.

    `statements` are up to 20 of the `stated` different ones, those that agree or contradict first to be taken, sorted by
    window and value. `labels` are those of all pairs, and `same` where two stories tell one statement. Pairs are
    neighbours: what they leave out follows from them.
    """

    metric: str
    label: str
    scope: str | None
    scope_code: str | None
    campaign: str | None
    unit: str
    stories: int
    articles: int
    labels: tuple[str, ...]
    stated: int
    statements: tuple[Figure, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Agreements:
    """A stretch of the measures found, how many there are in all, and how many have each label."""

    items: tuple[Agreement, ...]
    total: int
    labels: dict[str, int]


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """What to look for; None for any. `label` is one of LABELS; a scope means exactly that place.

    `limits.stories` is the least number of stories that speak of a measure, two at least.
    """

    metric: str | None = None
    scope: str | None = None
    label: str | None = None
    limits: Limits = EVERYTHING


def agreement(index: RelationIndex, wanted: AgreementFilter, first: int = 0, limit: int = 50) -> Agreements:
    """Return measures `first` and following, contradictions first, then those that most stories speak of.

    Raises ValueUnknown for a value that no one knows.
    """
    if wanted.label is not None and wanted.label not in LABELS:
        raise ValueUnknown(f"No label is called {wanted.label!r}; it is one of {', '.join(LABELS)}.")
    found = index.remembered(_found, wanted.metric, wanted.scope, wanted.limits)
    order = found.order
    if wanted.label is not None:
        order = order[found.labels[order] >> LABELS.index(wanted.label) & 1 == 1]
    return Agreements(
        items=tuple(_agreements(index, found, order[first : first + limit].tolist())),
        total=len(order),
        labels={name: int((found.labels >> code & 1).sum()) for code, name in enumerate(LABELS)},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """All measures: `start[g]:start[g + 1]` are the versions of measure g, `pair_start` its pairs; labels as bits."""

    figures: Figures
    versions: Versions
    start: Ints
    one: Ints
    other: Ints
    pair_start: Ints
    label: Ints
    reasons: Ints
    labels: Ints
    stories: Ints
    articles: Ints
    order: Ints


def _found(index: RelationIndex, metric: str | None, scope: str | None, limits: Limits) -> _Found:
    found = figures(index, _facts(index, metric, scope, limits))
    rows = _discussed(found, np.flatnonzero(placed(found, index)), max(limits.stories, 2))
    told = versions(found, rows)
    measure = found.measure[told.first]
    start = np.flatnonzero(np.append(True, measure[1:] != measure[:-1])) if len(measure) else np.empty(0, np.int64)
    group = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(told))))
    one, other = neighbours(found, told)
    order = ordered(one, (other,))
    one, other = one[order], other[order]
    says = labelled(index, found, told.first[one], told.first[other])
    labels = np.zeros(len(start), np.int64)
    np.bitwise_or.at(labels, group[one], 1 << says.label)
    np.bitwise_or.at(labels, group[told.stories > 1], 1 << SAME)
    of_row = np.repeat(group, np.diff(told.start))
    stories = different(of_row, found.story[told.rows], len(start))
    return _Found(
        figures=found,
        versions=told,
        start=np.append(start, len(told)),
        one=one,
        other=other,
        pair_start=np.searchsorted(group[one], np.arange(len(start) + 1)),
        label=says.label,
        reasons=says.reasons,
        labels=labels,
        stories=stories,
        articles=different(of_row, found.article[told.rows], len(start)),
        order=ordered(np.where(labels >> CONTRADICTS & 1, 0, len(told.rows) + 1) - stories, ()),
    )


def _facts(index: RelationIndex, metric: str | None, scope: str | None, limits: Limits) -> Ints:
    """Return the results that count, of a metric, over exactly one place; plans only if asked for."""
    entities = names.metrics(index, metric) if metric else None
    facts = within(index, "result", limits, entities=entities).numbers
    if scope is not None:
        facts = facts[index.columns.place[facts] == _place(index, scope)]
    return facts if limits.status else facts[np.isin(index.columns.status[facts], _DONE)]


def _place(index: RelationIndex, scope: str) -> int:
    number = index.entities.number(f"place/{names.place_code(scope)}")
    return NONE - 1 if number is None else number


def _discussed(found: Figures, rows: Ints, least: int) -> Ints:
    """Return those rows whose measure enough stories speak of."""
    order = ordered(found.measure[rows], ())
    measure = found.measure[rows[order]]
    group = np.cumsum(np.append(False, measure[1:] != measure[:-1])) if len(measure) else measure
    size = int(group[-1]) + 1 if len(group) else 0
    several = np.bincount(group, minlength=size)[group] >= least
    rows, group = rows[order][several], group[several]
    kept: Ints = rows[different(group, found.story[rows], size)[group] >= least]
    return kept


def _agreements(index: RelationIndex, found: _Found, groups: list[int]) -> Iterator[Agreement]:
    """Yield measures with what is shown of them, read together."""
    taken = [_taken(found, group) for group in groups]
    figures = iter(shown(index, found.figures, found.versions, np.concatenate([found.start[:0], *taken])))
    for group, some in zip(groups, taken, strict=True):
        yield _agreement(index, found, group, some, tuple(next(figures) for _ in some))


def _taken(found: _Found, group: int) -> Ints:
    """Return the versions of a measure that are shown: those with a label that says something first."""
    start, stop = (int(at) for at in found.start[group : group + 2])
    pairs = np.arange(found.pair_start[group], found.pair_start[group + 1])
    pairs = pairs[found.label[pairs] != APART]
    telling = found.versions.stories[start:stop] > 1
    telling[np.concatenate((found.one[pairs], found.other[pairs])) - start] = True
    return np.sort(np.argsort(~telling, kind="stable")[:STATEMENTS]) + start


def _agreement(
    index: RelationIndex, found: _Found, group: int, taken: Ints, statements: tuple[Figure, ...]
) -> Agreement:
    place = {version: at for at, version in enumerate(taken.tolist())}
    pairs = [
        Pair(place[one], place[other], LABELS[label], why(reasons))
        for one, other, label, reasons in zip(
            *(
                column[found.pair_start[group] : found.pair_start[group + 1]].tolist()
                for column in (found.one, found.other, found.label, found.reasons)
            ),
            strict=True,
        )
        if one in place and other in place
    ]
    metric = int(index.columns.object[found.figures.facts[found.versions.first[taken[0]]]])
    return Agreement(
        metric=index.entities.id(metric),
        label=index.entities.label(metric),
        scope=statements[0].scope,
        scope_code=statements[0].scope_code,
        campaign=statements[0].campaign,
        unit=statements[0].unit,
        stories=int(found.stories[group]),
        articles=int(found.articles[group]),
        labels=tuple(name for code, name in enumerate(LABELS) if found.labels[group] >> code & 1),
        stated=int(found.start[group + 1] - found.start[group]),
        statements=statements,
        pairs=tuple(pairs),
    )
