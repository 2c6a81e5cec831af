"""What a cluster's workers do: rows of text, of tables or of whole files to articles, and these to facts. Knows no Spark."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import orjson
import pyarrow as pa

from ingest.pipeline import facts_of
from ingest.reader import Skipped
from ingest.reader.files import completed, dated, parted, read_bytes, rows_of
from ingest.reader.record import columns, read_record
from ingest.reader.source import Source
from ontology.errors import ArticleError
from ontology.model import Article, Fact
from ontology.tables import fact_table

Batches = Iterator[pa.RecordBatch]
FACTS_A_BATCH = 2000


def folder(address: str) -> str:
    """Return the folder of a file's address, which Spark writes in more than one way."""
    return _path(address).rpartition("/")[0]


def _path(address: str) -> str:
    return unquote(urlsplit(address).path) if ":" in address else address


def _source(address: str) -> Source:
    """Return what a reader of records is told of a file."""
    path = _path(address)
    return Source(io.BytesIO(), parted(path.rpartition("/")[2])[0], path, path)


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller adds: the date of articles that give none, and the sidecars by folder."""

    published: str | None = None
    sidecars: Mapping[str, bytes] = field(default_factory=dict)

    def fill(self, item: Article | Skipped, address: str) -> Article | Skipped:
        """Complete an article from its sidecar, then from the caller."""
        if isinstance(item, Skipped):
            return item
        sidecar = self.sidecars.get(folder(address))
        item = completed(item, rows_of(sidecar).get(item.id)) if sidecar is not None else item
        return dated(item, self.published) if self.published else item


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows (file, block, value) of JSON Lines; `before` is how many lines stand before a block of a file."""

    given: Given
    before: Mapping[tuple[str, int], int]

    def __call__(self, batches: Batches) -> Iterator[Article | Skipped]:
        """Yield the article of each line."""
        at: tuple[str, int] | None = None
        number = 0
        for batch in batches:
            for file, block, value in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if (file, block) != at:
                    at, number = (file, block), self.before[file, block]
                    source = _source(file)
                number += 1
                if value.strip():
                    yield self.given.fill(_line(value, number, source), file)


def _line(value: str, number: int, source: Source) -> Article | Skipped:
    try:
        return read_record(orjson.loads(value.removeprefix("\ufeff") if number == 1 else value), number, source)
    except (orjson.JSONDecodeError, ArticleError) as error:
        return Skipped(f"{source.shown}:{number}", f"the line is no article: {error}")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a Parquet file after its address and their number."""

    given: Given

    def __call__(self, batches: Batches) -> Iterator[Article | Skipped]:
        """Yield the article of each row."""
        for batch in batches:
            for row in batch.to_pylist():
                file, number = row.pop("_file"), row.pop("_number") + 1
                source = _source(file)
                try:
                    yield self.given.fill(read_record(row, number, source), file)
                except ArticleError as error:
                    yield Skipped(f"{source.shown}:{number}", f"the record is no article: {error}")


@dataclass(frozen=True, slots=True)
class Files:
    """Rows (path, content) of whole files."""

    given: Given

    def __call__(self, batches: Batches) -> Iterator[Article | Skipped]:
        """Yield the articles of each file."""
        for batch in batches:
            for address, content in zip(batch.column(0), batch.column(1), strict=True):
                path = str(address)
                yield from read_bytes(
                    content.as_py(), _path(path), self.given.published, self.given.sidecars.get(folder(path))
                )


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows to facts; `report` is told what is set aside."""

    articles: Callable[[Batches], Iterator[Article | Skipped]]
    report: Callable[[Skipped], None]

    def __call__(self, batches: Batches) -> Batches:
        """Yield tables of facts."""
        waiting: list[Fact] = []
        for item in self.articles(batches):
            if isinstance(item, Skipped):
                self.report(item)
                continue
            try:
                waiting += facts_of(item)
            except Exception as error:  # noqa: BLE001 - whatever one article does, the others are read
                why = f"article {item.id!r} cannot be read: {type(error).__name__}: {error}"
                self.report(Skipped(item.source, why))
            if len(waiting) >= FACTS_A_BATCH:
                yield from fact_table(waiting).to_batches()
                waiting = []
        yield from fact_table(waiting).to_batches()


def wanted(names: list[str]) -> list[str]:
    """Return the columns of a table that its articles are made of. Raises ArticleError where there is no text."""
    return sorted(set(columns(names, {}).values()))
