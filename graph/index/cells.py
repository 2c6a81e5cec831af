"""Values of Arrow columns looked up one by one where they lie: for a page, many times quicker than columns made of them."""

from collections.abc import Callable
from typing import Any, Final

import pyarrow as pa

Cell = Callable[[int], Any]
"""Returns the value of a row, None where there is none, as `to_pylist` would."""
FEW: Final = 50
"""Rows up to which they are looked up one by one."""
_SHORT: Final = 256
"""Words of a dictionary that are kept as texts."""
_CODES: Final[dict[pa.DataType, Any]] = {
    pa.int8(): "b", pa.int16(): "h", pa.int32(): "i", pa.int64(): "q", pa.float32(): "f", pa.float64(): "d"
}  # fmt: skip


def cell(column: pa.Array) -> Cell:
    """Return what looks up the values of a column."""
    kind = column.type
    if not len(column):
        return lambda _row: None
    if pa.types.is_string(kind):
        find = _text(column)
    elif kind in _CODES:
        find = _numbers(column).__getitem__
    elif pa.types.is_dictionary(kind):
        return _word(column)
    elif pa.types.is_struct(kind):
        find = _record(column)
    elif pa.types.is_list(kind):
        find = _items(column)
    else:
        return lambda row: column[row].as_py()
    return find if column.null_count == 0 else _unless_missing(column, find)


def _numbers(column: pa.Array) -> "memoryview[Any]":
    """Return a column of numbers as they lie in memory."""
    width = column.type.bit_width // 8
    first, last = column.offset * width, (column.offset + len(column)) * width
    found: memoryview[Any] = memoryview(column.buffers()[1]).cast("B")[first:last].cast(_CODES[column.type])
    return found


def _text(column: pa.Array) -> Cell:
    _, places, content = column.buffers()
    first, last = column.offset * 4, (column.offset + len(column) + 1) * 4
    starts = memoryview(places).cast("B")[first:last].cast("i")
    data = memoryview(content).cast("B") if content is not None else memoryview(b"")
    return lambda row: str(data[starts[row] : starts[row + 1]], "utf-8")


def _word(column: pa.DictionaryArray) -> Cell:
    code, words = cell(column.indices), column.dictionary
    find = words.to_pylist().__getitem__ if len(words) <= _SHORT else cell(words)
    if column.indices.null_count == 0:
        return lambda row: find(code(row))

    def word(row: int) -> Any:  # noqa: ANN401  (any value of a table)
        at = code(row)
        return None if at is None else find(at)

    return word


def _record(column: pa.StructArray) -> Cell:
    parts = [(part.name, cell(column.field(at))) for at, part in enumerate(column.type)]
    return lambda row: {name: find(row) for name, find in parts}


def _items(column: pa.ListArray) -> Cell:
    starts, find = _numbers(column.offsets), cell(column.values)
    return lambda row: [find(at) for at in range(starts[row], starts[row + 1])]


def _unless_missing(column: pa.Array, find: Cell) -> Cell:
    there, first = memoryview(column.buffers()[0]).cast("B"), column.offset

    def found(row: int) -> Any:  # noqa: ANN401  (any value of a table)
        at = first + row
        return find(row) if there[at >> 3] >> (at & 7) & 1 else None

    return found
