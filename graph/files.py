"""Files that are wholly there or not at all: written aside, flushed to the disk, renamed."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp, mkstemp

from ontology.errors import DiskFull

_FULL = {
    errno.ENOSPC: "its disk is full",
    errno.EDQUOT: "the quota of its disk is used up",
    errno.EFBIG: "a file would become larger than this process may write",
    errno.EROFS: "its disk can only be read",
}
ASIDE = ".aside-"
"""Prefix of what is being written; after a crash it is rubbish."""


@contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """Give a new folder beside the final ones; it is gone afterwards unless it was published."""
    aside = Path(mkdtemp(prefix=ASIDE, dir=parent))
    aside.chmod(0o755)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """Turn what the system says of a full or read-only disk into DiskFull, which says what to do."""
    try:
        yield
    except OSError as error:
        why = _FULL.get(error.errno or 0)
        if why is None:
            raise
        raise DiskFull(f"Nothing was written to {str(folder)!r}: {why}; make room, then try again.") from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it, durably; one that is there is left as it is."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        flush(path.parent)


def publish(aside: Path, final: Path) -> None:
    """Flush a folder and all in it, then give it its final name: the commit point.

    Raises OSError if the final name is taken.
    """
    for path in aside.rglob("*"):
        flush(path)
    flush(aside)
    aside.rename(final)
    flush(final.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content in one step."""
    handle, name = mkstemp(prefix=ASIDE, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    flush(path.parent)


def discard(folder: Path) -> None:
    """Remove a folder that others may be listing: it vanishes whole, then its files go."""
    aside = Path(mkdtemp(prefix=ASIDE, dir=folder.parent))
    folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def throw_away(folder: Path) -> None:
    """Remove all that a folder holds, and leave it there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def sweep(parent: Path, keep: Callable[[Path], bool] = lambda _: False) -> None:
    """Remove what crashed writers left aside in a folder, save what `keep` speaks for."""
    for path in parent.glob(ASIDE + "*"):
        if keep(path):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Ask the system to write a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
