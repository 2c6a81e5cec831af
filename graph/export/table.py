"""Answers that are tables as files: any Arrow table, in the formats of spreadsheets and data frames."""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from graph.export.csv import plain_cell

_BATCH: Final = 4096


def write(name: str, table: pa.Table, out: BinaryIO) -> None:
    """Write a table of text and numbers in a format of TABLES."""
    TABLES[name](table, out)


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def _jsonl(table: pa.Table, out: BinaryIO) -> None:
    out.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in _rows(table))


def _csv(table: pa.Table, out: BinaryIO) -> None:
    text = TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    try:
        rows = csv.writer(text)
        rows.writerow(table.column_names)
        rows.writerows([plain_cell(value) for value in row.values()] for row in _rows(table))
    finally:
        text.detach()


def _xlsx(table: pa.Table, out: BinaryIO) -> None:
    from graph.export.xlsx import write_rows  # noqa: PLC0415  (openpyxl is not needed for a start)

    write_rows(table.column_names, (list(row.values()) for row in _rows(table)), out)


def _parquet(table: pa.Table, out: BinaryIO) -> None:
    pq.write_table(table, out, compression="zstd")


TABLES: Final[Mapping[str, Callable[[pa.Table, BinaryIO], None]]] = {
    "jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx, "parquet": _parquet,
}  # fmt: skip
"""Names of formats, as in formats.py, that tables come in."""
