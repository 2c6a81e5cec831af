"""GEXF for Gephi: the network with first and last days, from which Gephi makes its timeline."""

from datetime import date, timedelta
from typing import Any, BinaryIO, Final

import networkx as nx

from graph.export.content import Content
from graph.export.network import network
from graph.index.days import first_day, last_day

_EPOCH: Final = date(1970, 1, 1)


def write(content: Content, out: BinaryIO) -> None:
    """Write the network, as `draw`."""
    draw(network(content), out)


def draw(found: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write a network, which is changed; an edge is there from its first day to its last, a node from its edges' first to their last.

    What has no date has no bounds, and is there always.
    """
    for _, node in found.nodes(data=True):
        if "x" in node:
            _place(node)
    for source, target, attributes in found.edges(data=True):
        first, last = attributes.pop("first"), attributes.pop("last")
        attributes["facts"] = ";".join(attributes["facts"])
        attributes["label"], attributes["weight"] = attributes["kind"], attributes["count"]
        if first and last:
            bounds = _day(first_day(first)), _day(last_day(last))
            _span(attributes, *bounds)
            for node in (source, target):
                _span(found.nodes[node], *bounds)
    _always(found)
    nx.write_gexf(found, out, version="1.2draft")


def _place(node: dict[str, Any]) -> None:
    """Say where and how a node is drawn in the terms of GEXF, in which y grows upward."""
    red, green, blue = bytes.fromhex(node.pop("color")[1:])
    node["viz"] = {
        "position": {"x": node.pop("x"), "y": -node.pop("y"), "z": 0.0},
        "size": node.pop("radius"),
        "color": {"r": red, "g": green, "b": blue, "a": 1.0},
    }


def _day(number: int) -> str:
    return (_EPOCH + timedelta(number)).isoformat()


def _span(attributes: dict[str, Any], first: str, last: str) -> None:
    """Widen bounds so that they take in these days."""
    attributes["start"] = min(first, attributes.get("start", first))
    attributes["end"] = max(last, attributes.get("end", last))


def _always(found: "nx.MultiDiGraph[str]") -> None:
    """Take the bounds off nodes that an undated edge joins: they cannot come later than it."""
    for source, target, attributes in found.edges(data=True):
        if "start" not in attributes:
            for node in (source, target):
                found.nodes[node].pop("start", None)
                found.nodes[node].pop("end", None)
