"""Rows of a record batch of facts as Python values, by the quickest way for few and for many."""

from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.coding import Ints
from ontology.tables import FACTS, settled
from ontology.wire import COMMON, OWN, Line

_FEW: Final = 8
"""Rows up to which single values are quicker than columns put together."""


class Rows:
    """A batch of facts of one type, or of any."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        """Take a batch with some of the columns of FACTS."""
        self.batch = batch

    @cached_property
    def columns(self) -> dict[str, pa.Array]:
        """The columns by name; a batch makes them anew each time."""
        return dict(zip(self.batch.schema.names, self.batch.columns, strict=True))

    def lines(self, rows: Ints) -> npt.NDArray[np.object_]:
        """Return facts as they were stated; a column of other types is never read."""
        lines = np.empty(len(rows), object)
        if len(rows) <= _FEW:
            lines[:] = [self._line(row) for row in rows.tolist()]
            return lines
        taken = self.batch.take(pa.array(rows))
        types = np.array(_plain(taken["type"]), object)
        columns = dict(zip(taken.schema.names, taken.columns, strict=True))
        for kind in set(types.tolist()):
            chosen = np.flatnonzero(types == kind)
            at = None if len(chosen) == len(rows) else pa.array(chosen)
            names = COMMON + OWN[kind]
            values = [_plain(columns[name], at) if name in columns else [None] * len(chosen) for name in names]
            for place, row in zip(chosen.tolist(), zip(*values, strict=True), strict=True):
                lines[place] = settled(dict(zip(names, row, strict=True)))
        return lines

    def values(self, name: str, rows: Ints) -> list[Any]:
        """Return one column of some rows, None where the batch has it not."""
        column = self.columns.get(name)
        return [None] * len(rows) if column is None else _plain(column, pa.array(rows))

    def column(self, name: str) -> pa.Array:
        """Return a whole column, of nulls where the batch has it not."""
        column = self.columns.get(name)
        return pa.nulls(self.batch.num_rows, FACTS.field(name).type) if column is None else column

    def _line(self, row: int) -> Line:
        columns = self.columns
        names = COMMON + OWN[columns["type"][row].as_py()]
        return settled({name: columns[name][row].as_py() if name in columns else None for name in names})


def _plain(column: pa.Array, at: pa.Array | None = None) -> list[Any]:
    """Return (some of) a column's values, those of a dictionary looked up together, because that is quicker."""
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary.take(column.indices if at is None else column.indices.take(at))
    elif at is not None:
        column = column.take(at)
    values: list[Any] = column.to_pylist()
    return values
