"""Excel: a sheet a fact type with its own columns, the heading frozen, the sentence beside every fact."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, count, islice
from typing import TYPE_CHECKING, BinaryIO, Final

import pyarrow.compute as pc
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from graph.export.archive import Archive
from graph.export.content import Content, flattened
from graph.pairs import lines
from ontology.model import KINDS
from ontology.wire import OWN, Line

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST: Final = 2**20 - 1
"""Facts that a sheet holds under its heading; further ones go to `result 2` and so on."""
_FIRST: Final = ("id", "article", "campaign", "campaign_name", "campaign_year", "start", "end", "edtf", "status")
_LAST: Final = (
    "evidence", "evidence_start", "evidence_end", "context", "date_text", "confidence", "rule",
    "review", "review_by", "review_at", "why", "why_by", "why_lost",
)  # fmt: skip
_WIDTHS: Final = {"evidence": 60, "context": 60, "campaign_name": 30, "demand": 50, "metric": 24}
_LONGEST: Final = 32767
_FULL_DATE: Final = 10
_NAMED: Final = 5
"""Columns from which on a table scrolls beside its first two, which name the row."""
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def columns(kind: str) -> tuple[str, ...]:
    """Return the heading of a fact type's sheet."""
    return (*_FIRST, *OWN[kind], *_LAST)


def write(content: Content, out: BinaryIO) -> None:
    """Write the facts; a type that no fact has gets no sheet, and nothing at all one sheet that says so."""
    book = Workbook(write_only=True)
    for kind in (kind.type for kind in KINDS):
        found = _of_type(content, kind)
        for number in count(1):
            first = next(found, None)
            if first is None:
                break
            _sheet(book, f"{kind} {number}" if number > 1 else kind, kind, chain([first], islice(found, MOST - 1)))
    if not book.sheetnames:
        book.create_sheet("no facts")
    _save(book, out)


def write_rows(names: Sequence[str], rows: Iterable[Sequence[object]], out: BinaryIO) -> None:
    """Write one sheet under a heading that stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "C2" if len(names) > _NAMED else "A2"
    sheet.append([_heading(sheet, name) for name in names])
    for row in rows:
        sheet.append([_cell(sheet, name, value) for name, value in zip(names, row, strict=True)])
    _save(book, out)


def _save(book: Workbook, out: BinaryIO) -> None:
    book.properties.created = book.properties.modified = _EPOCH
    with Archive(out, "w") as archive:
        ExcelWriter(book, archive).write_data()


def _of_type(content: Content, kind: str) -> Iterator[Line]:
    for piece in content.pieces():
        yield from lines(piece.filter(pc.equal(piece["type"], kind)))


def _sheet(book: Workbook, name: str, kind: str, facts: Iterable[Line]) -> None:
    """Write one sheet."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    names = columns(kind)
    for place, column in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 16)
    sheet.append([_heading(sheet, column) for column in names])
    for line in facts:
        flat = flattened(line)
        sheet.append([_cell(sheet, column, flat.get(column)) for column in names])


def _heading(sheet: "WriteOnlyWorksheet", text: str) -> "Cell":
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: "WriteOnlyWorksheet", column: str, value: object) -> object:
    """Return a cell's value: full dates as dates, reduced ones as text, text never as a formula."""
    if isinstance(value, list):
        value = ";".join(value)
    if not isinstance(value, str):
        return value
    if column in {"start", "end"} and len(value) == _FULL_DATE:
        return date.fromisoformat(value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_LONGEST])
    cell.data_type = "s"
    return cell
