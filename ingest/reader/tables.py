"""Files of many records, read as a stream: JSON Lines, CSV, Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import orjson

from ingest.reader.decoding import bom, decode, detect
from ingest.reader.documents import read_records
from ingest.reader.record import columns, read_record
from ingest.reader.source import Read, Skipped, Source, megabytes
from ontology.errors import ArticleError

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_PEEK = 2**16
_ROWS = 64
"""Rows of a Parquet file held at a time."""


def read_json_lines(source: Source) -> Read:
    """Yield the article of each line; a line that is none is reported, the others are read."""
    for number, line in _lines(source):
        try:
            yield read_record(orjson.loads(line), number, source)
        except (orjson.JSONDecodeError, ArticleError) as error:
            yield Skipped(f"{source.shown}:{number}", f"the line is no article: {error}")


def read_csv(source: Source) -> Read:
    """Yield the article of each row under a header; separated by comma, semicolon or tab."""
    stream, encoding = _peeked(source.stream)
    # The field limit is the csv module's own and global; an article's text is a field.
    csv.field_size_limit(max(csv.field_size_limit(), 4 * source.limits.article))
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    head = text.readline(_PEEK)
    names = next(csv.reader([head.lstrip("\ufeff")], delimiter=max(",;\t", key=head.count)), [])
    columns(names, source.fields)
    rows = csv.DictReader(text, names, delimiter=max(",;\t", key=head.count))
    try:
        yield from read_records(({key: value for key, value in row.items() if key} for row in rows), source)
    except csv.Error as error:
        raise ArticleError(f"it is no CSV after line {rows.line_num + 1}: {error}") from error


def read_parquet(source: Source) -> Read:
    """Yield the article of each row, reading the mapped columns only."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and for Parquet only
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not source.stream.seekable():
        raise ArticleError("it is a packed Parquet file; Parquet packs its own columns, give it as it is")
    try:
        table = pq.ParquetFile(source.stream)
        wanted = sorted(set(columns(table.schema_arrow.names, source.fields).values()))
        yield from read_records(_rows(table, wanted), source)
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"it is no Parquet: {error}") from error


def _rows(table: "pq.ParquetFile", wanted: list[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
        yield from batch.to_pylist()


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each line that is not blank; a line alone is held in memory."""
    stream, encoding = _peeked(source.stream)
    wide = encoding.startswith("utf-16")
    read: Iterable[bytes | str] = iter(lambda: lines.readline(source.limits.text + 1), "" if wide else b"")
    lines: Any = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n") if wide else stream
    for number, line in enumerate(read, 1):
        if len(line) > source.limits.text:
            size = megabytes(source.limits.text)
            raise ArticleError(f"its line {number} is longer than {size}; one record is one line")
        text = line if isinstance(line, str) else _decoded(line, encoding)
        if text.strip():
            yield number, text.lstrip("\ufeff")


def _decoded(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return decode(line)


def _peeked(stream: BinaryIO) -> tuple[io.BufferedReader, str]:
    """Return the stream unread, and its encoding by its first bytes."""
    buffered = cast("io.BufferedReader", stream)
    sample = buffered.peek(_PEEK)[:_PEEK]
    return buffered, bom(sample) or detect(sample)
