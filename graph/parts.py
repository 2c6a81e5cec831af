"""Parts of the log on disk: a folder each, named by the commits it holds, with two tables, checksums and a stamp.

NNNNNNNN            one commit
NNNNNNNN-MMMMMMMM   the commits from N to M, compacted
  articles.parquet  schema ARTICLES; compacted, also `part`, the commit of each row
  facts.parquet     schema FACTS
  entries.jsonl     who did what, where anything is said of it (graph/entries.py)
  part.json         sha256 of these, how many facts, ids of the articles
  stamp             one line a commit, the newest first: its number and a digest of all that came before
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

import orjson

ARTICLES_FILE: Final = "articles.parquet"
FACTS_FILE: Final = "facts.parquet"
ENTRIES_FILE: Final = "entries.jsonl"
MANIFEST: Final = "part.json"
_STAMP: Final = "stamp"
_KEPT: Final = 1000
"""Stamps that a compacted part keeps, so that readers at those commits need not start anew."""
_NAME: Final = re.compile(r"(\d{8})(?:-(\d{8}))?")


@dataclass(frozen=True, slots=True)
class Part:
    """The commits `first` to `last`, in a folder."""

    folder: Path
    first: int
    last: int

    @classmethod
    def of(cls, log: Path, first: int, last: int) -> "Part":
        """Name the part of a log that holds these commits."""
        return cls(log / (f"{last:08d}" if first == last else f"{first:08d}-{last:08d}"), first, last)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    def covers(self, other: "Part") -> bool:
        """Say whether all commits of another part are here too."""
        return self != other and self.first <= other.first and other.last <= self.last

    def stamps(self) -> Sequence[str]:
        """Return the stamps of the commits here, newest first; of a part without, one made of its file's state."""
        try:
            return (self.folder / _STAMP).read_text().split()
        except FileNotFoundError:
            state = (self.folder / ARTICLES_FILE).stat()
            return [f"{self.last}-{state.st_size}-{state.st_mtime_ns}"]

    def manifest(self) -> Mapping[str, Any] | None:
        """Return what part.json says, None if there is none that can be read."""
        try:
            found: dict[str, Any] = orjson.loads((self.folder / MANIFEST).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return None
        return found

    def damages(self) -> Sequence[str]:
        """Name the tables whose bytes are not those that were written."""
        manifest = self.manifest()
        if manifest is None:
            return [MANIFEST]
        return [name for name, digest in manifest["sha256"].items() if _digest(self.folder / name) != digest]


def listed(log: Path) -> list[Part]:
    """Return the parts of a log, oldest first, without those that a compacted one covers."""
    found = _all(log)
    wide = [part for part in found if part.first != part.last]
    return [part for part in found if not any(one.covers(part) for one in wide)]


def covered(log: Path) -> list[Part]:
    """Return the parts that a compacted one covers: left by a compaction that did not end."""
    found = _all(log)
    return [part for part in found if any(one.covers(part) for one in found)]


def seal(folder: Path, articles: Iterable[str], facts: int, stamps: Sequence[str]) -> None:
    """Write manifest and stamps beside a part's files."""
    manifest = {"format": 1, "sha256": _digests(folder), "facts": facts, "articles": list(articles)}
    (folder / MANIFEST).write_bytes(orjson.dumps(manifest))
    (folder / _STAMP).write_text("\n".join(stamps[:_KEPT]))


def stamped(folder: Path, number: int, before: str) -> str:
    """Return the stamp of a new commit: its number, and a digest of its files and the stamp before."""
    return f"{number}-{sha256(' '.join((before, *map(str, _digests(folder).values()))).encode()).hexdigest()[:24]}"


def _digests(folder: Path) -> dict[str, str | None]:
    names = (ARTICLES_FILE, FACTS_FILE, ENTRIES_FILE)
    return {name: _digest(folder / name) for name in names if name != ENTRIES_FILE or (folder / name).exists()}


def _all(log: Path) -> list[Part]:
    if not log.is_dir():
        return []
    found = ((path, _NAME.fullmatch(path.name)) for path in log.iterdir())
    parts = (Part(path, int(match[1]), int(match[2] or match[1])) for path, match in found if match)
    return sorted(parts, key=lambda part: (part.last, -part.first))


def _digest(path: Path) -> str | None:
    """Return the sha256 of a file, None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
