"""Rows of a record batch of facts as Python values, by the quickest way for few and for many."""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.cells import FEW, Cell, cell
from graph.index.coding import Ints
from ontology.tables import FACTS, settled
from ontology.wire import COMMON, OWN, Line


class Rows:
    """A batch of facts of one type, or of any."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        """Take a batch with some of the columns of FACTS."""
        self.batch = batch
        self._cells: dict[str, Cell] = {}
        self._forms: dict[str, list[tuple[str, Cell]]] = {}

    @cached_property
    def columns(self) -> dict[str, pa.Array]:
        """The columns by name; a batch makes them anew each time."""
        return dict(zip(self.batch.schema.names, self.batch.columns, strict=True))

    def lines(self, rows: Ints) -> npt.NDArray[np.object_]:
        """Return facts as they were stated; a column of other types is never read."""
        lines = np.empty(len(rows), object)
        if len(rows) <= FEW:
            lines[:] = [self.line(row) for row in rows.tolist()]
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

    def cell(self, name: str) -> Cell:
        """Return what looks up a column, made when first asked for; it finds None where the batch has it not."""
        found = self._cells.get(name)
        if found is None:
            column = self.columns.get(name)
            found = self._cells[name] = _nothing if column is None else cell(column)
        return found

    def line(self, row: int) -> Line:
        """Return one fact as it was stated."""
        kind = self.cell("type")(row)
        form = self._forms.get(kind)
        if form is None:
            form = self._forms[kind] = [(name, self.cell(name)) for name in COMMON + OWN[kind]]
        return settled({name: find(row) for name, find in form})


def _nothing(_row: int) -> None:
    return None


def _plain(column: pa.Array, at: pa.Array | None = None) -> list[Any]:
    """Return (some of) a column's values, those of a dictionary looked up together, because that is quicker."""
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary.take(column.indices if at is None else column.indices.take(at))
    elif at is not None:
        column = column.take(at)
    values: list[Any] = column.to_pylist()
    return values
