"""Insight: what the answers about coverage, totals and figures look like, for the OpenAPI page only."""

from typing import Any, Final

from pydantic import BaseModel

from api import examples
from api.models import FactModel, Page
from graph.figures.labels import LABELS
from graph.questions.agreement import Agreement
from graph.questions.coverage import STATES, Total
from graph.questions.sums import SumCheck
from graph.questions.totals import Check

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


class AgreementPage(BaseModel):
    """Measures that stories speak of; `labels` counts how many of all have each label."""

    items: list[Agreement]
    next: str | None
    total: int
    labels: dict[str, int]


class CheckPage(BaseModel):
    """Announced totals, those that most stories tell first."""

    items: list[Check]
    next: str | None
    total: int


class SumPage(BaseModel):
    """National figures with provinces' beside them."""

    items: list[SumCheck]
    next: str | None
    total: int


_FIGURE: Final[dict[str, Any]] = {
    "fact": "8f21d9094c209f7ed6e2",
    "metric": "破获刑事案件",
    "metric_id": "criminal-cases-solved",
    "value": 269800.0,
    "low": 269800.0,
    "high": 269800.0,
    "unit": "起",
    "stated_value": 269800,
    "stated_unit": "起",
    "modifier": "exact",
    "change": None,
    "part": False,
    "window": {"kind": "as_of", "since": None, "until": "2022-07-31", "says": "up to 2022-07-31"},
    "scope": "全国",
    "scope_code": "100000",
    "campaign": "summer-policing-2022",
    "agency": "全国公安机关",
    "status": "done",
    "article": "2022-08-05-mps-first-month",
    "published": "2022-08-05",
    "quote": "到7月底全国公安机关已破获刑事案件26.98万起",
    "stories": 1,
    "articles": 1,
    "facts": ["8f21d9094c209f7ed6e2"],
}
_ROUNDED: Final[dict[str, Any]] = _FIGURE | {
    "fact": "002ac38f0f2cfa0dffcb",
    "value": 270000.0,
    "low": 270000.0,
    "high": 280000.0,
    "stated_value": 270000,
    "modifier": "over",
    "article": "2022-08-26-mps-press-conference",
    "published": "2022-08-28",
    "quote": "全国公安机关破获刑事案件27万余起",
    "facts": ["002ac38f0f2cfa0dffcb"],
}
_MEASURE: Final[dict[str, Any]] = {
    "metric": "metric/criminal-cases-solved",
    "label": "破获刑事案件",
    "scope": "全国",
    "scope_code": "100000",
    "campaign": "summer-policing-2022",
    "unit": "起",
}
AGREEMENTS: Final[dict[str, Any]] = {
    "items": [
        _MEASURE
        | {
            "stories": 2,
            "articles": 2,
            "labels": ["rounds to"],
            "stated": 2,
            "statements": [_FIGURE, _ROUNDED],
            "pairs": [{"one": 0, "other": 1, "label": "rounds to", "reasons": []}],
        }
    ],
    "next": None,
    "total": 1,
    "labels": dict.fromkeys(LABELS, 0) | {"rounds to": 1},
}
SERIES: Final[dict[str, Any]] = {
    "items": [
        _MEASURE
        | {
            "words": "破获刑事案件",
            "change": None,
            "part": False,
            "window": "as_of",
            "days": None,
            "comparable": True,
            "reasons": [],
            "differs": [],
            "total": 2,
            "points": [_FIGURE, _ROUNDED],
        }
    ],
    "total": 1,
}
COMPARISON: Final[dict[str, Any]] = {
    "one": _FIGURE,
    "other": _ROUNDED,
    "label": "rounds to",
    "reasons": [],
    "says": [],
    "least": 200.0,
    "most": 10200.0,
}
CHECKS: Final[dict[str, Any]] = examples.page(
    {
        "kind": "teams",
        "who": "team/mps-supervision@summer-policing-2022",
        "who_label": "公安部督察组",
        "campaign": "summer-policing-2022",
        "stated": 2,
        "unit": "组",
        "place": None,
        "place_label": None,
        "known": [{"id": _TEAM, "label": "公安部第九督察组"}],
        "planned": [],
        "difference": 1,
        "missing": None,
        "verdict": "fewer known",
        "stories": 3,
        "articles": 3,
        "facts": ["4c81e0b7d92f4a6b8a35"],
        "said": examples.COMMON | {"id": "4c81e0b7d92f4a6b8a35", "type": "team", "rule": "team.count"},
    }
)
SUMS: Final[dict[str, Any]] = examples.page(
    {
        "metric": "metric/criminal-cases-solved",
        "label": "破获刑事案件",
        "campaign": "summer-policing-2022",
        "national": _FIGURE,
        "parts": [{"scope_code": "360000", "label": "江西省", "low": 17000, "high": 18000, "statements": [_FIGURE]}],
        "low": 17000,
        "high": 18000,
        "least": 251800,
        "most": 252800,
        "missing": ["place/110000"],
        "missing_labels": ["北京市"],
        "left_out": [],
        "verdict": "fewer known",
        "reasons": [],
    }
)
