"""CSV for spreadsheets: flat columns, UTF-8 with a byte order mark, and no cell that a spreadsheet would run."""

import csv
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

from graph.export.content import Content, flattened
from ontology.tables import FACTS
from ontology.wire import Line

_NESTED: Final = ("evidence", "context", "review", "why")
COLUMNS: Final = (
    *(name for name in FACTS.names if name not in _NESTED),
    "evidence", "evidence_start", "evidence_end", "context", "review", "review_by", "review_at",
    "why", "why_by", "why_lost",
)  # fmt: skip
"""Common fields, own fields of all types, then the quotes, the review and why the place is that one; lists are joined by `;`."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(content: Content, out: BinaryIO) -> None:
    """Write the facts, one a row, under a heading."""
    text = TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        rows.writerows(_row(line) for line in content.lines())
    finally:
        text.detach()  # flushes, and leaves the caller's file open


def _row(line: Line) -> list[Any]:
    flat = flattened(line)
    return [plain_cell(flat.get(name)) for name in COLUMNS]


def plain_cell(value: object) -> object:
    """Put an apostrophe, by which spreadsheets know text, before text that begins like a formula."""
    if isinstance(value, list):
        value = ";".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
