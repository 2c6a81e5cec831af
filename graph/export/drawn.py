"""Diagrams as files: the network that a diagram shows, with its positions, in the formats of diagram programs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, BinaryIO, Final

import networkx as nx

from graph.export.network import fit

_NODE: Final = ("kind", "label", "size", "x", "y", "radius", "color")
_LINK: Final = ("kind", "count", "first", "last", "status")


def write(name: str, diagram: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a diagram (node-link data with positions, docs/diagram.md) in a format of `formats.DRAWN`."""
    import_module(f"graph.export.{name}").draw(_network(diagram), out)


def _network(diagram: Mapping[str, Any]) -> "nx.MultiDiGraph[str]":
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in diagram["nodes"]:
        attributes = {field: node[field] for field in _NODE}
        found.add_node(fit(node["id"]), **{**attributes, "label": fit(node["label"] or node["id"])})
    for link in diagram["links"]:
        ends = fit(link["source"]), fit(link["target"])
        attributes = {field: link[field] for field in _LINK}
        found.add_edge(*ends, link["kind"], **attributes, facts=list(link["facts"]))
    return found
