"""Inspections: which team worked where and when, each with its sentence."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.answers import answers, facts
from api.dependencies import IndexDep
from api.models import InspectionPage
from api.queries import PAGE, Cursor, Limit, LimitsDep, Place, Team
from graph.export.formats import FORMATS
from graph.questions.inspections import InspectionFilter, inspections

router = APIRouter(prefix="/v1/inspections", tags=["Facts"])


@router.get("", summary="Who inspected where, and when", responses=answers(InspectionPage, files=FORMATS))
async def list_inspections(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    team: Team = None,
    place: Place = None,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List inspections, newest first, undated last. With a date only those pass that are dated and overlap."""
    wanted = InspectionFilter(team, place, limits)
    return facts(index, inspections(index, wanted), cursor, limit)
