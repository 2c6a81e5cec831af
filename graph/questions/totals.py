"""Announced totals against what is known: “组建10个督察组” and the teams that articles name, “31个省” and the places.

What is missing is told only where it can be: of teams numbered from one, of totals that leave no place out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from graph.figures.bodies import campaign_of, members, numbered_teams
from graph.figures.columns import numbered
from graph.figures.stated import numbers, published, words
from graph.figures.wholes import counted_in, is_whole, level_of
from graph.index.coding import NONE, Coded, Ints, offsets
from graph.index.days import NO_DAY
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, label, within
from graph.index.relation import RelationIndex
from graph.index.tally import SHOWN, different
from ontology.errors import ValueUnknown
from ontology.places import load_gazetteer
from ontology.wire import Line

KINDS: Final = ("teams", "places")
"""What is counted; also the types of fact, `team` and `coverage`, in this order."""
_TYPES: Final = {"teams": "team", "places": "coverage"}
_DONE: Final = (STATUSES.index("done"), STATUSES.index("underway"))


@dataclass(frozen=True, slots=True)
class Known:
    """A team or a place, by id."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Check:
    """A total that articles announce, and what is known of it.

    `stated` of `unit` by `who`, inside `place`; `known` are the teams that any fact names, or the places where the body or
    a team of it is reported, `planned` those where one is to come. `difference` is stated less known. `missing` are those
    not known; null where nobody can say which. `verdict` is `complete`, `fewer known` or `more known`.
    """

    kind: str
    who: str
    who_label: str
    campaign: str | None
    stated: int
    unit: str
    place: str | None
    place_label: str | None
    known: tuple[Known, ...]
    planned: tuple[Known, ...]
    difference: int
    missing: tuple[Known, ...] | None
    verdict: str
    stories: int
    articles: int
    facts: tuple[str, ...]
    said: Line


@dataclass(frozen=True, slots=True)
class Checks:
    """A stretch of the totals found, and how many there are in all."""

    items: tuple[Check, ...]
    total: int


def totals(  # noqa: PLR0913  (a filter is a parameter)
    index: RelationIndex,
    kind: str | None = None,
    limits: Limits = EVERYTHING,
    first: int = 0,
    limit: int = 50,
    *,
    who: frozenset[str] | None = None,
) -> Checks:
    """Return announced totals of teams or places, or both, those that most stories tell first; `who` says by id whose.

    Different totals of one body stand side by side. Raises ValueUnknown for a kind that is none.
    """
    if kind is not None and kind not in KINDS:
        raise ValueUnknown(f"No kind of total is called {kind!r}; it is one of {', '.join(KINDS)}.")
    found = [index.remembered(_announced, one, limits) for one in KINDS if kind in {None, one}]
    size = [len(one.first) for one in found]
    stories = np.concatenate([one.stories for one in found])
    order = np.lexsort((np.arange(len(stories)), -stories))
    if who is not None:
        bodies = [number for name in who if (number := index.entities.number(name)) is not None]
        by = index.columns.actor[np.concatenate([one.first for one in found])]
        order = order[np.isin(by[order], bodies)]
    chosen = [(found[0], n) if n < size[0] else (found[1], n - size[0]) for n in order[first : first + limit].tolist()]
    seen = _Seen(index, limits, {})
    return Checks(tuple(_check(seen, one, n) for one, n in chosen), len(order))


@dataclass(frozen=True, slots=True, eq=False)
class _Announced:
    """Totals of a kind, one element each: `facts[start[n]:start[n + 1]]` state it, the earliest published first."""

    kind: str
    facts: Ints
    start: Ints
    first: Ints
    stories: Ints
    articles: Ints


def _announced(index: RelationIndex, kind: str, limits: Limits) -> _Announced:
    """Group the facts that state a total by who, campaign, how many, of what, and inside what."""
    facts = within(index, _TYPES[kind], limits).numbers
    count = numbers(index, facts, "count")
    columns = index.columns
    kept = ~np.isnan(count) & (columns.actor[facts] != NONE)
    facts, count = facts[kept], count[kept].astype(np.int64)
    unit = words(index, facts, "unit").codes
    key = numbered(columns.actor[facts], columns.campaign[facts], count, unit, columns.place[facts])
    day = published(index)[columns.article[facts]]
    order = np.lexsort((facts, np.where(day == NO_DAY, np.iinfo(np.int32).max, day), key))
    facts, key = facts[order], key[order]
    group = np.cumsum(np.append(False, key[1:] != key[:-1])) if len(key) else key
    size = int(group[-1]) + 1 if len(group) else 0
    told = different(group, index.story(facts), size)
    start = offsets(group, size)
    keep = np.flatnonzero(told >= limits.stories)
    several = np.isin(group, keep)
    return _Announced(
        kind=kind,
        facts=facts[several],
        start=offsets(np.searchsorted(keep, group[several]), len(keep)),
        first=facts[start[:-1][keep]],
        stories=told[keep],
        articles=different(group, columns.article[facts], size)[keep],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The index and, by body and campaign, the places looked up already: those visited and those to come."""

    index: RelationIndex
    limits: Limits
    places: dict[tuple[int, str | None], tuple[list[str], list[str]]]
    divisions: dict[tuple[int, str | None, str | None, str], tuple[frozenset[str], frozenset[str]]] = field(
        default_factory=dict
    )


def _check(seen: _Seen, found: _Announced, number: int) -> Check:
    index, fact = seen.index, int(found.first[number])
    line, body = index.fact(fact), int(index.columns.actor[fact])
    known, planned, missing = (_teams if found.kind == "teams" else _places)(seen, body, line)
    difference = int(line["count"]) - len(known)
    (campaign,) = campaign_of(index, np.array([fact]))
    place = line.get("place_code")
    return Check(
        kind=found.kind,
        who=index.entities.id(body),
        who_label=index.entities.label(body),
        campaign=campaign,
        stated=int(line["count"]),
        unit=line.get("unit") or "组",
        place=f"place/{place}" if place else None,
        place_label=load_gazetteer().path(place) if place else None,
        known=known,
        planned=planned,
        difference=difference,
        missing=missing if difference else (),
        verdict="complete" if not difference else "fewer known" if difference > 0 else "more known",
        stories=int(found.stories[number]),
        articles=int(found.articles[number]),
        facts=tuple(index.lines.ids(found.facts[found.start[number] : found.start[number + 1]][:SHOWN])),
        said=line,
    )


_Parts = tuple[tuple[Known, ...], tuple[Known, ...], tuple[Known, ...] | None]
"""Known, planned, missing."""


def _teams(seen: _Seen, body: int, line: Line) -> _Parts:
    """Return the numbered teams of a body; the numbers that are missing if they are seen to count from one."""
    index = seen.index
    name = index.entities.id(body)
    teams = numbered_teams(index).get(name, {})
    known = tuple(Known(index.entities.id(n), index.entities.label(n)) for _, n in sorted(teams.items()))
    if not teams or max(teams) > line["count"]:
        return known, (), None  # they may be numbered on from an earlier round
    left, at, right = name.partition("@")
    lacking = [number for number in range(1, int(line["count"]) + 1) if number not in teams]
    return known, (), tuple(Known(f"{left}-{number}{at}{right}", f"第{number}") for number in lacking)


def _places(seen: _Seen, body: int, line: Line) -> _Parts:
    """Return the places where a body, its numbered teams, or the teams that it sent were, and are to come."""
    index, unit, inside = seen.index, line["unit"] or "", line["place_code"]
    key = body, line["campaign"]
    if key not in seen.places:
        seen.places[key] = _visited(index, body, line, seen.limits)
    if (*key, inside, unit) not in seen.divisions:
        done, ahead = (
            frozenset(found for code in codes if (found := level_of(code, inside, unit))) for codes in seen.places[key]
        )
        seen.divisions[*key, inside, unit] = done, ahead
    there, to_come = seen.divisions[*key, inside, unit]
    whole = inside is not None and is_whole(inside, unit, line["count"])
    missing = _named(index, counted_in(inside, unit) - there) if whole else None
    return _named(index, there), _named(index, to_come - there), missing


def _visited(index: RelationIndex, body: int, line: Line, limits: Limits) -> tuple[list[str], list[str]]:
    """Return the codes of places visited, and of those to come."""
    teams = np.array([*members(index, body), *_sent(index, body, line)])
    visits = within(index, "inspection", Limits(limits.campaign), entities=teams).numbers
    status, place = index.columns.status[visits], index.columns.place[visits]
    codes = []
    for said in (np.isin(status, _DONE), status == STATUSES.index("planned")):
        places = np.unique(place[said & (place != NONE)])
        codes.append([index.entities.id(n).partition("/")[2] for n in places.tolist()])
    return codes[0], codes[1]


def _sent(index: RelationIndex, body: int, line: Line) -> Iterator[int]:
    """Yield the teams of the same campaign that a body that is none itself is said to have sent, with their numbers."""
    if index.entities.id(body).startswith("team/"):
        return
    facts = within(index, "team", EVERYTHING).numbers
    facts = facts[index.columns.campaign[facts] == _campaign(index, line)]
    senders: Coded = words(index, facts, "sent_by")
    if line["who"] in senders.values:
        for team in set(index.columns.actor[facts[senders.codes == senders.values.index(line["who"])]].tolist()):
            yield from members(index, team)


def _campaign(index: RelationIndex, line: Line) -> int:
    number = index.entities.number(f"campaign/{line['campaign']}") if line["campaign"] else None
    return NONE - 1 if number is None else number


def _named(index: RelationIndex, codes: frozenset[str]) -> tuple[Known, ...]:
    return tuple(Known(f"place/{code}", label(index, f"place/{code}")) for code in sorted(codes))
