"""Paths and streams to articles: which files, in which format, completed by a sidecar or the caller."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from ingest.metadata import page_of
from ingest.reader.archives import read_archive
from ingest.reader.decoding import decode
from ingest.reader.documents import open_page, read_json, read_page, read_text
from ingest.reader.packing import PACKED, unpack
from ingest.reader.record import checked_day
from ingest.reader.source import Found, Page, Read, Reader, Skipped, Source
from ingest.reader.tables import read_csv, read_json_lines, read_parquet
from ontology.errors import ArticleError
from ontology.limits import LIMITS, Limits
from ontology.model import Article

SIDECAR = "articles.csv"
"""Beside articles: columns id and any of title, publisher, published, url."""
_ONE: dict[str, Reader] = {
    ".txt": read_text, ".md": read_text, ".html": open_page, ".htm": open_page, ".shtml": open_page, ".json": read_json,
}  # fmt: skip
_MANY: dict[str, Reader] = {
    ".jsonl": read_json_lines, ".ndjson": read_json_lines, ".csv": read_csv, ".tsv": read_csv, ".parquet": read_parquet,
    ".warc": read_archive, ".wet": read_archive,
}  # fmt: skip
_READERS = {**_ONE, **_MANY}
_BUFFER = 2**17
"""Bytes read at a time; the first of them tell the encoding of a file of records."""
_NO_FIELDS: Mapping[str, str] = {}


def read_paths(
    paths: Iterable[Path],
    published: str | None = None,
    fields: Mapping[str, str] = _NO_FIELDS,
    limits: Limits = LIMITS,
) -> Read:
    """Yield the articles of files and folders, folders in the order of names; `published` fills what says no date.

    `fields` maps our names (id, text, title, publisher, published, url) to those of records; others are guessed.
    Raises ArticleError for a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise ArticleError(f"{str(path)!r} does not exist; give a file, a folder or '-' for standard input.")
        for file in walk(path):
            yield from map(finish, read_file(file, published, fields, limits))


def read_file(
    file: Path,
    published: str | None = None,
    fields: Mapping[str, str] = _NO_FIELDS,
    limits: Limits = LIMITS,
    at: Callable[[int], None] = lambda _: None,
) -> Found:
    """Yield the articles of one file, web pages unread, for `finish`; `at` is told how many of its bytes are behind."""

    def load() -> Found:
        with file.open("rb", buffering=_BUFFER) as stream:
            for item in _read_opened(stream, file, fields, limits):
                at(0 if stream.closed else stream.tell())
                if isinstance(item, Page):
                    yield replace(item, file=file)
                elif isinstance(item, Article):
                    yield completed(item, _sidecar(file.parent).get(item.id))
                else:
                    yield item

    yield from _filled(_guarded(str(file), load), published)


def finish(item: Article | Skipped | Page) -> Article | Skipped:
    """Find a page's main text; anything else is returned as it is."""
    if not isinstance(item, Page):
        return item
    try:
        article = read_page(item.source)
    except ArticleError as error:
        return Skipped(item.shown, f"{item.complaint}{error}")
    article = replace(article, url=article.url or item.address)
    article = completed(article, _sidecar(item.file.parent).get(article.id)) if item.file else article
    return dated(article, item.published) if item.published else article


def read_stream(
    data: bytes,
    name: str = "stdin",
    published: str | None = None,
    fields: Mapping[str, str] = _NO_FIELDS,
    limits: Limits = LIMITS,
) -> Read:
    """Yield the articles of bytes given on standard input: in the format that they begin like, else one text."""

    def load() -> Found:
        stream: BinaryIO = io.BytesIO(data)
        for ending, magic in ((".gz", b"\x1f\x8b"), (".zst", b"\x28\xb5\x2f\xfd")):
            if data.startswith(magic):
                stream = unpack(stream, ending, limits.unpacked)
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
        kind = _sniffed(buffered.peek(4096)[:4096])
        return _READERS[kind](Source(buffered, name, name, name, fields, limits))

    yield from map(finish, _filled(_guarded(name, load), published))


def article_files(path: Path) -> list[Path]:
    """Return the files at or below a path that may hold articles, in a fixed order, without hidden ones and sidecars."""
    return list(walk(path))


def walk(path: Path) -> Iterator[Path]:
    """Yield the files at or below a path that may hold articles, as `article_files`; only one folder's names are held."""
    if not path.is_dir():
        yield path
        return
    with os.scandir(path) as found:
        shown = [entry for entry in found if not entry.name.startswith(".") and entry.name != SIDECAR]
    # a folder sorts as if its slash belonged to its name, so that all paths come in the order of their texts
    named = sorted((entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name) for entry in shown)
    for name in named:
        below = path / name
        if name.endswith("/"):
            yield from walk(below)
        elif below.is_file():
            yield below


def _sniffed(head: bytes) -> str:
    """Return the ending of the format that bytes begin like; JSON over several lines is one document."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        first = start.partition(b"\n")[0].rstrip()
        return ".json" if first == b"{" or first.endswith((b",", b"{", b"[")) else ".jsonl"
    if start.startswith(b"[") and start[1:].lstrip()[:1] == b"{":
        return ".json"
    signs = ((b"<!doctype html", ".html"), (b"<html", ".html"), (b"warc/1", ".warc"), (b"par1", ".parquet"))
    return next((ending for sign, ending in signs if start[:20].lower().startswith(sign)), ".txt")


def parted(name: str) -> tuple[str, str, str]:
    """Return a file's name without its endings, the ending of its format, and that of its packing, empty for none."""
    packed = Path(name).suffix.lower() if Path(name).suffix.lower() in PACKED else ""
    inner = Path(name[: -len(packed)] if packed else name)
    return inner.stem.removesuffix(".warc"), inner.suffix.lower(), packed  # NAME.warc.wet.gz


def _read_opened(stream: BinaryIO, file: Path, fields: Mapping[str, str], limits: Limits) -> Found:
    name, ending, packed = parted(file.name)
    reader = _READERS.get(ending)
    if reader is None:
        known = f"{', '.join(_READERS)} (each may be followed by {' or '.join(PACKED)})"
        raise ArticleError(f"its ending {ending!r} is none of {known}")
    if packed:
        stream = unpack(stream, packed, limits.text if ending in _ONE else limits.unpacked)
    yield from reader(Source(stream, name, file.resolve().as_posix(), str(file), fields, limits))


def _guarded(name: str, load: Callable[[], Found]) -> Found:
    """Turn what goes wrong with one file into its report."""
    try:
        yield from load()
    except ArticleError as error:
        yield Skipped(name, str(error))
    except OSError as error:
        yield Skipped(name, f"it cannot be read: {error}")


@lru_cache(maxsize=8)
def _sidecar_of(path: Path, stamp: int) -> dict[str, dict[str, str]]:
    del stamp  # a changed file is read anew
    return rows_of(path.read_bytes())


@lru_cache(maxsize=8)
def rows_of(content: bytes) -> dict[str, dict[str, str]]:
    """Return the rows of a sidecar's content by article id."""
    rows = csv.DictReader(io.StringIO(decode(content)))
    return {row["id"]: row for row in rows if row.get("id")}


def read_bytes(data: bytes, path: str, published: str | None, sidecar: bytes | None = None) -> Read:
    """Yield the articles of a file's content, as `read_paths` does of the file; `sidecar` is what stands beside it."""
    rows = rows_of(sidecar) if sidecar is not None else {}

    def load() -> Found:
        for item in map(finish, _read_opened(io.BytesIO(data), Path(path), _NO_FIELDS, LIMITS)):
            yield completed(item, rows.get(item.id)) if isinstance(item, Article) else item

    yield from map(finish, _filled(_guarded(path, load), published))


def _sidecar(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / SIDECAR
    return _sidecar_of(path, path.stat().st_mtime_ns) if path.is_file() else {}


def completed(article: Article, row: Mapping[str, str] | None) -> Article:
    """Fill from a sidecar's row what the file leaves open; its date only where the page's own lines give none."""
    if not row:
        return article
    published = article.published
    if published is None and row.get("published"):
        published = page_of(article).published or checked_day(row["published"])
    return replace(
        article,
        title=article.title or row.get("title") or None,
        publisher=article.publisher or row.get("publisher") or None,
        url=article.url or row.get("url") or None,
        published=published,
    )


def _filled(items: Found, published: str | None) -> Found:
    for item in items:
        if published and isinstance(item, Page):
            yield replace(item, published=published)
        else:
            yield dated(item, published) if published and isinstance(item, Article) else item


def dated(article: Article, published: str) -> Article:
    """Give an article the caller's date where neither its record nor the page's own lines give one."""
    return article if article.published else replace(article, published=page_of(article).published or published)
