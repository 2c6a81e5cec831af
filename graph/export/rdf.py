"""RDF: N-Quads and JSON-LD keep a named graph an article; Turtle links each fact to its article instead."""

from collections.abc import Iterator
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.export.content import Content
from graph.quads import quads, triples
from ontology.terms import BASE, PREFIXES

_PREFIXES: Final = {**PREFIXES, "place": f"{BASE}place/", "fact": f"{BASE}fact/", "campaign": f"{BASE}campaign/"}


def write_nquads(content: Content, out: BinaryIO) -> None:
    """Write the articles' graphs."""
    out.writelines(quads(row, facts) for row, facts in content.pairs())


def write_turtle(content: Content, out: BinaryIO) -> None:
    """Write all triples in one graph, each fact with its cg:article."""
    ox.serialize(_triples(content), out, ox.RdfFormat.TURTLE, prefixes=_PREFIXES)


def write_jsonld(content: Content, out: BinaryIO) -> None:
    """Write the articles' graphs as one JSON-LD document."""
    ox.serialize(_quads(content), out, ox.RdfFormat.JSON_LD)


def _triples(content: Content) -> Iterator[ox.Triple]:
    for row, facts in content.pairs():
        for quad in ox.parse(triples(row, facts, linked=True), format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _quads(content: Content) -> Iterator[ox.Quad]:
    for row, facts in content.pairs():
        yield from ox.parse(quads(row, facts), format=ox.RdfFormat.N_QUADS)
