"""How facts leave the reader: JSON Lines, Parquet, or what they leave unread; the work on one article, and files of many."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from ingest.pipeline import facts_of, leftovers
from ontology.model import Article, Fact
from ontology.wire import dumps

ROWS_A_GROUP: Final = 50_000
"""Facts of a row group of a Parquet file, about."""


@dataclass(frozen=True, slots=True)
class Form:
    """What becomes of one article, in whatever process; how that is written to a stream; how such files are joined."""

    name: str
    work: Callable[[Article], Any]
    write: Callable[[Iterable[Any], BinaryIO], None]
    join: Callable[[Iterable[Path], BinaryIO], None]


def _as_lines(article: Article) -> bytes:
    return b"".join(dumps(facts_of(article)))


def _as_facts(article: Article) -> tuple[Fact, ...]:
    return facts_of(article)


def _as_residue(article: Article) -> bytes:
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in leftovers(article))


def _write_lines(found: Iterable[bytes], stream: BinaryIO) -> None:
    """Write an article at a time, so that a reader of the pipe waits for none."""
    for lines in found:
        stream.write(lines)
        stream.flush()


def _join_lines(parts: Iterable[Path], stream: BinaryIO) -> None:
    for part in parts:
        with part.open("rb") as lines:
            shutil.copyfileobj(lines, stream)


def _write_tables(found: Iterable[tuple[Fact, ...]], stream: BinaryIO) -> None:
    from ontology.tables import fact_table  # noqa: PLC0415 - pyarrow is for Parquet only

    def tables() -> "Iterator[Any]":
        waiting: list[Fact] = []
        for facts in found:
            waiting += facts
            if len(waiting) >= ROWS_A_GROUP:
                yield fact_table(waiting)
                waiting = []
        yield fact_table(waiting)

    _write_groups(tables(), stream)


def _join_tables(parts: Iterable[Path], stream: BinaryIO) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    _write_groups((pq.read_table(part) for part in parts), stream)


def _write_groups(tables: "Iterable[Any]", stream: BinaryIO) -> None:
    """Write one file whose row groups hold about ROWS_A_GROUP facts."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    from ontology.tables import FACTS  # noqa: PLC0415

    with pq.ParquetWriter(stream, FACTS, compression="zstd") as writer:
        waiting: list[Any] = []
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= ROWS_A_GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting = []
        if waiting:
            writer.write_table(pa.concat_tables(waiting))


FORMS: Final = {
    form.name: form
    for form in (
        Form("jsonl", _as_lines, _write_lines, _join_lines),
        Form("parquet", _as_facts, _write_tables, _join_tables),
        Form("residue", _as_residue, _write_lines, _join_lines),
    )
}
"""Name to form."""
