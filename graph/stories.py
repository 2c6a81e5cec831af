"""Stories: articles with the same words, found by their MinHash signatures.

A signature is 128 numbers of 32 bits, little-endian; two articles share as large a part of them as their words overlap.
Articles are compared where one of 32 bands of four numbers is the same, and belong together from an overlap of 0.7.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import distinct

NUMBERS: Final = 128
BAND: Final = 4
SAME: Final = 0.7
"""Share of equal numbers from which two articles are one story."""
_CHUNK: Final = 1 << 16

Signatures = npt.NDArray[np.uint32]
Pairs = npt.NDArray[np.int64]


def stories(signatures: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """Return a story number an article; the same for articles with the same words, whatever their order.

    Stories are numbered by their first article. An article whose signature has not the right length is a story alone.
    """
    signed = np.flatnonzero(pc.equal(pc.binary_length(signatures), NUMBERS * 4).to_numpy(zero_copy_only=False))
    table = _table(signatures.take(pa.array(signed)))
    pairs = signed[_alike(table, _candidates(table))]
    roots = _joined(len(signatures), pairs)
    return (np.cumsum(roots == np.arange(len(roots))) - 1)[roots].astype(np.int32)


def _table(signatures: pa.Array | pa.ChunkedArray) -> Signatures:
    """Return signatures of the right length, a row each."""
    chunks = signatures.chunks if isinstance(signatures, pa.ChunkedArray) else [signatures]
    rows = [np.empty((0, NUMBERS), "<u4")]
    for chunk in chunks:
        if len(chunk):
            start = int(np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset])
            words = np.frombuffer(chunk.buffers()[2], "<u4", len(chunk) * NUMBERS, start)
            rows.append(words.reshape(-1, NUMBERS))
    return rows[1] if len(rows) == 2 else np.concatenate(rows)


def alike(signature: bytes, others: pa.Array) -> npt.NDArray[np.int64]:
    """Return which of other articles' signatures belong with one: a band the same, and enough numbers."""
    if len(signature) != NUMBERS * 4 or not len(others):
        return np.empty(0, np.int64)
    bounds = np.frombuffer(others.buffers()[1], np.int32)[others.offset : others.offset + len(others) + 1]
    signed = np.flatnonzero(np.diff(bounds) == NUMBERS * 4)
    words = np.frombuffer(others.buffers()[2], "<u4")
    wanted = np.frombuffer(signature, "<u4")
    # one number of each band first: few articles share any
    bands = [words[(bounds[signed] >> 2) + start] == wanted[start] for start in range(0, NUMBERS, BAND)]
    found = signed[np.any(bands, axis=0)]
    rows = np.array([words[at : at + NUMBERS] for at in (bounds[found] >> 2).tolist()], np.uint32).reshape(-1, NUMBERS)
    same = rows == wanted
    banded = same.reshape(-1, NUMBERS // BAND, BAND).all(axis=2).any(axis=1)
    together: npt.NDArray[np.int64] = found[banded & (same.mean(axis=1) >= SAME)]
    return together


def _candidates(table: Signatures) -> Pairs:
    """Return pairs (n, 2) of rows that share a band: each with the first and with the one before in its bucket."""
    size, bits = len(table), np.uint64(max(len(table).bit_length(), 1))
    words = table.view("<u8")
    keys = [np.empty(0, np.int64)]
    for start in range(0, NUMBERS // 2, BAND // 2):
        # a hash with the row in its low bits; two bands that meet by chance are told apart later
        hashed = np.sort(
            _mixed(words[:, start], words[:, start + 1]) >> bits << bits | np.arange(size, dtype=np.uint64)
        )
        row = (hashed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
        later = np.flatnonzero(hashed[1:] >> bits == hashed[:-1] >> bits) + 1
        fresh = np.ones(len(row), bool)
        fresh[later] = False
        heads = np.maximum.accumulate(np.where(fresh, np.arange(len(row)), 0))[later]
        keys += [row[heads] * size + row[later], row[later - 1] * size + row[later]]
    pairs = distinct(np.concatenate(keys))
    return np.column_stack((pairs // max(size, 1), pairs % max(size, 1)))


def _mixed(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Fold the two halves of a band into one number each."""
    folded = one * np.uint64(0x9E3779B97F4A7C15) ^ other
    folded ^= folded >> np.uint64(29)
    return folded * np.uint64(0xBF58476D1CE4E5B9)


def _alike(table: Signatures, pairs: Pairs) -> Pairs:
    """Keep the pairs that share enough numbers."""
    kept = [pairs[:0]]
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        kept.append(some[(table[some[:, 0]] == table[some[:, 1]]).mean(axis=1) >= SAME])
    return np.concatenate(kept)


def _joined(size: int, pairs: Pairs) -> npt.NDArray[np.int64]:
    """Return the smallest member of each one's set."""
    least = np.arange(size)
    while True:
        before = least.copy()
        low = np.minimum(least[pairs[:, 0]], least[pairs[:, 1]])
        for end in (least[pairs[:, 0]], least[pairs[:, 1]], pairs[:, 0], pairs[:, 1]):
            np.minimum.at(least, end, low)
        least = least[least]
        if (least == before).all():
            return least
