"""Text columns as numbers: a dictionary of distinct values and one code a row; no row is ever a Python object."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.integer]
"""Any array of whole numbers; NONE where a value is missing."""
NONE = -1


@dataclass(frozen=True, slots=True)
class Coded:
    """A column: `values[code]` is the text of a row, NONE its absence. Values may be unused."""

    codes: Ints
    values: list[str]

    def mapped(self, number: Callable[[str], int]) -> Ints:
        """Return one number a row by a function of the distinct values; NONE stays."""
        return self.looked_up(np.array([number(value) for value in self.values], np.int64))

    def looked_up(self, numbers: Ints) -> Ints:
        """Return `numbers[code]` a row; NONE stays."""
        return np.append(numbers, NONE)[self.codes]

    def used(self) -> Ints:
        """Return the codes that occur, ascending."""
        return np.flatnonzero(np.bincount(self.codes[self.codes >= 0], minlength=len(self.values)))


def coded(table: pa.Table, name: str) -> Coded:
    """Return a text column of a table as codes."""
    column = table[name].unify_dictionaries() if pa.types.is_dictionary(table[name].type) else table[name]
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], column.type)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    codes = array.indices.fill_null(NONE).to_numpy(zero_copy_only=False)
    return Coded(codes.astype(np.int64, copy=False), array.dictionary.to_pylist())


def paired(first: Coded, second: Coded, rows: npt.NDArray[np.bool_], name: Callable[[str, str | None], str]) -> Coded:
    """Return one text a row made of two columns by `name`; NONE outside `rows` and where the first is missing."""
    width = len(second.values) + 1
    kept = rows & (first.codes >= 0)
    keys, inverse = np.unique(first.codes[kept] * width + second.codes[kept] + 1, return_inverse=True)
    codes = np.full(len(first.codes), NONE, np.int64)
    codes[kept] = inverse
    seconds: list[str | None] = [None, *second.values]
    pairs = zip((keys // width).tolist(), (keys % width).tolist(), strict=True)
    return Coded(codes, [name(first.values[one], seconds[two]) for one, two in pairs])


def narrow(numbers: Ints) -> Ints:
    """Return numbers in the smallest signed type that holds them."""
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    kinds = (np.int8, np.int16, np.int32, np.int64)
    kind = next(kind for kind in kinds if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return numbers.astype(kind)


def offsets(groups: Ints, size: int) -> Ints:
    """Return where each group starts in an array sorted by group: CSR row pointers, length size + 1."""
    return np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=size))))


def ordered(keys: Ints, ties: Sequence[Ints]) -> Ints:
    """Return the order that sorts by whole-number keys, equal ones by `ties`, the first first."""
    order: Ints = np.argsort(keys)
    same = np.diff(keys[order]) == 0
    tied = np.flatnonzero(np.append(same, False) | np.insert(same, 0, False))
    rows = order[tied]
    order[tied] = rows[np.lexsort((*(tie[rows] for tie in reversed(ties)), keys[rows]))]
    return order


def distinct(numbers: Ints) -> Ints:
    """Return the different numbers, ascending; faster than numpy's on millions."""
    numbers = np.sort(numbers)
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = numbers[1:] != numbers[:-1]
    return numbers[fresh]
