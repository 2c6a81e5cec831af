"""Coverage: which team was in which place, what is planned or only inside a total, and where nothing was found.

A cell that is not listed is `none found`: no article in the workspace says it, which never means that it did not happen.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.columns import numbered
from graph.figures.stated import numbers, words
from graph.figures.wholes import NOT_COUNTED, below, is_counted, is_whole
from graph.index import names
from graph.index.coding import NONE, Ints, distinct
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.tally import different
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

STATES: Final = ("reported", "planned", "counted", "denied", "none found")
"""What a cell is, the first that holds."""
_SAID: Final = {
    "reported": (STATUSES.index("done"), STATUSES.index("underway")),
    "planned": (STATUSES.index("planned"),),
    "denied": (STATUSES.index("denied"),),
}


@dataclass(frozen=True, slots=True)
class Total:
    """A total that a team's articles state without names: `count` of `unit` inside `place`, by the fact `fact`.

    `whole` says that no division is left out, so that each of them is counted; of “15个省” nobody can say which.
    """

    team: str
    count: int
    unit: str
    place: str
    whole: bool
    fact: str


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Teams by the divisions of a place. Cell i is `state[i]` of `teams[row[i]]` in `places[column[i]]`.

    `reported[i]`, `planned[i]` and `denied[i]` count facts, `stories[i]` their independent stories. All other cells are
    `none found` in `articles[row]` articles, those of the team's campaign; `naming[row]` of them name the team.
    The place itself is the last column where facts name it and no division of it.
    """

    within: str
    teams: list[str]
    team_labels: list[str]
    campaigns: list[str | None]
    articles: Ints
    naming: Ints
    places: list[str]
    place_labels: list[str]
    row: Ints
    column: Ints
    state: list[str]
    reported: Ints
    planned: Ints
    denied: Ints
    stories: Ints
    totals: tuple[Total, ...]
    states: tuple[str, ...] = STATES


def coverage(
    index: RelationIndex, team: str | None = None, place: str | None = None, limits: Limits = EVERYTHING
) -> Coverage:
    """Return the teams of a campaign (or one team) by the divisions directly below a place (default: provinces).

    Teams and places are ids, codes or names. Raises ValueUnknown for what nobody knows.
    """
    return index.remembered(_made, team, names.place_code(place) if place else COUNTRY, limits)


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Rows are teams (entity numbers), columns codes; `column_of[e]` is the column of entity e, NONE outside."""

    teams: Ints
    codes: list[str]
    column_of: Ints

    @property
    def cells(self) -> int:
        return len(self.teams) * len(self.codes)

    def keys(self, team: Ints, column: Ints) -> Ints:
        """Return cells by number; all teams have to be rows."""
        return np.searchsorted(self.teams, team) * len(self.codes) + column


def _made(index: RelationIndex, team: str | None, code: str, limits: Limits) -> Coverage:
    teams = _teams(index, team, limits)
    visits = within(index, "inspection", limits, entities=None if team is None else teams).numbers
    visits = visits[np.isin(index.columns.actor[visits], teams)]
    grid = _grid(index, teams, code, visits)
    counts, stories = _counts(index, grid, visits, limits.stories)
    totals, counted = _totals(index, grid, code, limits)
    state = np.full(grid.cells, STATES.index("none found"))
    for name in ("denied", "counted", "planned", "reported"):
        state[counted if name == "counted" else counts[name] > 0] = STATES.index(name)
    cells = np.flatnonzero(state != STATES.index("none found"))
    campaigns, articles, naming = _looked_through(index, teams)
    return Coverage(
        within=f"place/{code}",
        teams=index.entities.names(teams),
        team_labels=index.entities.called(teams),
        campaigns=campaigns,
        articles=articles,
        naming=naming,
        places=[f"place/{one}" for one in grid.codes],
        place_labels=[load_gazetteer().path(one) for one in grid.codes],
        row=cells // max(len(grid.codes), 1),
        column=cells % max(len(grid.codes), 1),
        state=np.array(STATES)[state[cells]].tolist(),
        reported=counts["reported"][cells],
        planned=counts["planned"][cells],
        denied=counts["denied"][cells],
        stories=stories[cells],
        totals=totals,
    )


def _teams(index: RelationIndex, team: str | None, limits: Limits) -> Ints:
    """Return the teams that facts of the campaign name, ascending."""
    if team is not None and limits.campaign is None:
        known = names.teams(index, team)
        return known[index.postings.role("actor").counts(known) > 0]
    named = index.entities.of_kind("team")
    actors = index.columns.actor
    if limits.campaign is not None:
        actors = actors[np.isin(index.columns.campaign, names.campaigns(index, limits.campaign))]
    found = distinct(actors[(actors >= named.start) & (actors < named.stop)].astype(np.int64))
    return found if team is None else np.intersect1d(found, names.teams(index, team))


def _grid(index: RelationIndex, teams: Ints, code: str, visits: Ints) -> _Grid:
    """Lay the grid out: the divisions below a place, in the country those of 31 and others that visits name."""
    visited = distinct(index.columns.place[visits].astype(np.int64))
    inside = index.entities.inside(code)
    wanted = np.intersect1d(visited, inside)
    column_of = np.full(len(index.entities) + 1, NONE, np.int64)  # the last one is NONE's own
    codes = [one for one in below(code) if code != COUNTRY or one not in NOT_COUNTED]
    if code == COUNTRY:
        provinces = index.entities.province[wanted]
        others = {str(one) if one != NONE else COUNTRY for one in np.unique(provinces).tolist()}
    else:
        others = {_division(index.entities.id(n), code) for n in wanted.tolist()}
    codes = sorted({*codes, *others} - {code}) + ([code] if code in others else [])
    for at, one in enumerate(codes):
        itself = one == code
        column_of[index.entities.place(f"place/{one}") if itself else index.entities.inside(one)] = at
    return _Grid(teams, codes, column_of)


def _division(place: str, above: str) -> str:
    """Return the code directly below `above` that contains a place, or its own."""
    code = place.partition("/")[2]
    lineage = (code, *load_gazetteer().ancestors(code))
    return lineage[max(lineage.index(above) - 1, 0)]


def _counts(index: RelationIndex, grid: _Grid, visits: Ints, least: int) -> tuple[dict[str, Ints], Ints]:
    """Count facts a cell by what they say, those cells with enough stories, and the stories of all."""
    columns = index.columns
    column = grid.column_of[columns.place[visits]]
    visits, column = visits[column != NONE], column[column != NONE]
    keys = grid.keys(columns.actor[visits], column)
    counts: dict[str, Ints] = {}
    for name, statuses in _SAID.items():
        said = np.isin(columns.status[visits], statuses)
        counts[name] = np.bincount(keys[said], minlength=grid.cells)
        if least > 1:
            counts[name][different(keys[said], index.story(visits[said]), grid.cells) < least] = 0
    return counts, different(keys, index.story(visits), grid.cells)


def _totals(index: RelationIndex, grid: _Grid, code: str, limits: Limits) -> tuple[tuple[Total, ...], Ints]:
    """Return the different totals that the teams' articles state here, and which cells lie inside one."""
    counted = np.zeros((len(grid.teams), len(grid.codes)), bool)
    facts = within(index, "coverage", limits).numbers
    actor, place = index.columns.actor, index.columns.place
    facts = facts[np.isin(actor[facts], grid.teams) & np.isin(place[facts], index.entities.inside(code))]
    how_many, units = numbers(index, facts, "count"), words(index, facts, "unit")
    _, first = np.unique(numbered(actor[facts], how_many, units.codes, place[facts]), return_index=True)
    rows = np.searchsorted(grid.teams, actor[facts[first]]).tolist()
    marks: dict[tuple[str, str, float], list[bool]] = {}
    found: list[Total] = []
    for row, fact, count, unit, name in zip(
        rows,
        facts[first].tolist(),
        how_many[first].tolist(),
        units.codes[first].tolist(),
        index.lines.ids(facts[first]),
        strict=True,
    ):
        inside, called = index.entities.id(place[fact]), units.values[unit] if unit != NONE else ""
        key = inside, called, count
        if key not in marks:
            marks[key] = [is_counted(one, *key) for one in grid.codes]
        counted[row] |= marks[key]
        team = index.entities.id(int(actor[fact]))
        found.append(Total(team, int(count), called, inside, is_whole(*key), name))
    return tuple(found), counted.ravel()


def _speaking(index: RelationIndex) -> Ints:
    """Count the articles that speak of each campaign."""
    columns, named = index.columns, index.entities.of_kind("campaign")
    spoken = np.flatnonzero(columns.campaign != NONE)
    return different(columns.campaign[spoken] - named.start, columns.article[spoken], len(named))


def _looked_through(index: RelationIndex, teams: Ints) -> tuple[list[str | None], Ints, Ints]:
    """Return each team's campaign, how many articles speak of the campaign, and how many name the team."""
    columns = index.columns
    named = index.entities.of_kind("campaign")
    of_campaign = index.remembered(_speaking)
    at = np.full(len(index.entities) + 1, NONE, np.int64)
    at[teams] = np.arange(len(teams))
    facts = index.postings.role("actor").gathered(teams) if len(teams) else np.empty(0, np.int64)
    naming = different(at[columns.actor[facts]], columns.article[facts], len(teams))
    keys = [name.partition("@")[2] for name in index.entities.names(teams)]
    known = {key: index.entities.number(f"campaign/{key}") if key else None for key in set(keys)}
    number = [known[key] for key in keys]
    campaigns = [key if n is not None else None for key, n in zip(keys, number, strict=True)]
    looked = np.array([0 if n is None else of_campaign[n - named.start] for n in number], np.int64)
    return campaigns, np.maximum(looked, naming), naming
