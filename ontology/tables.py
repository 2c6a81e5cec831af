"""The two tables of a log part, facts and articles, as Arrow schemas; the door to pyarrow for facts in Parquet."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from ontology.model import ArticleRow, Fact
from ontology.wire import COMMON, OWN, Line, flatten

_QUOTE = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("quote", pa.string())])
_REVIEW = pa.struct([(name, pa.string()) for name in ("verdict", "by", "at", "correction")])
_WHY = pa.struct([("clue", pa.string()), ("by", pa.string()), ("lost", pa.list_(pa.string()))])
_SPECIAL: dict[str, pa.DataType] = {
    "schema": pa.int8(),
    "campaign_year": pa.int16(),
    "evidence": _QUOTE,
    "context": pa.list_(_QUOTE),
    "confidence": pa.float32(),
    "review": _REVIEW,
    "why": _WHY,
    "value": pa.float64(),
    "count": pa.int32(),
    "sites": pa.list_(pa.string()),
    "activities": pa.list_(pa.string()),
    "topics": pa.list_(pa.string()),
}
_OWN_NAMES = tuple(dict.fromkeys(name for names in OWN.values() for name in names))

FACTS = pa.schema([(name, _SPECIAL.get(name, pa.string())) for name in COMMON + _OWN_NAMES])
"""One row a fact; columns of other types are null."""

ARTICLES = pa.schema(
    [
        ("id", pa.string()),
        ("sha256", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("published", pa.string()),
        ("url", pa.string()),
        ("source", pa.string()),
        ("signature", pa.binary()),
        ("extractor", pa.string()),
        ("residue", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("reason", pa.string())]))),
        ("retracted", pa.bool_()),
    ]
)
"""One row an article."""


def fact_table(facts: Iterable[Fact]) -> pa.Table:
    """Return facts as a table of schema FACTS."""
    return pa.Table.from_pylist([flatten(fact) for fact in facts], schema=FACTS)


def article_table(rows: Iterable[ArticleRow]) -> pa.Table:
    """Return article rows as a table of schema ARTICLES."""
    return pa.Table.from_pylist([_article_line(row) for row in rows], schema=ARTICLES)


def own_fields(row: dict[str, Any]) -> Line:
    """Return a table row as the line of its type: the columns of other types left out, whole floats as ints."""
    return settled({name: row[name] for name in COMMON + OWN[row["type"]]})


def settled(line: Line) -> Line:
    """Return a line, made of a table's values, with numbers as lines have them: whole floats as ints, four digits."""
    value = line.get("value")
    if isinstance(value, float) and value.is_integer():
        line["value"] = int(value)
    line["confidence"] = round(line["confidence"], 4)
    return line


def _article_line(row: ArticleRow) -> Line:
    line: Line = {name: getattr(row, name) for name in ARTICLES.names}
    line["residue"] = [{"start": r.start, "end": r.end, "reason": r.reason} for r in row.residue]
    return line
