"""A fact as a flat line, and back: the fields of the fact format, in its order, for JSON Lines and for tables.

Every line of a type has all fields of that type, null where unknown; bytes are the same for the same fact.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import orjson

from ontology.model import KINDS, CampaignRef, Fact, Quote, Review, When, Why

SCHEMA = 1
"""Version of the fact format, carried by every line."""

COMMON = (
    "schema", "id", "type", "article", "campaign", "campaign_name", "campaign_year", "start", "end", "edtf", "date_text",
    "status", "evidence", "context", "confidence", "rule", "review", "why",
)  # fmt: skip
_NESTED = {field.name for field in fields(Fact)}
OWN: dict[str, tuple[str, ...]] = {
    kind.type: tuple(field.name for field in fields(kind) if field.name not in _NESTED) for kind in KINDS
}
"""Fact type to the names of its own fields."""
_KIND = {kind.type: kind for kind in KINDS}

Line = dict[str, Any]
"""One flattened fact."""


def flatten(fact: Fact) -> Line:
    """Return the line of a fact: common fields first, then those of its type."""
    campaign, when = fact.campaign, fact.when
    line: Line = {
        "schema": SCHEMA,
        "id": fact.id,
        "type": fact.type,
        "article": fact.article,
        "campaign": campaign.key if campaign else None,
        "campaign_name": campaign.name if campaign else None,
        "campaign_year": campaign.year if campaign else None,
        "start": when.start,
        "end": when.end,
        "edtf": when.edtf,
        "date_text": when.text,
        "status": fact.status,
        "evidence": _quote(fact.evidence),
        "context": [_quote(quote) for quote in fact.context],
        "confidence": fact.confidence,
        "rule": fact.rule,
        "review": _review(fact.review),
        "why": _why(fact.why),
    }
    for name in OWN[fact.type]:
        line[name] = _plain(getattr(fact, name))
    return line


def unflatten(line: Mapping[str, Any]) -> Fact:
    """Return the fact that a line holds.

    Raises KeyError for a type that is none of the ten or a common field that is missing.
    """
    kind = _KIND[line["type"]]
    own = {name: _frozen(line.get(name)) for name in OWN[kind.type]}
    key, review, why = line["campaign"], line.get("review"), line.get("why")
    return kind(
        article=line["article"],
        evidence=Quote(**line["evidence"]),
        rule=line["rule"],
        campaign=CampaignRef(key, line["campaign_name"], line["campaign_year"]) if key else None,
        when=When(line["start"], line["end"], line["edtf"], line["date_text"]),
        status=line["status"],
        context=tuple(Quote(**quote) for quote in line["context"]),
        confidence=line["confidence"],
        review=Review(**review) if review else None,
        why=Why(why["clue"], why["by"], tuple(why["lost"])) if why else None,
        **own,
    )


def dumps(facts: Iterable[Fact]) -> Iterator[bytes]:
    """Yield one JSON line a fact, newline included."""
    for fact in facts:
        yield orjson.dumps(flatten(fact), option=orjson.OPT_APPEND_NEWLINE)


def _quote(quote: Quote) -> Line:
    return {"start": quote.start, "end": quote.end, "quote": quote.quote}


def _review(review: Review | None) -> Line | None:
    if review is None:
        return None
    return {"verdict": review.verdict, "by": review.by, "at": review.at, "correction": review.correction}


def _why(why: Why | None) -> Line | None:
    return {"clue": why.clue, "by": why.by, "lost": list(why.lost)} if why else None


def _plain(value: object) -> object:
    """Tuples become lists, whole floats ints, so that JSON shows 490 and not 490.0."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
