"""Who leads the teams of a table: names in a column that its first row calls 组长 or 副组长."""

import re
from collections.abc import Iterator

from ingest.names import is_name

_GAP = re.compile(r"[\t|]")
_HEADED = re.compile(r"[\t|] *副?组长 *(?=[\t|\n])")
"""A cell of the first row that calls a column so."""
_NAMES = re.compile(r"[^、,\s]+")


def table_heads(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a name stands in such a column, and what the column is called."""
    reached = 0
    for match in _HEADED.finditer(text):
        if match.start() < reached:
            continue
        end = _line_end(text, match.start())
        columns = [
            (number, text[low:high].strip()) for number, (low, high) in enumerate(_cells(text, match.start(), end))
        ]
        heads = {number: title for number, title in columns if title in ("组长", "副组长")}
        while end < len(text):
            start, end = end + 1, _line_end(text, end + 1)
            cells = _cells(text, start, end)
            if len(cells) <= max(heads):
                break
            yield from (found for number, title in heads.items() for found in _named(text, cells[number], title))
        reached = end


def _named(text: str, cell: tuple[int, int], title: str) -> Iterator[tuple[int, int, str]]:
    for match in _NAMES.finditer(text, *cell):
        if is_name(match[0]):
            yield *match.span(), title


def _cells(text: str, inside: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of the line that holds a position and ends at `end`."""
    start = text.rfind("\n", 0, inside) + 1
    gaps = [match.start() for match in _GAP.finditer(text, start, end)]
    return list(zip([start, *(gap + 1 for gap in gaps)], [*gaps, end], strict=True))


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)
