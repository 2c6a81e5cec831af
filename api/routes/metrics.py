"""Metrics: where one was reported."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers
from api.dependencies import IndexDep, in_address
from api.models import PlaceNumberModel, Ranking
from api.queries import PAGE, Limit, LimitsDep
from graph.index import names
from graph.questions.metric import across_places

router = APIRouter(prefix="/v1/metrics", tags=["Who and where"])
MetricId = Annotated[
    str,
    Path(description="The metric's id, or words that the counted ones contain.", examples=["criminal-cases-solved"]),
]


@router.get(
    "/{id:path}/places",
    summary="A metric across places",
    responses=answers(Ranking[PlaceNumberModel], 404, example={"items": [examples.PLACE_NUMBER]}),
)
async def list_places_of_metric(
    index: IndexDep,
    id: MetricId,  # noqa: A002  (the name is the address's)
    limits: LimitsDep,
    *,
    limit: Limit = PAGE,
) -> Response:
    """List where a metric was reported, most often first, each with the newest result as it was stated."""
    with in_address():
        names.metrics(index, id)
    return answer({"items": across_places(index, id, limits, limit)})
