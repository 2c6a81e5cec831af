"""Totals over places that leave none out: which divisions “31个省” counts."""

from functools import lru_cache
from typing import Final

from ontology.model import COUNTRY
from ontology.places import load_gazetteer

NOT_COUNTED: Final = frozenset({"660000", "710000", "810000", "820000"})
"""Provinces that the usual 31 leave out: 兵团, which reports name beside them, 台湾, 香港, 澳门."""
_LEVELS: Final = {
    "省": ("province",),
    "市": ("prefecture",),
    "州": ("prefecture",),
    "县": ("county",),
    "区": ("county",),
}


def is_whole(place: str, unit: str, count: float) -> bool:
    """Whether a total inside a place (code or id) leaves no division of its unit out."""
    all_of = counted_in(place.removeprefix("place/"), unit)
    return bool(all_of) and count >= len(all_of)


def is_counted(code: str, place: str, unit: str, count: float) -> bool:
    """Whether a division has to be inside a total over a place (code or id).

    Either the total leaves none out, or it is over the division's own parts: eight cities of a province are in it.
    """
    place = place.removeprefix("place/")
    if place == code or (place != COUNTRY and load_gazetteer().inside(place, code)):
        return True
    return code in counted_in(place, unit) and is_whole(place, unit, count)


@lru_cache(maxsize=4096)
def counted_in(place: str, unit: str) -> frozenset[str]:
    """Return the codes that a total of a unit (省, 市, 县 …) inside a place is over; empty where that is not settled.

    In the country these are the 31 provinces, in a province its prefectures, in a prefecture its counties.
    """
    if place == COUNTRY and unit.startswith("省"):
        return frozenset(below(COUNTRY)) - NOT_COUNTED
    levels = _LEVELS.get(unit[:1], ())
    gazetteer = load_gazetteer()
    return frozenset(code for code in below(place) if gazetteer.division(code).level in levels)


@lru_cache(maxsize=4096)
def below(place: str) -> tuple[str, ...]:
    """Return the codes of the divisions that stand directly below a place today, ascending."""
    return tuple(sorted(row.code for row in load_gazetteer().divisions() if row.parent == place and row.code.isdigit()))


@lru_cache(maxsize=65536)
def level_of(code: str, place: str | None, unit: str) -> str | None:
    """Return the division of a unit (省, 市, 县 …), inside a place, that contains a code; None where there is none.

    Of provinces only the 31 that such totals count.
    """
    lineage = (code, *load_gazetteer().ancestors(code))
    if place is not None and place not in lineage[1:]:
        return None
    levels = _LEVELS.get(unit[:1], ())
    found = (one for one in lineage if one != COUNTRY and load_gazetteer().division(one).level in levels)
    return next((one for one in found if one not in NOT_COUNTED), None)
