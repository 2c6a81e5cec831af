"""Text columns as numbers: a dictionary of distinct values and one code a row; no row is ever a Python object."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.integer]
"""Any array of whole numbers; NONE where a value is missing."""
NONE = -1
_DENSE = 32
"""Numbers that there could be for each one given, up to which marking them is quicker than sorting."""
_WIDEST = 63
"""Bits of a number that is not negative."""
_SHORT = 16
"""Bits of numbers whose order numpy finds by counting."""


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


@dataclass(frozen=True, slots=True)
class Texts:
    """The text columns of a table as codes, each made once."""

    table: pa.Table
    _made: dict[str, Coded] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, name: str) -> Coded:
        """Return a column by name."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = coded(self.table, name)
        return found


def coded(table: pa.Table, name: str) -> Coded:
    """Return a text column of a table as codes."""
    column = table[name].unify_dictionaries() if pa.types.is_dictionary(table[name].type) else table[name]
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], column.type)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    codes = array.indices.fill_null(NONE).to_numpy(zero_copy_only=False)
    return Coded(codes.astype(np.int32, copy=False), array.dictionary.to_pylist())


def numbered(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the different numbers, ascending, and each one's place among them; faster than numpy's on many."""
    low, high = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    if high - low < _DENSE * len(numbers):
        seen = np.zeros(high - low + 1, bool)
        seen[numbers - low] = True
        found = np.flatnonzero(seen)
        places = np.empty(len(seen), np.int32)
        places[found] = np.arange(len(found))
        return found + low, places[numbers - low]
    order = ordered(numbers, ())
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = np.diff(numbers[order]) != 0
    place = np.empty(len(numbers), np.int32)
    place[order] = np.cumsum(fresh) - 1
    return numbers[order[fresh]], place


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
    """Return the order that sorts by whole-number keys, equal ones by `ties`, the first first, then as they stand."""
    order = _order(keys)
    if len(ties):
        same = np.diff(keys[order]) == 0
        tied = np.flatnonzero(np.append(same, False) | np.insert(same, 0, False)) if same.any() else order[:0]
        rows = order[tied]
        order[tied] = rows[np.lexsort((*(tie[rows] for tie in reversed(ties)), keys[rows]))]
    return order


def _order(keys: Ints) -> Ints:
    """Return the order that sorts by keys, equal ones as they stand: numpy finds no order quickly but of short numbers."""
    low, bits = int(keys.min(initial=0)), len(keys).bit_length()
    width = (int(keys.max(initial=0)) - low).bit_length()
    if width <= 2 * _SHORT and bits > _SHORT:
        # by the low half, then by the high half, each time as they stand
        rest = (keys.astype(np.int64) - low).astype(np.uint32)
        order: Ints = np.argsort(rest.astype(np.uint16), kind="stable")
        high = (rest >> _SHORT).astype(np.uint16)
        return order[np.argsort(high[order], kind="stable")] if width > _SHORT else order
    if width + bits > _WIDEST:
        return np.argsort(keys, kind="stable")
    # each number carries its place in its low bits
    packed = np.sort((keys.astype(np.int64) - low) << bits | np.arange(len(keys)))
    return packed & ((1 << bits) - 1)


def distinct(numbers: Ints) -> Ints:
    """Return the different numbers, ascending; faster than numpy's on millions."""
    numbers = np.sort(numbers)
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = numbers[1:] != numbers[:-1]
    return numbers[fresh]
