"""Node-link JSON as networkx and D3 read it: nodes and links."""

from typing import BinaryIO

import networkx as nx
import orjson

from graph.export.content import Content
from graph.export.network import network


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities."""
    draw(network(content), out)


def draw(found: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write a network."""
    out.write(orjson.dumps(nx.node_link_data(found, edges="links"), option=orjson.OPT_APPEND_NEWLINE))
