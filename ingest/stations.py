"""Police stations that carry a township's name (清水塘派出所): the county that they lie in, where the article settles it.

Forty thousand townships share few names, so a name alone means nothing: it counts where just one county of that name lies in
the place named nearest in the sentence, else in the article's home.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.resolve import PlaceMention
from ontology.model import COUNTRY, Clue, Why
from ontology.places import load_gazetteer
from ontology.townships import load_townships

_STATION = re.compile("派出所")
_STOP = re.compile(r"[。!?\n]")
_LONGEST, _SHORTEST = 6, 2
_NEAR = 80
"""Characters before a station within which a place of its sentence settles it."""
_MOST = 12
"""Counties of the same township name that are told as alternatives."""


def with_stations(text: str, places: Sequence[PlaceMention], home: str | None) -> list[PlaceMention]:
    """Return the places with those that stations stand for, in reading order."""
    found = list(places)
    if "派出所" not in text:
        return found
    for match in _STATION.finditer(text):
        station = _station(text, match.start(), places, home)
        if station:
            found.append(station)
    merged: list[PlaceMention] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        last = merged[-1] if merged else None
        if last and place.start < last.end:
            continue
        if last and place.start == last.end and load_gazetteer().inside(place.code, last.code):
            merged[-1] = PlaceMention(last.start, place.end, place.code, place.name, Why("chain", last.code))
        else:
            merged.append(place)
    return merged


def _station(text: str, end: int, places: Sequence[PlaceMention], home: str | None) -> PlaceMention | None:
    """Read the township's name that ends at a position; None where it is none, or the text does not settle whose."""
    before = bisect_left(places, end, key=lambda place: place.start)
    nearest = places[before - 1] if before else None
    if nearest and nearest.end >= end:
        return None
    floor = nearest.end if nearest else 0
    townships = load_townships()
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        start = end - length
        counties = townships.get(text[start:end], ()) if start >= floor else ()
        if counties:
            near = nearest is not None and start - nearest.end < _NEAR and not _STOP.search(text, nearest.end, start)
            settled = _settled(counties, nearest.code if near and nearest else None, home)
            return PlaceMention(start, end, settled[0], text[start:end], settled[1]) if settled else None
    return None


def _settled(counties: tuple[str, ...], near: str | None, home: str | None) -> tuple[str, Why] | None:
    """Choose the one county that lies in the place named near, else in the article's home."""
    clues: tuple[tuple[Clue, str | None], ...] = (("near", near), ("home", home))
    for clue, code in clues:
        if code is None or code == COUNTRY:
            continue
        inside = [county for county in counties if county == code or load_gazetteer().inside(county, code)]
        if len(inside) == 1:
            lost = tuple(county for county in counties if county != inside[0])[:_MOST]
            return inside[0], Why(clue, code, lost)
        if inside:
            return None
    return None
