"""Insight: what the answers about coverage, totals and figures look like, for the OpenAPI page only."""

from typing import Any, Final

from pydantic import BaseModel

from api import examples
from api.models import FactModel, Page
from graph.questions.coverage import STATES, Total

_TEAM: Final[str] = examples.TEAM["id"]


class CoverageModel(BaseModel):
    """Teams by the divisions of a place; cell i is `state[i]` of `teams[row[i]]` in `places[column[i]]`.

    Cells that are not listed are `none found` in `articles[row]` articles, `naming[row]` of which name the team.
    """

    within: str
    teams: list[str]
    team_labels: list[str]
    campaigns: list[str | None]
    articles: list[int]
    naming: list[int]
    places: list[str]
    place_labels: list[str]
    row: list[int]
    column: list[int]
    state: list[str]
    reported: list[int]
    planned: list[int]
    denied: list[int]
    stories: list[int]
    totals: list[Total]
    states: list[str]


class LookedThrough(BaseModel):
    """An article that was looked through, and whether it names the team and the place."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    story: str
    names_team: bool
    names_place: bool


class CellModel(BaseModel):
    """A team in a place: the facts that say so, the totals that it lies in, the articles that were looked through."""

    teams: list[str]
    team_label: str
    place: str
    place_label: str
    state: str
    facts: Page[FactModel]
    totals: list[FactModel]
    stories: int
    articles: Page[LookedThrough]


COVERAGE: Final[dict[str, Any]] = {
    "within": "place/100000",
    "teams": [_TEAM],
    "team_labels": ["公安部第九督察组"],
    "campaigns": ["summer-policing-2022"],
    "articles": [28],
    "naming": [3],
    "places": ["place/520000", "place/640000"],
    "place_labels": ["贵州省", "宁夏回族自治区"],
    "row": [0],
    "column": [1],
    "state": ["reported"],
    "reported": [2],
    "planned": [0],
    "denied": [0],
    "stories": [2],
    "totals": [],
    "states": list(STATES),
}
LOOKED: Final[dict[str, Any]] = {
    "id": "2022-08-03-ningxia",
    "title": "公安部第九督察组赴宁夏开展“百日行动”督察",
    "publisher": "中国警察网",
    "published": "2022-08-03",
    "url": None,
    "story": "2022-08-03-ningxia",
    "names_team": True,
    "names_place": False,
}
CELL: Final[dict[str, Any]] = {
    "teams": [_TEAM],
    "team_label": "公安部第九督察组",
    "place": "place/520000",
    "place_label": "贵州省",
    "state": "none found",
    "facts": examples.page(),
    "totals": [],
    "stories": 1,
    "articles": examples.page(LOOKED),
}
