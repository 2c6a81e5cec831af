"""Arrays and tables mapped from disk: opened in no time, read in place; and the memory they are made in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from graph.index.coding import Ints


def arrays(folder: Path) -> dict[str, Ints]:
    """Return every array of a folder by name; read only, mapped."""
    # as plain arrays: a memmap pays for its class at every look-up
    return {path.stem: np.asarray(np.load(path, mmap_mode="r")) for path in folder.iterdir()}


def batches(path: Path) -> list[pa.RecordBatch]:
    """Return the record batches of an Arrow file, mapped."""
    with pa.memory_map(str(path)) as source:
        reader = pa.ipc.open_file(source)
        return [reader.get_batch(number) for number in range(reader.num_record_batches)]


def table(path: Path) -> pa.Table:
    """Return an Arrow file as a table, mapped."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


@contextmanager
def plain_memory() -> Iterator[None]:
    """Let Arrow take memory as all programs do meanwhile.

    Its own pool gives large pieces back at once, and the system then clears them for the next column: half the time of a
    build.
    """
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
