"""One cell of the coverage: what is said of a team in a place, and the articles that were looked through."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.figures.stated import published
from graph.figures.wholes import is_counted
from graph.index import names
from graph.index.coding import NONE, Ints, distinct
from graph.index.mentions import STATUSES
from graph.index.narrow import EVERYTHING, Limits, label, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from ontology.wire import Line


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A team in a place: `state` as in the coverage, the inspections that say so, the totals that it lies in.

    `articles` are the numbers of those looked through: all of the team's campaign and all that name the team. They come
    with those that name team and place first, then the team, then the place, then the rest, the newest first;
    `names_team` and `names_place` go with them.
    """

    teams: tuple[str, ...]
    team_label: str
    place: str
    place_label: str
    state: str
    facts: Selection
    totals: tuple[Line, ...]
    articles: Ints
    names_team: npt.NDArray[np.bool_]
    names_place: npt.NDArray[np.bool_]
    stories: int


def cell(index: RelationIndex, team: str, place: str, limits: Limits = EVERYTHING) -> Cell:
    """Return the cell of a team in a place with everything inside it; both are ids, codes or names.

    A team's name that several campaigns use means all of these teams. Raises ValueUnknown for what nobody knows.
    """
    teams, code = names.teams(index, team), names.place_code(place)
    inside = index.entities.inside(code)
    facts = told_by(index, within(index, "inspection", limits, entities=teams, places=inside).numbers, limits.stories)
    totals = tuple(
        line
        for line in index.facts(within(index, "coverage", limits, entities=teams).numbers)
        if line["place_code"] and is_counted(code, line["place_code"], line["unit"] or "", line["count"])
    )
    looked, by_team, by_place = _looked_through(index, teams, inside)
    return Cell(
        teams=tuple(index.entities.id(n) for n in teams.tolist()),
        team_label=index.entities.label(int(teams[0])),
        place=f"place/{code}",
        place_label=label(index, f"place/{code}"),
        state=_state(index, facts, bool(totals)),
        facts=Selection(len(facts), facts),
        totals=totals,
        articles=looked,
        names_team=by_team,
        names_place=by_place,
        stories=len(distinct(index.articles.story[looked])),
    )


def _state(index: RelationIndex, facts: Ints, counted: bool) -> str:
    said = {STATUSES[code] for code in np.unique(index.columns.status[facts]).tolist()}
    if said & {"done", "underway"}:
        return "reported"
    if "planned" in said:
        return "planned"
    return "counted" if counted else "denied" if said else "none found"


def _looked_through(
    index: RelationIndex, teams: Ints, inside: Ints
) -> tuple[Ints, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return the articles looked through, and which of them name the team, and the place."""
    columns = index.columns
    keys = {index.entities.id(n).partition("@")[2] for n in teams.tolist()}
    numbers = [number for key in keys if key and (number := index.entities.number(f"campaign/{key}")) is not None]
    of_campaign = np.zeros(len(index.articles), bool)
    of_campaign[columns.article[np.isin(columns.campaign, numbers) & (columns.campaign != NONE)]] = True
    by_team, by_place = np.zeros_like(of_campaign), np.zeros_like(of_campaign)
    by_team[columns.article[index.naming(teams)]] = True
    by_place[columns.article[index.naming(inside)]] = True
    looked = np.flatnonzero(of_campaign | by_team)
    order = np.lexsort((looked, -published(index)[looked], ~by_place[looked], ~by_team[looked]))
    looked = looked[order]
    return looked, by_team[looked], by_place[looked]
