"""Node-link JSON as networkx and D3 read it: nodes and links."""

from typing import BinaryIO

import networkx as nx
import orjson

from graph.export.content import Content
from graph.export.network import network


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities."""
    out.write(orjson.dumps(nx.node_link_data(network(content), edges="links"), option=orjson.OPT_APPEND_NEWLINE))
