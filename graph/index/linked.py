"""Links as answers show them: who is joined to whom, how often, since when, by which facts, and how sure."""

from itertools import pairwise
from typing import Any

import numpy as np

from graph.index.coding import Ints
from graph.index.days import dates
from graph.index.edges import KINDS
from graph.index.links import Links, facts_of
from graph.index.mentions import STATUSES
from graph.index.relation import RelationIndex
from graph.index.tally import Sums, summed, summed_in_order

Link = dict[str, Any]
"""`source`, `target`, `kind`, `count`, `stories`, `first`, `last`, `status`, `facts` (ids), `confidence` (the best of them)."""


def sums_of(index: RelationIndex, links: Links) -> Sums:
    """Sum up the facts of each link."""
    return summed_in_order(index, *facts_of(index, links), len(links))


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
    ids = index.lines.ids(sums.shown)
    columns = zip(
        sums.count.tolist(),
        sums.stories.tolist(),
        dates(sums.first),
        dates(sums.last),
        sums.status.tolist(),
        pairwise(sums.shown_from.tolist()),
        _best(index, sums),
        strict=True,
    )
    return [
        {
            "count": count,
            "stories": stories,
            "first": first,
            "last": last,
            "status": STATUSES[status],
            "facts": ids[shown:until],
            "confidence": best,
        }
        for count, stories, first, last, status, (shown, until), best in columns
    ]


def _best(index: RelationIndex, sums: Sums) -> list[float]:
    """Return the best confidence among the facts that each sum shows."""
    sure = index.lines.column("confidence", sums.shown).to_numpy(zero_copy_only=False)
    best = np.maximum.reduceat(sure, sums.shown_from[:-1]) if len(sums.count) else sure
    found: list[float] = np.round(best.astype(np.float64), 3).tolist()
    return found


def unstated(source: str, target: str, kind: str, count: int = 0) -> Link:
    """Return a link that no fact states: one that follows from the gazetteer or from a calculation."""
    nothing: Link = {"stories": 0, "first": None, "last": None, "status": None, "facts": [], "confidence": None}
    return {"source": source, "target": target, "kind": kind, "count": count, **nothing}
