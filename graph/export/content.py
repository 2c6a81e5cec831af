"""What is exported: articles and facts as tables, of a whole workspace or of any selection."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from graph.log import Log
from graph.pairs import Row, lines, pairs
from ontology.tables import ARTICLES, FACTS
from ontology.wire import Line


@dataclass(frozen=True, slots=True)
class Content:
    """Tables of the schemas ARTICLES and FACTS; every fact's article is among the articles."""

    articles: pa.Table
    facts: pa.Table

    @classmethod
    def of_log(cls, log: Log) -> "Content":
        """Return all that a workspace says."""
        changes = log.changed_since(0)
        return cls(changes.articles, changes.facts)

    @classmethod
    def of_lines(cls, log: Log, facts: Iterable[Line]) -> "Content":
        """Return some facts, such as those an index answered, with their articles from the log."""
        table = pa.Table.from_pylist(list(facts), schema=FACTS)
        named = set(table["article"].to_pylist())
        rows = log.articles()
        return cls(rows.filter(pa.array([name in named for name in rows["id"].to_pylist()], pa.bool_())), table)

    @classmethod
    def of_rows(cls, rows: Iterable[Row], facts: Iterable[Line]) -> "Content":
        """Return given articles and facts."""
        return cls(pa.Table.from_pylist(list(rows), schema=ARTICLES), pa.Table.from_pylist(list(facts), schema=FACTS))

    def lines(self) -> Iterator[Line]:
        """Yield the facts' flat lines, in order."""
        return lines(self.facts)

    def pairs(self) -> Iterator[tuple[Row, list[Line]]]:
        """Yield every article's row with its facts."""
        return pairs(self.articles, self.facts)


def flattened(line: Line) -> Line:
    """Return a fact's line with nothing nested in it but lists of text."""
    evidence, review, why = line["evidence"], line["review"] or {}, line["why"] or {}
    return {
        **line,
        "evidence": evidence["quote"],
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
        "context": [quote["quote"] for quote in line["context"]],
        "review": review.get("verdict"),
        "review_by": review.get("by"),
        "review_at": review.get("at"),
        "why": why.get("clue"),
        "why_by": why.get("by"),
        "why_lost": why.get("lost"),
    }
