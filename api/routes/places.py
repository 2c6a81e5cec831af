"""Places: what one saw, everything inside it included."""

from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers, fact_page
from api.dependencies import IndexDep
from api.models import PlaceModel
from api.queries import PAGE, Cursor, Limit
from graph.questions.place import place

router = APIRouter(prefix="/v1/places", tags=["Who and where"])
Code = Annotated[str, Path(description="A GB/T 2260 code.", examples=["520000"])]


@router.get("/{code}", summary="What a place saw", responses=answers(PlaceModel, 404, example=examples.PLACE_VIEW))
async def get_place(index: IndexDep, code: Code, *, cursor: Cursor = None, limit: Limit = PAGE) -> Response:
    """Show the teams that inspected a place, the campaigns named there, and a page of the facts about it."""
    view = place(index, code)
    shown = {field.name: getattr(view, field.name) for field in fields(view)}
    return answer(shown | {"facts": fact_page(index, view.facts, cursor, limit)})
