"""Cytoscape.js and Cytoscape desktop: elements JSON as networkx writes it; kinds are also classes for style sheets."""

from typing import BinaryIO

import networkx as nx
import orjson

from graph.export.content import Content
from graph.export.network import network


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities."""
    found = nx.cytoscape_data(network(content), name="label")
    elements = found["elements"]
    for element in (*elements["nodes"], *elements["edges"]):
        element["classes"] = element["data"]["kind"]
    for edge in elements["edges"]:
        data = edge["data"]
        data["id"] = f"{data['source']} {data['kind']} {data['target']}"
    out.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
