"""campaign.ttl has a property for every field, in both languages; shapes.ttl lets only good articles through."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate

from ontology.model import KINDS, Article, ArticleRow, Residue
from ontology.terms import PREFIXES, VOCABULARY
from ontology.wire import COMMON, OWN

ONTOLOGY = Path(__file__).parents[2] / "ontology"
SHAPES = Path(__file__).with_name("shapes")
GOOD = SHAPES / "good.ttl"
DELTAS = sorted(SHAPES.glob("*.ttl"), key=lambda path: path.stem)
DELTAS.remove(GOOD)
LABEL, DEFINITION = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "definition"
TYPE, FIELD, DEFINED_BY = PREFIXES["rdf"] + "type", VOCABULARY + "field", PREFIXES["rdfs"] + "isDefinedBy"
FOREIGN = (
    "http://www.w3.org/ns/prov#", "http://purl.org/linked-data/cube#", "http://www.w3.org/ns/org#",
    "http://www.w3.org/2006/time#", "http://schema.org/", "http://www.w3.org/ns/oa#", PREFIXES["skos"],
)  # fmt: skip


def _triples(name: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)]


@cache
def _terms() -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    """Every cg: term of campaign.ttl with what is said of it."""
    said: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    for triple in _triples("campaign.ttl"):
        assert isinstance(triple.subject, ox.NamedNode), "stored data has no blank nodes"
        assert isinstance(triple.object, (ox.NamedNode, ox.Literal)), "stored data has no blank nodes"
        if triple.subject.value.startswith(VOCABULARY):
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return said


def _line_fields() -> Iterator[str]:
    """Names of the flat lines of facts and articles, evidence dotted; `type` is rdf:type."""
    yield from (name for name in COMMON if name not in {"type", "evidence"})
    yield from ("evidence.start", "evidence.end", "evidence.quote")
    for kind in KINDS:
        yield from OWN[kind.type]
    for holder in (Article, ArticleRow, Residue):
        yield from (field.name for field in fields(holder))


@pytest.mark.parametrize("name", sorted(set(_line_fields())))
def test_field_has_one_property(name: str) -> None:
    found = [term for term, said in _terms().items() if name in {value.value for value in said.get(FIELD, [])}]
    assert len(found) == 1, f"{name} is the cg:field of {found}"


def test_fields_named_are_fields() -> None:
    known = set(_line_fields())
    named = {value.value for said in _terms().values() for value in said.get(FIELD, [])}
    assert named <= known


@pytest.mark.parametrize("kind", [kind.__name__ for kind in KINDS])
def test_type_has_a_class(kind: str) -> None:
    said = _terms()[VOCABULARY + kind]
    assert said[TYPE][0].value == PREFIXES["owl"] + "Class"
    assert said[PREFIXES["rdfs"] + "subClassOf"][0].value == VOCABULARY + "Fact"


@pytest.mark.parametrize("term", sorted(_terms()))
def test_term_has_labels_and_definitions_in_both_languages(term: str) -> None:
    said = _terms()[term]
    for about in (LABEL, DEFINITION):
        languages = sorted(value.language or "" for value in said[about] if isinstance(value, ox.Literal))
        assert languages == ["en", "zh"], f"{term} {about}"
    assert len(said[TYPE]) == 1
    assert said[DEFINED_BY][0].value == VOCABULARY.removesuffix("#")


def test_alignments_name_our_terms_and_other_vocabularies_only() -> None:
    for triple in _triples("alignments.ttl"):
        assert isinstance(triple.subject, ox.NamedNode)
        if not triple.subject.value.startswith(VOCABULARY):
            continue
        assert triple.subject.value in _terms(), f"{triple.subject} is not in campaign.ttl"
        assert triple.predicate.value.rpartition("#")[2] in {"subClassOf", "subPropertyOf"}
        assert isinstance(triple.object, ox.NamedNode)
        assert triple.object.value.startswith(FOREIGN), f"{triple.object} is none of the vocabularies that we align to"


@pytest.mark.parametrize(
    "name", ["shapes.ttl", *(f"packs/{path.parent.name}/pack.ttl" for path in ONTOLOGY.glob("packs/*/pack.ttl"))]
)
def test_file_uses_terms_that_exist(name: str) -> None:
    used = {
        term.value
        for triple in _triples(name)
        for term in (triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    assert {term for term in used if term.startswith(VOCABULARY)} <= set(_terms())


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


def _report(data: rdflib.Graph) -> tuple[bool, str]:
    conforms, _, text = validate(data, shacl_graph=_shapes())
    return conforms, text


def test_good_article_conforms() -> None:
    conforms, text = _report(rdflib.Graph().parse(GOOD))
    assert conforms, text


@pytest.mark.parametrize("delta", DELTAS, ids=lambda path: path.stem)
def test_defect_is_found(delta: Path) -> None:
    """`missing-X.ttl` holds what is taken away from good.ttl, any other file what is added."""
    data, change = rdflib.Graph().parse(GOOD), rdflib.Graph().parse(delta)
    before = len(data)
    data = data - change if delta.stem.startswith("missing-") else data + change
    assert abs(len(data) - before) == len(change), f"{delta.name} changes nothing"
    assert not _report(data)[0]
