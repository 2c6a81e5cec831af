"""What parts of the log hold together: the newest row of every article, and the facts of those rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.parts import ARTICLES_FILE, FACTS_FILE, Part
from ontology.errors import WorkspaceError
from ontology.tables import ARTICLES, FACTS

_SMALL: Final = 10_000
"""Rows up to which one thread is quicker than several."""


def newest_rows(parts: Sequence[Part], generation: int, columns: Sequence[str] | None = None) -> pa.Table:
    """Return the newest row of every article in later commits, its commit in `part`, its part's last in `held`."""
    names = list(columns or ARTICLES.names)
    tables = [_numbered(part, generation, names) for part in parts if part.last > generation]
    if not tables:
        none = pa.array([], pa.int32())
        return ARTICLES.empty_table().select(names).append_column("part", none).append_column("held", none)
    table = pa.concat_tables(tables)
    counted = pa.table({"id": table["id"], "row": np.arange(table.num_rows)})
    newest = counted.group_by("id", use_threads=False).aggregate([("row", "max")])["row_max"]
    return table.take(np.sort(newest.to_numpy()))


def _numbered(part: Part, generation: int, names: list[str]) -> pa.Table:
    """Return the article rows of a part's commits after a generation."""
    table = read(part, ARTICLES, names if part.first == part.last else [*names, "part"])
    held = pa.array(np.full(table.num_rows, part.last, np.int32))
    if part.first == part.last:
        table = table.append_column("part", held)
    table = table.append_column("held", held)
    return table.filter(pc.greater(table["part"], generation)) if part.first <= generation else table


def facts_of(parts: Sequence[Part], rows: pa.Table, encoded: Sequence[str] = ()) -> pa.Table:
    """Return the facts of the rows that stand, each from its own part."""
    tables = list(standing_facts(parts, rows.filter(pc.invert(rows["retracted"])), encoded))
    return pa.concat_tables(tables) if tables else FACTS.empty_table()


def standing_facts(parts: Sequence[Part], rows: pa.Table, encoded: Sequence[str] = ()) -> Iterator[pa.Table]:
    """Yield the facts of some rows of the parts, a table a part."""
    held = {part.last: part for part in parts}
    for number in pc.unique(rows["held"]).to_pylist():
        live = rows.filter(pc.equal(rows["held"], number))["id"].combine_chunks()
        table = read(held[number], FACTS, encoded=encoded)
        kept = pc.is_in(table["article"], value_set=live)
        yield table if pc.all(kept, min_count=0).as_py() else table.filter(kept)


def stated_in(parts: Sequence[Part], rows: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return whole rows and facts of some articles, each from its part; `rows` have `id` and `held`."""
    articles, facts = [ARTICLES.empty_table()], [FACTS.empty_table()]
    for part in parts:
        names = rows.filter(pc.equal(rows["held"], part.last))["id"].combine_chunks()
        if len(names):
            articles.append(_rows_named(part, ARTICLES, "id", names))
            facts.append(_rows_named(part, FACTS, "article", names))
    return pa.concat_tables(articles), pa.concat_tables(facts)


def _rows_named(part: Part, schema: pa.Schema, column: str, names: pa.Array) -> pa.Table:
    """Return the rows of a part's table that have one of some names in a column, reading no more than need be."""

    def find(file: pq.ParquetFile) -> pa.Table:
        found = []
        for group in range(file.num_row_groups):
            named = pc.is_in(file.read_row_group(group, columns=[column])[column], value_set=names)
            if pc.any(named, min_count=0).as_py():
                found.append(file.read_row_group(group).filter(named))
        return pa.concat_tables(found) if found else file.schema_arrow.empty_table()

    return completed(_opened(part, schema, (), find), schema, schema.names)


def read(part: Part, schema: pa.Schema, columns: Sequence[str] | None = None, encoded: Sequence[str] = ()) -> pa.Table:
    """Return one table of a part; columns younger than the part are null.

    Raises WorkspaceError, which names the part, if a file is missing or its checksums are wrong.
    """
    table = _opened(part, schema, encoded, lambda file: file.read(columns, use_threads=file.metadata.num_rows > _SMALL))
    return completed(table, schema, columns or schema.names)


def _opened(
    part: Part, schema: pa.Schema, encoded: Sequence[str], read: Callable[[pq.ParquetFile], pa.Table]
) -> pa.Table:
    path = part.folder / (ARTICLES_FILE if schema is ARTICLES else FACTS_FILE)
    try:
        with pq.ParquetFile(path, read_dictionary=list(encoded), page_checksum_verification=True) as file:
            return read(file)
    except (OSError, pa.ArrowException) as error:
        raise WorkspaceError(f"Part {part.name} of the log is damaged: {str(path)!r}: {error}.") from error


def completed(table: pa.Table, schema: pa.Schema, columns: Sequence[str]) -> pa.Table:
    """Return columns of a table in order; those younger than the table are null."""
    for name in columns:
        if name not in table.column_names:
            table = table.append_column(schema.field(name), pa.nulls(table.num_rows, schema.field(name).type))
    return table.select(columns)


def standing(rows: pa.Table) -> pa.Table:
    """Return the rows that are not retracted, without their part."""
    return rows.filter(pc.invert(rows["retracted"])).drop_columns(["part", "held"])


def size(part: Part) -> int:
    """Return how many rows a part has."""
    names = (ARTICLES_FILE, FACTS_FILE)
    return sum(int(pq.read_metadata(part.folder / name).num_rows) for name in names)
