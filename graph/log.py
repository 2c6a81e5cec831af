"""The log: durable Parquet parts of articles and facts, the one truth of a workspace.

A part is a folder NNNNNNNN with `articles.parquet` and `facts.parquet`. It is written aside, flushed and renamed; the
rename is the commit point, so a part is wholly there or not at all. Numbers grow by one; the newest is the generation.
An article's newest row wins, and its facts are those of the part that holds that row; a retraction is a row without
facts. Writers hold the workspace's lock; readers need none, because a part never changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.files import folder_aside, publish, sweep
from ontology.errors import WorkspaceError
from ontology.model import ArticleRow, Fact
from ontology.tables import ARTICLES, FACTS, article_table, fact_table

_ARTICLES: Final = "articles.parquet"
_FACTS: Final = "facts.parquet"

Row = dict[str, Any]
"""One article's row as plain values, names of ARTICLES."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reader at an older generation has to do: drop the facts of `gone`, then take the new rows.

    `gone` holds every article that any later part names, also those that are new or were never known to the reader.
    """

    generation: int
    gone: frozenset[str]
    articles: pa.Table
    facts: pa.Table


@dataclass(frozen=True, slots=True)
class Log:
    """The parts under one folder; it need not exist yet."""

    folder: Path

    def append(self, rows: Sequence[ArticleRow], facts: Iterable[Fact]) -> int:
        """Write one part and return its number; the caller holds the workspace's lock.

        Raises ValueError if an article comes twice, or a fact without its article.
        """
        return self.append_tables(article_table(rows), fact_table(facts))

    def append_tables(self, articles: pa.Table, facts: pa.Table) -> int:
        """Write one part from tables of the schemas ARTICLES and FACTS; as `append`."""
        _check(articles, facts)
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep(self.folder)
        number = self.generation() + 1
        with folder_aside(self.folder) as aside:
            _write(articles, aside / _ARTICLES)
            _write(facts, aside / _FACTS)
            publish(aside, self._part(number))
        return number

    def generation(self) -> int:
        """Return the number of the newest part, 0 for an empty log."""
        return max(self.parts(), default=0)

    def newer_than(self, generation: int) -> bool:
        """Say whether a part came after this one: one look at the disk, because numbers grow by one."""
        return self._part(generation + 1).exists()

    def stamp(self) -> str:
        """Return what tells this newest part from another one of the same number, as after a restored backup."""
        newest = self.generation()
        if not newest:
            return "0"
        state = (self._part(newest) / _ARTICLES).stat()
        return f"{newest}-{state.st_size}-{state.st_mtime_ns}"

    def parts(self) -> list[int]:
        """Return the numbers of all parts, ascending."""
        if not self.folder.is_dir():
            return []
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdigit())

    def articles(self) -> pa.Table:
        """Return the newest row of every article that is not retracted (schema ARTICLES, in order of appending)."""
        return _standing(self.rows_since(0))

    def facts(self, encoded: Sequence[str] = ()) -> pa.Table:
        """Return the facts of all standing articles (schema FACTS), columns in `encoded` as dictionaries."""
        return self._facts_of(self.rows_since(0, ("id", "retracted")), encoded)

    def article(self, article: str) -> Row | None:
        """Return the newest row of one article, None if there is none or it is retracted."""
        for number in reversed(self.parts()):
            table = self._read(number, ARTICLES)
            rows: list[Row] = table.filter(pc.equal(table["id"], article)).to_pylist()
            if rows:
                return None if rows[0]["retracted"] else rows[0]
        return None

    def changed_since(self, generation: int) -> Changes:
        """Return what later parts say, for a reader that stands at a generation."""
        rows = self.rows_since(generation)
        newest = max((part for part in self.parts() if part > generation), default=generation)
        gone = frozenset(rows["id"].to_pylist())
        return Changes(newest, gone, _standing(rows), self._facts_of(rows))

    def rows_since(self, generation: int, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the newest row, retracted or not, of every article in later parts, with its part in column `part`."""
        names = list(columns or ARTICLES.names)
        tables = [_numbered(self._read(n, ARTICLES, names), n) for n in self.parts() if n > generation]
        if not tables:
            return _numbered(ARTICLES.empty_table().select(names), 0)
        table = pa.concat_tables(tables)
        counted = pa.table({"id": table["id"], "row": np.arange(table.num_rows)})
        newest = counted.group_by("id", use_threads=False).aggregate([("row", "max")])["row_max"]
        return table.take(np.sort(newest.to_numpy()))

    def _facts_of(self, rows: pa.Table, encoded: Sequence[str] = ()) -> pa.Table:
        """Return the facts of the rows that stand, each from its own part."""
        standing = rows.filter(pc.invert(rows["retracted"]))
        tables = list(self._standing_facts(standing, encoded))
        return pa.concat_tables(tables) if tables else FACTS.empty_table()

    def _standing_facts(self, standing: pa.Table, encoded: Sequence[str]) -> Iterator[pa.Table]:
        for number in pc.unique(standing["part"]).to_pylist():
            live = standing.filter(pc.equal(standing["part"], number))["id"].combine_chunks()
            table = self._read(number, FACTS, encoded=encoded)
            kept = pc.is_in(table["article"], value_set=live)
            yield table if pc.all(kept, min_count=0).as_py() else table.filter(kept)

    def _read(
        self, number: int, schema: pa.Schema, columns: Sequence[str] | None = None, encoded: Sequence[str] = ()
    ) -> pa.Table:
        """Return one table of a part; columns younger than the part are null.

        Raises WorkspaceError, which names the part, if a file is missing or its checksums are wrong.
        """
        path = self._part(number) / (_ARTICLES if schema is ARTICLES else _FACTS)
        try:
            with pq.ParquetFile(path, read_dictionary=list(encoded), page_checksum_verification=True) as file:
                table = file.read(columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise WorkspaceError(f"Part {number:08d} of the log is damaged: {str(path)!r}: {error}.") from error
        for name in columns or schema.names:
            if name not in table.column_names:
                table = table.append_column(schema.field(name), pa.nulls(table.num_rows, schema.field(name).type))
        return table.select(columns or schema.names)

    def _part(self, number: int) -> Path:
        return self.folder / f"{number:08d}"


def _check(articles: pa.Table, facts: pa.Table) -> None:
    """Refuse a part that would break the rule that a fact belongs to its article's row."""
    ids = articles["id"].combine_chunks()
    if len(pc.unique(ids)) != len(ids):
        twice = pc.filter(ids.value_counts().field("values"), pc.greater(ids.value_counts().field("counts"), 1))
        raise ValueError(f"Article {twice[0].as_py()!r} comes twice in one part; a part holds one row an article.")
    strays = pc.filter(facts["article"], pc.invert(pc.is_in(facts["article"], value_set=ids)))
    if len(strays):
        raise ValueError(f"Article {strays[0].as_py()!r} has facts but no row in the same part; write both together.")


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)


def _numbered(table: pa.Table, number: int) -> pa.Table:
    """Append the part's number as a column."""
    return table.append_column("part", pa.array(np.full(table.num_rows, number, np.int32)))


def _standing(rows: pa.Table) -> pa.Table:
    """Return the rows that are not retracted, without their part."""
    return rows.filter(pc.invert(rows["retracted"])).drop_columns(["part"])
