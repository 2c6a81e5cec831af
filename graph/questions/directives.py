"""Directives: what a place was told to do, and by whom."""

from dataclasses import dataclass

import numpy as np

from graph.index import names
from graph.index.narrow import EVERYTHING, Limits, bodies_in, entity, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection


@dataclass(frozen=True, slots=True)
class DirectiveFilter:
    """What to look for: a place (code or name; everything inside it, its bodies too), who demanded it (entity id)."""

    place: str | None = None
    issuer: str | None = None
    limits: Limits = EVERYTHING


def directives(index: RelationIndex, wanted: DirectiveFilter) -> Selection:
    """Return the directives that pass. Raises ValueUnknown for a place, NotFound for an issuer, that there is not."""
    told = None
    if wanted.place:
        told = np.union1d(names.places(index, wanted.place), bodies_in(index, names.place_code(wanted.place)))
    numbers = within(index, "directive", wanted.limits, entities=told).numbers
    if wanted.issuer:
        numbers = numbers[np.isin(index.columns.actor[numbers], entity(index, wanted.issuer))]
    if told is not None:  # a body of the place that demands something is not told it
        columns = index.columns
        numbers = numbers[np.isin(columns.place[numbers], told) | np.isin(columns.object[numbers], told)]
    numbers = told_by(index, numbers, wanted.limits.stories)
    return Selection(len(numbers), numbers)
