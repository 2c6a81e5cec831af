"""From nodes and links to a diagram: positions, sizes, colours, names in two languages, and the legend."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import numpy as np

from graph.diagram import palette
from graph.diagram.force import settled
from graph.diagram.layers import HEIGHT, LAYERS, WIDTH, layer_of, layer_x, position
from graph.index.labels import place_label
from graph.index.linked import Link
from graph.index.mentions import kind_of
from graph.index.relation import RelationIndex
from ontology.english import english

SCHEMA: Final = 1
"""Version of the contract in docs/diagram.md; fields may be added, never renamed or dropped."""
Layout = Literal["layers", "force"]
Node = dict[str, Any]
Diagram = dict[str, Any]
"""networkx node-link data with what a diagram needs besides; see docs/diagram.md."""


def node(index: RelationIndex, name: str, **more: object) -> Node:
    """Return the node of an entity by id; a place that only contains what facts name has size 0."""
    number = index.entities.number(name)
    if number is None:
        return {"id": name, "kind": kind_of(name), "label": place_label(name) or name, "size": 0, **more}
    entity = index.entities[number]
    return {"id": name, "kind": entity.kind, "label": entity.label, "size": entity.facts, **more}


def nodes_of(index: RelationIndex, links: Iterable[Link], *first: str) -> list[Node]:
    """Return the nodes at the ends of links, `first` ahead of them."""
    named = dict.fromkeys(first)
    for link in links:
        named |= {link["source"]: None, link["target"]: None}
    return [node(index, name) for name in named]


def draw(
    question: str, nodes: Sequence[Node], links: Sequence[Link], *, layout: Layout = "layers", **said: object
) -> Diagram:
    """Return the diagram of an answer; `said` goes into `graph`, beside question, layout and canvas."""
    drawn = [_placed(one) for one in nodes]
    if layout == "force":
        _settle(drawn, links)
    return {
        "schema": SCHEMA,
        "directed": True,
        "multigraph": True,
        "graph": {"question": question, "layout": layout, "canvas": [WIDTH, HEIGHT], "truncated": False, **said},
        "kinds": palette.legend(palette.ENTITIES, (one["kind"] for one in drawn)),
        "link_kinds": palette.legend(palette.LINKS, (link["kind"] for link in links)),
        "layers": _layers(drawn) if layout == "layers" else [],
        "nodes": drawn,
        "links": [_styled(link) for link in links],
    }


def _placed(one: Node) -> Node:
    name, kind = one["id"], one["kind"]
    x, y = position(name)
    return {
        **one,
        "label_en": english(name),
        "layer": layer_of(name),
        "x": x,
        "y": y,
        "radius": palette.radius(one["size"]),
        "color": palette.color(kind),
    }


def _styled(link: Link) -> Link:
    return {
        "id": f"{link['source']} {link['kind']} {link['target']}",
        **link,
        "width": palette.width(link["count"]),
        "color": palette.link_color(link["kind"]),
        "line": palette.line(link["status"], link["confidence"]),
    }


def _layers(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    there = {one["layer"] for one in nodes}
    return [{"id": name, "label": zh, "label_en": en, "x": layer_x(name)} for name, zh, en in LAYERS if name in there]


def _settle(nodes: Sequence[Node], links: Sequence[Link]) -> None:
    """Move nodes from their layered positions to force-directed ones."""
    number = {one["id"]: at for at, one in enumerate(nodes)}
    ends = np.array([(number[link["source"]], number[link["target"]]) for link in links], np.int64).reshape(-1, 2)
    start = np.array([(one["x"], one["y"]) for one in nodes], np.float64).reshape(-1, 2)
    for one, (x, y) in zip(nodes, settled(start, ends[:, 0], ends[:, 1]).tolist(), strict=True):
        one["x"], one["y"] = round(x, 1), round(y, 1)
