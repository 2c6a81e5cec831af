"""Dates as day numbers: reduced ISO dates (`2023`, `2023-05`, `2023-05-14`) as their first and last day."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from graph.index.cells import FEW
from graph.index.coding import Ints
from ontology.errors import ValueUnknown

NO_DAY: Final = -(2**31)
"""Day number of what has no date; smaller than every day."""
_REDUCED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EPOCH = date(1970, 1, 1).toordinal()


def first_day(text: str) -> int:
    """Return the days since 1970 of a reduced date's first day. Raises ValueUnknown if it is none."""
    year, month, day = _parts(text)
    return _number(text, year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> int:
    """Return the days since 1970 of a reduced date's last day. Raises ValueUnknown if it is none."""
    year, month, day = _parts(text)
    month = 12 if month is None else month
    if day is None:
        day = monthrange(year, month)[1] if 1 <= month <= 12 else 1
    return _number(text, year, month, day)


def written(day: int) -> str | None:
    """Return a day number as an ISO date, None for NO_DAY."""
    return None if day == NO_DAY else date.fromordinal(int(day) + _EPOCH).isoformat()


def dates(days: Ints) -> list[str | None]:
    """Return day numbers as ISO dates, None for NO_DAY."""
    if len(days) <= FEW:
        return [written(day) for day in days.tolist()]
    texts = days.astype("datetime64[D]").astype(str).tolist()
    return [None if day == NO_DAY else text for day, text in zip(days.tolist(), texts, strict=True)]


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _REDUCED.fullmatch(text)
    if not match or text.startswith("0000"):
        raise _unknown(text)
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _number(text: str, year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError as error:
        raise _unknown(text) from error


def _unknown(text: str) -> ValueUnknown:
    return ValueUnknown(f"{text!r} is no date; give a day, month or year, such as '2022-08-14', '2022-08' or '2022'.")
