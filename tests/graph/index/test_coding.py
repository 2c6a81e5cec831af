"""Text columns as numbers."""

import numpy as np
import pyarrow as pa
import pytest

from graph.index.coding import NONE, Texts, coded, distinct, narrow, numbered, offsets, ordered


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


def test_texts_are_coded_once() -> None:
    texts = Texts(pa.table({"x": ["b", "a", "b"]}))
    assert (texts["x"].codes.tolist(), texts["x"].values) == ([0, 1, 0], ["b", "a"])
    assert texts["x"] is texts["x"]


def test_numbered_gives_places_among_the_different_numbers() -> None:
    found, place = numbered(np.array([7, -2, 7, 2**62]))
    assert (found.tolist(), place.tolist()) == ([-2, 7, 2**62], [1, 0, 1, 2])
    assert [len(part) for part in numbered(np.array([], np.int64))] == [0, 0]


def test_numbers_are_stored_in_the_smallest_type() -> None:
    assert [narrow(np.array([NONE, top])).dtype.itemsize for top in (127, 128, 40_000, 2**40)] == [1, 2, 4, 8]
    assert narrow(np.array([], np.int64)).dtype.itemsize == 1


def test_ordered_sorts_ties_by_the_next_key() -> None:
    keys, first, second = np.array([2, 1, 1, 1]), np.array([0, 5, 5, 4]), np.array([0, 2, 1, 3])
    assert ordered(keys, [first, second]).tolist() == [3, 2, 1, 0]
    assert ordered(keys[:0], [first[:0]]).tolist() == []
    assert ordered(keys * 2**61, [first, second]).tolist() == [3, 2, 1, 0], "keys too wide to carry their places"
    assert ordered(-keys, []).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("top", [3, 2**16, 2**31, 2**40, 2**62], ids=["few", "short", "two halves", "packed", "wide"])
def test_ordered_keeps_many_equal_keys_as_they_stand(top: int) -> None:
    keys = np.random.default_rng(1).integers(-3, top, 100_000)
    assert np.array_equal(ordered(keys, ()), np.argsort(keys, kind="stable"))
    ties = np.arange(len(keys))[::-1]
    assert np.array_equal(ordered(keys, [ties]), np.lexsort((ties, keys)))


def test_distinct_and_offsets() -> None:
    assert distinct(np.array([3, 1, 3])).tolist() == [1, 3]
    assert distinct(np.array([], np.int64)).tolist() == []
    assert offsets(np.array([0, 0, 2]), 3).tolist() == [0, 2, 2, 3]
