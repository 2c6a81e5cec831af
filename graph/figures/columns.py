"""Figures: results as columns, in base units, with bounds, windows and what tells one measure from another."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.figures.bounds import Bounds, Flags, Floats, bounds
from graph.figures.stated import numbers, published, words
from graph.figures.units import unit_of
from graph.figures.windows import AS_OF, DAY, PERIOD, SINCE, Windows, windows
from graph.index import coding
from graph.index.coding import NONE, Coded, Ints
from graph.index.days import NO_DAY
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown
from ontology.places import load_gazetteer

_ENDS: Final = r"[0-9十百千万亿兆][余多]"
_EVERY: Final = re.compile("各类|各种|各式|多种|全部|一批|的")


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One element a result. `value` and `bounds` are in the base unit `units[unit]`, `written[n]` as it was written.

    `measure` numbers what is counted: metric, scope, campaign, base unit, kind of change, part or whole; results with
    one measure differ in time, words and body only. `worded` numbers the metric's words. NONE where it is not stated.
    `window` numbers the window inside a measure, without the open end of `since`.
    """

    facts: Ints
    value: Floats
    modifier: Ints
    bounds: Bounds
    windows: Windows
    unit: Ints
    units: list[str]
    written: Coded
    measure: Ints
    window: Ints
    scope: Ints
    scopes: list[tuple[str | None, str | None]]
    worded: Ints
    change: Coded
    agency: Ints
    part: Flags
    story: Ints
    article: Ints
    published: Ints

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.facts)


def figures(index: RelationIndex, facts: Ints) -> Figures:
    """Return results by number as figures."""
    columns = index.columns
    written, base, factor, units = _units(index, facts)
    modifier, change = words(index, facts, "modifier"), words(index, facts, "change")
    stated, spans = numbers(index, facts, "value"), windows(index, facts)
    known = bounds(stated, modifier.values, modifier.codes, _end(index, facts, modifier))
    scope, scopes = _scopes(index, facts)
    part = words(index, facts, "part_of").codes != NONE
    measure = numbered(columns.object[facts], scope, columns.campaign[facts], base, change.codes, part)
    return Figures(
        facts=facts,
        value=stated * factor,
        modifier=modifier.codes,
        bounds=Bounds(*(getattr(known, name) * factor for name in Bounds.__slots__)),
        windows=spans,
        unit=base,
        units=units,
        written=written,
        measure=measure,
        window=numbered(measure, *_closed(spans)),
        scope=scope,
        scopes=scopes,
        worded=_worded(index, facts),
        change=change,
        agency=columns.actor[facts],
        part=part,
        story=index.story(facts),
        article=columns.article[facts],
        published=published(index)[columns.article[facts]],
    )


def placed(found: Figures, index: RelationIndex) -> Flags:
    """Mark figures of which it is known where they were counted, and in which campaign or when."""
    dated = (found.windows.since != NO_DAY) | (found.windows.until != NO_DAY)
    said: Flags = (found.scope != NONE) & ((index.columns.campaign[found.facts] != NONE) | dated)
    return said


def _units(index: RelationIndex, facts: Ints) -> tuple[Coded, Ints, Floats, list[str]]:
    written = words(index, facts, "unit")
    known = [unit_of(name) for name in written.values]
    units = list(dict.fromkeys(unit.base for unit in known))
    factor: Floats = np.append([unit.factor for unit in known], 1.0)[written.codes]
    return written, written.mapped(lambda name: units.index(unit_of(name).base)), factor, units


def _end(index: RelationIndex, facts: Ints, modifier: Coded) -> npt.NDArray[np.bool_]:
    """Mark the numbers that end before the next step: 余 and 多 say so, 超, 逾 and 至少 do not."""
    ends = np.zeros(len(facts), bool)
    over = np.flatnonzero(modifier.codes == _code(modifier, "over"))
    if len(over):
        quotes = pc.struct_field(index.lines.column("evidence", facts[over]), "quote")
        quotes = quotes.combine_chunks() if isinstance(quotes, pa.ChunkedArray) else quotes
        ends[over] = pc.match_substring_regex(quotes, _ENDS).to_numpy(zero_copy_only=False)
    return ends


def _code(column: Coded, value: str) -> int:
    return column.values.index(value) if value in column.values else NONE - 1


def _scopes(index: RelationIndex, facts: Ints) -> tuple[Ints, list[tuple[str | None, str | None]]]:
    """Number the scopes: codes, and the name of an area that has no code of its own."""
    codes, names = words(index, facts, "scope_code"), words(index, facts, "scope")
    width = len(names.values) + 1
    keys, inverse = coding.numbered((codes.codes.astype(np.int64) + 1) * width + names.codes + 1)
    scopes: list[tuple[str | None, str | None]] = []
    number = np.full(len(keys), NONE)
    for at, key in enumerate(keys.tolist()):
        code, name = key // width - 1, key % width - 1
        if code < 0:
            continue
        one = codes.values[code], _area(codes.values[code], names.values[name] if name >= 0 else None)
        if one not in scopes[-1:]:
            scopes.append(one)
        number[at] = len(scopes) - 1
    return number[inverse], scopes


@lru_cache(maxsize=1 << 14)
def _area(code: str, name: str | None) -> str | None:
    """Return the name of an area inside a place that no code says, None where the code says it all."""
    if name is None or "," in code or name == code:
        return None
    try:
        named = load_gazetteer().division(code)
        return None if name in {named.name, *named.shorts, load_gazetteer().path(code), "全国"} else name
    except ValueUnknown:
        return None


def _worded(index: RelationIndex, facts: Ints) -> Ints:
    """Number the words of metrics, without what changes nothing (各类; 嫌疑人员 is 嫌疑人)."""
    said = words(index, facts, "metric")
    plain = [_EVERY.sub("", name).replace("人员", "人") for name in said.values]
    place = {name: number for number, name in enumerate(dict.fromkeys(plain))}
    return said.looked_up(np.array([place[name] for name in plain], np.int64))


def _closed(spans: Windows) -> tuple[Ints, Ints, Ints]:
    """Return what tells windows apart: both days of a stretch, the first of `since`, the last of `as_of`."""
    bounded = np.isin(spans.kind, [DAY, PERIOD])
    first = (bounded | (spans.kind == SINCE)) & (spans.since != NO_DAY)
    last = (bounded | (spans.kind == AS_OF)) & (spans.until != NO_DAY)
    return spans.kind, np.where(first, spans.since, NONE), np.where(last, spans.until, NONE)


def numbered(*columns: npt.NDArray[np.generic]) -> Ints:
    """Return one number a row, equal where all columns are equal."""
    number, room = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        codes = column.astype(np.int64)
        low = int(codes.min(initial=0))
        width = int(codes.max(initial=0)) - low + 1
        if room * width >= 1 << 62:
            number = np.unique(number, return_inverse=True)[1]
            room = int(number.max(initial=0)) + 1
        if room * width >= 1 << 62:
            codes = np.unique(codes, return_inverse=True)[1]
            low, width = 0, int(codes.max(initial=0)) + 1
        number, room = number * width + (codes - low), room * width
    return number
