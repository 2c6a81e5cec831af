"""Teams: each with what it did, and one team with its places, heads and statements."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.index import names
from graph.index.coding import NONE
from graph.index.days import dates
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.index.tallies import Tally, tallied
from graph.index.tally import different, earliest, latest
from ontology.errors import NotFound
from ontology.wire import Line


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """A team in numbers; `places`, `first` and `last` are those of its inspections."""

    id: str
    label: str
    campaign: str | None
    inspections: int
    places: int
    articles: int
    stories: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class PlaceOfTeam:
    """A place that a team inspected, with the facts that say so."""

    id: str
    code: str
    label: str
    count: int
    stories: int
    first: str | None
    last: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team: its places, most reported first, the offices held in it, and what else names it."""

    summary: TeamSummary
    sent_by: tuple[str, ...]
    terms: tuple[str, ...]
    places: tuple[PlaceOfTeam, ...]
    heads: tuple[Line, ...]
    facts: tuple[Line, ...]


def teams(index: RelationIndex, campaign: str | None = None) -> list[TeamSummary]:
    """Return all teams of a campaign or series (None: all), those with most inspections first."""
    summaries = index.remembered(_all)
    if campaign is not None:
        wanted = {index.entities.id(n).partition("/")[2] for n in names.campaigns(index, campaign)}
        summaries = [team for team in summaries if team.campaign in wanted]
    return list(summaries)


def _all(index: RelationIndex) -> list[TeamSummary]:
    summaries = _summaries(index, index.entities.of_kind("team"))
    return sorted(summaries, key=lambda team: (-team.inspections, team.id))


def team(index: RelationIndex, team_id: str) -> TeamView:
    """Return one team by its id, with or without `team/`. Raises NotFound."""
    number = index.entities.number("team/" + team_id.removeprefix("team/"))
    if number is None:
        raise NotFound(f"No team has the id {team_id!r}; see the list of teams.")
    named = index.naming([number])
    lines = index.facts(np.setdiff1d(named, index.among(named, "inspection"), assume_unique=True))
    return TeamView(
        summary=_summaries(index, range(number, number + 1))[0],
        sent_by=_different(line["sent_by"] for line in lines if line["type"] == "team"),
        terms=_different(line["term"] for line in lines if line["type"] == "team"),
        places=tuple(_places(index, number)),
        heads=tuple(line for line in lines if line["type"] == "role"),
        facts=tuple(line for line in lines if line["type"] != "role"),
    )


def _summaries(index: RelationIndex, numbers: range) -> list[TeamSummary]:
    """Count for teams whose numbers adjoin."""
    columns, size = index.columns, len(numbers)
    facts, team = index.named_by(numbers)
    done = columns.type[facts] == TYPES.index("inspection")
    visits, visitor = facts[done], team[done]
    counts = (
        np.bincount(visitor, minlength=size),
        different(visitor, columns.place[visits], size),
        different(team, columns.article[facts], size),
        different(team, index.story(facts), size),
    )
    spans = earliest(visitor, columns.start[visits], size), latest(visitor, columns.end[visits], size)
    numbered = np.arange(numbers.start, numbers.stop)
    ids = index.entities.names(numbered)
    rows = zip(
        ids,
        index.entities.called(numbered),
        (id_.partition("@")[2] or _campaign(index, number) for id_, number in zip(ids, numbers, strict=True)),
        *(count.tolist() for count in counts),
        *map(dates, spans),
        strict=True,
    )
    return [TeamSummary(*row) for row in rows]


def _campaign(index: RelationIndex, number: int) -> str | None:
    """Return the key of the campaign that most facts of a team name."""
    found = index.columns.campaign[index.naming([number])]
    found = found[found != NONE]
    if not len(found):
        return None
    return index.entities.id(int(np.bincount(found).argmax())).partition("/")[2]


def _places(index: RelationIndex, number: int) -> list[PlaceOfTeam]:
    visits = index.naming([number], "inspection")
    visits = visits[index.columns.actor[visits] == number]
    return [_place(tally) for tally in tallied(index, visits, index.columns.place[visits])]


def _place(tally: Tally) -> PlaceOfTeam:
    code = tally.id.partition("/")[2]
    return PlaceOfTeam(
        tally.id, code, tally.label, tally.count, tally.stories, tally.first, tally.last, facts=tally.facts
    )


def _different(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
