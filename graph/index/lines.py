"""The facts of an open index as they were stated, read from the mapped table where asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import Ints
from graph.index.mapped import batches
from graph.index.splice import Splice
from ontology.tables import FACTS, own_fields
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
        found: dict[int, Line] = {}
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        for place in np.unique(batch_of).tolist():
            rows = np.unique(wanted[batch_of == place])
            taken = self.batches[place].take(pa.array(rows - self._from[place]))
            found |= zip(rows.tolist(), _lines(taken), strict=True)
        return [found[row] for row in wanted.tolist()]

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
            values[chosen] = self.batches[place][name].take(pa.array(wanted[chosen] - self._from[place])).to_pylist()
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


def _lines(rows: pa.RecordBatch) -> list[Line]:
    """Return table rows as lines; a column of other types is never read."""
    types = rows["type"].to_pylist()
    wanted = dict.fromkeys(COMMON + tuple(name for kind in dict.fromkeys(types) for name in OWN[kind]))
    return [own_fields(row) for row in rows.select(list(wanted)).to_pylist()]
