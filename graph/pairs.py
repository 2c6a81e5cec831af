"""Articles with their facts, one after the other, out of the two tables of a log."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.tables import own_fields
from ontology.wire import Line

Row = dict[str, Any]
_BATCH: Final = 4096
_UNUSED: Final = ("signature", "residue")


def pairs(articles: pa.Table, facts: pa.Table) -> Iterator[tuple[Row, list[Line]]]:
    """Yield every article's row (without signature and residue) with its facts' lines; first those that have facts.

    Takes tables of the schemas ARTICLES and FACTS. Facts whose article is not in `articles` are left out.
    """
    rows = {row["id"]: row for row in articles.drop_columns(_UNUSED).to_pylist()}
    for article, found in groupby(lines(_grouped(facts)), key=lambda line: line["article"]):
        row = rows.pop(article, None)
        if row is not None:
            yield row, list(found)
    for row in rows.values():
        yield row, []


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
