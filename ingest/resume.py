"""A run over files that goes on where it was stopped: its output in parts, each named by what it was made of.

Files are taken in groups, in order; a group's name tells their paths, their content and the reader that read them. A part
holds what PART articles of a group gave, and is done when its report stands beside it. Parts that are done are not made again; in
the end all are joined, so that the output is what one undisturbed run would have written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from ingest.feed import Mark, Meter, size, stamp
from ingest.forms import Form
from ingest.parallel import read_all
from ingest.reader import Page, Skipped, read_file
from ontology.limits import LIMITS, Limits
from ontology.model import Article

PART: Final = 2000
"""Articles of a part."""
FILES: Final = 500
BYTES: Final = 64 * 2**20
"""Files of a group, and bytes after which no further file is added."""


@dataclass(frozen=True, slots=True)
class _PartEnd(Mark):
    name: str


@dataclass(frozen=True, slots=True)
class _GroupEnd(Mark):
    name: str
    parts: int


_Item = Article | Page | Skipped | _PartEnd | _GroupEnd


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its files in order, how it writes, and the folder of its parts."""

    folder: Path
    form: Form
    published: str | None = None
    limits: Limits = LIMITS

    def read(
        self, files: Iterable[Path], processes: int, meter: Meter, count: Callable[[Iterable[Any]], Iterator[Any]]
    ) -> list[str]:
        """Make the parts that are not there yet, and return the names of all groups in order."""
        self.folder.mkdir(exist_ok=True)
        names: list[str] = []
        self._write(count(read_all(self._items(files, names, meter), self.form.work, processes)))
        return names

    def join(self, groups: Iterable[str], stream: BinaryIO) -> list[Skipped]:
        """Write the parts of all groups to a stream, and return what was skipped."""
        skipped: list[Skipped] = []

        def parts() -> Iterator[Path]:
            for group in groups:
                for number in range(self._parts(group) or 0):
                    name = f"{group}-{number:05}"
                    skipped.extend(Skipped(*one) for one in orjson.loads(self._report(name).read_bytes()))
                    yield self._part(name)

        self.form.join(parts(), stream)
        return skipped

    def _items(self, files: Iterable[Path], names: list[str], meter: Meter) -> Iterator[_Item]:
        for group in _groups(files):
            name = self._name(group)
            names.append(name)
            if self._parts(name) is None:
                yield from self._group(name, group, meter)
            else:
                for file in group:
                    meter.end(file)

    def _group(self, name: str, files: list[Path], meter: Meter) -> Iterator[_Item]:
        """Yield what a group holds, part by part; nothing of the parts that are there."""
        part = articles = 0
        there = self._report(f"{name}-00000").exists()
        for file in files:
            for item in read_file(file, self.published, limits=self.limits, at=meter.at):
                if not there:
                    yield item
                articles += not isinstance(item, Skipped)
                if articles == PART:
                    yield _PartEnd("" if there else f"{name}-{part:05}")
                    part, articles = part + 1, 0
                    there = self._report(f"{name}-{part:05}").exists()
            meter.end(file)
        if not there:
            yield _PartEnd(f"{name}-{part:05}")
        yield _GroupEnd(name, part + 1)

    def _write(self, found: Iterable[Any]) -> None:
        """Write the parts as their ends come by."""
        results: list[Any] = []
        skipped: list[tuple[str, str]] = []
        for item in found:
            match item:
                case _PartEnd(""):
                    pass
                case _PartEnd(name):
                    self._finish(name, results, skipped)
                    results, skipped = [], []
                case _GroupEnd(name, parts):
                    _whole(self._report(name), orjson.dumps(parts))
                case Skipped(path, reason):
                    skipped.append((path, reason))
                case _:
                    results.append(item)

    def _finish(self, name: str, results: list[Any], skipped: list[tuple[str, str]]) -> None:
        with self._part(name).open("wb") as stream:
            self.form.write(results, stream)
        _whole(self._report(name), orjson.dumps(skipped))

    def _name(self, files: list[Path]) -> str:
        digest = blake2b(self.form.name.encode(), digest_size=12)
        for file in files:
            try:
                digest.update(f"\0{file}\0{stamp(file, self.published, self.limits)}".encode(errors="surrogateescape"))
            except OSError as error:  # the reader will say so
                digest.update(f"\0{file}\0{error}".encode(errors="surrogateescape"))
        return digest.hexdigest()

    def _parts(self, group: str) -> int | None:
        """Return how many parts a group has, None if it is not done."""
        report = self._report(group)
        return int(report.read_bytes()) if report.exists() else None

    def _part(self, name: str) -> Path:
        return self.folder / f"{name}.part"

    def _report(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def _groups(files: Iterable[Path]) -> Iterator[list[Path]]:
    group: list[Path] = []
    held = 0
    for file in files:
        group.append(file)
        held += size(file)
        if len(group) >= FILES or held >= BYTES:
            yield group
            group, held = [], 0
    if group:
        yield group


def _whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    part = path.with_suffix(".new")
    part.write_bytes(content)
    part.replace(path)
