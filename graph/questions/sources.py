"""Independent sources: who states the same as a fact, counted by story; and the stories themselves.

A story is articles with the same words; its first article is the one published first. Ten reprints are one source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.stated import numbers, published, words
from graph.index.coding import NONE, Ints
from graph.index.days import NO_DAY
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from ontology.errors import NotFound, ValueUnknown
from ontology.wire import Line

MOST: Final = 100
"""Facts asked about at once."""
SHOWN: Final = 20
"""Stories of a statement that are shown."""
_SAME: Final = ("actor", "place", "object", "campaign")
_WORDS: Final = {
    "directive": ("demand",), "meeting": ("name", "start", "end"), "result": ("unit", "modifier", "change", "window", "start", "end"),
    "role": ("role",), "coverage": ("unit",),
}  # fmt: skip
_NUMBERS: Final = {"result": "value", "team": "count", "coverage": "count"}
"""Beside the entities, what has to be the same for two facts of a type to state the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story that states it: its first article, and the article of it that states it first, with the sentence."""

    story: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    articles: int
    article: str
    fact: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sources:
    """A fact, and who states the same: independent stories, articles, and up to 20 of the stories, the earliest first."""

    fact: Line
    stories: int
    articles: int
    earliest: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles with the same words: the first one, how many there are, how many facts they state together."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    articles: int
    facts: int


@dataclass(frozen=True, slots=True)
class Stories:
    """A stretch of the stories, and how many there are in all."""

    items: tuple[Story, ...]
    total: int


def sources(index: RelationIndex, facts: Sequence[str]) -> list[Sources]:
    """Return who states the same as each of some facts, by id. Raises NotFound, or ValueUnknown for more than 100."""
    if len(facts) > MOST:
        raise ValueUnknown(f"{len(facts)} facts are too many; ask about {MOST} at most.")
    return [_sources(index, _number(index, name)) for name in facts]


def stories(index: RelationIndex, least: int = 2, first: int = 0, limit: int = 50) -> Stories:
    """Return the stories that at least so many articles tell, those told most often first, then the newest."""
    if least < 1:
        raise ValueUnknown(f"The number of articles {least!r} is out of range; it is 1 or more.")
    counts = np.bincount(index.articles.story)
    heads = first_articles(index)
    found = np.flatnonzero(counts >= least)
    day = published(index)[heads[found]]
    found = found[np.lexsort((heads[found], -day, -counts[found]))]
    shown = found[first : first + limit]
    facts = np.bincount(index.columns.article, minlength=len(index.articles))
    of_story = np.bincount(index.articles.story, facts, len(counts))
    return Stories(tuple(_story(index, heads, n, int(counts[n]), int(of_story[n])) for n in shown.tolist()), len(found))


def first_articles(index: RelationIndex) -> Ints:
    """Return the article of each story that was published first, the smallest id among equals; undated ones last."""
    return index.remembered(_first_articles)


def _first_articles(index: RelationIndex) -> Ints:
    story, day = index.articles.story, published(index)
    if not len(story):
        return np.empty(0, np.int64)
    order = np.lexsort((np.arange(len(story)), np.where(day == NO_DAY, np.iinfo(np.int32).max, day), story))
    heads = np.full(int(story.max()) + 1, NONE, np.int64)
    heads[story[order[::-1]]] = order[::-1]
    return heads


def _story(index: RelationIndex, heads: Ints, number: int, articles: int, facts: int) -> Story:
    row = index.articles.row(int(heads[number]))
    return Story(row["id"], row["title"], row["publisher"], row["published"], row["url"], articles, facts)


def _number(index: RelationIndex, name: str) -> int:
    number = index.lines.number(name.removeprefix("fact/"))
    if number is None:
        raise NotFound(f"No fact has the id {name!r}.")
    return number


def _sources(index: RelationIndex, fact: int) -> Sources:
    told = _same(index, fact)
    day = published(index)[index.columns.article[told]]
    told = told[np.lexsort((told, np.where(day == NO_DAY, np.iinfo(np.int32).max, day)))]
    story = index.story(told)
    _, place = np.unique(story, return_index=True)
    first = told[np.sort(place)]
    heads = first_articles(index)
    return Sources(
        fact=index.fact(fact),
        stories=len(first),
        articles=len(np.unique(index.columns.article[told])),
        earliest=index.articles.id(int(index.columns.article[told[0]])),
        told=tuple(_told(index, heads, int(one), told, story) for one in first[:SHOWN]),
    )


def _told(index: RelationIndex, heads: Ints, fact: int, told: Ints, story: Ints) -> Told:
    number = int(index.story(np.array([fact]))[0])
    row, line = index.articles.row(int(heads[number])), index.fact(fact)
    return Told(
        story=row["id"],
        published=row["published"],
        publisher=row["publisher"],
        title=row["title"],
        url=row["url"],
        articles=len(np.unique(index.columns.article[told[story == number]])),
        article=line["article"],
        fact=line["id"],
        quote=line["evidence"]["quote"],
    )


def _same(index: RelationIndex, fact: int) -> Ints:
    """Return the facts that state the same as one, itself among them."""
    kind = TYPES[int(index.columns.type[fact])]
    facts = index.of_type(kind)
    for name in _SAME:
        column = getattr(index.columns, name)
        facts = facts[column[facts] == column[fact]]
    itself = int(np.searchsorted(facts, fact))
    kept = np.ones(len(facts), bool)
    for name in _WORDS.get(kind, ()):
        codes = words(index, facts, name).codes
        kept &= codes == codes[itself]
    if kind in _NUMBERS:
        values = numbers(index, facts, _NUMBERS[kind])
        kept &= (values == values[itself]) | (np.isnan(values) & np.isnan(values[itself]))
    found: Ints = facts[kept]
    return found
