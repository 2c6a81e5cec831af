"""Teams: each with what it did, and one team with its places, heads and statements."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.days import NO_DAY, written
from graph.index.edges import KINDS
from graph.index.relation import RelationIndex
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
    summaries = [_summary(index, number) for number in index.entities.of_kind("team")]
    if campaign is not None:
        wanted = {index.entities.id(n).partition("/")[2] for n in names.campaigns(index, campaign)}
        summaries = [team for team in summaries if team.campaign in wanted]
    return sorted(summaries, key=lambda team: (-team.inspections, team.id))


def team(index: RelationIndex, team_id: str) -> TeamView:
    """Return one team by its id, with or without `team/`. Raises NotFound."""
    number = index.entities.number("team/" + team_id.removeprefix("team/"))
    if number is None:
        raise NotFound(f"No team has the id {team_id!r}; see the list of teams.")
    named = index.naming([number])
    lines = index.facts(np.setdiff1d(named, index.among(named, "inspection"), assume_unique=True))
    return TeamView(
        summary=_summary(index, number),
        sent_by=_different(line["sent_by"] for line in lines if line["type"] == "team"),
        terms=_different(line["term"] for line in lines if line["type"] == "team"),
        places=tuple(_places(index, number)),
        heads=tuple(line for line in lines if line["type"] == "role"),
        facts=tuple(line for line in lines if line["type"] != "role"),
    )


def _summary(index: RelationIndex, number: int) -> TeamSummary:
    entity, columns = index.entities[number], index.columns
    named = index.naming([number])
    done = index.among(named, "inspection")
    return TeamSummary(
        id=entity.id,
        label=entity.label,
        campaign=entity.id.partition("@")[2] or _campaign(index, named),
        inspections=len(done),
        places=len(np.unique(columns.place[done])),
        articles=len(np.unique(columns.article[named])),
        stories=len(np.unique(index.story(named))),
        first=_first(columns.start[done]),
        last=written(columns.end[done].max(initial=NO_DAY)),
    )


def _campaign(index: RelationIndex, facts: Ints) -> str | None:
    """Return the key of the campaign that most of the facts name."""
    found = index.columns.campaign[facts]
    found = found[found != NONE]
    return index.entities.id(int(np.bincount(found).argmax())).partition("/")[2] if len(found) else None


def _places(index: RelationIndex, number: int) -> list[PlaceOfTeam]:
    edges = index.edges
    at = edges.ends[edges.ends_from[number] : edges.ends_from[number + 1]]
    inspected = at[(edges.kind[at] == KINDS.index("inspected")) & (edges.source[at] == number)]
    return [_place(index, edge) for edge in inspected.tolist()]


def _place(index: RelationIndex, edge: int) -> PlaceOfTeam:
    edges, entity = index.edges, index.entities[index.edges.target[edge]]
    shown = edges.shown[edges.shown_from[edge] : edges.shown_from[edge + 1]]
    return PlaceOfTeam(
        id=entity.id,
        code=entity.id.partition("/")[2],
        label=entity.label,
        count=int(edges.facts[edge]),
        stories=int(edges.stories[edge]),
        first=written(edges.first[edge]),
        last=written(edges.last[edge]),
        facts=tuple(index.lines.ids(shown)),
    )


def _first(days: Ints) -> str | None:
    dated = days[days != NO_DAY]
    return written(dated.min()) if len(dated) else None


def _different(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
