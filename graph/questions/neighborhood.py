"""Neighborhood: what an entity is joined to, as node-link data that a diagram draws and networkx reads as they are."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph.index.coding import Ints
from graph.index.labels import place_label
from graph.index.linked import stored, unstated
from graph.index.links import NO_LINKS, Links, links_among, links_at
from graph.index.mentions import ENTITY_KINDS, kind_of
from graph.index.network import LEVELS
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

NodeLink = dict[str, Any]
"""networkx node-link data with `links`, or one node or link of it; fields in the docstring of `neighborhood`."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What lies around an entity, as numbers: `steps[i]` from the start to entity i; the start may be none itself.

    `cut` says whether the limit left anything out.
    """

    entities: Ints
    steps: Ints
    links: Links
    cut: bool


def neighborhood(
    index: RelationIndex, start: str, *, depth: int = 1, kinds: Collection[str] = (), limit: int = 100
) -> NodeLink:
    """Return what lies within `depth` steps of an entity: at most `limit` more nodes, those joined by most facts first.

    A place is joined to what any place inside it is joined to. `kinds` are the kinds of entity wanted (empty: all).
    Nodes carry id, kind, label, size (facts that name it), depth; links source, target, kind, count, stories, first,
    last, status, facts (up to five ids), confidence (the best of these); those of kind `inside` have no facts.
    Raises NotFound for an id that no fact names or a person's, ValueUnknown for a number or kind out of range.
    """
    found = surroundings(index, start, depth=depth, kinds=kinds, limit=limit)
    others = found.steps > 0
    nodes = [_start(index, start), *_nodes(index, found.entities[others], found.steps[others])]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"start": start, "depth": depth, "truncated": found.cut},
        "nodes": nodes,
        "links": [*stored(index, found.links), *_inside([node["id"] for node in nodes])],
    }


def surroundings(
    index: RelationIndex, start: str, *, depth: int = 1, kinds: Collection[str] = (), limit: int = 100
) -> Surroundings:
    """Return which entities and links `neighborhood` shows. Raises as it does."""
    _check(depth, kinds, limit)
    entities, steps, ways, cut = _walk(index, start, depth, _wanted(index, kinds), limit)
    links, left_out = _strongest(index, np.sort(entities), ways, LINKS_A_NODE * limit)
    return Surroundings(entities, steps, links, cut or left_out)


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
    """Mark the entities of the kinds wanted; the flag beyond the last is NONE's."""
    wanted = np.full(len(index.entities) + 1, not kinds)
    for kind in kinds:
        numbers = index.entities.of_kind(kind)
        wanted[numbers.start : numbers.stop] = True
    return wanted


def _walk(index: RelationIndex, start: str, depth: int, wanted: Flags, limit: int) -> tuple[Ints, Ints, Links, bool]:
    """Return the entities found, the steps to each, the links on the ways, whether the limit cut some off.

    The start's own entity is the first, if there is one.
    """
    seeds = np.sort(_seeds(index, start)).astype(np.int64)
    own = index.entities.number(start)
    found: list[Ints] = [np.array([] if own is None else [own], np.int64)]
    steps, seen = [np.zeros(len(found[0]), np.int64)], index.marked(found[0])
    ways = NO_LINKS
    wanted[seeds] = True
    frontier, room, cut = seeds, limit, False
    for step in range(1, depth + 1):
        fresh, links = _fresh(index, frontier, wanted, seen, room)
        cut = len(fresh) > room
        found.append(fresh[:room])
        ways = ways.joined(links.taken(slice(room)))
        steps.append(np.full(len(found[-1]), step))
        if cut:
            break
        seen[fresh] = True
        frontier, room = np.sort(fresh), room - len(fresh)
    return np.concatenate(found), np.concatenate(steps), ways, cut


def _fresh(index: RelationIndex, frontier: Ints, wanted: Flags, seen: Flags, room: int) -> tuple[Ints, Links]:
    """Return more than `room` entities that links lead to from some, or all there are, and the strongest link to each."""
    size = len(index.entities)
    for least in LEVELS:
        links = links_at(index, frontier, wanted, least)
        links, most = links.taken(~(seen[links.source] & seen[links.target])), 4 * (room + 1)
        while True:
            best = links.strongest(most, size)
            ends = np.column_stack((best.source, best.target)).ravel()
            at = np.flatnonzero(~seen[ends])
            first = at[np.sort(np.unique(ends[at], return_index=True)[1])]
            if len(first) > room or most >= len(links):
                break
            most *= 4
        if len(first) > room:
            break
    return ends[first], best.taken(first // 2)


def _strongest(index: RelationIndex, entities: Ints, ways: Links, most: int) -> tuple[Links, bool]:
    """Return the links on the ways and the `most` with most facts among entities, in order, and whether any is left out."""
    size = len(index.entities)
    for least in LEVELS:
        links = links_among(index, entities, least)
        if len(links) > most:
            best = links.strongest(most, size).joined(ways)
            keys, rows = np.unique(best.keys(size), return_index=True)
            if len(rows) < len(np.union1d(links.keys(size), keys)):
                return best.taken(rows), True
    return links.taken(np.argsort(links.keys(size))), False


def _inside(names: list[str]) -> list[NodeLink]:
    """Join each place to the nearest one shown that contains it."""
    shown = {name.removeprefix("place/") for name in names if name.startswith("place/")}
    found = []
    for code in (name.removeprefix("place/") for name in names if name.startswith("place/")):
        container = next((above for above in ancestors(code) if above in shown), None)
        if container:
            found.append(unstated(place_id(code), place_id(container), "inside"))
    return found


def _start(index: RelationIndex, start: str) -> NodeLink:
    """Return the node asked for; a place that only contains what facts name has size 0."""
    number = index.entities.number(start)
    if number is not None:
        return _nodes(index, np.array([number]), np.array([0]))[0]
    return {"id": start, "kind": kind_of(start), "label": place_label(start), "size": 0, "depth": 0}


def _nodes(index: RelationIndex, numbers: Ints, steps: Ints) -> list[NodeLink]:
    """Return entities, each some steps from the start."""
    entities = index.entities
    columns = entities.names(numbers), entities.called(numbers), entities.facts[numbers].tolist(), steps.tolist()
    return [
        {"id": name, "kind": kind_of(name), "label": label, "size": size, "depth": depth}
        for name, label, size, depth in zip(*columns, strict=True)
    ]
