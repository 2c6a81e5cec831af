"""What a format reader is given: one opened file, its names, the field mapping and the limits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ontology.errors import ArticleError
from ontology.limits import Limits, named
from ontology.model import Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read, and why."""

    path: str
    reason: str


Read = Iterator[Article | Skipped]


@dataclass(frozen=True, slots=True)
class Source:
    """An opened, unpacked file: `name` is the default id, `path` an article's source, `shown` is for reports.

    `fields` maps our names (id, text, title, publisher, published, url) to those of the records; others are guessed.
    """

    stream: BinaryIO
    name: str
    path: str
    shown: str
    fields: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def whole(self, limit: int | None = None) -> bytes:
        """Return all bytes; raises ArticleError where they are more than `limit`, else than one text may have."""
        limit = self.limits.text if limit is None else limit
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            size, name = megabytes(limit), "page" if limit == self.limits.page else "text"
            raise ArticleError(
                f"it has more than {size}; a larger file must be JSON Lines, CSV, Parquet or WARC, or {named(name)}"
            )
        return data


@dataclass(frozen=True, slots=True)
class Page:
    """A web page whose main text is still to be found, which takes longer than all else in reading a file.

    It can be sent to another process. `address` is what an archive says of it, `file` what a sidecar may stand beside,
    `published` the date of a page that gives none, `shown` and `complaint` how its report begins.
    """

    source: Source
    shown: str
    complaint: str = ""
    address: str | None = None
    file: Path | None = None
    published: str | None = None


Found = Iterator[Article | Skipped | Page]
Reader = Callable[[Source], Found]


def megabytes(size: int) -> str:
    """Write a limit for a message."""
    return f"{size / 2**20:,.0f} MB" if size >= 2**20 else f"{size:,} bytes"
