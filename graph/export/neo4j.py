"""Neo4j: a ZIP of the CSV files that `neo4j-admin database import full` takes, headings as its manual has them."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import BinaryIO, Final

import networkx as nx

from graph.export.archive import Archive
from graph.export.content import Content
from graph.export.network import network

NODES: Final = ("id:ID", "label", "facts:int", ":LABEL")
LINKS: Final = (":START_ID", ":END_ID", "count:int", "first", "last", "status", "facts:string[]", ":TYPE")
Rows = Iterator[tuple[object, ...]]


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities, as `draw`."""
    draw(network(content), out)


def draw(found: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write `nodes.csv` and `relationships.csv`: labels are kinds (`Team`), types are links (`INSPECTED`)."""
    with Archive(out, "w") as archive:
        for name, heading, rows in (("nodes.csv", NODES, _nodes(found)), ("relationships.csv", LINKS, _links(found))):
            archive.writestr(name, b"".join(_lines([heading, *rows])))


def _nodes(found: "nx.MultiDiGraph[str]") -> Rows:
    for name, node in found.nodes(data=True):
        yield name, node["label"], node["size"], node["kind"].capitalize()


def _links(found: "nx.MultiDiGraph[str]") -> Rows:
    for source, target, edge in found.edges(data=True):
        facts = ";".join(edge["facts"])
        yield source, target, edge["count"], edge["first"], edge["last"], edge["status"], facts, edge["kind"].upper()


def _lines(rows: Iterable[tuple[object, ...]]) -> Iterator[bytes]:
    """Yield CSV lines; a line end inside a value becomes a blank, for the import takes none unless told."""
    for row in rows:
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerow(
            [" ".join(value.split()) if isinstance(value, str) else value for value in row]
        )
        yield text.getvalue().encode("utf-8", "replace")
