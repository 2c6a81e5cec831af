"""Results: numbers reported as work done, set up, or as an outcome."""

from dataclasses import dataclass

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """What to look for; None for any.

    A metric is a vocabulary id, or words that the counted ones contain; a scope a code or name with everything inside.
    """

    metric: str | None = None
    scope: str | None = None
    limits: Limits = EVERYTHING


def results(index: RelationIndex, wanted: ResultFilter) -> Selection:
    """Return the results that pass. Raises ValueUnknown for a value that no one knows."""
    metrics = names.metrics(index, wanted.metric) if wanted.metric else None
    places = names.places(index, wanted.scope) if wanted.scope else None
    found = within(index, "result", wanted.limits, entities=metrics, places=places)
    numbers = told_by(index, found.numbers, wanted.limits.stories)
    return Selection(len(numbers), numbers)
