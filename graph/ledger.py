"""Files that were taken into a workspace whole, so that a run that was broken off need not read them again.

A line a file in `files.jsonl`: its path, its stamp, the sum of its articles and what of it was skipped. A file counts as done
only if its stamp is the same and exactly the articles that it gave stand in the log; so a file whose article was
withdrawn, or a log that was put back from a backup, is read again. The file can be deleted, which costs only time.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import orjson

from graph.files import write_whole
from graph.workspace import Known

FILE: Final = "files.jsonl"
_RECORD: Final = re.compile(r"#\d+$")
_WRAP: Final = 2**64


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken whole: the sum of its articles, and what was skipped of it as path and reason."""

    path: str
    stamp: str
    articles: int
    skipped: tuple[tuple[str, str], ...] = ()


def file_of(source: str) -> str:
    """Return the file that an article's source names; a record's number follows it."""
    return _RECORD.sub("", source)


def weight(article: str, sha256: str) -> int:
    """Return an article's part in the sum of its file."""
    return int.from_bytes(blake2b(f"{article}\0{sha256}".encode(), digest_size=8).digest(), "big")


class Ledger:
    """The done files of a workspace, as one run sees them; the one writer of its file is whoever ingests."""

    def __init__(self, folder: Path, known: Mapping[str, Known]) -> None:
        """Take the workspace's folder and the articles that stand in its log."""
        self._file = folder / FILE
        self._sums: dict[str, int] = defaultdict(int)
        self._counts: dict[str, int] = defaultdict(int)
        for article, one in known.items():
            self._sums[file_of(one.source)] += weight(article, one.sha256)
            self._counts[file_of(one.source)] += 1
        self._taken = self._load()

    def done(self, path: str, stamp: str) -> Taken | None:
        """Return a file's entry if nothing of it has to be read again."""
        taken = self._taken.get(path)
        whole = taken is not None and taken.stamp == stamp and self._sums.get(path, 0) % _WRAP == taken.articles
        return taken if whole else None

    def count(self, path: str) -> int:
        """Return how many articles of a file stand in the log."""
        return self._counts.get(path, 0)

    def add(self, ended: Iterable[Taken]) -> None:
        """Write down files of which all is committed."""
        lines = [_line(taken) for taken in ended]
        if lines:
            with self._file.open("ab") as out:
                out.writelines(lines)

    def _load(self) -> dict[str, Taken]:
        """Read the newest line of each file; a last line that was cut off is as good as none."""
        if not self._file.exists():
            return {}
        found: dict[str, Taken] = {}
        number, broken = 0, False
        with self._file.open("rb") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007 - the number is how many there are
                try:
                    path, stamp, articles, skipped = orjson.loads(line)
                except ValueError:
                    broken = True
                    continue
                found[path] = Taken(path, stamp, articles, tuple((file, reason) for file, reason in skipped))
        if broken or number > 2 * len(found):
            write_whole(self._file, b"".join(map(_line, found.values())))
        return found


def total(weights: Iterable[int]) -> int:
    """Return the sum of articles' weights."""
    return sum(weights) % _WRAP


def _line(taken: Taken) -> bytes:
    return orjson.dumps([taken.path, taken.stamp, taken.articles, taken.skipped], option=orjson.OPT_APPEND_NEWLINE)
