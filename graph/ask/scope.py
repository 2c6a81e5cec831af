"""Which places, campaigns and times a question speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask.dates import UNSAID
from graph.ask.draft import Draft, Use
from graph.ask.meanings import Period
from graph.ask.sides import Side, sides, years
from graph.ask.unread import Unread
from graph.index.days import first_day, last_day
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_YEAR: Final = 4
"""Characters of a date that say the year."""
LEVELS: Final = ("country", "province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Scope:
    """Places by code, campaigns by key (empty: any), time, and what had to be chosen, in both languages.

    `sides` are the campaigns and years one by one, in the order of the question.
    """

    places: tuple[str, ...]
    campaigns: tuple[str, ...]
    period: Period | None
    sides: tuple[Side, ...]
    notes: tuple[tuple[str, str], ...]


def scope(index: RelationIndex, draft: Draft) -> Scope:
    """Return where and when a question looks. Raises Unread for a place or time that is not clear."""
    notes: list[tuple[str, str]] = []
    places = _places(index, draft.uses, notes)
    named = sides(index, draft)
    campaigns = _campaigns(named)
    notes += _narrowed(draft, campaigns)
    return Scope(places, campaigns, _period(draft, campaigns, named), named, tuple(notes))


def _places(index: RelationIndex, uses: Sequence[Use], notes: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the places named: of two that adjoin the one inside the other, of twins the one that facts name."""
    gazetteer, found = load_gazetteer(), list[str]()
    before: Use | None = None
    for place, use in enumerate(uses):
        codes = _valid([str(meaning.value) for meaning in use.meanings if meaning.role == "place"])
        if not codes:
            before = None
            continue
        inside = [code for code in codes if before and found and gazetteer.inside(code, found[-1])]
        if inside and codes != [found[-1]]:
            found[-1] = inside[0]
        else:
            later = (
                _valid([str(m.value) for m in uses[place + 1].meanings if m.role == "place"])
                if uses[place + 1 :]
                else []
            )
            holding = [code for code in codes if any(gazetteer.inside(other, code) for other in later)]
            found.append(_one(index, use, holding or codes, notes))
        before = use
    return tuple(dict.fromkeys(found))


def _valid(codes: Sequence[str]) -> list[str]:
    """Return the codes that are valid today, all of them where none is."""
    gazetteer = load_gazetteer()
    codes = list(dict.fromkeys(codes))
    return [code for code in codes if gazetteer.division(code).valid(None)] or codes


def _one(index: RelationIndex, use: Use, codes: Sequence[str], notes: list[tuple[str, str]]) -> str:
    """Choose among places of one name: the one that facts name, else the only one of the highest level."""
    if len(codes) == 1:
        return codes[0]
    gazetteer = load_gazetteer()
    named = [code for code in codes if len(index.entities.inside(code))] or codes
    level = min(LEVELS.index(gazetteer.division(code).level) for code in named)
    highest = [code for code in named if LEVELS.index(gazetteer.division(code).level) == level]
    listed = "、".join(f"{gazetteer.path(code)}({code})" for code in codes[:6])
    name = use.meanings[0].label
    if len(highest) > 1:
        raise Unread(
            f"“{name}”有几个:{listed};请写明是哪一个。", f"{name} may be {listed}; say which one, or give its code."
        )
    chosen = gazetteer.path(highest[0])
    notes.append(
        (f"“{name}”读作{chosen};同名的还有:{listed}。", f"The place is read as {chosen}; of the same name: {listed}.")
    )
    return highest[0]


def _campaigns(found: Sequence[Side]) -> tuple[str, ...]:
    """Return the campaigns of all sides."""
    return tuple(dict.fromkeys(key for side in found for key in side.campaigns))


def _narrowed(draft: Draft, campaigns: Sequence[str]) -> list[tuple[str, str]]:
    """Return a note where the name of a series was taken for one campaign that alone is called so."""
    known, years_ = load_vocabulary().campaigns, draft.values("year")
    series = [m for m in draft.all("campaign") if m.value in known and known[str(m.value)].is_series]
    terms = any(draft.all(role) for role in ("round", "batch", "session", "time"))
    if not series or years_ or terms or len(campaigns) != 1 or known[campaigns[0]].is_series:
        return []
    one, said = known[campaigns[0]], series[0].said
    return [
        (f"“{said}”读作{one.name};别的年份请写明。", f"“{said}” is read as {one.name_en}; name the year for another.")
    ]


def _period(draft: Draft, campaigns: Sequence[str], found: Sequence[Side]) -> Period | None:
    """Return the time named; a date without a year takes that of the campaign or the year beside it."""
    left = [side.year for side in found if side.year is not None]
    said = list(dict.fromkeys(m.value for m in draft.all("time") if isinstance(m.value, Period)))
    periods = [period for period in said if years(period) is None]
    if len(periods) > 1 or (periods and len(set(left)) > 1) or (left and _elsewhere(periods, left[0])):
        raise Unread("问题里有两个时间,请只写一个。", "There are two times in the question; give one.")
    if not periods:
        return _years(left)
    period = periods[0]
    known = load_vocabulary().campaigns
    among = {known[key].year for key in campaigns if key in known} | set(left)
    only = next(iter(among)) if len(among) == 1 else None
    if UNSAID in f"{period.since}{period.until}":
        if only is None:
            raise Unread("日期没有写年份,请写上。", "The date names no year; give one.")
        period = Period(_dated(period.since, only), _dated(period.until, only))
    return _checked(period)


def _elsewhere(periods: Sequence[Period], year: int) -> bool:
    """Whether a year that is said beside a time is none of that time (2022年和2024年夏季)."""
    ends = [end for period in periods for end in (period.since, period.until) if end and not end.startswith(UNSAID)]
    return bool(ends) and not min(ends)[:_YEAR] <= str(year) <= max(ends)[:_YEAR]


def _years(found: Sequence[int]) -> Period | None:
    """Return the time that some years are together. Raises Unread where others lie between them."""
    if not found:
        return None
    first, last = min(found), max(found)
    if set(found) != set(range(first, last + 1)):
        raise Unread(
            "问题里有两个不相邻的年份,请一次问一个。", "The years in the question do not adjoin; ask for one at a time."
        )
    return Period(str(first), str(last))


def _checked(period: Period) -> Period:
    """Return a period whose dates exist. Raises Unread for others."""
    try:
        since, until = (first_day(period.since) if period.since else 0), (last_day(period.until) if period.until else 0)
    except ValueUnknown as error:
        raise Unread(f"没有这个日期:{period.since or period.until}。", str(error)) from error
    if period.since and period.until and since > until:
        raise Unread("时间的起点晚于终点。", "The period ends before it begins.")
    return period


def _dated(text: str | None, year: int) -> str | None:
    return text.replace(UNSAID, str(year)) if text else text
