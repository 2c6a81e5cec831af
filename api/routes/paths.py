"""Entities one by one and two by two: a timeline, shortest paths, shared facts."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import answer, answers, as_file, fact_page, facts
from api.dependencies import IndexDep
from api.models import FactModel, Page, PathModel, Ranking, TimelineModel
from api.queries import PAGE, Cursor, Limit, LimitsDep
from graph.export.formats import FORMATS
from graph.questions.paths import MOST, paths
from graph.questions.shared import shared
from graph.questions.timeline import timeline

router = APIRouter(prefix="/v1", tags=["Diagrams"])
_TEAM, _PLACE = "team/mps-supervision-9@summer-policing-2022", "place/640000"
Entity = Annotated[str, Query(min_length=1, description="An entity, by id.", examples=[_TEAM, _PLACE])]
From = Annotated[str, Query(alias="from", min_length=1, description="Where paths start, by id.", examples=[_TEAM])]
To = Annotated[str, Query(alias="to", min_length=1, description="Where paths end, by id.", examples=[_PLACE])]
One = Annotated[str, Query(min_length=1, description="The one entity, by id.", examples=[_TEAM])]
Other = Annotated[str, Query(min_length=1, description="The other entity, by id.", examples=[_PLACE])]
Most = Annotated[int, Query(ge=1, le=MOST, description="Paths at most.")]
Hubs = Annotated[bool, Query(description="Whether paths lead through campaigns and metrics, which join nearly all.")]


@router.get(
    "/timeline",
    summary="When an entity was named",
    responses=answers(TimelineModel, 404, example=examples.TIMELINE, files=FORMATS),
)
async def show_timeline(
    index: IndexDep, entity: Entity, limits: LimitsDep, *, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """Show the facts on an entity by month, oldest first, and a page of them, newest first; a place means all inside."""
    found = timeline(index, entity, limits)
    if (file := as_file(index, found.facts)) is not None:
        return file
    return answer(
        {
            "id": found.id,
            "label": found.label,
            "months": [{"month": month, "count": count} for month, count in found.months],
            "undated": found.undated,
            "facts": fact_page(index, found.facts, cursor, limit),
        }
    )


@router.get(
    "/paths",
    summary="How two entities hang together",
    responses=answers(Ranking[PathModel], 404, example={"items": [examples.PATH]}),
)
async def list_paths(index: IndexDep, source: From, target: To, *, limit: Most = 3, hubs: Hubs = False) -> Response:
    """List shortest paths between two entities, each step with its sentences; none if they are far apart."""
    found = await run_in_threadpool(paths, index, source, target, limit=limit, hubs=hubs)
    return answer({"items": found})


@router.get(
    "/shared",
    summary="Facts that name both of two entities",
    responses=answers(Page[FactModel], 404, example=examples.page(examples.INSPECTION), files=FORMATS),
)
async def list_shared(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep, a: One, b: Other, limits: LimitsDep, *, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List what two entities have in common, newest first, undated last; a place means all inside it."""
    return facts(index, shared(index, a, b, limits), cursor, limit)
