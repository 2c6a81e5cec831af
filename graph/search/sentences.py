"""Sentences: the quotes of facts, found by any words in them, narrowed by the filters that facts have.

A sentence is indexed as overlapping pairs of characters with their places, so that words of any length are found where
they stand, and as single characters (written.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import tantivy
from tantivy import FieldType, Occur, Query

from graph.index import names
from graph.index.coding import Ints
from graph.index.days import first_day, last_day
from graph.index.mentions import STATUSES, TYPES
from graph.index.places import ancestors
from graph.index.relation import RelationIndex
from graph.search import naming, written
from graph.search.folding import fold, words
from graph.search.tables import PIECES, blank, changing, opened
from ontology.errors import ValueUnknown
from ontology.wire import Line

MOST: Final = 100
_TOGETHER: Final = 20_000
_FORGIVEN: Final = 4
"""Characters from which a word may be found with one slip: of its pairs, all but two have to be there."""


@dataclass(frozen=True, slots=True)
class SentenceFilter:
    """What else has to hold of a sentence's fact; ids, keys, codes or labels, dates reduced ISO 8601, None for anything."""

    type: str | None = None
    place: str | None = None
    campaign: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Facts whose sentences have the words, best first.

    `total` counts all; `near` says that none has the words as written and these come closest.
    """

    total: int
    facts: list[Line]
    near: bool


def write(index: RelationIndex, folder: Path) -> None:
    """Write the search index of an index's facts into an empty folder."""
    writer = blank(folder, _schema()).writer(256 << 20, 2)
    numbers = iter(range(index.size))
    while some := list(islice(numbers, _TOGETHER)):
        for document in _documents(index, np.array(some)):
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def replace(index: RelationIndex, folder: Path, articles: Sequence[str]) -> None:
    """Put what an index says of some articles in the place of what the search index in a folder has of them."""
    with changing(folder) as writer:
        for article in articles:
            writer.delete_documents_by_term("article", article)
        for document in _documents(index, index.of_articles(_numbers(index, articles))):
            writer.add_document(document)


def _numbers(index: RelationIndex, articles: Iterable[str]) -> Ints:
    """Return the numbers of those articles that an index knows, ascending."""
    found = (index.articles.number(name) for name in articles)
    return np.array(sorted(number for number in found if number is not None), np.int64)


def named(folder: Path, articles: Sequence[str]) -> set[str]:
    """Return the ids of the entities, save persons, that the sentences of some articles name in a search index."""
    found = opened(folder)
    schema, searcher, ids = found.schema, found.searcher(), set[str]()
    for article in articles:
        query = Query.term_query(schema, "article", article, "basic")
        if count := searcher.search(query, 1).count:  # type: ignore[attr-defined]  # the library's stubs forgot it
            for _, address in searcher.search(query, count, count=False).hits:
                ids.update(_text(searcher.doc(address), "named").split("\n"))
    return ids - {""}


class Quotes:
    """The search index of sentences in a folder; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open it. Raises ValueError if it is damaged."""
        found = opened(folder)
        self._schema, self._searcher = found.schema, found.searcher()

    def search(self, index: RelationIndex, text: str, wanted: SentenceFilter, limit: int = 20) -> Found:
        """Return sentences that have all words of a text, the shortest first.

        Raises ValueUnknown for a filter value that no one knows, or a limit out of 1..MOST.
        """
        if not 1 <= limit <= MOST:
            raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
        filters, typed = self._filters(index, wanted), words(text)
        if not typed or filters is None:
            return Found(0, [], near=False)
        total, best = written.found(self._schema, self._searcher, typed, filters, limit)
        if best:
            return Found(total, self._facts(index, best), near=False)
        found = self._searcher.search(written.all_of([*map(self._nearly, typed), *filters]), limit)
        total = found.count  # type: ignore[attr-defined]  # the library's stubs forgot it
        return Found(total, self._facts(index, [address for _, address in found.hits]), near=bool(found.hits))

    def _facts(self, index: RelationIndex, addresses: list[tantivy.DocAddress]) -> list[Line]:
        """Return those of the facts that the index has."""
        held = [self._searcher.doc(address) for address in addresses]
        numbers = index.of_articles(_numbers(index, {str(one.get_first("article")) for one in held}))
        known = dict(zip(index.lines.ids(numbers), numbers.tolist(), strict=True))
        wanted = (_text(one, "fact") for one in held)
        return index.facts([known[fact] for fact in wanted if fact in known])

    def _nearly(self, word: str) -> Query:
        if len(word) < _FORGIVEN:
            return written.phrase(self._schema, word)
        pairs = written.pairs(word)
        queries = [(Occur.Should, written.term(self._schema, pair)) for pair in pairs]
        return Query.boolean_query(queries, minimum_number_should_match=max(len(pairs) - 2, 1))

    def _filters(self, index: RelationIndex, wanted: SentenceFilter) -> list[Query] | None:
        """Return the filters as queries that add nothing to the order; None if nothing can pass."""
        marks: list[list[str]] = [[f"t/{_one_of('type of fact', wanted.type, TYPES)}"]] if wanted.type else []
        if wanted.status:
            marks.append([f"s/{_one_of('status', wanted.status, STATUSES)}"])
        if wanted.place:
            marks.append([f"p/{names.place_code(wanted.place)}"])
        if wanted.campaign:
            numbers = names.campaigns(index, wanted.campaign).tolist()
            marks.append([f"c/{index.entities.id(number).partition('/')[2]}" for number in numbers])
        if not all(marks):
            return None
        queries = [Query.term_set_query(self._schema, "marks", terms) for terms in marks]
        queries += self._dates(wanted)
        return [Query.const_score_query(query, 0.0) for query in queries]

    def _dates(self, wanted: SentenceFilter) -> Iterator[Query]:
        if wanted.since is not None:
            yield Query.range_query(self._schema, "end", FieldType.Integer, lower_bound=first_day(wanted.since))
        if wanted.until is not None:
            yield Query.range_query(self._schema, "start", FieldType.Integer, upper_bound=last_day(wanted.until))


def _one_of(what: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueUnknown(f"No {what} is called {value!r}; it is one of {', '.join(known)}.")
    return value


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("pairs", tokenizer_name=PIECES, index_option="position")
    for name in ("ones", written.AGAIN):
        builder.add_text_field(name, tokenizer_name=PIECES, index_option="basic")
    builder.add_text_field("marks", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("fact", "named"):
        builder.add_bytes_field(name, stored=True)
    for name in ("start", "end"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _documents(index: RelationIndex, numbers: Ints) -> Iterator[tantivy.Document]:
    """Yield the documents of some facts."""
    for line, ids in zip(index.facts(numbers), naming.named(index, numbers), strict=True):
        yield _document(line, ids)


def _document(line: Line, ids: list[str]) -> tantivy.Document:
    text = fold(line["evidence"]["quote"])
    found = tantivy.Document(article=line["article"], marks=list(_marks(line)))
    found.add_bytes("fact", line["id"].encode())
    found.add_bytes("named", "\n".join(ids).encode())
    found.add_text("pairs", " ".join(written.pairs(text)))
    found.add_text(written.AGAIN, written.again(text))
    found.add_text("ones", " ".join(dict.fromkeys(text)))
    if line["start"] or line["end"]:
        start, end = _days(line["start"] or line["end"], line["end"] or line["start"])
        found.add_integer("start", start)
        found.add_integer("end", end)
    return found


def _text(document: tantivy.Document, field: str) -> str:
    """Return what a field of bytes keeps."""
    kept: bytes = document[field][0]
    return bytes(kept).decode()


def _marks(line: Line) -> Iterator[str]:
    yield f"t/{line['type']}"
    yield f"s/{line['status']}"
    if line["campaign"]:
        yield f"c/{line['campaign']}"
    codes = (line.get("place_code") or "").split(",") + (line.get("scope_code") or "").split(",")
    for code in filter(None, dict.fromkeys(codes)):
        yield from _within(code)


@lru_cache(maxsize=1 << 16)
def _within(code: str) -> tuple[str, ...]:
    """Return the marks of a place: of itself and of all that contains it."""
    return tuple(f"p/{one}" for one in (code, *ancestors(code)))


@lru_cache(maxsize=1 << 16)
def _days(start: str, end: str) -> tuple[int, int]:
    return first_day(start), last_day(end)
