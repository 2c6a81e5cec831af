"""The surroundings of one entity, as a diagram draws them."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers
from api.dependencies import IndexDep
from api.models import NodeLinkModel
from graph.questions.neighborhood import DEEPEST, MOST, neighborhood

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


@router.get(
    "/neighborhood",
    summary="What surrounds an entity",
    responses=answers(NodeLinkModel, 404, example=examples.NODE_LINK),
)
async def show_neighborhood(
    index: IndexDep, node: Node, *, depth: Depth = 1, kinds: Kinds = None, limit: Limit = 100
) -> Response:
    """Show nodes and links as networkx's node-link JSON; a link says how often, when and by which facts."""
    wanted = [kind for text in kinds or () for kind in text.split(",")]
    return answer(neighborhood(index, node, depth=depth, kinds=wanted, limit=limit))
