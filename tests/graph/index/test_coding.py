"""Text columns as numbers."""

import numpy as np
import pyarrow as pa
import pytest

from graph.index.coding import NONE, coded, distinct, narrow, offsets, ordered, paired


@pytest.mark.parametrize("encoded", [False, True], ids=["plain", "dictionary"])
def test_coded_joins_chunks_and_keeps_gaps(encoded: bool) -> None:
    chunks = [pa.array(["b", None], pa.string()), pa.array([], pa.string()), pa.array(["a", "b"], pa.string())]
    column = pa.chunked_array([chunk.dictionary_encode() if encoded else chunk for chunk in chunks])
    found = coded(pa.table({"x": column}), "x")
    assert [found.values[code] if code != NONE else None for code in found.codes] == ["b", None, "a", "b"]
    assert found.mapped({"a": 10, "b": 20}.__getitem__).tolist() == [20, NONE, 10, 20]


def test_coded_of_no_rows_is_empty() -> None:
    found = coded(pa.table({"x": pa.array([], pa.string())}), "x")
    assert (found.codes.tolist(), found.mapped(len).tolist()) == ([], [])


def test_paired_names_two_columns_once() -> None:
    table = pa.table({"a": ["x", "x", None, "y"], "b": pa.array([None, "1", "1", None], pa.string())})
    found = paired(coded(table, "a"), coded(table, "b"), np.array([True] * 4), lambda one, two: f"{one}{two}")
    assert [found.values[code] if code != NONE else None for code in found.codes] == ["xNone", "x1", None, "yNone"]


def test_numbers_are_stored_in_the_smallest_type() -> None:
    assert [narrow(np.array([NONE, top])).dtype.itemsize for top in (127, 128, 40_000, 2**40)] == [1, 2, 4, 8]
    assert narrow(np.array([], np.int64)).dtype.itemsize == 1


def test_ordered_sorts_ties_by_the_next_key() -> None:
    keys, first, second = np.array([2, 1, 1, 1]), np.array([0, 5, 5, 4]), np.array([0, 2, 1, 3])
    assert ordered(keys, [first, second]).tolist() == [3, 2, 1, 0]
    assert ordered(keys[:0], [first[:0]]).tolist() == []


def test_distinct_and_offsets() -> None:
    assert distinct(np.array([3, 1, 3])).tolist() == [1, 3]
    assert distinct(np.array([], np.int64)).tolist() == []
    assert offsets(np.array([0, 0, 2]), 3).tolist() == [0, 2, 2, 3]
