"""The text of an article as it was given, where its file is still there and has not changed: for readers, never kept."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.answers import answer, answers
from api.dependencies import IndexDep, ReadersDep
from api.reading import articles_of, digest
from api.routes.articles import ArticleId
from graph.questions.article import ArticleView, article
from graph.sources import files_of
from ontology.errors import NotFound
from ontology.model import Article

router = APIRouter(prefix="/v1/texts", tags=["Facts"])
LARGEST = 20 * 2**20
"""Bytes of a file that is read through for one article."""


class ResidueModel(BaseModel):
    """A sentence that names a team, place or number and gave no fact."""

    start: int
    end: int
    reason: str


class TextModel(BaseModel):
    """An article's text; offsets of facts and residue count its characters (code points)."""

    id: str
    text: str = Field(examples=["公安部第七督察组19日来到贵州。"])
    body: int = Field(description="Where the text proper starts, after front matter.")
    residue: list[ResidueModel]


@router.get("/{id:path}", summary="An article's text, where its file is still there", responses=answers(TextModel, 404))
async def get_text(held: ReadersDep, index: IndexDep, id: ArticleId) -> Response:  # noqa: A002  (the name is the address's)
    """Show the text that offsets point into, read from the file it came from; 404 where that is gone or has changed."""
    return answer(await run_in_threadpool(_text, held.workspace.folder, article(index, id)))


def _text(workspace: Path, view: ArticleView) -> dict[str, Any]:
    digest = view.row["sha256"]
    found = (_given(file, digest) for file in files_of(workspace, view.row["source"], digest))
    given = next(filter(None, found), None)
    if given is None:
        raise NotFound(f"The file of {view.id!r} is not there any more, or has changed since it was read.")
    return {"id": view.id, "text": given.text, "body": given.body, "residue": view.row["residue"]}


def _given(source: Path, sha256: str) -> Article | None:
    """Return the article with this digest from a file, or from the file of which the source names a record."""
    file = source if source.is_file() else source.with_name(source.name.rpartition("#")[0] or source.name)
    if not (file.is_file() and file.stat().st_size <= LARGEST):
        return None
    return next((one for one in articles_of(file) if digest(one.text) == sha256), None)
