"""What is exported: articles and facts, of a whole workspace or of any selection, a piece in memory at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.relation import RelationIndex
from graph.log import Log
from graph.pairs import Row, lines, paired
from graph.told import told
from ontology.tables import ARTICLES, FACTS
from ontology.wire import Line

Pieces = Callable[[], Iterator[pa.Table]]
_PIECE: Final = 128
"""Facts of an index that are made at a time: no other thread of the process goes on meanwhile, which is some milliseconds."""


@dataclass(frozen=True, slots=True)
class Content:
    """Articles (a table of ARTICLES, perhaps without signature and residue) and facts, every fact's article among them.

    `pieces` yields tables of FACTS, drawn anew at each call; `by_article` yields the same facts with those of an article
    side by side.
    """

    articles: pa.Table
    pieces: Pieces
    by_article: Pieces

    @classmethod
    def of_log(cls, log: Log) -> "Content":
        """Return all that a workspace says."""
        found = told(log)
        return cls(found.articles, found.pieces, found.pieces)

    @classmethod
    def of_index(cls, index: RelationIndex, numbers: npt.NDArray[np.integer]) -> "Content":
        """Return some facts of an index in the order given, and their articles."""
        articles, place = np.unique(index.columns.article[numbers], return_inverse=True)
        grouped = numbers[np.argsort(place, kind="stable")]
        return cls(
            index.articles.rows.take(pa.array(articles)),
            lambda: _of_index(index, numbers),
            lambda: _of_index(index, grouped),
        )

    @classmethod
    def of_lines(cls, log: Log, facts: Iterable[Line]) -> "Content":
        """Return some facts, such as those an index answered, with their articles from the log."""
        table = pa.Table.from_pylist(list(facts), schema=FACTS)
        rows = log.articles()
        return _held(rows.filter(pc.is_in(rows["id"], value_set=table["article"].combine_chunks())), table)

    @classmethod
    def of_rows(cls, rows: Iterable[Row], facts: Iterable[Line]) -> "Content":
        """Return given articles and facts."""
        return _held(pa.Table.from_pylist(list(rows), schema=ARTICLES), pa.Table.from_pylist(list(facts), schema=FACTS))

    def lines(self) -> Iterator[Line]:
        """Yield the facts' flat lines, in order."""
        for piece in self.pieces():
            yield from lines(piece)

    def pairs(self) -> Iterator[tuple[Row, list[Line]]]:
        """Yield every article's row with its facts; first those that have facts."""
        return paired(self.articles, (line for piece in self.by_article() for line in lines(piece)))

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns of all facts at once, text as dictionaries."""
        found = [_encoded(piece.select(names)) for piece in self.pieces()]
        return (pa.concat_tables(found) if found else FACTS.empty_table().select(names)).unify_dictionaries()


def _held(articles: pa.Table, facts: pa.Table) -> Content:
    grouped = facts.take(pc.sort_indices(facts, sort_keys=[("article", "ascending")]))
    return Content(articles, lambda: iter([facts]), lambda: iter([grouped]))


def _of_index(index: RelationIndex, numbers: npt.NDArray[np.integer]) -> Iterator[pa.Table]:
    for start in range(0, len(numbers), _PIECE):
        yield pa.Table.from_pylist(index.facts(numbers[start : start + _PIECE]), schema=FACTS)


def _encoded(table: pa.Table) -> pa.Table:
    columns = [column.dictionary_encode() if pa.types.is_string(column.type) else column for column in table.columns]
    return pa.table(columns, table.column_names)


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
