"""Words as they are written: the sentences that have them, the shortest first.

A word of three characters and more is a phrase of pairs, and where the pairs stand is looked up in every sentence that has
them all: much work for a word that stands in a large share of all. But where none of the word's inner characters comes twice in a
sentence, each pair leads on to the next: a sentence that has the pairs has the word, wherever they stand. So places
are looked up only in sentences in which such a character comes again.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import tantivy
from tantivy import Occur, Query

AGAIN: Final = "again"
"""Field of the characters that come more than once in a sentence."""
_FEW: Final = 50_000
"""Sentences that may have a word up to which all their places are looked up."""

Hit = tuple[float, tantivy.DocAddress]


def again(text: str) -> str:
    """Return what a sentence's field AGAIN holds."""
    return " ".join(one for one in dict.fromkeys(text) if text.count(one) > 1)


def pairs(text: str) -> list[str]:
    """Return the overlapping pairs of characters of a text."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


def term(schema: tantivy.Schema, piece: str) -> Query:
    """Return the query for sentences that have a character or a pair."""
    return Query.term_query(schema, _field(piece), piece, "basic")


def phrase(schema: tantivy.Schema, word: str) -> Query:
    """Return the query for sentences that have a word of any length, by the places of its pairs."""
    if len(word) <= 2:
        return term(schema, word)
    places = sorted({*range(0, len(word) - 1, 2), len(word) - 2})
    return Query.phrase_query(schema, "pairs", [(place, word[place : place + 2]) for place in places])


def all_of(queries: Sequence[Query]) -> Query:
    """Join queries by and."""
    return queries[0].and_must_match(*queries[1:]) if queries[1:] else queries[0]


def found(
    schema: tantivy.Schema, searcher: tantivy.Searcher, words: list[str], filters: list[Query], limit: int
) -> tuple[int, list[tantivy.DocAddress]]:
    """Return how many sentences have all words and pass filters, and up to `limit` of them."""
    counts = {piece: searcher.doc_freq(_field(piece), piece) for word in words for piece in _pieces(word)}
    rarest = min(counts, key=lambda piece: counts[piece])
    if not counts[rarest]:
        return 0, []
    # one piece gives the order: by length, since all sentences have it
    order, total, hits = term(schema, rarest), 0, list[Hit]()
    for wanted in _ways(schema, words, rarest, counts[rarest]):
        result = searcher.search(all_of([order, *map(_unscored, [*wanted, *filters])]), limit)
        total += result.count  # type: ignore[attr-defined]  # the library's stubs forgot it
        hits += result.hits
    hits.sort(key=lambda hit: (-hit[0], hit[1].segment_ord, hit[1].doc))
    return total, [address for _, address in hits[:limit]]


def _ways(schema: tantivy.Schema, words: list[str], given: str, most: int) -> Iterator[list[Query]]:
    """Yield queries that no sentence fits two of, and that together find the sentences with all words.

    They have the piece `given`, as at `most` so many sentences do.
    """
    phrases = [phrase(schema, word) for word in dict.fromkeys(words) if word != given]
    inner = [word[1:-1] for word in words]
    if most <= _FEW or not any(inner):
        yield phrases
        return
    repeated = [Query.term_query(schema, AGAIN, one, "basic") for one in dict.fromkeys("".join(inner))]
    if not any(word.count(one) > 1 for word in words for one in word[1:-1]):
        pieces = dict.fromkeys(piece for word in words for piece in _pieces(word) if piece != given)
        yield [all_of([term(schema, piece) for piece in pieces]).and_must_not_match(*repeated)]
    yield [*phrases, Query.boolean_query([(Occur.Should, one) for one in repeated])]


def _pieces(word: str) -> Iterable[str]:
    return pairs(word) or [word]


def _field(piece: str) -> str:
    return "ones" if len(piece) == 1 else "pairs"


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
