"""Round to round, and who states the same: independent stories."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.answers import answer, answers, place_of, stretch_of
from api.dependencies import IndexDep
from api.insight import SourcesModel, StoryPage
from api.insight_examples import ROUNDS, SOURCES, STORIES
from api.queries import PAGE, Cursor, Limit
from graph.index.select import MOST
from graph.questions.rounds import Rounds, rounds
from graph.questions.sources import sources, stories

router = APIRouter(prefix="/v1", tags=["Insight"])
OneCampaign = Annotated[
    str, Query(min_length=1, description="A campaign: key or label.", examples=["summer-policing-2022"])
]
Facts = Annotated[
    list[str], Query(alias="fact", min_length=1, description="A fact's id; several are answered in order.")
]
Least = Annotated[int, Query(ge=1, le=MOST, description="Articles that tell the story, at least.")]
Most = Annotated[int, Query(ge=1, le=MOST, description="Of each section at most.")]


@router.get("/rounds", summary="Two campaigns compared", responses=answers(Rounds, example=ROUNDS))
async def show_rounds(index: IndexDep, a: OneCampaign, b: OneCampaign, *, limit: Most = 100) -> Response:
    """Show what the second campaign adds and drops: provinces, teams, heads, measures, and metrics up and down."""
    return answer(await run_in_threadpool(rounds, index, a, b, limit))


@router.get("/sources", summary="Who states the same", responses=answers(SourcesModel, 404, example=SOURCES))
async def list_sources(index: IndexDep, facts: Facts) -> Response:
    """List for each fact the independent stories that state the same, the earliest first; reprints are one story."""
    return answer({"items": await run_in_threadpool(sources, index, facts)})


@router.get("/stories", summary="Stories told more than once", responses=answers(StoryPage, example=STORIES))
async def list_stories(index: IndexDep, *, articles: Least = 2, cursor: Cursor = None, limit: Limit = PAGE) -> Response:
    """List articles with the same words as stories, each by the article that was published first."""
    first = place_of(cursor)
    found = await run_in_threadpool(stories, index, articles, first, limit)
    return answer(stretch_of(found.items, first, found.total))
