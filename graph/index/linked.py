"""Links as answers show them: who is joined to whom, how often, since when, by which facts, and how sure."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

import numpy as np

from graph.index.coding import Ints
from graph.index.days import dates
from graph.index.edges import KINDS
from graph.index.links import Links, sums_of
from graph.index.mentions import STATUSES
from graph.index.relation import RelationIndex
from graph.index.tally import Sums, summed

Link = dict[str, Any]
"""`source`, `target`, `kind`, `count`, `stories`, `first`, `last`, `status`, `facts` (ids), `confidence` (the best of them)."""


def stored(index: RelationIndex, links: Links) -> list[Link]:
    """Return links of the index as answers show them."""
    source, target = index.entities.names(links.source), index.entities.names(links.target)
    ends = zip(source, target, links.kind.tolist(), _said(index, sums_of(index, links)), strict=True)
    return [{"source": one, "target": two, "kind": KINDS[kind]} | said for one, two, kind, said in ends]


def summed_by(index: RelationIndex, keys: Ints, facts: Ints) -> tuple[Ints, list[Link]]:
    """Sum facts up by key: the different keys, ascending, and for each what a link says, ends and kind left out."""
    found, groups = np.unique(keys, return_inverse=True)
    return found, _said(index, summed(index, facts, groups, len(found)))


def _said(index: RelationIndex, sums: Sums) -> list[Link]:
    ids, sure = iter(index.lines.ids(sums.shown)), iter(index.lines.values("confidence", sums.shown))
    columns = zip(
        sums.count.tolist(),
        sums.stories.tolist(),
        dates(sums.first),
        dates(sums.last),
        sums.status.tolist(),
        np.diff(sums.shown_from).tolist(),
        strict=True,
    )
    return [
        {
            "count": count,
            "stories": stories,
            "first": first,
            "last": last,
            "status": STATUSES[status],
            "facts": list(islice(ids, shown)),
            "confidence": _best(islice(sure, shown)),
        }
        for count, stories, first, last, status, shown in columns
    ]


def _best(values: Iterable[float]) -> float | None:
    best = max(values, default=None)
    return None if best is None else round(best, 3)


def unstated(source: str, target: str, kind: str, count: int = 0) -> Link:
    """Return a link that no fact states: one that follows from the gazetteer or from a calculation."""
    nothing: Link = {"stories": 0, "first": None, "last": None, "status": None, "facts": [], "confidence": None}
    return {"source": source, "target": target, "kind": kind, "count": count, **nothing}
