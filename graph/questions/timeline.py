"""An entity's timeline: when the facts that name it happened."""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import Ints
from graph.index.days import NO_DAY
from graph.index.narrow import EVERYTHING, Limits, entity, facts_on, label, limited
from graph.index.relation import RelationIndex
from graph.index.select import Selection


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Facts on an entity; `months` counts the dated ones by the month in which they begin, oldest first.

    Pages of `facts` (graph.index.select.page) are newest first, undated last.
    """

    id: str
    label: str
    months: tuple[tuple[str, int], ...]
    undated: int
    facts: Selection


def timeline(index: RelationIndex, name: str, limits: Limits = EVERYTHING) -> Timeline:
    """Return the timeline of an entity by id, of a place with all inside it. Raises NotFound, also for persons."""
    seeds = entity(index, name)
    numbers = limited(index, facts_on(index, seeds), limits)
    start = index.columns.start[numbers]
    dated: Ints = start[start != NO_DAY]
    months, counts = np.unique(dated.astype("datetime64[D]").astype("datetime64[M]"), return_counts=True)
    return Timeline(
        id=name,
        label=label(index, name),
        months=tuple(zip(months.astype(str).tolist(), counts.tolist(), strict=True)),
        undated=len(start) - len(dated),
        facts=Selection(len(numbers), numbers),
    )
