"""Articles: where from, and the facts that one states."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers
from api.dependencies import IndexDep
from graph.questions.article import ArticleView, article

router = APIRouter(prefix="/v1/articles", tags=["Facts"])
ArticleId = Annotated[str, Path(description="The article's id.", examples=["2022-08-03-ningxia"])]


@router.get(
    "/{id:path}", summary="What an article states", responses=answers(ArticleView, 404, example=examples.ARTICLE_VIEW)
)
async def get_article(index: IndexDep, id: ArticleId) -> Response:  # noqa: A002  (the name is the address's)
    """Show an article's title, publisher, date and address, and its facts in the order of the text; never the text."""
    return answer(article(index, id))
