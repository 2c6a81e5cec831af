"""One writer a workspace: an advisory lock on a file, freed by the system when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from ontology.errors import WorkspaceLocked

_PAUSE = 0.02


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file, waiting up to `wait` seconds for another writer to finish.

    Raises WorkspaceLocked, which names the process that holds it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, path, monotonic() + wait)
        os.ftruncate(descriptor, 0)
        with suppress(OSError):  # on a full disk; the number is only told to who waits
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() >= deadline:
                holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
                raise WorkspaceLocked(
                    f"Process {holder} is writing to the workspace {str(path.parent)!r}; it takes one writer at a time."
                ) from error
            sleep(_PAUSE)
        else:
            return
