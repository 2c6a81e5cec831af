"""Teams: all of them in numbers, and one with its places, heads and sentences."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers, stretch
from api.dependencies import IndexDep
from api.models import Page
from api.queries import PAGE, Campaign, Cursor, Limit, LimitsDep
from graph.index.narrow import entity
from graph.index.tallies import Tally
from graph.questions.places_of_team import places_of_team
from graph.questions.teams import TeamSummary, TeamView, team, teams

router = APIRouter(prefix="/v1/teams", tags=["Who and where"])
TeamId = Annotated[
    str,
    Path(
        description="The team's id; its prefix may be left out.",
        examples=["team/mps-supervision-9@summer-policing-2022"],
    ),
]


@router.get(
    "", summary="All teams, in numbers", responses=answers(Page[TeamSummary], example=examples.page(examples.TEAM))
)
async def list_teams(
    index: IndexDep, *, campaign: Campaign = None, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List teams, those with most inspections first."""
    return stretch(teams(index, campaign), lambda one: one.id, cursor, limit)


@router.get(
    "/{id:path}/places",
    summary="Places that a team inspected",
    responses=answers(Page[Tally], 404, example=examples.page(examples.PLACE_TALLY)),
)
async def list_places_of_team(
    index: IndexDep,
    id: TeamId,  # noqa: A002  (the name is the address's)
    limits: LimitsDep,
    *,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List where a team was, most reported first: how often, in how many stories, since when, by which facts."""
    name = f"team/{id.removeprefix('team/')}"
    entity(index, name)
    return stretch(places_of_team(index, name, limits), lambda one: one.id, cursor, limit)


# after the route above, for an id may hold slashes
@router.get("/{id:path}", summary="What a team did", responses=answers(TeamView, 404, example=examples.TEAM_VIEW))
async def get_team(index: IndexDep, id: TeamId) -> Response:  # noqa: A002  (the name is the address's)
    """Show a team's places, most reported first, who heads it, and the sentences that name it."""
    return answer(team(index, id))
