"""Two numbers beside each other: whether they can be compared, how they stand, and why not."""

from dataclasses import dataclass

import numpy as np

from graph.figures.columns import figures
from graph.figures.labels import APART, LABELS, REASONS, labelled, why
from graph.figures.shown import Figure, single
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from ontology.errors import NotFound, ValueUnknown


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures, their label, and why they are not comparable; `says` in words.

    `least` and `most` bound the second less the first, in their unit; null where they are not comparable or have no end.
    """

    one: Figure
    other: Figure
    label: str
    reasons: tuple[str, ...]
    says: tuple[str, ...]
    least: float | None
    most: float | None


def compare(index: RelationIndex, one: str, other: str) -> Comparison:
    """Compare two results by fact id. Raises NotFound for a fact that there is not, ValueUnknown for another type."""
    facts = np.array([_result(index, name) for name in (one, other)])
    found = figures(index, facts)
    labels = labelled(index, found, np.array([0]), np.array([1]))
    reasons = why(int(labels.reasons[0]))
    low, high = found.bounds.low, found.bounds.high
    apart = labels.label[0] == APART
    first, second = single(index, found)
    return Comparison(
        one=first,
        other=second,
        label=LABELS[labels.label[0]],
        reasons=reasons,
        says=tuple(REASONS[name] for name in reasons),
        least=None if apart else _finite(low[1] - high[0]),
        most=None if apart else _finite(high[1] - low[0]),
    )


def _result(index: RelationIndex, name: str) -> int:
    number = index.lines.number(name.removeprefix("fact/"))
    if number is None:
        raise NotFound(f"No fact has the id {name!r}.")
    kind = TYPES[index.columns.type[number]]
    if kind != "result":
        raise ValueUnknown(f"The fact {name!r} is of the type {kind}; only results have numbers to compare.")
    return number


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
