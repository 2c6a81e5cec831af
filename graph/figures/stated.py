"""Fields of facts that the index has no column for, read for many facts at once from the mapped table."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.coding import Coded, Ints, coded
from graph.index.days import NO_DAY, first_day
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown


def words(index: RelationIndex, facts: Ints, name: str) -> Coded:
    """Return a text field of facts by number, as codes."""
    return coded(pa.table({name: index.lines.column(name, facts)}), name)


def numbers(index: RelationIndex, facts: Ints, name: str) -> npt.NDArray[np.float64]:
    """Return a number field of facts, NaN where there is none."""
    column = index.lines.column(name, facts)
    found: npt.NDArray[np.float64] = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return found


def stated(index: RelationIndex, facts: Ints, name: str) -> npt.NDArray[np.bool_]:
    """Mark the facts of which a field is stated."""
    there: npt.NDArray[np.bool_] = index.lines.column(name, facts).is_valid().to_numpy(zero_copy_only=False)
    return there


def published(index: RelationIndex) -> Ints:
    """Return the day on which each article was published, NO_DAY where nobody says."""
    return index.remembered(_published)


def _published(index: RelationIndex) -> Ints:
    said = coded(index.articles.rows, "published")
    return np.where(said.codes < 0, NO_DAY, said.mapped(_day))


def _day(text: str) -> int:
    try:
        return first_day(text[:10])
    except ValueUnknown:
        return NO_DAY
