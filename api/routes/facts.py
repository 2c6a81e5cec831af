"""Facts of any type by what they name: every list of facts in one address."""

from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.answers import answers, facts
from api.dependencies import IndexDep, in_filter
from api.models import FactPage
from api.queries import PAGE, Cursor, Limit, Since, Stories, Until
from graph.export.formats import FORMATS
from graph.index.narrow import Limits
from graph.questions.facts import FactFilter
from graph.questions.facts import facts as selected
from ontology.model import Status

router = APIRouter(prefix="/v1", tags=["Facts"])
ADDRESS: Final = "/v1/facts"
Types = Annotated[
    list[str] | None,
    Query(alias="type", description="Types of fact; repeat it for several.", examples=[["inspection", "team"]]),
]
Actors = Annotated[
    list[str] | None,
    Query(
        alias="actor",
        description="Who acts, by id: a team or body; repeat it for several.",
        examples=[["team/mps-supervision-9@summer-policing-2022"]],
    ),
]
Objects = Annotated[
    list[str] | None,
    Query(
        alias="object",
        description="What it is about, by id: a metric, an operation, a body that is told; repeat it for several.",
        examples=[["metric/criminal-cases-solved"]],
    ),
]
Places = Annotated[
    list[str] | None,
    Query(
        alias="place",
        description="Places with everything inside them, for offices and demands with the bodies seated there; repeat it.",
        examples=[["640000"]],
    ),
]
Scopes = Annotated[
    list[str] | None,
    Query(
        alias="scope",
        description="Places exactly, without what lies inside them; repeat it for several.",
        examples=[["100000"]],
    ),
]
Campaigns = Annotated[
    list[str] | None,
    Query(
        alias="campaign",
        description="Campaigns: keys or labels, a series standing for all its years; repeat it for several.",
        examples=[["summer-policing-2022"]],
    ),
]
Named = Annotated[
    list[str] | None,
    Query(
        description="What an office, meeting, operation, measure or target is called, word for word; repeat it.",
        examples=[["组长"]],
    ),
]
Statuses = Annotated[list[Status] | None, Query(alias="status", description="How far it has come; repeat it.")]
Change = Annotated[
    str | None,
    Query(description="A result's change against another time: yoy, mom, other, any, or none for totals alone."),
]


@router.get("/facts", summary="Facts of any type", responses=answers(FactPage, files=FORMATS))
async def list_facts(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    *,
    types: Types = None,
    actors: Actors = None,
    objects: Objects = None,
    places: Places = None,
    scopes: Scopes = None,
    campaigns: Campaigns = None,
    named: Named = None,
    statuses: Statuses = None,
    change: Change = None,
    since: Since = None,
    until: Until = None,
    stories: Stories = 1,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List facts that fit one of each list, newest first, undated last."""
    wanted = FactFilter(
        types=tuple(types or ()),
        actors=tuple(actors or ()),
        objects=tuple(objects or ()),
        places=tuple(places or ()),
        scopes=tuple(scopes or ()),
        campaigns=tuple(campaigns or ()),
        named=tuple(named or ()),
        statuses=tuple(statuses or ()),
        change=change,
        limits=Limits(since=since, until=until, stories=stories),
    )
    with in_filter():
        found = selected(index, wanted)
    return facts(index, found, cursor, limit)
