"""Stories: articles with the same words, found by their MinHash signatures.

A signature is 128 numbers of 32 bits, little-endian; two articles share as large a part of them as their words overlap.
Articles are compared where one of 32 bands of four numbers is the same, and belong together from an overlap of 0.7.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

NUMBERS: Final = 128
BAND: Final = 4
SAME: Final = 0.7
"""Share of equal numbers from which two articles are one story."""
_CHUNK: Final = 1 << 16

Signatures = npt.NDArray[np.uint32]
Pairs = npt.NDArray[np.int64]


def stories(signatures: Sequence[bytes]) -> npt.NDArray[np.int32]:
    """Return a story number an article; the same for articles with the same words, whatever their order.

    Stories are numbered by their first article. An article whose signature has not the right length is a story alone.
    """
    signed = np.array([i for i, bits in enumerate(signatures) if len(bits) == NUMBERS * 4], np.int64)
    table = np.frombuffer(b"".join(signatures[i] for i in signed), "<u4").reshape(-1, NUMBERS)
    pairs = signed[_alike(table, _candidates(table))]
    roots = _joined(len(signatures), pairs)
    return np.unique(roots, return_inverse=True)[1].astype(np.int32)


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
    found = [np.empty((0, 2), np.int64)]
    for start in range(0, NUMBERS, BAND):
        band = table[:, start : start + BAND]
        keys = _mixed(band)
        order = np.argsort(keys, kind="stable")
        fresh = np.ones(len(order), bool)
        fresh[1:] = keys[order[1:]] != keys[order[:-1]]
        heads = np.maximum.accumulate(np.where(fresh, np.arange(len(order)), 0))
        later = np.flatnonzero(~fresh)
        found += [
            np.column_stack((order[heads[later]], order[later])),
            np.column_stack((order[later - 1], order[later])),
        ]
    return np.unique(np.concatenate(found), axis=0)


def _mixed(band: Signatures) -> npt.NDArray[np.uint64]:
    """Fold each row's four numbers into one of 64 bits; two rows that meet by chance are told apart later."""
    folded = np.zeros(len(band), np.uint64)
    for column in band.T:
        folded = (folded ^ column) * np.uint64(0x9E3779B97F4A7C15)
        folded ^= folded >> np.uint64(29)
    return folded


def _alike(table: Signatures, pairs: Pairs) -> Pairs:
    """Keep the pairs that share enough numbers."""
    kept = [pairs[:0]]
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        kept.append(some[(table[some[:, 0]] == table[some[:, 1]]).mean(axis=1) >= SAME])
    return np.concatenate(kept)


def _joined(size: int, pairs: Pairs) -> npt.NDArray[np.int64]:
    """Return the smallest member of each one's set (union-find)."""
    parent = list(range(size))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, two in pairs.tolist():
        low, high = sorted((root(one), root(two)))
        parent[high] = low
    return np.array([root(member) for member in range(size)], np.int64)
