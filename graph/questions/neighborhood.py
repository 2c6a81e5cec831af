"""Neighborhood: what an entity is joined to, as node-link data that a diagram draws and networkx reads as they are."""

from collections.abc import Collection
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.index.coding import Ints, distinct
from graph.index.labels import place_label
from graph.index.linked import stored, unstated
from graph.index.mentions import ENTITY_KINDS, kind_of
from graph.index.places import ancestors
from graph.index.relation import RelationIndex
from ontology.errors import NotFound, ValueUnknown
from ontology.places import load_gazetteer
from ontology.terms import place_id

DEEPEST: Final = 4
MOST: Final = 2000
"""Nodes that one answer holds at most."""
LINKS_A_NODE: Final = 4
"""Links that one answer holds at most, for each node it may hold."""
LEAF: Final = "person"
_SIDES: Final[tuple[Literal["left", "right"], ...]] = ("left", "right")

NodeLink = dict[str, Any]
"""networkx node-link data with `links`, or one node or link of it; fields in the docstring of `neighborhood`."""
Flags = npt.NDArray[np.bool_]


class _Way(NamedTuple):
    """How an entity was found: steps from the start, and the last edge on the way."""

    steps: int
    edge: int | None


def neighborhood(
    index: RelationIndex, start: str, *, depth: int = 1, kinds: Collection[str] = (), limit: int = 100
) -> NodeLink:
    """Return what lies within `depth` steps of an entity: at most `limit` more nodes, those joined by most facts first.

    A place is joined to what any place inside it is joined to. `kinds` are the kinds of entity wanted (empty: all).
    Nodes carry id, kind, label, size (facts that name it), depth; links source, target, kind, count, stories, first,
    last, status, facts (up to five ids), confidence (the best of these). Links of kind `inside` come from the gazetteer and have no facts.
    Raises NotFound for an id that no fact names or a person's, ValueUnknown for a number or kind out of range.
    """
    _check(depth, kinds, limit)
    found, cut = _walk(index, start, depth, _wanted(index, kinds), limit)
    at, fewer = _strongest(index, found, LINKS_A_NODE * limit)
    nodes = [_start(index, start), *(_node(index, n, way.steps) for n, way in found.items() if way.steps)]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"start": start, "depth": depth, "truncated": cut or fewer},
        "nodes": nodes,
        "links": [*stored(index, at), *_inside([node["id"] for node in nodes])],
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


def _walk(index: RelationIndex, start: str, depth: int, wanted: Flags, limit: int) -> tuple[dict[int, _Way], bool]:
    """Return the entities found and the way to each, the start's own at 0, and whether the limit cut some off."""
    seeds = _seeds(index, start)
    found = {int(seed): _Way(0, None) for seed in seeds if index.entities.id(seed) == start}
    wanted[seeds] = True
    frontier, most = seeds, limit + len(found)
    for steps in range(1, depth + 1):
        fresh: dict[int, int] = {}
        for edge, *ends in _edges_at(index, frontier, wanted, 2 * (most + 1)):
            for number in ends:
                if number not in found:
                    fresh.setdefault(number, edge)
        reached = list(fresh)[: most - len(found)]
        found |= {number: _Way(steps, fresh[number]) for number in reached}
        if len(reached) < len(fresh):
            return found, True
        frontier = np.array(reached, np.int64)
    return found, False


def _edges_at(index: RelationIndex, entities: Ints, wanted: Flags, most: int) -> list[list[int]]:
    """Return edge, source and target of the wanted edges at entities, most facts first, `most` of each one's."""
    edges, everything = index.edges, bool(wanted.all())
    kept = [edges.ends[:0]]
    for number in entities.tolist():
        span = edges.ends[edges.ends_from[number] : edges.ends_from[number + 1]]
        if not everything:
            span = span[wanted[edges.source[span]] & wanted[edges.target[span]]]
        kept.append(span[:most])
    at = _by_facts(index, distinct(np.concatenate(kept)))
    rows: list[list[int]] = np.column_stack((at, edges.source[at], edges.target[at])).tolist()
    return rows


def _by_facts(index: RelationIndex, edges: Ints) -> Ints:
    """Return edges with most facts first."""
    ordered: Ints = edges[np.argsort(-index.edges.facts[edges].astype(np.int64), kind="stable")]
    return ordered


def _strongest(index: RelationIndex, found: dict[int, _Way], most: int) -> tuple[Ints, bool]:
    """Return the edges between the entities found: those on the ways to them and the `most` with most facts."""
    edges, numbers = index.edges, np.array(list(found), np.int64)
    among = np.zeros(len(index.entities), bool)
    among[numbers] = True
    # edges are sorted by source, so those of one source adjoin
    bounds = zip(*(np.searchsorted(edges.source, numbers, side).tolist() for side in _SIDES), strict=True)
    at = np.concatenate([edges.ends[:0], *(np.arange(first, last) for first, last in bounds)])
    at = _by_facts(index, np.sort(at[among[edges.target[at]]]))
    ways = np.array([way.edge for way in found.values() if way.edge is not None], np.int64)
    kept = distinct(np.concatenate((at[:most], ways)))
    return kept, len(kept) < len(at)


def _inside(names: list[str]) -> list[NodeLink]:
    """Join each place to the nearest one shown that contains it."""
    found, shown = [], set(names)
    for name in names:
        kind, _, code = name.partition("/")
        above = (place_id(container) for container in ancestors(code)) if kind == "place" else ()
        container = next((place for place in above if place in shown), None)
        if container:
            found.append(unstated(name, container, "inside"))
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
