"""Everything, or any part of it, as a file."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.answers import Answers, answers
from api.dependencies import IndexDep
from api.formats import ASKED, exported
from api.queries import LimitsDep
from api.routes.search import Type
from graph.export.formats import FORMATS
from graph.index.narrow import told_by, within
from graph.index.select import Selection

router = APIRouter(prefix="/v1", tags=["Facts"])
Views = Annotated[
    list[str] | None,
    Query(description="Views of RDF formats; repeat it, or use commas.", examples=[["data-cube", "owl-time"]]),
]
_FILES: Answers = {
    200: {
        "description": "The facts, whole.",
        "content": {form.media_type.partition(";")[0]: {"schema": {}} for form in FORMATS.values()},
    }
}


@router.get("/export", summary="Facts as a file", responses=answers(None, 406) | _FILES, response_class=Response)
async def export_facts(index: IndexDep, limits: LimitsDep, *, type_: Type = None, views: Views = None) -> Response:
    """Write all facts, or those of a type within limits, in any format: `/v1/export.csv`, `.ttl`, `.graphml` …; else JSON Lines."""
    numbers = told_by(index, within(index, type_, limits).numbers, limits.stories)
    wanted = [view for text in views or () for view in text.split(",")]
    name = ASKED.get().format or "jsonl"
    return exported(index, Selection(len(numbers), numbers), ":".join(filter(None, (name, ",".join(wanted)))))
