"""The facts of an open index as they were stated: row = fact number, read from the mapped table where asked for."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.build import BATCH
from graph.index.coding import Ints
from graph.index.mapped import batches
from ontology.tables import own_fields
from ontology.wire import COMMON, OWN, Line


class Lines:
    """The table `facts.arrow`."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self._batches = batches(path)

    def take(self, numbers: Sequence[int] | Ints) -> list[Line]:
        """Return facts by number, in the order asked for."""
        wanted = np.asarray(numbers, np.int64)
        found: dict[int, Line] = {}
        for place in np.unique(wanted // BATCH).tolist():
            batch = self._batches[place]
            rows = np.unique(wanted[wanted // BATCH == place]) % BATCH
            for row, line in zip(rows.tolist(), _lines(batch.take(pa.array(rows))), strict=True):
                found[place * BATCH + row] = line
        return [found[number] for number in wanted.tolist()]

    def id(self, number: int) -> str:
        """Return a fact's id by number."""
        name: str = self._batches[number // BATCH]["id"][number % BATCH].as_py()
        return name

    def ids(self, numbers: Sequence[int] | Ints) -> list[str]:
        """Return facts' ids by number."""
        wanted = np.asarray(numbers, np.int64)
        if len(self._batches) == 1:
            names: list[str] = self._batches[0]["id"].take(pa.array(wanted)).to_pylist()
            return names
        return [self.id(number) for number in wanted.tolist()]

    def number(self, fact: str) -> int | None:
        """Return the number of a fact id, None if there is no such fact."""
        for place, batch in enumerate(self._batches):
            row = pc.index(batch["id"], fact).as_py()
            if row >= 0:
                return place * BATCH + int(row)
        return None


def _lines(rows: pa.RecordBatch) -> list[Line]:
    """Return table rows as lines; a column of other types is never read."""
    types = rows["type"].to_pylist()
    wanted = dict.fromkeys(COMMON + tuple(name for kind in dict.fromkeys(types) for name in OWN[kind]))
    return [own_fields(row) for row in rows.select(list(wanted)).to_pylist()]
