"""One article through all extractors: its facts in a fixed order, its row for the log, and what was left unread.

Pure: no store, no network, nothing remembered between articles but the vocabulary.
"""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.document import Document, read_document
from ingest.extractors import EXTRACTORS
from ingest.prefilter import prefiltered
from ingest.reasons import Reasons
from ingest.residue import residue, unread
from ingest.signature import signature
from ingest.stamp import digest, extractor_version
from ontology.model import KINDS, Article, ArticleRow, Fact

_HERE = Path(__file__).parent
_ORDER = {kind.type: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article gave: its row for the log and its facts, in the order of the text."""

    row: ArticleRow
    facts: tuple[Fact, ...]


def read(article: Article) -> Reading:
    """Read an article: every fact it states, each with its evidence; doubtful text makes no fact and never raises."""
    document = read_document(article)
    facts = extract(document)
    return Reading(_row(document, facts), facts)


def facts_of(article: Article) -> tuple[Fact, ...]:
    """Return the facts of an article, as `read`, sooner where there are none: before anything is looked for in it."""
    repaired = prefiltered(article)
    return extract(read_document(article, repaired)) if repaired is not None else ()


def extract(
    document: Document, extractors: tuple[Callable[[Document], Iterator[Fact]], ...] = EXTRACTORS
) -> tuple[Fact, ...]:
    """Return the facts of a document, once each, in the order of the text; none that names a private person."""
    if not document.is_news:
        return ()
    found = {fact.id: fact for extractor in extractors for fact in extractor(document)}
    rates, reasons = _confidence(), Reasons(document)
    kept = [
        fact.settled(rates.get(fact.rule, fact.confidence), reasons.of(fact))
        for fact in _without_private(document, found.values())
    ]
    kept.sort(key=_place)
    return tuple(kept)


def _place(fact: Fact) -> tuple[int, int, int, str]:
    """Where a fact stands among the facts of its article."""
    return fact.evidence.start, _ORDER[fact.type], fact.evidence.end, fact.id


def leftovers(article: Article) -> Iterator[dict[str, object]]:
    """Yield what an article's facts leave unread, a line a sentence: article, start, end, reason, and the sentence.

    The sentence is null where it names a private person; an article without leftovers yields nothing.
    """
    document = read_document(article)
    for sentence, reason in unread(document, extract(document)):
        start, end = document.clean.span(sentence.start, sentence.end)
        quote = document.quote(sentence.start, sentence.end, (sentence.start, sentence.end))
        line = {"article": article.id, "start": start, "end": end, "reason": reason}
        yield {**line, "sentence": quote.quote if quote else None}


def _row(document: Document, facts: tuple[Fact, ...]) -> ArticleRow:
    article = document.article
    return ArticleRow(
        id=article.id,
        sha256=digest(article.text),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        source=article.source,
        signature=signature(document.text),
        extractor=extractor_version(),
        residue=tuple(residue(document, facts)),
    )


@cache
def _confidence() -> dict[str, float]:
    """Share of facts right, by rule: measured over gold and smoothed (bench/calibrate.py writes the file)."""
    path = _HERE / "confidence.json"
    rates: dict[str, float] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return rates


def _private_names(document: Document) -> tuple[str, ...]:
    return tuple({document.text[start:end] for start, end in document.private if end - start > 1})


def _without_private(document: Document, facts: Collection[Fact]) -> Collection[Fact]:
    """Drop the facts with a private person's name in any of their texts; the last gate, whatever an extractor did."""
    names = _private_names(document)
    whole = "\n".join(map(_words, facts)) if names else ""
    if not any(name in whole for name in names):
        return facts
    return [fact for fact in facts if not any(map(_words(fact).__contains__, names))]


def _words(fact: Fact) -> str:
    """All texts of a fact, a line each."""
    texts = [fact.evidence.quote, *[quote.quote for quote in fact.context]]
    for value in vars(fact).values():
        if type(value) is str:
            texts.append(value)
        elif type(value) is tuple:
            texts += [text for text in value if type(text) is str]
    return "\n".join(texts)
