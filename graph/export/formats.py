"""The formats by name: what `--format` and the API take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any, BinaryIO, Final

from graph.export import csv, jsonl, parquet, rdf, views
from graph.export.content import Content
from ontology.errors import ValueUnknown

Writer = Callable[[Content, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write content: its media type, the usual ending of its files, and the function that writes."""

    media_type: str
    ending: str
    write: Writer


def _later(module: str) -> Writer:
    """Return the `write` of a module that is loaded at its first use: networkx and openpyxl are not needed for a start."""

    def write(content: Content, out: BinaryIO) -> None:
        import_module(f"graph.export.{module}").write(content, out)

    return write


_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final[Mapping[str, Format]] = {
    "jsonl": Format("application/jsonl", ".jsonl", jsonl.write),
    "csv": Format("text/csv; charset=utf-8", ".csv", csv.write),
    "xlsx": Format(_EXCEL, ".xlsx", _later("xlsx")),
    "parquet": Format("application/vnd.apache.parquet", ".parquet", parquet.write),
    "ttl": Format("text/turtle; charset=utf-8", ".ttl", rdf.write_turtle),
    "nq": Format("application/n-quads", ".nq", rdf.write_nquads),
    "jsonld": Format("application/ld+json", ".jsonld", rdf.write_jsonld),
    "graphml": Format("application/graphml+xml", ".graphml", _later("graphml")),
    "gexf": Format("application/gexf+xml", ".gexf", _later("gexf")),
    "nodelink": Format("application/json", ".json", _later("nodelink")),
    "cytoscape": Format("application/json", ".cyjs", _later("cytoscape")),
    "echarts": Format("application/json", ".json", _later("echarts")),
    "neo4j": Format("application/zip", ".zip", _later("neo4j")),
}
"""Name to format, in the order in which they are offered."""
DRAWN: Final = ("graphml", "gexf", "nodelink", "cytoscape", "echarts", "neo4j")
"""Formats that diagrams come in."""
_VIEWED: Final = {"ttl": rdf.write_turtle, "nq": rdf.write_nquads, "jsonld": rdf.write_jsonld}
"""RDF formats, which take views: `ttl:data-cube`, `nq:web-annotation,owl-time`."""


def write_diagram(name: str, diagram: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a diagram (docs/diagram.md) in a format of DRAWN."""
    import_module("graph.export.drawn").write(name, diagram, out)


def write(name: str, content: Content, out: BinaryIO) -> None:
    """Write content in a format to a binary file. Raises ValueUnknown for a format or view that is none of ours."""
    format_of(name).write(content, out)


def format_of(name: str) -> Format:
    """Return a format by its name, in RDF with views after a colon. Raises ValueUnknown, naming all, if there is none."""
    bare, _, wanted = name.partition(":")
    found = FORMATS.get(bare)
    if found is None:
        raise ValueUnknown(f"No format is called {name!r}; it is one of {', '.join(FORMATS)}.")
    if not wanted:
        return found
    if bare not in _VIEWED:
        raise ValueUnknown(f"The format {bare!r} has no views; those that have are {', '.join(_VIEWED)}.")
    return replace(found, write=partial(_VIEWED[bare], names=views.check(wanted.split(","))))
