"""Cells: what a column says at a row, as `to_pylist` says it, whatever the column is cut from."""

from typing import Any

import pyarrow as pa
import pytest

from graph.index.cells import cell

QUOTE = pa.struct([("start", pa.int32()), ("quote", pa.string())])
WORDS = ["督察", "", "a"]
COLUMNS: dict[str, tuple[list[Any], pa.DataType]] = {
    "texts": (["督察组", "", None, "a\nb", "𠀀"], pa.string()),
    "no text at all": ([None, None], pa.string()),
    "empty texts": (["", ""], pa.string()),
    "small numbers": ([1, None, -128, 127], pa.int8()),
    "numbers": ([1, None, -5, 2**40], pa.int64()),
    "floats": ([0.5, None, 0.1, 1e30], pa.float32()),
    "doubles": ([0.5, None, 0.1], pa.float64()),
    "flags": ([True, None, False], pa.bool_()),
    "words": ([*WORDS, None, "a"], pa.dictionary(pa.int8(), pa.string())),
    "many words": ([f"w{n}" for n in range(300)] + [None], pa.dictionary(pa.int32(), pa.string())),
    "records": ([{"start": 1, "quote": "x"}, None, {"start": None, "quote": None}], QUOTE),
    "lists": ([["a", None], [], None, ["b"]], pa.list_(pa.string())),
    "lists of records": ([[{"start": 1, "quote": "x"}], None, [], [None]], pa.list_(QUOTE)),
    "nothing": ([], pa.string()),
}


@pytest.mark.parametrize(("values", "kind"), COLUMNS.values(), ids=COLUMNS)
def test_cell_is_what_the_column_says(values: list[Any], kind: pa.DataType) -> None:
    whole = pa.array(values, kind)
    for column in (whole, whole.slice(1), whole.slice(1, 2), pa.concat_arrays([whole, whole]).slice(len(values))):
        find = cell(column)
        assert [find(row) for row in range(len(column))] == column.to_pylist()
