"""Articles: where from, and the facts that one states; adding and withdrawing one."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import Answers, answer, answers
from api.bodies import TooLarge, model_of
from api.credentials import ArticlesToken
from api.dependencies import IndexDep, WriterDep
from api.models import FactModel
from api.queries import DryRun, Reason
from api.writes import Change, Outcome
from graph.effects import CellChange, Support, TotalChange
from graph.entries import Act
from graph.questions.article import ArticleView, article
from graph.sources import source_of
from ingest.reader.record import checked_day
from ontology.limits import named
from ontology.model import Article

router = APIRouter(prefix="/v1/articles", tags=["Facts"])
ArticleId = Annotated[str, Path(description="The article's id.", examples=["2022-08-03-ningxia"])]


class ArticleIn(BaseModel):
    """An article as it is sent; every offset of its facts points into `text` as given."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": examples.ARTICLE_IN})

    id: str = Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?$",
        description="Yours to choose; the same id again replaces the article.",
    )
    text: str = Field(min_length=1)
    title: str | None = Field(None, max_length=1000)
    publisher: str | None = Field(None, max_length=200)
    published: str | None = Field(None, max_length=40, description="The day of publication, best as 2022-08-14.")
    url: str | None = Field(None, max_length=2000, pattern=r"^https?://\S+$")

    def article(self, longest: int) -> Article:
        """Return the article. Raises ArticleError for a date that is none, TooLarge for a text beyond the limit."""
        if len(self.text) > longest:
            raise TooLarge(
                f"The text has {len(self.text)} characters; at most {longest} are taken, {named('article')}."
            )
        day = checked_day(self.published) if self.published else None
        text = self.text.removeprefix("\ufeff")
        return Article(self.id, text, source_of(self.id), self.title, self.publisher, day, self.url)


class ChangeModel(BaseModel):
    """What a write did, or would do: `generation` is the one that has it, `added` and `removed` the facts that change.

    Nobody makes the statements of `lost` any more, nobody made those of `gained` before; those of `support` have other
    stories behind them. `cells` of the coverage by province and `totals` are those that change.
    """

    id: str
    outcome: Outcome
    dry_run: bool
    generation: int
    facts: int
    added: list[FactModel]
    removed: list[FactModel]
    lost: list[FactModel]
    gained: list[FactModel]
    support: list[Support]
    cells: list[CellChange]
    totals: list[TotalChange]


def _changes(*errors: int) -> Answers:
    return answers(ChangeModel, 401, 403, *errors, 503, 507, example=examples.CHANGE)


_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": ArticleIn.model_json_schema()}}}
}


@router.get(
    "/{id:path}", summary="What an article states", responses=answers(ArticleView, 404, example=examples.ARTICLE_VIEW)
)
async def get_article(index: IndexDep, id: ArticleId) -> Response:  # noqa: A002  (the name is the address's)
    """Show an article's title, publisher, date and address, and its facts in the order of the text; never the text."""
    return answer(article(index, id))


@router.post(
    "",
    summary="Add or replace an article",
    responses=_changes(409, 413) | {201: {"model": ChangeModel, "description": "Added."}},
    openapi_extra=_BODY,
)
async def post_article(
    request: Request, token: ArticlesToken, writer: WriterDep, *, reason: Reason = None, dry_run: DryRun = False
) -> Response:
    """Read an article and keep what it states; answers when it is durable, 201 if the article is new.

    An article of this id that was sent before is replaced, one of another source is not: 409.
    """
    limits = request.app.state.settings.limits
    offered = (await model_of(request, ArticleIn)).article(limits.article)
    change = await run_in_threadpool(writer.put, offered, Act(token.name, reason), dry_run)
    return _said(change, 201 if change.outcome == "added" and not dry_run else 200)


@router.delete("/{id:path}", summary="Withdraw an article", responses=_changes(404))
async def delete_article(
    token: ArticlesToken,
    writer: WriterDep,
    id: ArticleId,  # noqa: A002  (the name is the address's)
    *,
    reason: Reason = None,
    dry_run: DryRun = False,
) -> Response:
    """Take an article back with all that only it said, and remove its text if it was sent here.

    The answer is its receipt: the facts that go, statements that nobody makes any more, cells and totals that change.
    """
    return _said(await run_in_threadpool(writer.retract, id, Act(token.name, reason), dry_run), 200)


def _said(change: Change, status: int) -> Response:
    said = answer(change)
    said.status_code = status
    said.headers["Generation"] = str(change.generation)
    if status == 201:
        said.headers["Location"] = f"/v1/articles/{quote(change.id)}"
    return said
