"""Neighborhood: what an entity is joined to, as node-link data that a diagram draws and networkx reads as they are."""

from collections.abc import Collection
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.index.coding import Ints
from graph.index.labels import place_label
from graph.index.linked import stored, unstated
from graph.index.links import Links, links_among, links_at
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

NodeLink = dict[str, Any]
"""networkx node-link data with `links`, or one node or link of it; fields in the docstring of `neighborhood`."""
Flags = npt.NDArray[np.bool_]


class _Way(NamedTuple):
    """How an entity was found: steps from the start, and the last link on the way, by its key."""

    steps: int
    link: int | None


def neighborhood(
    index: RelationIndex, start: str, *, depth: int = 1, kinds: Collection[str] = (), limit: int = 100
) -> NodeLink:
    """Return what lies within `depth` steps of an entity: at most `limit` more nodes, those joined by most facts first.

    A place is joined to what any place inside it is joined to. `kinds` are the kinds of entity wanted (empty: all).
    Nodes carry id, kind, label, size (facts that name it), depth; links source, target, kind, count, stories, first,
    last, status, facts (up to five ids), confidence (the best of these); those of kind `inside` have no facts.
    Raises NotFound for an id that no fact names or a person's, ValueUnknown for a number or kind out of range.
    """
    _check(depth, kinds, limit)
    found, cut = _walk(index, start, depth, _wanted(index, kinds), limit)
    links, fewer = _strongest(index, found, LINKS_A_NODE * limit)
    nodes = [_start(index, start), *_nodes(index, {number: way.steps for number, way in found.items() if way.steps})]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"start": start, "depth": depth, "truncated": cut or fewer},
        "nodes": nodes,
        "links": [*stored(index, links), *_inside([node["id"] for node in nodes])],
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
    """Mark the entities of the kinds wanted; the flag beyond the last is NONE's."""
    wanted = np.full(len(index.entities) + 1, not kinds)
    for kind in kinds:
        numbers = index.entities.of_kind(kind)
        wanted[numbers.start : numbers.stop] = True
    return wanted


def _walk(index: RelationIndex, start: str, depth: int, wanted: Flags, limit: int) -> tuple[dict[int, _Way], bool]:
    """Return the entities found and the way to each, the start's own at 0, and whether the limit cut some off."""
    seeds = _seeds(index, start)
    found = {int(seed): _Way(0, None) for seed in seeds if index.entities.id(seed) == start}
    wanted[seeds] = True
    frontier, most = np.sort(seeds).astype(np.int64), limit + len(found)
    for steps in range(1, depth + 1):
        room = most - len(found)
        fresh = _fresh(index, links_at(index, frontier, wanted), found, room)
        reached = list(fresh)[:room]
        found |= {number: _Way(steps, fresh[number]) for number in reached}
        if len(reached) < len(fresh):
            return found, True
        frontier = np.array(sorted(reached), np.int64)
    return found, False


def _fresh(index: RelationIndex, links: Links, found: Collection[int], room: int) -> dict[int, int]:
    """Return more than `room` entities that links lead to, or all there are, and the strongest link to each."""
    size, most = len(index.entities), 4 * (room + 1)
    while True:
        best = links.strongest(most, size)
        fresh: dict[int, int] = {}
        for link, *ends in zip(best.keys(size).tolist(), best.source.tolist(), best.target.tolist(), strict=True):
            for number in ends:
                if number not in found:
                    fresh.setdefault(number, link)
        if len(fresh) > room or most >= len(links):
            return fresh
        most *= 4


def _strongest(index: RelationIndex, found: dict[int, _Way], most: int) -> tuple[Links, bool]:
    """Return the links between the entities found: those on the ways to them and the `most` with most facts."""
    size = len(index.entities)
    links = links_among(index, np.array(sorted(found), np.int64))
    best = links.strongest(most, size).keys(size)
    ways = np.array([way.link for way in found.values() if way.link is not None], np.int64)
    kept = np.flatnonzero(np.isin(links.keys(size), np.union1d(best, ways)))
    return links.taken(kept[np.argsort(links.keys(size)[kept])]), len(kept) < len(links)


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
        return _nodes(index, {number: 0})[0]
    return {"id": start, "kind": kind_of(start), "label": place_label(start), "size": 0, "depth": 0}


def _nodes(index: RelationIndex, steps: dict[int, int]) -> list[NodeLink]:
    """Return entities, each some steps from the start."""
    numbers, entities = np.array(list(steps), np.int64), index.entities
    columns = entities.names(numbers), entities.called(numbers), entities.facts[numbers].tolist(), steps.values()
    return [
        {"id": name, "kind": kind_of(name), "label": label, "size": size, "depth": depth}
        for name, label, size, depth in zip(*columns, strict=True)
    ]
