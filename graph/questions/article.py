"""An article: its row, the facts it states, and the other articles with the same words."""

from dataclasses import dataclass

from graph.index.articles import Row
from graph.index.relation import RelationIndex
from ontology.errors import NotFound
from ontology.wire import Line


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article; `row` has the columns of the log save signature and retraction, `same_story` are ids."""

    id: str
    row: Row
    same_story: tuple[str, ...]
    facts: tuple[Line, ...]


def article(index: RelationIndex, article_id: str) -> ArticleView:
    """Return one article by id, with or without `article/`; facts in the order of the text. Raises NotFound."""
    number = index.articles.number(article_id)
    if number is None:
        number = index.articles.number(article_id.removeprefix("article/"))
    if number is None:
        raise NotFound(f"No article has the id {article_id!r}.")
    row = index.articles.row(number)
    story = index.articles.of_story(int(index.articles.story[number]))
    return ArticleView(
        id=row["id"],
        row={name: value for name, value in row.items() if name not in {"signature", "retracted"}},
        same_story=tuple(index.articles.id(other) for other in story if other != number),
        facts=tuple(index.told_in(number)),
    )
