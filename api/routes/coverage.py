"""Coverage: which team was where, and what was looked through where nothing was found."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.answers import answer, answers, fact_page
from api.dependencies import IndexDep
from api.insight import CellModel, CoverageModel
from api.insight_examples import CELL, COVERAGE
from api.queries import PAGE, Cursor, Limit, LimitsDep, Place, Team
from graph.index.relation import RelationIndex
from graph.questions.cell import Cell, cell
from graph.questions.coverage import coverage
from ontology.errors import ValueUnknown

router = APIRouter(prefix="/v1/coverage", tags=["Diagrams"])
OneTeam = Annotated[
    str, Query(alias="team", min_length=1, description="A team: id or label.", examples=["公安部第九督察组"])
]
OnePlace = Annotated[
    str, Query(alias="place", min_length=1, description="A place with everything inside it.", examples=["520000"])
]


@router.get("", summary="Coverage with honest blanks", responses=answers(CoverageModel, example=COVERAGE))
async def show_coverage(index: IndexDep, limits: LimitsDep, *, team: Team = None, place: Place = None) -> Response:
    """Show teams by provinces, or by the divisions of `place`: reported, planned, or counted in a total only.

    A cell that is not listed is `none found`, which never means that it did not happen; `/v1/coverage/cell` names the
    articles looked through.
    """
    return answer(await run_in_threadpool(coverage, index, team, place, limits))


@router.get("/cell", summary="One cell of the coverage", responses=answers(CellModel, example=CELL))
async def show_coverage_cell(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    team: OneTeam,
    place: OnePlace,
    *,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """Show what is said of a team in a place, and a page of the articles that were looked through."""
    return answer(cell_answer(index, cell(index, team, place, limits), cursor, limit))


def cell_answer(index: RelationIndex, found: Cell, cursor: str | None, limit: int) -> dict[str, object]:
    """Return a cell as the API answers it; `cursor` is the id of the last article shown."""
    first = 0
    if cursor is not None:
        number = index.articles.number(cursor)
        places = (found.articles == number).nonzero()[0].tolist() if number is not None else []
        if not places:
            raise ValueUnknown(f"{cursor!r} is no cursor of this list as it is now; start again without one.")
        first = places[0] + 1
    stop = min(first + limit, len(found.articles))
    items = [_looked(index, found, at) for at in range(first, stop)]
    return {
        "teams": found.teams,
        "team_label": found.team_label,
        "place": found.place,
        "place_label": found.place_label,
        "state": found.state,
        "facts": fact_page(index, found.facts, None, PAGE),
        "totals": found.totals,
        "stories": found.stories,
        "articles": {
            "items": items,
            "next": items[-1]["id"] if stop < len(found.articles) else None,
            "total": len(found.articles),
        },
    }


def _looked(index: RelationIndex, found: Cell, at: int) -> dict[str, object]:
    row = index.articles.row(int(found.articles[at]))
    first = index.articles.of_story(int(index.articles.story[found.articles[at]]))[0]
    return {name: row[name] for name in ("id", "title", "publisher", "published", "url")} | {
        "story": index.articles.id(first),
        "names_team": bool(found.names_team[at]),
        "names_place": bool(found.names_place[at]),
    }
