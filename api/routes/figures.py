"""Numbers beside numbers: what stories agree on, series that can be compared, two numbers compared."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.answers import answer, answers, place_of, stretch_of
from api.dependencies import IndexDep
from api.insight import AgreementPage
from api.insight_examples import AGREEMENTS, COMPARISON, SERIES
from api.queries import Cursor, LimitsDep, Metric, Place
from graph.questions.agreement import AgreementFilter, Agreements, agreement
from graph.questions.compare import Comparison, compare
from graph.questions.series import SeriesFilter, SeriesList, series

router = APIRouter(prefix="/v1", tags=["Numbers"])
OneMetric = Annotated[
    str,
    Query(
        alias="metric",
        min_length=1,
        description="What is counted: a metric's id, or words that the counted ones contain.",
        examples=["criminal-cases-solved"],
    ),
]
Label = Annotated[
    Literal["same", "rounds to", "later update", "contradicts", "not comparable"] | None,
    Query(description="Measures with statements that stand so to each other."),
]
Most = Annotated[int, Query(ge=1, le=200, description="Measures or series at most.")]
FactId = Annotated[str, Query(min_length=1, description="A result's id.", examples=["8f21d9094c209f7ed6e2"])]


@router.get("/agreement", summary="What stories agree on", responses=answers(AgreementPage, example=AGREEMENTS))
async def list_agreement(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    metric: Metric = None,
    scope: Place = None,
    label: Label = None,
    cursor: Cursor = None,
    limit: Most = 20,
) -> Response:
    """List measures that at least two stories speak of, with all that they state: same, rounded, later, contradicting.

    Contradictions come first. `scope` is exactly that place.
    """
    wanted, first = AgreementFilter(metric, scope, label, limits), place_of(cursor)
    return answer(agreement_page(await run_in_threadpool(agreement, index, wanted, first, limit), first))


@router.get("/series", summary="Comparable series of a metric", responses=answers(SeriesList, example=SERIES))
async def list_series(
    index: IndexDep, limits: LimitsDep, metric: OneMetric, *, scope: Place = None, limit: Most = 20
) -> Response:
    """List the numbers of a metric as series, each of one place, unit and kind of window; `scope` is exactly that place."""
    return answer(await run_in_threadpool(series, index, SeriesFilter(metric, scope, limits), limit))


@router.get("/compare", summary="Two numbers compared", responses=answers(Comparison, 404, example=COMPARISON))
async def show_comparison(index: IndexDep, a: FactId, b: FactId) -> Response:
    """Show how two results stand to each other, or why they cannot be compared."""
    return answer(compare(index, a, b))


def agreement_page(found: Agreements, first: int) -> dict[str, object]:
    """Return measures as the API answers them."""
    return stretch_of(found.items, first, found.total) | {"labels": found.labels}
