"""What is published, said in RDF: the data set in VoID, the SPARQL endpoint as a service description."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.results import TABLES, TRIPLES
from ontology import terms

_VOID: Final = "http://rdfs.org/ns/void#"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_DCT: Final = terms.PREFIXES["dcterms"]
_A: Final = ox.NamedNode(terms.PREFIXES["rdf"] + "type")
_RESULTS: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/n-quads": "N-Quads",
}
"""Media types that have an IRI in the W3C's list of formats."""


def void(index: RelationIndex, root: str) -> Iterator[ox.Quad]:
    """Yield the description of what an index holds, as a server at `root` (with a slash at its end) publishes it."""
    this = ox.NamedNode(root + ".well-known/void#dataset")
    yield _iri(this, _A.value, _VOID + "Dataset")
    yield _text(this, _DCT + "title", "campaign-graph", "en")
    yield _text(this, _DCT + "description", "Facts about government campaigns, each with its sentence.", "en")
    yield _text(this, _DCT + "description", "政府专项行动的事实，每条都有原句为证。", "zh")
    yield _iri(this, _VOID + "sparqlEndpoint", root + "sparql")
    yield _iri(this, _VOID + "dataDump", root + "v1/export.nq")
    yield _text(this, _VOID + "uriSpace", terms.BASE)
    for name in (terms.VOCABULARY, terms.PREFIXES["skos"], terms.PREFIXES["prov"]):
        yield _iri(this, _VOID + "vocabulary", name)
    for number in range(min(len(index.articles), 1)):
        yield _iri(this, _VOID + "exampleResource", terms.iri(terms.article_id(index.articles.id(number))))
    yield _count(this, _VOID + "entities", len(index.entities))
    yield _count(this, _VOID + "documents", len(index.articles))
    yield from _partitions(index, this, root)


def _partitions(index: RelationIndex, this: ox.NamedNode, root: str) -> Iterator[ox.Quad]:
    """Yield how many facts of each type there are."""
    for name in TYPES:
        size = len(index.of_type(name))
        if size:
            part = ox.NamedNode(f"{root}.well-known/void#{name}")
            yield _iri(this, _VOID + "classPartition", part.value)
            yield _iri(part, _VOID + "class", terms.VOCABULARY + name.capitalize())
            yield _count(part, _VOID + "entities", size)


def service(root: str) -> Iterator[ox.Quad]:
    """Yield what the SPARQL endpoint of a server at `root` can do."""
    this = ox.NamedNode(root + "sparql")
    data, default = (ox.NamedNode(f"{this.value}#{name}") for name in ("dataset", "default"))
    yield _iri(this, _A.value, _SD + "Service")
    yield _iri(this, _SD + "endpoint", this.value)
    yield _iri(this, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield _iri(this, _SD + "feature", _SD + "UnionDefaultGraph")
    for media in (*TABLES, *TRIPLES):
        if media in _RESULTS:
            yield _iri(this, _SD + "resultFormat", _FORMATS + _RESULTS[media])
    yield _iri(this, _SD + "defaultDataset", data.value)
    yield _iri(data, _A.value, _SD + "Dataset")
    yield _iri(data, _SD + "defaultGraph", default.value)
    yield _iri(default, _A.value, _SD + "Graph")
    yield _iri(data, _DCT + "isReferencedBy", root + ".well-known/void")


def _iri(subject: ox.NamedNode, predicate: str, value: str) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), ox.NamedNode(value))


def _text(subject: ox.NamedNode, predicate: str, value: str, language: str | None = None) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), ox.Literal(value, language=language))


def _count(subject: ox.NamedNode, predicate: str, value: int) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), ox.Literal(value))
