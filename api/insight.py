"""Insight: what the answers about coverage, totals and figures look like, for the OpenAPI page only."""

from pydantic import BaseModel

from api.models import FactModel, Page
from graph.questions.agreement import Agreement
from graph.questions.coverage import Total
from graph.questions.sources import Story
from graph.questions.sums import SumCheck
from graph.questions.totals import Check


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


class ToldModel(BaseModel):
    """A story that states it: its first article, and the article of it that states it first, with the sentence."""

    story: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    articles: int
    article: str
    fact: str
    quote: str


class SourceModel(BaseModel):
    """A fact, and who states the same: stories, articles, the earliest article, up to 20 of the stories."""

    fact: FactModel
    stories: int
    articles: int
    earliest: str
    told: list[ToldModel]


class SourcesModel(BaseModel):
    """One answer a fact, in the order asked."""

    items: list[SourceModel]


class StoryPage(BaseModel):
    """Stories, those told most often first."""

    items: list[Story]
    next: str | None
    total: int
