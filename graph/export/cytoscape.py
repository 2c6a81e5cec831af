"""Cytoscape.js and Cytoscape desktop: elements JSON as networkx writes it; kinds are also classes for style sheets."""

from typing import BinaryIO

import networkx as nx
import orjson

from graph.export.content import Content
from graph.export.network import network


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities."""
    draw(network(content), out)


def draw(network_: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write a network; where its nodes have positions, the layout `preset` draws them there."""
    found = nx.cytoscape_data(network_, name="label")
    elements = found["elements"]
    for element in elements["nodes"]:
        if "x" in element["data"]:
            element["position"] = {axis: element["data"].pop(axis) for axis in ("x", "y")}
    for element in (*elements["nodes"], *elements["edges"]):
        element["classes"] = element["data"]["kind"]
    for edge in elements["edges"]:
        data = edge["data"]
        data["id"] = f"{data['source']} {data['kind']} {data['target']}"
    out.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
