"""Answers as diagrams: nodes and links with positions, colours and sizes, all in one shape (docs/diagram.md)."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import answers, drawing
from api.dependencies import IndexDep
from api.models import DiagramModel
from api.queries import LimitsDep
from api.routes.matrix import Bond
from api.routes.paths import From, Hubs, One, Other, To
from api.routes.paths import Most as Paths
from api.routes.search import Type
from graph.diagram import views
from graph.diagram.draw import Layout
from graph.export.formats import DRAWN
from graph.questions.neighborhood import DEEPEST, MOST

router = APIRouter(prefix="/v1/graph", tags=["Diagrams"])
Node = Annotated[
    str,
    Query(
        min_length=1,
        description="The entity to start from, by id.",
        examples=["campaign/summer-policing-2022", "team/mps-supervision-9@summer-policing-2022", "place/520000"],
    ),
]
Depth = Annotated[int, Query(ge=1, le=DEEPEST, description="Steps away from it.")]
Kinds = Annotated[
    list[str] | None,
    Query(description="Kinds of entity to keep; repeat it, or use commas.", examples=[["team", "place"]]),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Nodes at most, those joined by most facts first.")]
How = Annotated[
    Layout, Query(description="Positions: in layers, the same in every diagram, or drawn together by the links.")
]
About = Annotated[
    str | None, Query(min_length=1, description="An entity that the facts name, by id.", examples=["place/640000"])
]
_LIGHT = 200
"""Nodes times steps up to which a neighborhood is answered faster than a thread is woken."""


@router.get(
    "/neighborhood",
    summary="What surrounds an entity",
    responses=answers(DiagramModel, 404, example=examples.DIAGRAM, files=DRAWN),
)
async def show_neighborhood(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep, node: Node, *, depth: Depth = 1, kinds: Kinds = None, limit: Limit = 100, layout: How = "layers"
) -> Response:
    """Show what an entity is joined to; a link says how often, when and by which facts. Nodes carry `depth`."""
    wanted = [kind for text in kinds or () for kind in text.split(",")]
    make = partial(views.of_neighborhood, index, node, depth=depth, kinds=wanted, limit=limit, layout=layout)
    if limit * depth > _LIGHT or layout == "force":
        return drawing(await run_in_threadpool(make))
    return drawing(make())


@router.get(
    "/paths",
    summary="How two entities hang together, as a diagram",
    responses=answers(DiagramModel, 404, example=examples.DIAGRAM, files=DRAWN),
)
async def show_paths(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep, source: From, target: To, *, limit: Paths = 3, hubs: Hubs = False, layout: How = "layers"
) -> Response:
    """Show the shortest paths between two entities over each other; `graph.paths` lists the nodes of each in order."""
    return drawing(
        await run_in_threadpool(views.of_paths, index, source, target, limit=limit, hubs=hubs, layout=layout)
    )


@router.get(
    "/matrix",
    summary="Teams and provinces, as a diagram",
    responses=answers(DiagramModel, example=examples.DIAGRAM, files=DRAWN),
)
async def show_matrix_diagram(index: IndexDep, limits: LimitsDep, *, layout: How = "layers") -> Response:
    """Show which team inspected which province: one link a cell of the matrix."""
    return drawing(await run_in_threadpool(views.of_matrix, index, limits, layout=layout))


@router.get(
    "/shared",
    summary="What the facts on two entities join, as a diagram",
    responses=answers(DiagramModel, 404, example=examples.DIAGRAM, files=DRAWN),
)
async def show_shared(index: IndexDep, a: One, b: Other, limits: LimitsDep, *, layout: How = "layers") -> Response:
    """Show two entities and what the facts that name both join; counts are of these facts alone."""
    return drawing(await run_in_threadpool(views.of_shared, index, a, b, limits, layout=layout))


@router.get(
    "/communities",
    summary="Provinces that belong together, as a diagram",
    responses=answers(DiagramModel, example=examples.DIAGRAM, files=DRAWN),
)
async def show_communities(
    index: IndexDep, limits: LimitsDep, *, by: Bond = "teams", layout: How = "force"
) -> Response:
    """Show provinces and what they share; nodes carry `community`, links `count` things shared and `weight`."""
    return drawing(await run_in_threadpool(views.of_communities, index, by, limits, layout=layout))


@router.get(
    "/facts",
    summary="What any facts join, as a diagram",
    responses=answers(DiagramModel, 404, example=examples.DIAGRAM, files=DRAWN),
)
async def show_facts(
    index: IndexDep, limits: LimitsDep, *, type_: Type = None, entity: About = None, layout: How = "layers"
) -> Response:
    """Show what the facts of a type, on an entity, within limits join; of more than a thousand the newest."""
    return drawing(await run_in_threadpool(views.of_selection, index, type_, entity, limits, layout=layout))
