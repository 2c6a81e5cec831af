"""Articles with their facts, one after the other, out of the two tables of a log."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.tables import own_fields
from ontology.wire import Line

Row = dict[str, Any]
_BATCH: Final = 128
"""Facts that are made at a time: no other thread of the process goes on meanwhile, which is some milliseconds."""
_ROWS: Final = 256
_UNUSED: Final = ("signature", "residue")


def pairs(articles: pa.Table, facts: pa.Table) -> Iterator[tuple[Row, list[Line]]]:
    """Yield every article's row (without signature and residue) with its facts' lines; first those that have facts.

    Takes tables of the schemas ARTICLES and FACTS. Facts whose article is not in `articles` are left out.
    """
    return paired(articles, lines(_grouped(facts)))


def paired(articles: pa.Table, told: Iterable[Line]) -> Iterator[tuple[Row, list[Line]]]:
    """Yield the same of facts' lines in which those of an article stand side by side."""
    rows = _Rows(articles.select([name for name in articles.column_names if name not in _UNUSED]))
    for article, found in groupby(told, key=lambda line: line["article"]):
        row = rows.pop(article)
        if row is not None:
            yield row, list(found)
    for row in rows.rest():
        yield row, []


class _Rows:
    """Rows of articles by id, some made at a time: facts mostly come in the order of their articles."""

    def __init__(self, articles: pa.Table) -> None:
        self.table = articles
        self.places = {name: place for place, name in enumerate(articles["id"].to_pylist())}
        self.first, self.made = 0, list[Row]()

    def pop(self, article: str) -> Row | None:
        """Return a row, once."""
        place = self.places.pop(article, None)
        return None if place is None else self._row(place)

    def rest(self) -> Iterator[Row]:
        """Yield those that nobody asked for."""
        return map(self._row, self.places.values())

    def _row(self, place: int) -> Row:
        if not self.first <= place < self.first + len(self.made):
            self.first = place
            self.made = self.table.slice(place, _ROWS).to_pylist()
        return self.made[place - self.first]


def lines(facts: pa.Table) -> Iterator[Line]:
    """Yield the flat lines of a facts table, a batch in memory at a time."""
    for batch in facts.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield own_fields(row)


def _grouped(facts: pa.Table) -> pa.Table:
    """Return facts with those of an article side by side; parts are written so, and then nothing is moved."""
    names = facts["article"]
    runs = 1 + pc.sum(pc.not_equal(names[1:], names[:-1]), min_count=0).as_py() if len(names) else 0
    if runs == pc.count_distinct(names).as_py():
        return facts
    return facts.take(pc.sort_indices(facts, sort_keys=[("article", "ascending")]))
