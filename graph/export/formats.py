"""The formats by name: what `--format` and the API take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from graph.export import csv, graphml, jsonl, nodelink, parquet, rdf
from graph.export.content import Content
from ontology.errors import ValueUnknown

Writer = Callable[[Content, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write content: its media type, the usual ending of its files, and the function that writes."""

    media_type: str
    ending: str
    write: Writer


FORMATS: Final[Mapping[str, Format]] = {
    "jsonl": Format("application/jsonl", ".jsonl", jsonl.write),
    "csv": Format("text/csv; charset=utf-8", ".csv", csv.write),
    "parquet": Format("application/vnd.apache.parquet", ".parquet", parquet.write),
    "nq": Format("application/n-quads", ".nq", rdf.write_nquads),
    "ttl": Format("text/turtle; charset=utf-8", ".ttl", rdf.write_turtle),
    "jsonld": Format("application/ld+json", ".jsonld", rdf.write_jsonld),
    "graphml": Format("application/graphml+xml", ".graphml", graphml.write),
    "nodelink": Format("application/json", ".json", nodelink.write),
}
"""Name to format, in the order in which they are offered."""


def write(name: str, content: Content, out: BinaryIO) -> None:
    """Write content in a format to a binary file. Raises ValueUnknown for a format that is none of ours."""
    format_of(name).write(content, out)


def format_of(name: str) -> Format:
    """Return a format by its name. Raises ValueUnknown, naming all, if there is none."""
    found = FORMATS.get(name)
    if found is None:
        raise ValueUnknown(f"No format is called {name!r}; it is one of {', '.join(FORMATS)}.")
    return found
