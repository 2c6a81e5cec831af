"""Each diagram's question: what surrounds an entity, paths, the matrix, shared facts, communities."""

from collections.abc import Collection
from typing import Final

import numpy as np

from graph.diagram.draw import Diagram, Layout, draw, node, nodes_of
from graph.index.coding import NONE, Ints
from graph.index.edges import KINDS, joined
from graph.index.linked import Link, stored, summed_by, unstated
from graph.index.links import Links, picked
from graph.index.mentions import ROLES, Mentions
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection, page
from graph.questions.communities import bonds, communities
from graph.questions.neighborhood import neighborhood
from graph.questions.paths import paths
from graph.questions.shared import shared
from graph.questions.timeline import timeline

FACTS: Final = 1000
"""Facts that one diagram of facts is made from at most, the newest."""


def of_neighborhood(  # noqa: PLR0913  (the question's own parameters)
    index: RelationIndex,
    start: str,
    *,
    depth: int = 1,
    kinds: Collection[str] = (),
    limit: int = 100,
    layout: Layout = "layers",
) -> Diagram:
    """Return what surrounds an entity; nodes carry `depth`. Raises as `neighborhood`."""
    found = neighborhood(index, start, depth=depth, kinds=kinds, limit=limit)
    return draw("neighborhood", found["nodes"], found["links"], layout=layout, **found["graph"])


def of_paths(  # noqa: PLR0913  (as above)
    index: RelationIndex, source: str, target: str, *, limit: int = 3, hubs: bool = False, layout: Layout = "layers"
) -> Diagram:
    """Return the shortest paths between two entities, laid over each other. Raises as `paths`.

    `graph.paths` lists each path's nodes in order.
    """
    found = paths(index, source, target, limit=limit, hubs=hubs)
    steps = dict.fromkeys((step.source, step.target, step.kind) for path in found for step in path.steps)
    links = stored(index, _of_steps(index, list(steps)))
    ends = dict.fromkeys((source, target)) if not found else {}
    ways = [list(path.ids) for path in found]
    return draw("paths", nodes_of(index, links, *ends), links, layout=layout, start=source, end=target, paths=ways)


def of_matrix(index: RelationIndex, limits: Limits = EVERYTHING, *, layout: Layout = "layers") -> Diagram:
    """Return teams and the provinces that they inspected."""
    facts = within(index, "inspection", limits).numbers
    team, place = index.columns.actor[facts].astype(np.int64), index.columns.place[facts]
    facts, team, place = (column[(team != NONE) & (place != NONE)] for column in (facts, team, place))
    province = index.entities.province[place].astype(np.int64)
    inside = province > 0
    keys, links = summed_by(index, team[inside] * 1_000_000 + province[inside], facts[inside])
    cells = [
        {"source": index.entities.id(key // 1_000_000), "target": f"place/{key % 1_000_000}", "kind": "inspected"}
        | link
        for key, link in zip(keys.tolist(), links, strict=True)
        if link["stories"] >= limits.stories
    ]
    return draw("matrix", nodes_of(index, cells), cells, layout=layout)


def of_shared(
    index: RelationIndex, one: str, other: str, limits: Limits = EVERYTHING, *, layout: Layout = "layers"
) -> Diagram:
    """Return two entities with all that the facts naming both join them to. Raises as `shared`."""
    return of_facts(index, shared(index, one, other, limits), "shared", one, other, layout=layout)


def of_facts(
    index: RelationIndex, found: Selection, question: str = "facts", *first: str, layout: Layout = "layers"
) -> Diagram:
    """Return what some facts join, of the FACTS newest; `first` are nodes that are there anyhow."""
    numbers = np.sort(page(index, found, None, FACTS).numbers)
    links = _joined(index, numbers)
    nodes = nodes_of(index, links, *first)
    return draw(question, nodes, links, layout=layout, facts=found.total, truncated=found.total > FACTS)


def of_selection(
    index: RelationIndex,
    kind: str | None = None,
    entity: str | None = None,
    limits: Limits = EVERYTHING,
    *,
    layout: Layout = "layers",
) -> Diagram:
    """Return what the facts of a type that name an entity join; None for any. Raises as `timeline`."""
    if entity is None:
        return of_facts(index, within(index, kind, limits), layout=layout)
    numbers = timeline(index, entity, limits).facts.numbers
    numbers = index.among(numbers, kind) if kind else numbers
    return of_facts(index, Selection(len(numbers), numbers), "facts", entity, layout=layout)


def of_communities(
    index: RelationIndex, by: str = "teams", limits: Limits = EVERYTHING, *, layout: Layout = "layers"
) -> Diagram:
    """Return provinces, each with its `community` (from 0, the largest first), and what they share. Raises as `communities`.

    A link's count is how many teams, measures or targets two provinces share, `shared` up to SHOWN of them, `weight` the
    bond that makes communities.
    """
    groups = communities(index, by, limits)
    group_of = {name: at for at, group in enumerate(groups) for name in group.provinces}
    nodes = [node(index, name, community=at) for name, at in group_of.items()]
    links = [
        unstated(one, other, "shares", bond.count) | {"weight": round(bond.weight, 6), "shared": list(bond.names)}
        for (one, other), bond in sorted(bonds(index, by, limits).items(), key=lambda found: found[0])
    ]
    return draw("communities", nodes, links, layout=layout, by=by, communities=len(groups))


def _of_steps(index: RelationIndex, steps: list[tuple[str, str, str]]) -> Links:
    """Return steps of paths (source, target, kind) as links."""
    ends = [[index.entities.place(step[end]) for step in steps] for end in (0, 1)]
    columns = (*ends, [KINDS.index(kind) for _, _, kind in steps])
    return picked(index, *(np.array(column, np.int64) for column in columns))


def _joined(index: RelationIndex, facts: Ints) -> list[Link]:
    """Return the links that some facts make, summed up over these facts alone."""
    size, columns = len(index.entities), index.columns
    roles = {role: getattr(columns, role)[facts].astype(np.int64) for role in ROLES}
    none = np.empty(0, np.int64)
    keys, at = joined(columns.type[facts], Mentions(roles, none, none, [], {}), size)
    found, links = summed_by(index, keys, facts[at])
    ends, kind = found // len(KINDS), found % len(KINDS)
    pairs = zip((ends // size).tolist(), (ends % size).tolist(), kind.tolist(), links, strict=True)
    name = index.entities.id
    return [{"source": name(one), "target": name(two), "kind": KINDS[code]} | link for one, two, code, link in pairs]
