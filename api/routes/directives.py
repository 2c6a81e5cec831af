"""Directives and offices: what a place was told to do, and who led."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.answers import answers, facts
from api.dependencies import IndexDep, in_filter
from api.models import DirectivePage, RolePage
from api.queries import PAGE, Cursor, Limit, LimitsDep, Place
from graph.export.formats import FORMATS
from graph.questions.directives import DirectiveFilter, directives
from graph.questions.leaders import leaders

router = APIRouter(prefix="/v1", tags=["Facts"])
_TEAM, _ORG = "team/mps-supervision-9@summer-policing-2022", "org/640000-public-security-department"
Issuer = Annotated[str | None, Query(min_length=1, description="Who demands it, by id.", examples=[_TEAM])]
Body = Annotated[
    str | None, Query(min_length=1, description="The team or organization, by id.", examples=[_TEAM, _ORG])
]


@router.get("/directives", summary="What was demanded of whom", responses=answers(DirectivePage, files=FORMATS))
async def list_directives(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    place: Place = None,
    issuer: Issuer = None,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List directives, newest first, undated last; a place means its bodies too, and everything inside it."""
    with in_filter():
        found = directives(index, DirectiveFilter(place, issuer, limits))
    return facts(index, found, cursor, limit)


@router.get("/leaders", summary="Who held which office", responses=answers(RolePage, files=FORMATS))
async def list_leaders(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    body: Body = None,
    place: Place = None,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List the offices held in a team or organization, or in those of a place, newest first, undated last."""
    with in_filter():
        found = leaders(index, body, place, limits)
    return facts(index, found, cursor, limit)
