"""Results: numbers reported as work done, set up, or as an outcome."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.answers import answers, facts
from api.dependencies import IndexDep
from api.models import ResultPage
from api.queries import PAGE, Cursor, Limit, LimitsDep, Metric, Place
from graph.export.formats import FORMATS
from graph.questions.results import ResultFilter, results

router = APIRouter(prefix="/v1/results", tags=["Facts"])


@router.get("", summary="What was reported, as numbers", responses=answers(ResultPage, files=FORMATS))
async def list_results(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    metric: Metric = None,
    scope: Place = None,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List results, newest first, undated last; `scope` is the place over which the number was counted."""
    wanted = ResultFilter(metric, scope, limits)
    return facts(index, results(index, wanted), cursor, limit)
