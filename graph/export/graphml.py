"""GraphML, for yEd, Gephi and Cytoscape: scalars only, so unknown dates are left out and fact ids joined."""

from typing import BinaryIO

import networkx as nx

from graph.export.content import Content
from graph.export.network import network


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities."""
    draw(network(content), out)


def draw(found: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write a network, which is changed."""
    for _, _, attributes in found.edges(data=True):
        attributes["facts"] = ";".join(attributes["facts"])
        for name in [name for name, value in attributes.items() if value is None]:
            del attributes[name]
    nx.write_graphml(found, out, infer_numeric_types=True)
