"""The facts of an open index as they were stated, read from the mapped table where asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import Ints
from graph.index.mapped import batches
from graph.index.splice import Splice
from ontology.tables import FACTS, settled
from ontology.wire import COMMON, OWN, Line


class Lines:
    """Facts by number; `rows` is where each one stands in the batches taken together (None: row = number)."""

    def __init__(self, kept: list[pa.RecordBatch], rows: Ints | None = None, settled: int | None = None) -> None:
        """Take batches of the table `facts.arrow`, `settled` many, and what came later."""
        self.batches, self.rows = kept, rows
        self._settled = len(kept) if settled is None else settled
        self._from = np.cumsum([0, *(batch.num_rows for batch in kept)])

    @classmethod
    def open(cls, path: Path) -> "Lines":
        """Open the file."""
        return cls(batches(path))

    @property
    def stored(self) -> int:
        """How many rows the batches have, facts or not."""
        return int(self._from[-1])

    def take(self, numbers: Sequence[int] | Ints) -> list[Line]:
        """Return facts by number, in the order asked for."""
        wanted = self._rows_of(numbers)
        lines = np.empty(len(wanted), object)
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        for place in np.unique(batch_of).tolist():
            chosen = np.flatnonzero(batch_of == place)
            lines[chosen] = _lines(self.batches[place], wanted[chosen] - self._from[place])
        found: list[Line] = lines.tolist()
        return found

    def id(self, number: int) -> str:
        """Return a fact's id by number."""
        row = int(number if self.rows is None else self.rows[number])
        place = int(np.searchsorted(self._from, row, "right")) - 1
        name: str = self.batches[place]["id"][row - int(self._from[place])].as_py()
        return name

    def ids(self, numbers: Sequence[int] | Ints) -> list[str]:
        """Return facts' ids by number."""
        return self.values("id", numbers)

    def values(self, name: str, numbers: Sequence[int] | Ints) -> list[Any]:
        """Return one column of facts by number."""
        wanted = self._rows_of(numbers)
        values = np.empty(len(wanted), object)
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        for place in np.unique(batch_of).tolist():
            chosen = batch_of == place
            values[chosen] = _values(self.batches[place], name, wanted[chosen] - self._from[place])
        found: list[Any] = values.tolist()
        return found

    def column(self, name: str, numbers: Sequence[int] | Ints) -> pa.Array | pa.ChunkedArray:
        """Return one field of facts by number, a text field as a dictionary."""
        rows = pa.array(self._rows_of(numbers))
        if not self.batches:
            return pa.nulls(0, FACTS.field(name).type)
        if len(self.batches) == 1:
            return self.batches[0][name].take(rows)
        pieces = [batch[name] for batch in self.batches]
        if len({piece.type for piece in pieces}) > 1:  # what came later is not encoded
            pieces = [piece if pa.types.is_dictionary(piece.type) else piece.dictionary_encode() for piece in pieces]
        whole = pa.chunked_array(pieces)
        if pa.types.is_dictionary(whole.type):
            whole = whole.unify_dictionaries()
        return whole.take(rows)

    def spliced(self, pieces: Splice, later: pa.Table) -> "Lines":
        """Return the lines after a splice whose new rows are those of a table; all later rows are one batch."""
        rows = np.arange(pieces.size, dtype=np.int32) if self.rows is None else self.rows
        kept, tail = self.batches[: self._settled], self.batches[self._settled :]
        grown = pa.concat_tables([pa.Table.from_batches(tail, later.schema), later]).combine_chunks().to_batches()
        placed = np.arange(self.stored, self.stored + later.num_rows)
        return Lines([*kept, *grown], pieces.merged(rows, placed), self._settled)

    def _rows_of(self, numbers: Sequence[int] | Ints) -> Ints:
        wanted = np.asarray(numbers, np.int64)
        return wanted if self.rows is None else self.rows[wanted].astype(np.int64)

    def number(self, fact: str) -> int | None:
        """Return the number of a fact id, None if there is no such fact."""
        for place, batch in enumerate(self.batches):
            row = pc.index(batch["id"], fact).as_py()
            while row >= 0:  # rows that a splice left behind are still there
                found = self._number_of(int(self._from[place]) + row)
                if found is not None:
                    return found
                later = pc.index(batch["id"][row + 1 :], fact).as_py()
                row = row + 1 + later if later >= 0 else -1
        return None

    def _number_of(self, row: int) -> int | None:
        if self.rows is None:
            return row
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else None


def _lines(batch: pa.RecordBatch, rows: Ints) -> npt.NDArray[np.object_]:
    """Return rows of a batch as lines; a column of other types is never read."""
    lines = np.empty(len(rows), object)
    types = np.array(_values(batch, "type", rows), object)
    for kind in set(types.tolist()):
        chosen = np.flatnonzero(types == kind)
        names = COMMON + OWN[kind]
        columns = [_values(batch, name, rows[chosen]) for name in names]
        for at, row in zip(chosen.tolist(), zip(*columns, strict=True), strict=True):
            lines[at] = settled(dict(zip(names, row, strict=True)))
    return lines


def _values(batch: pa.RecordBatch, name: str, rows: Ints) -> list[Any]:
    """Return some values of a column, those of a dictionary looked up together, because that is quicker."""
    column, at = batch[name], pa.array(rows)
    if isinstance(column, pa.DictionaryArray):
        values: list[Any] = column.dictionary.take(column.indices.take(at)).to_pylist()
    else:
        values = column.take(at).to_pylist()
    return values
