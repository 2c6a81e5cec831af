"""CSV for spreadsheets: flat columns, UTF-8 with a byte order mark, and no cell that a spreadsheet would run."""

import csv
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

from graph.export.content import Content
from ontology.tables import FACTS
from ontology.wire import Line

_QUOTES: Final = ("evidence", "context")
COLUMNS: Final = (
    *(name for name in FACTS.names if name not in _QUOTES),
    "evidence", "evidence_start", "evidence_end", "context",
)  # fmt: skip
"""Common fields, own fields of all types, then the quotes; lists are joined by `;`."""
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
    evidence = line["evidence"]
    flat = {
        **line,
        "evidence": evidence["quote"],
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
        "context": [quote["quote"] for quote in line["context"]],
    }
    return [_cell(flat.get(name)) for name in COLUMNS]


def _cell(value: object) -> object:
    """Put an apostrophe, by which spreadsheets know text, before text that begins like a formula."""
    if isinstance(value, list):
        value = ";".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
