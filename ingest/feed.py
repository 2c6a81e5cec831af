"""Files fed to the reader one after the other, each with a stamp by which a later run knows that it need not be read again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from ingest.reader import SIDECAR, Page, Skipped, read_file, walk
from ingest.stamp import extractor_version
from ontology.limits import LIMITS, Limits
from ontology.model import Article

_PIECE: Final = 2**20


class Mark:
    """What passes between articles and is none."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FileEnd(Mark):
    """All of a file has passed: its path as its articles' sources name it, and its stamp."""

    path: str
    stamp: str


Fed = Article | Page | Skipped | FileEnd


@dataclass(slots=True)
class Meter:
    """How much of the files is behind, in bytes; for whoever shows it."""

    done: int = 0
    inside: int = 0

    @property
    def behind(self) -> int:
        """Bytes that are behind."""
        return self.done + self.inside

    def at(self, position: int) -> None:
        """Take note of a position in the present file."""
        self.inside = max(self.inside, position)

    def end(self, file: Path) -> None:
        """Take note of the present file's end."""
        self.done, self.inside = self.done + size(file), 0


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of paths, folders in the order of names."""
    for path in paths:
        yield from walk(path)


def size(file: Path) -> int:
    """Return a file's size in bytes, 0 if it has gone."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def stamp(file: Path, published: str | None, limits: Limits = LIMITS) -> str:
    """Return what tells this content of a file, read by this reader, from any other; a sidecar's content counts too.

    Raises OSError for a file that cannot be read.
    """
    given = "" if limits == LIMITS else repr(limits)  # what was too large once may not be so any more
    digest = blake2b(f"{extractor_version()} {published}{given}".encode(), digest_size=16)
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    sidecar = file.parent / SIDECAR
    if sidecar.is_file():
        digest.update(_content(sidecar, sidecar.stat().st_mtime_ns))
    return digest.hexdigest()


def feed(
    found: Iterable[Path],
    published: str | None,
    done: Callable[[str, str], bool] | None = None,
    meter: Meter | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Fed]:
    """Yield the articles of files, with `done` each file's followed by its end; nothing of a file of which it says so."""
    meter = meter or Meter()
    for file in found:
        if done is None:
            yield from read_file(file, published, limits=limits, at=meter.at)
        else:
            yield from _ended(file, published, done, meter, limits)
        meter.end(file)


def _ended(
    file: Path, published: str | None, done: Callable[[str, str], bool], meter: Meter, limits: Limits
) -> Iterator[Fed]:
    try:
        path, known = file.resolve().as_posix(), stamp(file, published, limits)
    except OSError as error:
        yield Skipped(str(file), f"it cannot be read: {error}")
        return
    if not done(path, known):
        yield from read_file(file, published, limits=limits, at=meter.at)
        yield FileEnd(path, known)


@lru_cache(maxsize=8)
def _content(path: Path, changed: int) -> bytes:
    del changed  # a changed file is read anew
    return path.read_bytes()
