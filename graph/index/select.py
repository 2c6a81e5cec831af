"""Selections: the facts of a type that pass filters, as ascending fact numbers, and pages of them.

All filters are joined by and; one that is None lets everything pass.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.days import NO_DAY, first_day, last_day
from graph.index.postings import Flags
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown

MOST: Final = 1000
"""Facts that one page holds at most."""
_PLACE: Final = re.compile(r"(-?\d{1,10}),([0-9a-f]{20})")


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Facts of one index: how many, and their numbers ascending."""

    total: int
    numbers: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A stretch of a selection: fact numbers, newest start first, undated last, and the cursor of what follows."""

    numbers: Ints
    next: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Filters as numbers: a fact has to name one of `entities`, one of `places`; codes of statuses; reduced dates."""

    entities: Ints | None = None
    places: Ints | None = None
    campaigns: Ints | None = None
    statuses: Ints | None = None
    since: str | None = None
    until: str | None = None


def select(index: RelationIndex, kind: str | None, wanted: Wanted) -> Selection:
    """Return the facts of a type (None: of any) that pass. Raises ValueUnknown for a date that is none."""
    numbers = passing(index, _candidates(index, kind, wanted), wanted)
    return Selection(len(numbers), numbers)


def passing(index: RelationIndex, rows: range | Ints, wanted: Wanted) -> Ints:
    """Return those of some facts that pass the filters by campaign, status and date; `rows` are a stretch, or numbers."""
    # a stretch of facts is looked through where it lies
    at = slice(rows.start, rows.stop) if isinstance(rows, range) else rows
    columns = index.columns
    flags: list[Flags] = []
    if wanted.campaigns is not None:
        flags.append(_is_one_of(columns.campaign[at], wanted.campaigns))
    if wanted.statuses is not None:
        flags.append(_is_one_of(columns.status[at], wanted.statuses))
    if wanted.since is not None:
        flags.append(columns.end[at] >= first_day(wanted.since))
    if wanted.until is not None:
        flags += [(start := columns.start[at]) <= last_day(wanted.until), start != NO_DAY]
    if not flags:
        return np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows
    found = np.flatnonzero(flags[0] if len(flags) == 1 else np.logical_and.reduce(flags))
    return found + rows.start if isinstance(rows, range) else rows[found]


def _is_one_of(column: Ints, values: Ints) -> Flags:
    return column == values[0] if len(values) == 1 else np.isin(column, values)


def page(index: RelationIndex, selection: Selection, cursor: str | None = None, limit: int = 50) -> Page:
    """Return up to `limit` facts after a cursor; cursors stay good while articles come and go.

    Raises ValueUnknown for a cursor that is none, or a limit out of 1..MOST.
    """
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; a page holds 1 to {MOST} facts.")
    ranks = index.columns.rank[selection.numbers]
    if cursor is not None:
        ranks = ranks[ranks >= _rank_after(index, cursor)]
    more = len(ranks) > limit
    numbers = index.by_rank[np.sort(np.partition(ranks, limit)[:limit] if more else ranks)]
    return Page(numbers, _cursor(index, int(numbers[-1])) if more else None)


def _candidates(index: RelationIndex, kind: str | None, wanted: Wanted) -> range | Ints:
    """Return the facts of a type that name the wanted entities and places, by the shortest way."""
    named = [entities for entities in (wanted.entities, wanted.places) if entities is not None]
    if not named:
        return index.types[kind] if kind else range(index.size)
    fewest, *others = sorted(named, key=lambda entities: int(index.entities.facts[entities].sum()))
    numbers = index.naming(fewest, kind)
    return numbers[index.about(numbers, others[0])] if others else numbers


def _cursor(index: RelationIndex, number: int) -> str:
    """Write where a fact stands among all facts there may ever be."""
    place = f"{int(index.columns.start[number])},{index.lines.id(number)}"
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _rank_after(index: RelationIndex, cursor: str) -> int:
    """Return the rank of the first fact that stands after a cursor."""
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError:
        text = ""
    match = _PLACE.fullmatch(text)
    if not match:
        raise ValueUnknown(f"{cursor!r} is no cursor; give the `next` of the page before, unchanged.")
    return rank_of(index, int(match[1]), match[2], after=True)


def rank_of(index: RelationIndex, start: int, fact: str, *, after: bool = False) -> int:
    """Return the rank of the first fact that does not stand before one of this start and id, or stands after it."""
    key = (-start, fact)

    def place(number: int) -> tuple[int, str]:
        return -int(index.columns.start[number]), index.lines.id(int(number))

    return (bisect_right if after else bisect_left)(index.by_rank, key, key=place)
