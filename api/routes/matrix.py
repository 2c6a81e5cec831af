"""All teams and provinces at once: the matrix, and the communities that it makes."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import answer, answers, drawing
from api.dependencies import IndexDep
from api.models import MatrixModel, Ranking
from api.queries import LimitsDep
from graph.export.table import TABLES
from graph.questions.communities import Community, communities
from graph.questions.connected import MOST, Connected, connected
from graph.questions.matrix import matrix

router = APIRouter(prefix="/v1", tags=["Diagrams"])
Bond = Annotated[Literal["teams", "measures", "targets"], Query(description="What joins two provinces.")]
Kind = Annotated[
    str, Query(min_length=1, description="The kind of entity; persons are not ranked.", examples=["team", "org"])
]
Most = Annotated[int, Query(ge=1, le=MOST, description="Entities at most.")]


@router.get(
    "/matrix", summary="Teams by provinces", responses=answers(MatrixModel, example=examples.MATRIX, files=TABLES)
)
async def show_matrix(index: IndexDep, limits: LimitsDep) -> Response:
    """Show how often each team was in each province, as columns; cells without inspections are left out."""
    return drawing(matrix(index, limits))


@router.get(
    "/communities",
    summary="Provinces that belong together",
    responses=answers(Ranking[Community], example={"items": [examples.COMMUNITY]}),
)
async def list_communities(index: IndexDep, limits: LimitsDep, *, by: Bond = "teams") -> Response:
    """List groups of provinces that share more teams, measures or targets with each other than with the rest."""
    return answer({"items": await run_in_threadpool(communities, index, by, limits)})


@router.get(
    "/connected",
    summary="The most connected entities",
    responses=answers(Ranking[Connected], example={"items": [examples.CONNECTED]}),
)
async def list_connected(index: IndexDep, kind: Kind, *, limit: Most = 50) -> Response:
    """List the entities of a kind that are joined to most others, then those that most facts name."""
    return answer({"items": connected(index, kind, limit)})
