"""Places: what one saw, everything inside it included."""

from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers, fact_page, facts, stretch
from api.dependencies import IndexDep
from api.models import Page, PlaceModel, ResultPage
from api.queries import PAGE, Cursor, Limit, LimitsDep, Metric
from graph.export.formats import FORMATS
from graph.index.narrow import entity
from graph.index.relation import RelationIndex
from graph.index.tallies import Tally
from graph.questions.place import place
from graph.questions.results import ResultFilter, results
from graph.questions.teams_of_place import teams_of_place

router = APIRouter(prefix="/v1/places", tags=["Who and where"])
Code = Annotated[str, Path(description="A GB/T 2260 code.", examples=["520000"])]


@router.get("/{code}", summary="What a place saw", responses=answers(PlaceModel, 404, example=examples.PLACE_VIEW))
async def get_place(index: IndexDep, code: Code, *, cursor: Cursor = None, limit: Limit = PAGE) -> Response:
    """Show the teams that inspected a place, the campaigns named there, and a page of the facts about it."""
    view = place(index, code)
    shown = {field.name: getattr(view, field.name) for field in fields(view)}
    return answer(shown | {"facts": fact_page(index, view.facts, cursor, limit)})


@router.get(
    "/{code}/teams",
    summary="Teams that inspected a place",
    responses=answers(Page[Tally], 404, example=examples.page(examples.TEAM_TALLY)),
)
async def list_teams_of_place(
    index: IndexDep, code: Code, limits: LimitsDep, *, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List who came to a place or anywhere inside it, most reported first."""
    return stretch(teams_of_place(index, _known(index, code), limits), lambda one: one.id, cursor, limit)


@router.get(
    "/{code}/results", summary="What was reported of a place", responses=answers(ResultPage, 404, files=FORMATS)
)
async def list_results_of_place(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    code: Code,
    limits: LimitsDep,
    *,
    metric: Metric = None,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List the numbers counted over a place or anywhere inside it, newest first, undated last."""
    wanted = ResultFilter(metric, _known(index, code), limits)
    return facts(index, results(index, wanted), cursor, limit)


def _known(index: RelationIndex, code: str) -> str:
    """Return a code. Raises NotFound for one that was never given."""
    code = code.removeprefix("place/")
    entity(index, f"place/{code}")
    return code
