"""Entities as one types: teams, places, campaigns, bodies, metrics, titles of articles and the rest; persons never."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, Literal

import numpy as np
import tantivy
from tantivy import Occur, Query

from graph.index.mentions import ENTITY_KINDS
from graph.index.relation import RelationIndex
from graph.search.folding import fold, is_chinese, spellings, words
from graph.search.keys import LONGEST, SHORT, beginnings, keys
from graph.search.naming import named
from graph.search.tables import blank, changing, opened
from ontology.errors import ValueUnknown
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer
from ontology.vocabulary import Concept, Vocabulary

KINDS: Final = (*(kind for kind in ENTITY_KINDS if kind != "person"), "article")
"""Kinds of entity that are suggested."""
MOST: Final = 100
Match = Literal["whole", "start", "inside", "near"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity that may be meant: `facts` name it (an article: it states), `match` says how the text fits its name."""

    id: str
    kind: str
    label: str
    facts: int
    match: Match


_CONCEPTS: Final[Mapping[str, Callable[[Vocabulary], Mapping[str, Concept]]]] = {
    "campaign": lambda vocabulary: vocabulary.campaigns,
    "metric": lambda vocabulary: vocabulary.metrics,
}
_Entry = tuple[str, str, str, int, Iterable[str]]
"""Id, kind, label, number of facts, all names."""


def write(index: RelationIndex, folder: Path) -> None:
    """Write the search index of an index's entities into an empty folder."""
    target = blank(folder, _schema())
    writer = target.writer(128 << 20, 1)
    for entry in _entries(index):
        writer.add_document(_document(*entry))
    writer.commit()
    writer.wait_merging_threads()


def replace(index: RelationIndex, folder: Path, articles: Iterable[str], before: Collection[str]) -> None:
    """Say anew what an index says of some articles, of what they name, and of the entities that they named before."""
    numbers = {name: index.articles.number(name) for name in articles}
    told = sorted(number for number in numbers.values() if number is not None)
    facts = index.of_articles(np.array(told, np.int64))
    touched = {*before, *chain.from_iterable(named(index, facts))}
    with changing(folder) as writer:
        for name in (*touched, *(f"article/{article}" for article in numbers)):
            writer.delete_documents_by_term("id", name)
        for name in touched:
            entity = index.entities.number(name)
            if entity is not None:
                writer.add_document(_document(*_entry(index, entity)))
        for number in told:
            for entry in _titled(index, number, len(index.of_articles(np.array([number])))):
                writer.add_document(_document(*entry))


class Names:
    """The search index of entities in a folder; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open it. Raises ValueError if it is damaged."""
        found = opened(folder)
        self._schema, self._searcher = found.schema, found.searcher()

    def suggest(self, text: str, kinds: Collection[str] = (), limit: int = 10) -> list[Suggestion]:
        """Return entities that a text means, whole names first, then beginnings, insides and slips; then by facts.

        Characters, pinyin and initials may be typed. Only where nothing fits, one slip is forgiven. Raises ValueUnknown
        for a kind that is none or a limit out of 1..MOST.
        """
        _check(kinds, limit)
        typed = words(text)
        if not typed:
            return []
        found: dict[str, Suggestion] = {}
        for match in ("whole", "start", "inside"):
            self._collect(found, match, [self._word(word, match) for word in typed], kinds, limit)
        if not found:
            self._collect(found, "near", [self._near(word) for word in typed], kinds, limit)
        return list(found.values())[:limit]

    def _collect(
        self, found: dict[str, Suggestion], match: Match, wanted: list[Query], kinds: Collection[str], limit: int
    ) -> None:
        """Add entities that all queries find, those with most facts first, until there are enough."""
        if len(found) >= limit:
            return
        if kinds:
            wanted = [*wanted, Query.term_set_query(self._schema, "kind", list(kinds))]
        query = wanted[0].and_must_match(*wanted[1:]) if wanted[1:] else wanted[0]
        for _, address in self._searcher.search(query, limit, count=False, order_by_field="facts").hits:
            held = self._searcher.doc(address)
            name = str(held.get_first("id"))
            entity = str(held.get_first("kind")), str(held.get_first("label")), int(held["facts"][0])
            found.setdefault(name, Suggestion(name, *entity, match))

    def _word(self, word: str, match: Match) -> Query:
        """Return the query for names that a word is, begins, or stands in."""
        field = {"whole": "whole", "start": "heads"}.get(match, "inside")
        return _any([self._at(field, spelling) for spelling in spellings(word)])

    def _at(self, field: str, word: str) -> Query:
        if field == "whole" or len(word) <= SHORT:
            return Query.term_query(self._schema, field if field == "whole" else f"{field}_short", word, "basic")
        return Query.fuzzy_term_query(self._schema, field, word, 0, prefix=True)

    def _near(self, word: str) -> Query:
        """Return the query for names with one character too many, too few, exchanged or swapped."""
        if len(word) < (3 if is_chinese(word) else 4):
            return _any([self._at("heads", word), self._at("inside", word)])
        return _any(
            [Query.fuzzy_term_query(self._schema, field, word, 1, prefix=True) for field in ("heads", "inside")]
        )


def _check(kinds: Collection[str], limit: int) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise ValueUnknown(
                f"No kind of entity that is searched is called {kind!r}; it is one of {', '.join(KINDS)}."
            )
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries[1:] else queries[0]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "label"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("whole", "heads", "inside", "heads_short", "inside_short"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("facts", stored=True, fast=True)
    return builder.build()


def _document(name: str, kind: str, label: str, facts: int, names: Iterable[str]) -> tantivy.Document:
    folded = dict.fromkeys(filter(None, map(fold, names)))
    whole = {spelling: spelling in folded for one in folded for spelling in spellings(one)}
    heads, inside = set[str](), {beginning for one in names for beginning in _later_words(one)}
    for spelling, given in whole.items():
        first, further = keys(spelling, spelled=given)
        heads.update(first)
        inside.update(further)
    inside -= {*heads, ""}
    return tantivy.Document(
        id=name, kind=kind, label=label, facts=facts, whole=sorted(whole), heads=sorted(heads), inside=sorted(inside),
        heads_short=sorted(beginnings(heads)), inside_short=sorted(beginnings(inside)),
    )  # fmt: skip


def _later_words(name: str) -> Iterator[str]:
    """Yield keys from every word but the first, for names that have blanks between words."""
    pieces = name.split()
    for place in range(1, len(pieces)):
        yield fold("".join(pieces[place:]))[:LONGEST]


def _entries(index: RelationIndex) -> Iterator[_Entry]:
    """Yield what is suggested: every entity that facts name save persons, and every article by its title."""
    for kind in KINDS:
        for number in index.entities.of_kind(kind):
            yield _entry(index, number)
    stated: list[int] = np.bincount(index.columns.article, minlength=len(index.articles)).tolist()
    for number in range(len(index.articles)):
        yield from _titled(index, number, stated[number])


def _entry(index: RelationIndex, number: int) -> _Entry:
    entity = index.entities[number]
    return entity.id, entity.kind, entity.label, entity.facts, {entity.label, *_names(entity.kind, entity.id)}


def _titled(index: RelationIndex, number: int, facts: int) -> Iterator[_Entry]:
    """Yield an article, if it has a title."""
    row = index.articles.row(number)
    if row["title"]:
        yield f"article/{row['id']}", "article", row["title"], facts, [row["title"]]


def _names(kind: str, entity: str) -> Iterable[str]:
    """Return the names that reference data gives an entity."""
    key = entity.partition("/")[2]
    if kind == "place":
        gazetteer = load_gazetteer()
        if key not in gazetteer:
            return [key]
        division = gazetteer.division(key)
        return [key, division.name, *division.shorts]
    concept = _CONCEPTS[kind](load_vocabulary()).get(key) if kind in _CONCEPTS else None
    if concept is None:
        return [key] if kind == "team" else []
    return [key, concept.name, concept.name_en, *concept.labels]
