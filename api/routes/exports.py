"""Everything, or any part of it, as a file."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.answers import FILES, Answers, answer, answers
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
        FILES: list(FORMATS),
    }
}


class FormatModel(BaseModel):
    """A format of files: its name is the ending of an address, `ending` that of the file; `addresses` come in it."""

    name: str
    ending: str
    media_type: str
    addresses: list[str]


class Formats(BaseModel):
    """Formats in the order in which they are offered."""

    items: list[FormatModel]


_CSV = {"name": "csv", "ending": ".csv", "media_type": "text/csv; charset=utf-8", "addresses": ["/v1/inspections"]}


@router.get("/formats", summary="In which files answers come", responses=answers(Formats, example={"items": [_CSV]}))
async def list_formats(request: Request) -> Response:
    """List the formats that answers come in beside JSON, each with the addresses that take it as an ending."""
    document: dict[str, Any] = request.app.openapi()
    taken = {
        path: entry["get"]["responses"]["200"].get(FILES, ())
        for path, entry in document["paths"].items()
        if "get" in entry
    }
    items = [
        {
            "name": name,
            "ending": form.ending,
            "media_type": form.media_type,
            "addresses": [path for path in taken if name in taken[path]],
        }
        for name, form in FORMATS.items()
    ]
    return answer({"items": items})


@router.get("/export", summary="Facts as a file", responses=answers(None, 406) | _FILES, response_class=Response)
async def export_facts(index: IndexDep, limits: LimitsDep, *, type_: Type = None, views: Views = None) -> Response:
    """Write all facts, or those of a type within limits, in any format: `/v1/export.csv`, `.ttl`, `.graphml` …; else JSON Lines."""
    numbers = told_by(index, within(index, type_, limits).numbers, limits.stories)
    wanted = [view for text in views or () for view in text.split(",")]
    name = ASKED.get().format or "jsonl"
    return exported(index, Selection(len(numbers), numbers), ":".join(filter(None, (name, ",".join(wanted)))))
