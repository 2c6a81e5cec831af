"""Numbers that a question repeats from an article: 10个组, 31个省, 31 provinces; only questions about totals take them."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.ask.meanings import Meaning
from graph.ask.units import Unit

_MEASURES: Final = frozenset("个支组省市家起名人件条次篇")
_TAKEN: Final = _MEASURES - {"组", "省", "市"}
_YEARS: Final = 100
"""A number from which one before 年 is a year's."""
_LARGE: Final = frozenset("百千万亿余多")


def stated(parts: Sequence[Unit], first: int) -> Iterator[tuple[int, Meaning]]:
    """Yield where a number of things ends that begins at a unit, and the number."""
    number = parts[first].number
    if number is None or parts[first].ordinal:
        return
    last = first + 1
    while last < len(parts) and parts[last].key in _LARGE:
        last += 1
    after = parts[last].key if last < len(parts) else ""
    if after in _TAKEN:
        last += 1
    if after in _MEASURES or (after == "年" and number < _YEARS) or (after.isalpha() and after.isascii()):
        yield last, Meaning("stated", number, "".join(part.key for part in parts[first:last]))
