"""Files of many records, read as a stream: JSON Lines, CSV, Parquet."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import orjson

from ingest.reader.decoding import bom, decode, detect
from ingest.reader.documents import read_records
from ingest.reader.record import columns, read_record
from ingest.reader.source import Read, Skipped, Source, megabytes
from ontology.errors import ArticleError
from ontology.limits import named

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_PEEK = 2**16
_ROWS = 64
"""Rows of a Parquet file held at a time."""


def read_json_lines(source: Source) -> Read:
    """Yield the article of each line; a line that is none is reported, the others are read."""
    for number, line in _lines(source):
        if not line.strip():
            continue
        try:
            yield read_record(orjson.loads(line), number, source)
        except (orjson.JSONDecodeError, ArticleError) as error:
            yield Skipped(f"{source.shown}:{number}", f"the line is no article: {error}")


def read_csv(source: Source) -> Read:
    """Yield the article of each row under a header; separated by comma, semicolon or tab."""
    # The field limit is the csv module's own and global; an article's text is a field.
    csv.field_size_limit(max(csv.field_size_limit(), 4 * source.limits.article))
    lines = (line for _, line in _lines(source))
    head = next(lines, "")
    separator = max(",;\t", key=head.count)
    rows = csv.DictReader(lines, next(csv.reader([head], delimiter=separator), []), delimiter=separator)
    columns(list(rows.fieldnames or ()), source.fields)
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
    """Yield the number and text of each line, its end included; one line at a time is held in memory."""
    stream = cast("io.BufferedReader", source.stream)
    sample = stream.peek(_PEEK)[:_PEEK]
    encoding = bom(sample) or detect(sample)
    lines: Iterator[bytes | str] = (_wide if encoding.startswith("utf-16") else _plain)(
        stream, encoding, source.limits.text
    )
    for number, line in enumerate(lines, 1):
        if len(line) > source.limits.text:
            size = megabytes(source.limits.text)
            raise ArticleError(f"its line {number} is longer than {size}; one record is one line, or {named('text')}")
        text = line if isinstance(line, str) else _decoded(line, encoding)
        yield number, text.removeprefix("\ufeff") if number == 1 else text


def _plain(stream: io.BufferedReader, _encoding: str, limit: int) -> Iterator[bytes]:
    return iter(lambda: stream.readline(limit + 1), b"")


def _wide(stream: io.BufferedReader, encoding: str, limit: int) -> Iterator[str]:
    """Yield the lines of UTF-16, in which a newline is two bytes."""
    wrapper = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        yield from iter(lambda: wrapper.readline(limit + 1), "")
    finally:
        if not stream.closed:
            wrapper.detach()  # closing is for whoever opened the file


def _decoded(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        return decode(line)
    except ArticleError:
        return line.decode(encoding, "replace")
