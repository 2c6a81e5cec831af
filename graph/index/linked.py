"""Links as answers show them: who is joined to whom, how often, since when, by which facts, and how sure."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

import numpy as np

from graph.index.coding import Ints
from graph.index.days import written
from graph.index.edges import KINDS
from graph.index.mentions import STATUSES
from graph.index.relation import RelationIndex
from graph.index.tally import different, earliest, latest

SHOWN = 5
"""Facts that a link names at most."""
Link = dict[str, Any]
"""`source`, `target`, `kind`, `count`, `stories`, `first`, `last`, `status`, `facts` (ids), `confidence` (the best of them)."""


def stored(index: RelationIndex, at: Ints) -> list[Link]:
    """Return edges of the index as links."""
    edges, entities = index.edges, index.entities
    spans = [edges.shown[edges.shown_from[edge] : edges.shown_from[edge + 1]] for edge in at.tolist()]
    shown = np.concatenate([*spans, edges.shown[:0]])
    facts, sure = iter(index.lines.ids(shown)), iter(index.lines.values("confidence", shown))
    return [
        {
            "source": entities.id(edges.source[edge]),
            "target": entities.id(edges.target[edge]),
            "kind": KINDS[edges.kind[edge]],
            "count": int(edges.facts[edge]),
            "stories": int(edges.stories[edge]),
            "first": written(edges.first[edge]),
            "last": written(edges.last[edge]),
            "status": STATUSES[edges.status[edge]],
            "facts": list(islice(facts, len(span))),
            "confidence": _best(islice(sure, len(span))),
        }
        for edge, span in zip(at.tolist(), spans, strict=True)
    ]


def summed(index: RelationIndex, keys: Ints, facts: Ints) -> tuple[Ints, list[Link]]:
    """Sum facts up by key: the different keys, ascending, and for each what a link says, ends and kind left out."""
    found, groups = np.unique(keys, return_inverse=True)
    size = len(found)
    counts, told = np.bincount(groups, minlength=size), different(groups, index.story(facts), size)
    first = earliest(groups, index.columns.start[facts], size)
    last = latest(groups, index.columns.end[facts], size)
    status = np.full(size, len(STATUSES) - 1)
    np.minimum.at(status, groups, index.columns.status[facts])
    order = np.argsort(groups, kind="stable")
    starts = np.cumsum(counts) - counts
    spans = [facts[order[start : start + min(n, SHOWN)]] for start, n in zip(starts, counts, strict=True)]
    shown = np.concatenate([*spans, facts[:0]])
    ids, sure = iter(index.lines.ids(shown)), iter(index.lines.values("confidence", shown))
    return found, [
        {
            "count": int(counts[n]),
            "stories": int(told[n]),
            "first": written(first[n]),
            "last": written(last[n]),
            "status": STATUSES[status[n]],
            "facts": list(islice(ids, len(span))),
            "confidence": _best(islice(sure, len(span))),
        }
        for n, span in enumerate(spans)
    ]


def _best(values: Iterable[float]) -> float | None:
    best = max(values, default=None)
    return None if best is None else round(best, 3)


def unstated(source: str, target: str, kind: str, count: int = 0) -> Link:
    """Return a link that no fact states: one that follows from the gazetteer or from a calculation."""
    nothing: Link = {"stories": 0, "first": None, "last": None, "status": None, "facts": [], "confidence": None}
    return {"source": source, "target": target, "kind": kind, "count": count, **nothing}
