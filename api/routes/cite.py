"""Citing: an answer as a bundle that can be checked later, and citations of articles."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.answers import Answers, answer, answers
from api.asking import cited
from api.dependencies import IndexDep, generation_asked
from api.models import Ranking
from graph.bundle import Cited, write
from graph.export.citation import bibtex, csl, gbt7714
from ontology.errors import NotFound

router = APIRouter(prefix="/v1", tags=["Citing"])
ZIP = "application/zip"
BUNDLE: Answers = {
    **answers(None, 404),
    200: {
        "description": "A zip file (docs/citing.md).",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
}
Asked = Annotated[
    str,
    Query(
        min_length=1,
        max_length=2000,
        description="An address of this API with its query string, encoded.",
        examples=["/v1/inspections?place=640000"],
    ),
]
Articles = Annotated[
    list[str],
    Query(min_length=1, max_length=1000, description="Ids of articles; repeat it.", examples=[["2022-08-03-ningxia"]]),
]


class CitationModel(BaseModel):
    """An article as GB/T 7714-2015, BibTeX and CSL-JSON have it."""

    article: str
    gbt7714: str
    bibtex: str
    csl: dict[str, object]


@router.get("/cite", summary="An answer as a bundle to cite", responses=BUNDLE, response_class=Response)
async def cite_answer(request: Request, query: Asked) -> Response:
    """Return all pages of an answer with its sentences, the generation, checksums and citations, as one zip file.

    `campaign-graph check-citation FILE.zip` says later what has changed.
    """
    found = await cited(request.app, query, generation_asked(request))
    content = await run_in_threadpool(packed, found)
    name = f"campaign-graph-{found.generation}.zip"
    return Response(content, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/citations", summary="Citations of articles", responses=answers(Ranking[CitationModel], 404))
async def list_citations(index: IndexDep, article: Articles) -> Response:
    """Return articles as citations, by publisher; authors are not kept. The day of access is today."""
    today = datetime.now(UTC).date()
    items = []
    for name in article:
        number = index.articles.number(name.removeprefix("article/"))
        if number is None:
            raise NotFound(f"No article has the id {name!r}.")
        row = index.articles.row(number)
        items.append(
            {"article": row["id"], "gbt7714": gbt7714(row, today), "bibtex": bibtex(row, today), "csl": csl(row, today)}
        )
    return answer({"items": items})


def packed(found: Cited) -> bytes:
    """Return a bundle's bytes, made today."""
    out = BytesIO()
    write(found, datetime.now(UTC).date(), out)
    return out.getvalue()
