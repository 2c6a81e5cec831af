"""The facts of an index as they were stated, read from mapped tables where asked for.

A type has a file of its own, `facts/TYPE.arrow`, with the columns that facts of the type have; rows are facts by number.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from graph.index.cells import FEW
from graph.index.coding import Ints
from graph.index.mapped import batches
from graph.index.mentions import TYPES
from graph.index.rows import Rows
from graph.index.splice import Splice
from ontology.tables import FACTS
from ontology.wire import COMMON, OWN, Line

BATCH: Final = 1 << 20
"""Facts a record batch."""
_CROWDED: Final = 4
"""A dictionary keeps words that a file does not use, as long as it has at most a word for so many rows."""


class Lines:
    """Facts by number; `rows` is where each one stands in the batches taken together (None: row = number)."""

    def __init__(self, kept: list[pa.RecordBatch], rows: Ints | None = None, settled: int | None = None) -> None:
        """Take batches of the files, `settled` many, and what came later."""
        self.batches, self.rows = kept, rows
        self._parts = [Rows(batch) for batch in kept]
        self._settled = len(kept) if settled is None else settled
        self._from = np.cumsum([0, *(batch.num_rows for batch in kept)])
        self._firsts: list[int] = self._from.tolist()

    @classmethod
    def open(cls, folder: Path) -> "Lines":
        """Open the files. Raises OSError if one is missing."""
        return cls([batch for kind in TYPES for batch in batches(folder / f"{kind}.arrow")])

    @property
    def stored(self) -> int:
        """How many rows the batches have, facts or not."""
        return int(self._from[-1])

    def take(self, numbers: Sequence[int] | Ints) -> list[Line]:
        """Return facts by number, in the order asked for."""
        wanted = self._rows_of(numbers)
        if len(wanted) <= FEW:
            return [part.line(row) for part, row in map(self._place_of, wanted.tolist())]
        lines = np.empty(len(wanted), object)
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        for place in np.unique(batch_of).tolist():
            chosen = np.flatnonzero(batch_of == place)
            lines[chosen] = self._parts[place].lines(wanted[chosen] - self._from[place])
        found: list[Line] = lines.tolist()
        return found

    def id(self, number: int) -> str:
        """Return a fact's id by number."""
        part, row = self._place_of(int(number if self.rows is None else self.rows[number]))
        name: str = part.cell("id")(row)
        return name

    def ids(self, numbers: Sequence[int] | Ints) -> list[str]:
        """Return facts' ids by number."""
        return self.values("id", numbers)

    def values(self, name: str, numbers: Sequence[int] | Ints) -> list[Any]:
        """Return one column of facts by number."""
        wanted = self._rows_of(numbers)
        if len(wanted) <= FEW:
            return [part.cell(name)(row) for part, row in map(self._place_of, wanted.tolist())]
        values = np.empty(len(wanted), object)
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        for place in np.unique(batch_of).tolist():
            chosen = batch_of == place
            values[chosen] = self._parts[place].values(name, wanted[chosen] - self._from[place])
        found: list[Any] = values.tolist()
        return found

    def column(self, name: str, numbers: Sequence[int] | Ints) -> pa.Array | pa.ChunkedArray:
        """Return one field of facts by number, a text field as a dictionary; null where their type has none."""
        wanted = self._rows_of(numbers)
        if not self.batches:
            return pa.nulls(0, FACTS.field(name).type)
        batch_of = np.searchsorted(self._from, wanted, "right") - 1
        used = np.flatnonzero(np.bincount(batch_of, minlength=1)).tolist() or [0]
        starts = np.cumsum([0, *(self.batches[place].num_rows for place in used)])
        pieces = [self._parts[place].column(name) for place in used]
        if len(pieces) == 1:
            return pieces[0].take(pa.array(wanted - self._from[used[0]]))
        if any(pa.types.is_dictionary(piece.type) for piece in pieces):
            pieces = [_encoded(piece) for piece in pieces]
            whole = pa.chunked_array(pieces).unify_dictionaries()
        else:
            whole = pa.chunked_array(pieces)
        place_of = np.zeros(used[-1] + 1, np.int64)
        place_of[used] = np.arange(len(used))
        return whole.take(pa.array(wanted - self._from[batch_of] + starts[place_of[batch_of]]))

    def spliced(self, pieces: Splice, later: pa.Table) -> "Lines":
        """Return the lines after a splice whose new rows are those of a table; all later rows are one batch."""
        rows = np.arange(pieces.size, dtype=np.int32) if self.rows is None else self.rows
        kept, tail = self.batches[: self._settled], self.batches[self._settled :]
        grown = pa.concat_tables([pa.Table.from_batches(tail, later.schema), later]).combine_chunks().to_batches()
        placed = np.arange(self.stored, self.stored + later.num_rows)
        return Lines([*kept, *grown], pieces.merged(rows, placed), self._settled)

    def _place_of(self, row: int) -> tuple[Rows, int]:
        """Return the batch of a row, and where in it the row stands."""
        place = bisect_right(self._firsts, row) - 1
        return self._parts[place], row - self._firsts[place]

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


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Return a text column as a dictionary with wide codes, as all pieces of a column need."""
    if not isinstance(column, pa.DictionaryArray):
        return column.dictionary_encode()
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), column.dictionary)


def write_lines(facts: pa.Table, blocks: Mapping[str, Ints], folder: Path) -> None:
    """Write the rows of each type of a table (schema FACTS, each dictionary the same in all chunks) into an empty folder."""
    rows = {kind: pa.array(block) for kind, block in blocks.items()}
    pieces: dict[str, dict[str, pa.Array]] = {kind: {} for kind in blocks}
    for name in facts.column_names:  # a column at a time, so that memory is used again for the next
        column = _narrowed(facts[name])
        for kind in blocks:
            if name in COMMON or name in OWN[kind]:
                pieces[kind][name] = _lean(column.take(rows[kind]).combine_chunks())
    for kind, columns in pieces.items():
        table = pa.table(columns)
        with pa.ipc.new_file(folder / f"{kind}.arrow", table.schema) as writer:
            writer.write_table(table, max_chunksize=BATCH)


def _narrowed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with the codes of its dictionary in the smallest type that holds them, in one chunk if it can be."""
    if not pa.types.is_dictionary(column.type):
        return column
    chunk = column.combine_chunks()
    size = len(chunk.dictionary)
    kind = next(kind for kind in (pa.int8(), pa.int16(), pa.int32()) if size < 1 << kind.bit_width - 1)
    return pa.chunked_array([pa.DictionaryArray.from_arrays(chunk.indices.cast(kind), chunk.dictionary)])


def _lean(column: pa.Array) -> pa.Array:
    """Return a column whose dictionary has only words in use, where it had many others."""
    if not isinstance(column, pa.DictionaryArray) or len(column.dictionary) * _CROWDED <= len(column):
        return column
    used = column.indices.unique().drop_null()
    codes = pc.index_in(column.indices, value_set=used, skip_nulls=True)
    return pa.DictionaryArray.from_arrays(codes, column.dictionary.take(used))
