"""GEXF for Gephi: the network with first and last days, from which Gephi makes its timeline."""

from datetime import date, timedelta
from typing import Any, BinaryIO, Final

import networkx as nx

from graph.export.content import Content
from graph.export.network import network
from graph.index.days import first_day, last_day

_EPOCH: Final = date(1970, 1, 1)


def write(content: Content, out: BinaryIO) -> None:
    """Write the network; an edge is there from its first day to its last, a node from its edges' first to their last.

    What has no date has no bounds, and is there always.
    """
    found = network(content)
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
