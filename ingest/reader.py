"""Files to articles: plain text with front matter, HTML, JSON and JSON Lines, packed with gzip or not, in any Chinese encoding.

A file that cannot be read becomes a `Skipped` with its reason; the run goes on. What a page does not say (title, publisher, date)
comes from a sidecar `articles.csv` beside it or from the caller, never from the file's time.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from ontology.errors import ArticleError
from ontology.model import Article

SIDECAR = "articles.csv"
"""Beside articles: columns id and any of title, publisher, published, url."""
_META = ("title", "publisher", "published", "url")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FRONT_LINE = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read, and why."""

    path: str
    reason: str


Read = Iterator[Article | Skipped]


def read_paths(paths: Iterable[Path], published: str | None = None) -> Read:
    """Yield the articles of files and folders, folders in the order of their names; `published` fills what says no date.

    Raises ArticleError for a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise ArticleError(f"{str(path)!r} does not exist; give a file, a folder or '-' for standard input.")
        for file in article_files(path):
            yield from _filled(_read_file(file), published)


def read_stream(data: bytes, name: str = "stdin", published: str | None = None) -> Read:
    """Yield the articles of bytes given on standard input: JSON Lines where they begin with a brace, else one text."""
    kind = ".jsonl" if data.lstrip()[:1] == b"{" else ".txt"
    yield from _filled(_guarded(name, lambda: _READERS[kind](data, name, name)), published)


def article_files(path: Path) -> list[Path]:
    """Return the files at or below a path that may hold articles, in a fixed order; hidden ones and sidecars left out."""
    if not path.is_dir():
        return [path]
    files = [file for file in path.rglob("*") if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)]
    return sorted((file for file in files if file.name != SIDECAR), key=lambda file: file.relative_to(path).as_posix())


def decode(data: bytes) -> str:
    """Return the text of bytes by BOM, UTF-8, or GB18030; raises ArticleError where they are no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        return _decode_wide(data)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_chinese(text):
            return text
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") < 0.05 * len(damaged):
        return damaged
    raise ArticleError("it is no text: neither UTF-8, GB18030 nor UTF-16")


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a mark: the half of the bytes in which zeros stand says which end comes first."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and _is_chinese(text):
            return text
    raise ArticleError("it is no text: it holds NUL bytes and is not UTF-16")


def _is_chinese(text: str) -> bool:
    """Whether decoded text reads as Chinese or ASCII: no control characters, mostly common letters."""
    sample = text[:20_000]
    common = sum("一" <= char <= "龥" or char.isascii() or char in "，。、；：？！“”‘’（）《》—…·　" for char in sample)
    controls = sum(char < " " and char not in "\r\n\t\f" for char in sample)
    return common >= 0.85 * len(sample) and controls <= 0.001 * len(sample)


def _read_file(file: Path) -> Read:
    def load() -> Read:
        data = file.read_bytes()
        name, ending = file.name, file.suffix.lower()
        if ending == ".gz":
            data = _gunzip(data)
            name, ending = file.stem, Path(file.stem).suffix.lower()
        reader = _READERS.get(ending)
        if reader is None:
            raise ArticleError(f"its ending {ending!r} is none of {', '.join(_READERS)} (each may be followed by .gz)")
        return reader(data, name.removesuffix(ending) if ending else name, file.resolve().as_posix())

    side = _sidecar(file.parent)
    for item in _guarded(str(file), load):
        yield replace(item, **_missing(item, side.get(item.id, {}))) if isinstance(item, Article) else item


def _guarded(name: str, load: Callable[[], Read]) -> Read:
    """Turn what goes wrong with one file into its report."""
    try:
        yield from load()
    except ArticleError as error:
        yield Skipped(name, str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield Skipped(name, f"it cannot be read: {error}")


def _gunzip(data: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        return file.read()


def _text(data: bytes, name: str, source: str) -> Read:
    text = decode(data)
    if not text.strip():
        raise ArticleError("it is empty")
    front = _FRONT.match(text)
    said = dict(match.groups() for line in front[1].splitlines() if (match := _FRONT_LINE.match(line))) if front else {}
    yield _article(said, text, name, source, front.end() if front else 0)


def _html(data: bytes, name: str, source: str) -> Read:
    from ingest.html import read_html  # noqa: PLC0415 - lxml and trafilatura load only for pages

    text, said = read_html(decode(data))
    if not text.strip():
        raise ArticleError("no main text was found in the page")
    yield _article(said, text, name, source, 0)


def _json(data: bytes, name: str, source: str) -> Read:
    try:
        value = orjson.loads(decode(data))
    except orjson.JSONDecodeError as error:
        raise ArticleError(f"it is no JSON: {error}") from error
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        yield _record(record, f"{name}-{number}" if len(records) > 1 else name, f"{source}#{number}")


def _json_lines(data: bytes, name: str, source: str) -> Read:
    for number, line in enumerate(decode(data).splitlines(), 1):
        if line.strip():
            try:
                yield _record(orjson.loads(line), f"{name}-{number}", f"{source}#{number}")
            except (orjson.JSONDecodeError, ArticleError) as error:
                yield Skipped(f"{source}:{number}", f"the line is no article: {error}")


def _record(record: Any, name: str, source: str) -> Article:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not record["text"].strip():
        raise ArticleError("a record is an object with a field 'text' that is a string and not empty")
    return _article(record, record["text"], name, source, 0)


def _article(said: Mapping[str, Any], text: str, name: str, source: str, body: int) -> Article:
    meta = {key: str(said[key]).strip() or None for key in _META if said.get(key) is not None}
    identity = str(said.get("id") or name).strip()
    if not identity:
        raise ArticleError("its id is empty")
    if meta.get("published"):
        meta["published"] = _day(str(meta["published"]))
    return Article(id=identity, text=text, source=source, body=body, **meta)  # type: ignore[arg-type]


def _day(text: str) -> str:
    """Return an ISO date (a time after it is dropped); raises ArticleError for what is none."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError as error:
        raise ArticleError(f"its date {text!r} is none; write it as 2022-08-14") from error


def _sidecar(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    rows = csv.DictReader(io.StringIO(decode(path.read_bytes())))
    return {row["id"]: row for row in rows if row.get("id")}


def _missing(article: Article, row: Mapping[str, str]) -> dict[str, str]:
    found = {key: row[key] for key in _META if row.get(key) and getattr(article, key) is None}
    if "published" in found:
        found["published"] = _day(found["published"])
    return found


def _filled(items: Read, published: str | None) -> Read:
    for item in items:
        yield replace(item, published=published) if isinstance(item, Article) and published and not item.published else item


_READERS: dict[str, Callable[[bytes, str, str], Read]] = {
    ".txt": _text, ".md": _text, ".html": _html, ".htm": _html, ".json": _json, ".jsonl": _json_lines, ".ndjson": _json_lines,
}  # fmt: skip
