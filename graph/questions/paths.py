"""Shortest paths between two entities, each step with the sentences that state it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.edges import KINDS
from graph.index.narrow import entity
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown
from ontology.wire import Line

LONGEST: Final = 6
MOST: Final = 20
SENTENCES: Final = 3
"""Facts shown a step."""
HUBS: Final = ("campaign", "metric")
"""Kinds that join nearly everything: they may end a path, and are passed through only if asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path, in the direction of the walk or against it, and facts that state it."""

    source: str
    target: str
    kind: str
    count: int
    facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PathFound:
    """Entities from one end to the other, and the steps between them."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]


def paths(index: RelationIndex, source: str, target: str, *, limit: int = 3, hubs: bool = False) -> list[PathFound]:
    """Return up to `limit` of the shortest paths, those of links with most facts first; none within LONGEST steps: [].

    A place stands for all inside it. Campaigns and metrics are passed through only with `hubs`. Raises NotFound for
    what no fact names and for persons, ValueUnknown for a limit out of range.
    """
    if not 1 <= limit <= MOST:
        raise ValueUnknown(f"The limit {limit!r} is out of range; it is 1 to {MOST}.")
    starts, ends = entity(index, source), entity(index, target)
    steps = _distances(index, starts, ends, hubs)
    reached = ends[steps[ends] > 0]
    if not len(reached):
        return []
    nearest = reached[steps[reached] == steps[reached].min()]
    found: list[PathFound] = []
    for end in nearest.tolist():
        for walk in _walks(index, steps, end):
            found.append(_path(index, end, walk))
            if len(found) == limit:
                return found
    return found


def _distances(index: RelationIndex, starts: Ints, ends: Ints, hubs: bool) -> Ints:
    """Return the steps from any start to each entity, -1 for those not reached before an end was."""
    steps = np.full(len(index.entities), -1, np.int8)
    steps[starts] = 0
    aim = np.zeros(len(steps), bool)
    aim[ends] = True
    aim[starts] = False
    frontier = starts
    for step in range(1, LONGEST + 1):
        _, others = _links(index, frontier)
        fresh = np.unique(others[steps[others] < 0])
        steps[fresh] = step
        if aim[fresh].any() or not len(fresh):
            break
        frontier = fresh if hubs else _passable(index, fresh)
    return steps


def _passable(index: RelationIndex, entities: Ints) -> Ints:
    for kind in HUBS:
        numbers = index.entities.of_kind(kind)
        entities = entities[(entities < numbers.start) | (entities >= numbers.stop)]
    return entities


def _links(index: RelationIndex, entities: Ints) -> tuple[Ints, Ints]:
    """Return the edges at some entities, most facts first at each, and the entity at the other end."""
    edges = index.edges
    first = edges.ends_from[entities].astype(np.int64)
    counts = edges.ends_from[entities + 1] - first
    starts = np.cumsum(counts) - counts
    at = np.repeat(first - starts, counts) + np.arange(counts.sum())
    links = edges.ends[at]
    here = np.repeat(entities, counts)
    return links, np.where(edges.source[links] == here, edges.target[links], edges.source[links])


def _walks(index: RelationIndex, steps: Ints, end: int) -> Iterator[list[tuple[int, int]]]:
    """Yield shortest walks back from an entity, as pairs of edge and entity; one link a pair of entities."""
    if steps[end] == 0:
        yield []
        return
    links, others = _links(index, np.array([end]))
    seen: set[int] = set()
    for link, other in zip(links.tolist(), others.tolist(), strict=True):
        if steps[other] == steps[end] - 1 and other not in seen:
            seen.add(other)
            for walk in _walks(index, steps, other):
                yield [(link, other), *walk]


def _path(index: RelationIndex, end: int, walk: list[tuple[int, int]]) -> PathFound:
    numbers = [*(entity for _, entity in reversed(walk)), end]
    return PathFound(
        ids=tuple(index.entities.id(number) for number in numbers),
        labels=tuple(index.entities.label(number) for number in numbers),
        steps=tuple(_step(index, link) for link, _ in reversed(walk)),
    )


def _step(index: RelationIndex, link: int) -> Step:
    edges = index.edges
    shown = edges.shown[edges.shown_from[link] : edges.shown_from[link + 1]][:SENTENCES]
    return Step(
        source=index.entities.id(edges.source[link]),
        target=index.entities.id(edges.target[link]),
        kind=KINDS[edges.kind[link]],
        count=int(edges.facts[link]),
        facts=tuple(index.facts(shown)),
    )
