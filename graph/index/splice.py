"""Splicing: some rows taken out of a sorted table and others put in, at the cost of copying memory."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from graph.index.coding import NONE, Ints, narrow


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows `start` to `stop` of the old table, or of the new rows."""

    fresh: bool
    start: int
    stop: int


@dataclass(frozen=True, slots=True, eq=False)
class Splice:
    """How a table of `size` rows changes: `pieces` in their order; new row n comes before the old row `at[n]`."""

    size: int
    at: Ints
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, size: int, removed: Ints, at: Ints) -> "Splice":
        """Take out rows `removed` (ascending) and put new ones in, `at` ascending."""
        cuts = np.unique(np.concatenate(([0, size], removed, removed + 1, at))).astype(np.int64)
        gone = set(removed.tolist())
        first = np.searchsorted(at, cuts, "left").tolist()
        last = np.searchsorted(at, cuts, "right").tolist()
        pieces: list[Piece] = []
        bounds = [*pairwise(cuts.tolist()), (size, size)]
        for (start, stop), since, until in zip(bounds, first, last, strict=False):
            if since < until:
                pieces.append(Piece(True, since, until))
            if start < stop and start not in gone:
                pieces.append(Piece(False, start, stop))
        return cls(size, at, tuple(pieces))

    def merged(self, old: Ints, new: Ints) -> Ints:
        """Return a column of the new table, in the smallest type that holds both."""
        fresh = narrow(new)
        parts = [fresh[p.start : p.stop] if p.fresh else old[p.start : p.stop] for p in self.pieces]
        return np.concatenate([old[:0], *parts])

    def merged_arrow(self, old: pa.Array, new: pa.Array) -> pa.Array:
        """Return an Arrow array of the new table."""
        parts = [(new if p.fresh else old).slice(p.start, p.stop - p.start) for p in self.pieces]
        return pa.concat_arrays(parts) if parts else old.slice(0, 0)

    def merged_table(self, old: pa.Table, new: pa.Table) -> pa.Table:
        """Return the rows of the new table."""
        parts = [(new if p.fresh else old).slice(p.start, p.stop - p.start) for p in self.pieces]
        return pa.concat_tables(parts).combine_chunks() if parts else old.slice(0, 0)

    def moved(self) -> Ints:
        """Return where each old row is now, NONE if it is gone; one more NONE at the end, so that NONE stays."""
        where = np.full(self.size + 1, NONE, np.int32)
        at = 0
        for piece in self.pieces:
            length = piece.stop - piece.start
            if not piece.fresh:
                where[piece.start : piece.stop] = np.arange(at, at + length, dtype=np.int32)
            at += length
        return where

    def placed(self) -> Ints:
        """Return where each new row is."""
        where: list[Ints] = [np.empty(0, np.int64)]
        at = 0
        for piece in self.pieces:
            length = piece.stop - piece.start
            if piece.fresh:
                where.append(np.arange(at, at + length))
            at += length
        return np.concatenate(where)
