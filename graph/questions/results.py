"""Results: numbers reported as work done, set up, or as an outcome."""

from dataclasses import dataclass

from graph.index import names
from graph.index.narrow import told_by
from graph.index.relation import RelationIndex
from graph.index.select import Selection, Wanted, select


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """What to look for; ids, keys, codes or labels, dates reduced ISO 8601, None for anything.

    `stories` is the least number of independent stories that say the same.
    A metric is a vocabulary id, or words that the counted ones contain; a scope means everything inside it.
    """

    metric: str | None = None
    scope: str | None = None
    campaign: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    stories: int = 1


def results(index: RelationIndex, wanted: ResultFilter) -> Selection:
    """Return the results that pass. Raises ValueUnknown for a value that no one knows."""
    found = select(
        index,
        "result",
        Wanted(
            entities=names.metrics(index, wanted.metric) if wanted.metric else None,
            places=names.places(index, wanted.scope) if wanted.scope else None,
            campaigns=names.campaigns(index, wanted.campaign) if wanted.campaign else None,
            statuses=names.statuses([wanted.status]) if wanted.status else None,
            since=wanted.since,
            until=wanted.until,
        ),
    )
    numbers = told_by(index, found.numbers, wanted.stories)
    return Selection(len(numbers), numbers)
