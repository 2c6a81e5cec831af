"""RDF: N-Quads and JSON-LD keep a named graph an article; Turtle links each fact to its article instead.

Each takes names of views (views.py), which are then written instead of the articles' own graphs.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.export import views
from graph.export.content import Content
from graph.quads import quads, triples
from ontology.terms import BASE, PREFIXES

_PREFIXES: Final = {
    **PREFIXES,
    "place": f"{BASE}place/", "fact": f"{BASE}fact/", "campaign": f"{BASE}campaign/", "cube": f"{BASE}cube#",
    "oa": "http://www.w3.org/ns/oa#", "org": "http://www.w3.org/ns/org#", "qb": "http://purl.org/linked-data/cube#",
    "time": "http://www.w3.org/2006/time#",
}  # fmt: skip


def write_nquads(content: Content, out: BinaryIO, names: Sequence[str] = ()) -> None:
    """Write the articles' graphs, or views of them."""
    if names:
        ox.serialize(views.quads(content, names), out, ox.RdfFormat.N_QUADS)
    else:
        out.writelines(quads(row, facts) for row, facts in content.pairs())


def write_turtle(content: Content, out: BinaryIO, names: Sequence[str] = ()) -> None:
    """Write all triples in one graph, each fact with its cg:article, or views of them."""
    found = (quad.triple for quad in views.quads(content, names)) if names else _triples(content)
    ox.serialize(found, out, ox.RdfFormat.TURTLE, prefixes=_PREFIXES)


def write_jsonld(content: Content, out: BinaryIO, names: Sequence[str] = ()) -> None:
    """Write the articles' graphs, or views of them, as one JSON-LD document."""
    ox.serialize(views.quads(content, names) if names else _quads(content), out, ox.RdfFormat.JSON_LD)


def _triples(content: Content) -> Iterator[ox.Triple]:
    for row, facts in content.pairs():
        for quad in ox.parse(triples(row, facts, linked=True), format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _quads(content: Content) -> Iterator[ox.Quad]:
    for row, facts in content.pairs():
        yield from ox.parse(quads(row, facts), format=ox.RdfFormat.N_QUADS)
