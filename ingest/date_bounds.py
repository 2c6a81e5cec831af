"""Bounds and EDTF of dated points: a day, month or year as written, alone or as the two ends of a stretch."""

from calendar import monthrange

from ingest.values import dataclass
from ontology.model import When

_PART = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year as written; what is not written is None. `part` is 上旬, 底 or 上半年."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


def when_of(first: Point, last: Point | None, side: str, words: str) -> When:
    """Return bounds and EDTF of one or two dated points; 上旬 is its month in the bounds, its ten days in EDTF."""
    first_bounds = _bounds(first)
    last_bounds = _bounds(last) if last else first_bounds
    start, end = first_bounds[0], last_bounds[1]
    low, high = (
        value if point.part not in _PART else value[:7] for value, point in ((start, first), (end, last or first))
    )
    if side == "since" and last is None:
        return When(low if first.year else None, None, f"{start}/..", words)
    if side == "until":
        return When(None, high if first.year else None, f"../{end}", words)
    edtf = start if start == end else f"{start}/{end}"
    if first.year is None:
        return When(None, None, edtf, words)
    return When(low, high, edtf, words)


def _bounds(point: Point) -> tuple[str, str]:
    """Return first and last day of a point, no finer than the text."""
    year = f"{point.year:04}" if point.year else "XXXX"
    if point.month is None:
        halves = {"上半年": ("01", "06"), "下半年": ("07", "12")}
        if point.part in halves:
            return tuple(f"{year}-{month}" for month in halves[point.part])  # type: ignore[return-value]
        return year, year
    month = f"{year}-{point.month:02}"
    if point.day:
        return f"{month}-{point.day:02}", f"{month}-{point.day:02}"
    if point.part in _PART:
        low, high = _PART[point.part]
        high = min(high, monthrange(point.year or 2024, point.month)[1])
        return f"{month}-{low:02}", f"{month}-{high:02}"
    return month, month
