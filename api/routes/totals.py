"""Announced totals beside what is known of them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.answers import answer, answers, place_of, stretch_of
from api.dependencies import IndexDep
from api.insight import CheckPage, SumPage
from api.insight_examples import CHECKS, SUMS
from api.queries import PAGE, Cursor, Limit, LimitsDep, Metric
from graph.questions.sums import sums
from graph.questions.totals import totals

router = APIRouter(prefix="/v1", tags=["Numbers"])
Kind = Annotated[Literal["teams", "places"] | None, Query(description="What the total counts; both if not given.")]
Most = Annotated[int, Query(ge=1, le=200, description="National figures at most.")]


@router.get("/totals", summary="Announced totals checked", responses=answers(CheckPage, example=CHECKS))
async def list_totals(
    index: IndexDep, limits: LimitsDep, *, kind: Kind = None, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List announced totals of teams and places: stated, known, difference, and what is missing where it can be told."""
    first = place_of(cursor)
    found = await run_in_threadpool(totals, index, kind, limits, first, limit)
    return answer(stretch_of(found.items, first, found.total))


@router.get("/sums", summary="National figures against provinces", responses=answers(SumPage, example=SUMS))
async def list_sums(
    index: IndexDep, limits: LimitsDep, *, metric: Metric = None, cursor: Cursor = None, limit: Most = 20
) -> Response:
    """List national figures with the sum of what provinces report over the same window, and the provinces missing."""
    first = place_of(cursor)
    found = await run_in_threadpool(sums, index, metric, limits, first, limit)
    return answer(stretch_of(found.items, first, found.total))
