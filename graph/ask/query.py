"""A reading as filters of facts: the same facts that the list of facts gives for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.ask.alike import kin
from graph.ask.dates import UNSAID
from graph.ask.frames import NAMED
from graph.ask.offices import office
from graph.ask.reading import Reading
from graph.ask.unread import Unread
from graph.figures.bodies import body_of
from graph.figures.stated import numbers, published
from graph.index import names
from graph.index.coding import Ints, distinct
from graph.index.days import NO_DAY, first_day, last_day
from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.facts import FactFilter, facts
from ontology.errors import ValueUnknown
from ontology.model import COUNTRY

POLICE: Final = ("public-security-organs", "public-security-bureau", "public-security-department")
"""Bodies that are meant where a question says police: of a place all that facts name."""
_THINGS: Final = {"operation": "operation", "measure": "measure", "target": "target"}
_OF_TEAMS: Final = frozenset({"组长", "副组长"})


@dataclass(frozen=True, slots=True)
class Found:
    """The facts that answer a question, by number, and the filter that gives them; None: nothing can fit.

    `by_place`: no fact names the body asked for, so these are of its place. `by_year`: none is dated
    in the year asked for, so these are of its campaigns. `by_article`: none is dated in the time asked for, so these
    are undated ones of articles published then. `metrics` are those that they are of, where none is of the one asked for.
    """

    numbers: Ints
    filter: FactFilter | None
    by_place: bool = False
    by_year: bool = False
    by_article: bool = False
    metrics: tuple[str, ...] = ()


def nearest(index: RelationIndex, reading: Reading) -> Found:
    """Return the facts that a reading asks for, else those that are nearly the same, for who tells so in a note.

    Figures that are dated as asked come first, of its metric or one akin to it; then undated ones of articles of that time.
    """
    if of_teams_there(reading):
        return _heads_there(index, reading)
    alike = kin(index, reading.metric) if reading.metric and reading.frame.type == "result" else []
    first: Found | None = None
    for find in (found, _undated):
        for metrics in ((), *alike):
            found_ = find(index, replace(reading, metrics=metrics))
            if len(found_.numbers):
                return replace(found_, metrics=metrics)
            first = first or found_
    return first or Found(np.array([], np.int64), None)


def found(index: RelationIndex, reading: Reading) -> Found:
    """Return the facts that a reading asks for: those of its filter, or of a year's campaigns or a body's place."""
    return _gone(index, reading, _stated(index, reading))


def _gone(index: RelationIndex, reading: Reading, found_: Found) -> Found:
    """Return those figures that went the way that is asked for."""
    if reading.direction is None:
        return found_
    values = numbers(index, found_.numbers, "value")
    changed = np.array([change is not None for change in index.lines.values("change", found_.numbers)], bool)
    way = values > 0 if reading.direction == "up" else values < 0
    return replace(found_, numbers=found_.numbers[way & changed], filter=None)


def _undated(index: RelationIndex, reading: Reading) -> Found:
    """Return the undated facts of a reading in articles that were published in the time asked for."""
    period = reading.period
    if period is None or UNSAID in f"{period.since}{period.until}":
        return Found(np.array([], np.int64), None)
    later = _stated(index, replace(reading, scope=replace(reading.scope, period=None)))
    undated = later.numbers[index.columns.start[later.numbers] == NO_DAY]
    day = published(index)[index.columns.article[undated]]
    since, until = first_day(period.since or "0001"), last_day(period.until or "9999")
    kept: Ints = undated[(day != NO_DAY) & (day >= since) & (day <= until)]
    return _gone(index, reading, Found(kept, None, by_place=later.by_place, by_article=True))


def of_teams_there(reading: Reading) -> bool:
    """Whether a question asks who led the teams that were in a place, and names neither them by number nor a body."""
    team = "lead" in reading.verbs or bool(reading.offices)
    return (
        reading.frame.name == "heads" and team and bool(reading.scope.places) and not reading.orgs
        and set(reading.offices) <= _OF_TEAMS
        and bool(reading.scope.campaigns or reading.meant or reading.general or "inspect" in reading.verbs)
    )  # fmt: skip


def _heads_there(index: RelationIndex, reading: Reading) -> Found:
    """Return who headed the teams that inspected a place."""
    visits = nearest(index, replace(reading, frame=NAMED["teams-of-place"], offices=(), verbs=frozenset()))
    there = index.entities.names(distinct(index.columns.actor[visits.numbers].astype(np.int64)))
    teams = tuple(team for team in there if body_of(team) is not None)
    if not teams and there:  # a body has as many heads as teams
        raise Unread("请写明是第几组的负责人。", "Say which team's head is meant.")
    if not teams:
        return Found(visits.numbers, None)
    wanted = FactFilter(types=("role",), actors=teams)
    named = _named(index, replace(reading, scope=replace(reading.scope, places=())), wanted)
    return Found(facts(index, named).numbers if named else visits.numbers[:0], named, by_article=visits.by_article)


def _stated(index: RelationIndex, reading: Reading) -> Found:
    """Return the facts that the filter of a reading gives, or those of a year's campaigns or a body's place."""
    wanted = None if reading.meant and not reading.teams and not reading.orgs else _filter(index, reading)
    if wanted is None and not (reading.orgs and reading.frame.type == "result"):
        return Found(np.array([], np.int64), None)
    if wanted is None:
        return _of_place(index, reading)
    found_ = Found(facts(index, wanted).numbers, wanted)
    if wanted.change == "none" and not len(found_.numbers):  # a change is better than nothing
        found_ = Found(facts(index, replace(wanted, change=None)).numbers, replace(wanted, change=None))
    if not len(found_.numbers) and (year := whole_year(reading)) and not reading.scope.campaigns:
        return _of_year(index, reading, year)
    if reading.orgs and reading.frame.type == "result" and not len(found_.numbers):
        return _of_place(index, reading)
    return found_


def whole_year(reading: Reading) -> str | None:
    """Return the year that a question is limited to, None where it is another time or none."""
    period = reading.period
    return period.since if period and period.since == period.until and len(period.since or "") == 4 else None


def _of_year(index: RelationIndex, reading: Reading, year: str) -> Found:
    """Return the facts of the campaigns of a year, where none is dated in it: many have no date of their own."""
    named = (index.entities.id(number).partition("/")[2] for number in index.entities.of_kind("campaign"))
    keys = tuple(key for key in named if key.endswith(f"-{year}"))
    if not keys:
        return Found(np.array([], np.int64), None)
    found_ = _stated(index, replace(reading, scope=replace(reading.scope, period=None, campaigns=keys)))
    return replace(found_, by_year=True)


def _of_place(index: RelationIndex, reading: Reading) -> Found:
    """Return the results counted over the place of a body, where none is said to be the body's."""
    codes = tuple(dict.fromkeys(org.removeprefix("org/").partition("-")[0] for org in reading.orgs))
    found_ = _stated(index, replace(reading, orgs=(), scope=replace(reading.scope, places=codes)))
    return replace(found_, by_place=True)


def _filter(index: RelationIndex, reading: Reading) -> FactFilter | None:
    """Return the filter for a reading's facts, None where nothing can fit."""
    types = tuple(reading.frame.type.split(",")) if reading.frame.type else ()
    actors, objects = _actors(index, reading), _objects(index, reading, types[0] if types else None)
    if (reading.orgs and not (actors or objects)) or objects == ("",):
        return None
    scope, period = reading.scope, reading.period
    campaigns = () if reading.teams else _known(index, scope.campaigns)
    if scope.campaigns and not reading.teams and not campaigns:
        return None
    wanted = FactFilter(
        types=types,
        actors=actors,
        objects=objects,
        places=tuple(code for code in scope.places if code != COUNTRY),
        scopes=(COUNTRY,) if types == ("result",) and (COUNTRY in scope.places or _national(reading)) else (),
        campaigns=campaigns,
        statuses=_statuses(reading),
        change=reading.change or ("none" if reading.frame.name == "number" else None),
        limits=Limits(since=period.since if period else None, until=period.until if period else None),
    )
    return _named(index, reading, wanted)


def _national(reading: Reading) -> bool:
    """Whether totals of each year are asked for: those of the whole country."""
    return reading.frame.name == "by-year" and "total" in reading.nouns and not reading.scope.places


def _statuses(reading: Reading) -> tuple[str, ...]:
    """Return the statuses that count: the one named; what is only planned is not counted among the most."""
    if reading.status:
        return (reading.status,)
    return ("done", "underway") if "most" in reading.flags else ()


def _known(index: RelationIndex, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the campaigns that any fact names."""
    kept = []
    for key in keys:
        try:
            kept += [key] if len(names.campaigns(index, key)) else []
        except ValueUnknown:
            continue
    return tuple(kept)


def _actors(index: RelationIndex, reading: Reading) -> tuple[str, ...]:
    """Return who acts: teams, or bodies that facts name."""
    if reading.frame.name == "told":
        return ()
    orgs = tuple(org for org in _bodies(reading.orgs) if index.entities.number(org) is not None)
    return tuple(team.id for team in reading.teams) + orgs


def _bodies(orgs: Sequence[str]) -> list[str]:
    """Return bodies, for the police of a place each of its bodies."""
    found: list[str] = []
    for org in orgs:
        code, _, kind = org.removeprefix("org/").partition("-")
        found += [f"org/{code}-{one}" for one in POLICE] if kind == POLICE[0] else [org]
    return found


def _objects(index: RelationIndex, reading: Reading, kind: str | None) -> tuple[str, ...]:
    """Return what is acted on: a metric, all operations of a name, bodies that are told; `("",)`: one that no fact names."""
    if reading.metric is not None:
        wanted = reading.metrics or (reading.metric,)
        return tuple(one for one in wanted if index.entities.number(one) is not None) or ("",)
    if kind in _THINGS and reading.names:
        things = [n for name in reading.names for n in _with_name(index, f"{_THINGS[kind]}/{name}@")]
        return tuple(things) or ("",)
    if reading.frame.name == "told" and reading.orgs:
        return tuple(o for o in _bodies(reading.orgs) if index.entities.number(o) is not None)
    return ()


def _with_name(index: RelationIndex, beginning: str) -> list[str]:
    """Return entities whose ids begin so; those of a kind adjoin in the order of ids."""
    kept, at = [], index.entities.place(beginning)
    while at < len(index.entities) and index.entities.id(at).startswith(beginning):
        kept.append(index.entities.id(at))
        at += 1
    return kept


def _named(index: RelationIndex, reading: Reading, wanted: FactFilter) -> FactFilter | None:
    """Return a filter that also asks for the office or the kind of meeting that is named."""
    role = wanted.types == ("role",)
    fits = office(reading) if role else _meeting(reading) if wanted.types == ("meeting",) else None
    if fits is None:
        return wanted
    said = index.lines.values("role" if role else "name", facts(index, wanted).numbers)
    kept = tuple(sorted({name for name in said if name and fits(name)}))
    if not kept:
        return None
    return replace(wanted, named=kept)


def _meeting(reading: Reading) -> Callable[[str], bool] | None:
    """Return what tells whether a meeting is of the kind asked for: its name has the words."""
    return (lambda name: any(part in name for part in reading.names)) if reading.names else None
