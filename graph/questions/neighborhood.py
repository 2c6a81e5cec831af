"""Neighborhood: what an entity is joined to, as node-link data that a diagram draws and networkx reads as they are."""

from collections.abc import Collection
from itertools import islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph.index.coding import Ints, distinct
from graph.index.days import written
from graph.index.edges import KINDS as LINK_KINDS
from graph.index.labels import place_label
from graph.index.mentions import ENTITY_KINDS, STATUSES, kind_of
from graph.index.places import ancestors
from graph.index.relation import RelationIndex
from ontology.errors import NotFound, ValueUnknown
from ontology.places import load_gazetteer
from ontology.terms import place_id

DEEPEST: Final = 4
MOST: Final = 1000
"""Nodes that one answer holds at most."""
LEAF: Final = "person"

NodeLink = dict[str, Any]
"""networkx node-link data with `links`, or one node or link of it; fields in the docstring of `neighborhood`."""
Flags = npt.NDArray[np.bool_]


def neighborhood(
    index: RelationIndex, start: str, *, depth: int = 1, kinds: Collection[str] = (), limit: int = 100
) -> NodeLink:
    """Return what lies within `depth` steps of an entity: at most `limit` nodes, those joined by most facts first.

    A place is joined to what any place inside it is joined to. `kinds` are the kinds of entity wanted (empty: all).
    Nodes carry id, kind, label, size (facts that name it), depth; links source, target, kind, count, stories, first,
    last, status, facts (up to five ids). Links of kind `inside` come from the gazetteer and have no facts.
    Raises NotFound for an id that no fact names or a person's, ValueUnknown for a number or kind out of range.
    """
    _check(depth, kinds, limit)
    found, truncated = _walk(index, start, depth, _wanted(index, kinds), limit)
    nodes = [_start(index, start), *(_node(index, number, steps) for number, steps in found.items() if steps)]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"start": start, "depth": depth, "truncated": truncated},
        "nodes": nodes,
        "links": [*_links(index, np.array(list(found), np.int64)), *_inside([node["id"] for node in nodes])],
    }


def _check(depth: int, kinds: Collection[str], limit: int) -> None:
    if not 1 <= depth <= DEEPEST:
        raise ValueUnknown(f"The depth {depth!r} is out of range; it is 1 to {DEEPEST}.")
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
    for kind in kinds:
        if kind not in ENTITY_KINDS:
            raise ValueUnknown(f"No kind of entity is called {kind!r}; it is one of {', '.join(ENTITY_KINDS)}.")


def _seeds(index: RelationIndex, start: str) -> Ints:
    """Return the entities to start from: a place with all inside it, else the one."""
    kind, _, key = start.partition("/")
    if kind == LEAF:
        raise NotFound(f"{start!r} is a person; people are shown beside a body and have no neighborhood of their own.")
    if kind == "place" and key in load_gazetteer():
        return index.entities.inside(key)
    number = index.entities.number(start)
    if number is None:
        raise NotFound(
            f"No fact names {start!r}; give an entity id, such as 'team/mps-supervision-9@summer-policing-2022'."
        )
    return np.array([number])


def _wanted(index: RelationIndex, kinds: Collection[str]) -> Flags:
    """Mark the entities of the kinds wanted."""
    wanted = np.full(len(index.entities), not kinds)
    for kind in kinds:
        numbers = index.entities.of_kind(kind)
        wanted[numbers.start : numbers.stop] = True
    return wanted


def _walk(index: RelationIndex, start: str, depth: int, wanted: Flags, limit: int) -> tuple[dict[int, int], bool]:
    """Return the entities found and how many steps away, the start at 0, and whether the limit cut some off."""
    seeds = _seeds(index, start)
    found = {int(seed): 0 for seed in seeds if index.entities.id(seed) == start}
    wanted[seeds] = True
    frontier, most = seeds, limit + len(found)
    for steps in range(1, depth + 1):
        ends = _ends(index, frontier, wanted, 2 * (most + 1))
        reached = dict.fromkeys(ends.ravel().tolist())
        fresh = [number for number in reached if number not in found]
        found |= dict.fromkeys(fresh[: most - len(found)], steps)
        if fresh and len(found) == most and fresh[-1] not in found:
            return found, True
        frontier = np.array(fresh, np.int64)
    return found, False


def _ends(index: RelationIndex, entities: Ints, wanted: Flags, most: int) -> Ints:
    """Return both ends of the wanted edges at some entities, most facts first; of each entity's only the first `most`."""
    edges = index.edges
    kept = [edges.ends[:0]]
    for number in entities.tolist():
        span = edges.ends[edges.ends_from[number] : edges.ends_from[number + 1]]
        if not wanted.all():
            span = span[wanted[edges.source[span]] & wanted[edges.target[span]]]
        kept.append(span[:most])
    at = distinct(np.concatenate(kept))
    at = at[np.argsort(-edges.facts[at].astype(np.int64), kind="stable")]
    return np.column_stack((edges.source[at], edges.target[at]))


def _links(index: RelationIndex, found: Ints) -> list[NodeLink]:
    """Return all links between the entities found."""
    edges = index.edges
    among = np.zeros(len(index.entities), bool)
    among[found] = True
    # edges are sorted by source, so those of one source adjoin
    bounds = zip(*(np.searchsorted(edges.source, found, side).tolist() for side in ("left", "right")), strict=True)
    at = np.sort(np.concatenate([np.arange(start, stop) for start, stop in bounds] or [edges.ends[:0]]))
    at = at[among[edges.target[at]]]
    spans = [edges.shown[edges.shown_from[edge] : edges.shown_from[edge + 1]] for edge in at.tolist()]
    facts = iter(index.lines.ids(np.concatenate([*spans, edges.shown[:0]])))
    return [_link(index, edge, list(islice(facts, len(span)))) for edge, span in zip(at.tolist(), spans, strict=True)]


def _link(index: RelationIndex, edge: int, facts: list[str]) -> NodeLink:
    edges = index.edges
    return {
        "source": index.entities.id(edges.source[edge]),
        "target": index.entities.id(edges.target[edge]),
        "kind": LINK_KINDS[edges.kind[edge]],
        "count": int(edges.facts[edge]),
        "stories": int(edges.stories[edge]),
        "first": written(edges.first[edge]),
        "last": written(edges.last[edge]),
        "status": STATUSES[edges.status[edge]],
        "facts": facts,
    }


def _inside(names: list[str]) -> list[NodeLink]:
    """Join each place to the nearest one shown that contains it."""
    found, shown = [], set(names)
    for name in names:
        kind, _, code = name.partition("/")
        above = (place_id(container) for container in ancestors(code)) if kind == "place" else ()
        container = next((place for place in above if place in shown), None)
        if container:
            nothing: NodeLink = {"count": 0, "stories": 0, "first": None, "last": None, "status": None, "facts": []}
            found.append({"source": name, "target": container, "kind": "inside", **nothing})
    return found


def _start(index: RelationIndex, start: str) -> NodeLink:
    """Return the node asked for; a place that only contains what facts name has size 0."""
    number = index.entities.number(start)
    if number is not None:
        return _node(index, number, 0)
    return {"id": start, "kind": kind_of(start), "label": place_label(start), "size": 0, "depth": 0}


def _node(index: RelationIndex, number: int, steps: int) -> NodeLink:
    entity = index.entities[number]
    return {"id": entity.id, "kind": entity.kind, "label": entity.label, "size": entity.facts, "depth": steps}
