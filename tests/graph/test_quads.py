"""Facts as N-Quads: what is written, how literals are escaped, how few quads there are."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import pyoxigraph as ox
import pytest

from graph.quads import Values, quads, triples
from graph.reference import reference_digest, reference_quads
from ingest.pipeline import read
from ingest.reader import read_paths
from ontology.model import Article, CampaignRef, Fact, When
from ontology.packs import load_vocabulary
from ontology.terms import BASE, CONCEPT, PREFIXES, VOCABULARY
from ontology.wire import flatten
from tests.helpers import article_row, inspection, one_of_each, result, role

SHORT = {**PREFIXES, "cgc": CONCEPT, "": BASE}
KNOWN = frozenset({"summer-policing-2022"})


def written(facts: Sequence[Fact], **row: Any) -> list[ox.Quad]:
    """Return an article's quads, read back by a strict parser."""
    values: Values = asdict(article_row("a1", **row))
    return list(ox.parse(quads(values, [flatten(fact) for fact in facts], KNOWN), format=ox.RdfFormat.N_QUADS))


def said(facts: Sequence[Fact], subject: str, **row: Any) -> dict[str, list[str]]:
    """Return property to values of a subject, both short."""
    found: dict[str, list[str]] = {}
    for quad in written(facts, **row):
        if short(quad.subject) == subject:
            found.setdefault(short(quad.predicate), []).append(short(quad.object))
    return found


def short(term: object) -> str:
    text = str(term)
    if not text.startswith("<"):
        return text.replace(PREFIXES["xsd"], "xsd:")
    known = [(name, address) for name, address in SHORT.items() if text[1:].startswith(address)]
    name, address = max(known, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{name}:{text[1 + len(address) : -1]}" if address else text


def test_quads_of_an_inspection() -> None:
    fact = inspection(place="640500", sites=("中卫市公安局",))
    assert said([fact], f":fact/{fact.id}") == {
        "rdf:type": ["cg:Inspection"],
        "cg:start": ['"0"^^<xsd:integer>'],
        "cg:end": ['"5"^^<xsd:integer>'],
        "cg:exact": ['"督察组到达"'],
        "cg:status": ['"done"'],
        "cg:confidence": ['"0.5"^^<xsd:decimal>'],
        "cg:from": ['"2022-08-19"'],
        "cg:to": ['"2022-08-19"'],
        "cg:campaign": [":campaign/summer-policing-2022"],
        "cg:team": [":team/mps-supervision-9@summer-policing-2022"],
        "cg:place": [":place/640500"],
        "cg:sites": ['"中卫市公安局"'],
    }
    assert said([fact, replace(fact)], ":team/mps-supervision-9@summer-policing-2022") == {
        "rdfs:label": ['"公安部第9督察组"@zh'],
        "cg:inspected": [":place/640500"],
    }


def test_quads_of_the_article() -> None:
    url = "https://example.org/新闻?a=1"
    assert said([], ":article/a1", text="x", url=url, publisher=None) == {
        "rdf:type": ["cg:Article"],
        "cg:title": ['"Title of a1"'],
        "cg:published": ['"2022-09-16"'],
        "cg:url": [f"<{url}>"],
        "prov:wasGeneratedBy": [":run/1"],
    }


BAD_ADDRESSES = ["no address", "http://x/a b", "http://x/%zz", "/relative", "http://x/<script>", ""]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_quads_leave_out_what_is_no_iri(url: str) -> None:
    assert "cg:url" not in said([], ":article/a1", url=url)


VALUES = {
    "whole": (490, '"490"^^<xsd:integer>'),
    "whole float": (269800.0, '"269800"^^<xsd:integer>'),
    "fraction": (16.8, '"16.8"^^<xsd:decimal>'),
    "negative": (-14.25, '"-14.25"^^<xsd:decimal>'),
    "large": (4e12, '"4000000000000"^^<xsd:integer>'),
    "small": (0.000001, '"0.000001"^^<xsd:decimal>'),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_quads_write_numbers_without_exponent(value: float, expected: str) -> None:
    fact = result(value=value)
    assert said([fact], f":fact/{fact.id}")["cg:value"] == [expected]


def test_quads_of_a_result() -> None:
    fact = result(scope="340000", modifier="over", change="yoy")
    fact = replace(fact, scope_code="340000,360000", metric_id=None, campaign=None)
    found = said([fact], f":fact/{fact.id}")
    assert found["cg:scope"] == [":place/340000", ":place/360000"]
    assert found["cg:counted"] == ['"破获案件"']
    assert (found["cg:modifier"], found["cg:change"]) == (['"over"'], ['"yoy"'])
    assert not {"cg:metric", "cg:campaign", "cg:window", "cg:part_of"} & set(found)
    assert said([result()], f":fact/{result().id}")["cg:metric"] == ["cgc:cases-solved"]


def test_quads_of_a_person_are_a_name_at_a_body() -> None:
    fact = role(org_id="org/640000-public-security-bureau")
    person = f":person/{'%E5%BC%A0%E4%B8%89'}@640000-public-security-bureau"
    assert said([fact], f":fact/{fact.id}")["cg:person"] == [person]
    assert said([fact], person) == {"rdfs:label": ['"张三"@zh']}


EDTF = {
    "a day": (When("2022-08-19", "2022-08-19", "2022-08-19"), False),
    "a span": (When("2022-07-21", "2022-07-31", "2022-07-21/2022-07-31"), False),
    "unknown year": (When(None, None, "XXXX-07-29"), True),
    "uncertain": (When("2022-09", "2022-09", "2022-09~"), True),
    "since": (When("2022-06-25", None, "2022-06-25/.."), False),
    "until": (When(None, "2022-06-25", "../2022-06-25"), False),
    "since an uncertain day": (When("2022-06-25", None, "2022-06-25~/.."), True),
    "undated": (When(), False),
}


@pytest.mark.parametrize(("when", "expected"), EDTF.values(), ids=EDTF)
def test_quads_have_edtf_where_it_says_more(when: When, expected: bool) -> None:
    fact = inspection(when=when)
    assert ("cg:edtf" in said([fact], f":fact/{fact.id}")) == expected


@pytest.mark.parametrize(
    ("status", "expected"), [("done", True), ("underway", True), ("planned", False), ("denied", False)]
)
def test_short_edge_only_for_what_took_place(status: str, expected: bool) -> None:
    edges = [quad for quad in written([inspection(status=status)]) if short(quad.predicate) == "cg:inspected"]
    assert bool(edges) == expected


def test_a_campaign_that_no_pack_knows_brings_its_name() -> None:
    fact = inspection(campaign=CampaignRef("other-2021", "某行动", 2021))
    expected = {"rdfs:label": ['"某行动"@zh'], "cg:year": ['"2021"^^<xsd:integer>']}
    assert said([fact], ":campaign/other-2021") == expected
    assert said([inspection()], ":campaign/summer-policing-2022") == {}


NASTY = {
    "quote": 'a "b" c',
    "backslash": "a\\nb\\",
    "line ends": "a\r\nb\nc\rd",
    "controls": "a\tb\x00c\x1fd\x7f",
    "separators": "a\u2028b\u0085c\ufeffd",
    "astral": "𠮷野家 😀",
    "like an escape": "\\u0041 ${x} <b> .",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_quads_escape_literals(text: str) -> None:
    titles = [quad.object for quad in written([], title=text) if short(quad.predicate) == "cg:title"]
    assert titles == [ox.Literal(text)]


def test_quads_survive_a_lone_surrogate() -> None:
    assert said([], ":article/a1", title="a\ud800b")["cg:title"] == ['"a?b"']


def test_quads_survive_odd_ids() -> None:
    found = list(ox.parse(quads({"id": 'a <b> "c" {d}\\', "sha256": "0"}, []), format=ox.RdfFormat.N_QUADS))
    assert str(found[0].graph_name) == f"<{BASE}article/a%20%3Cb%3E%20%22c%22%20%7Bd%7D%5C>"


def test_triples_are_the_quads_without_their_graph() -> None:
    facts = [flatten(fact) for fact in one_of_each()]
    row = asdict(article_row("a1"))
    plain = list(ox.parse(triples(row, facts, KNOWN), format=ox.RdfFormat.N_TRIPLES))
    assert [quad.triple for quad in plain] == [quad.triple for quad in written(one_of_each())]
    linked = {quad.triple for quad in ox.parse(triples(row, facts, KNOWN, linked=True), format=ox.RdfFormat.N_TRIPLES)}
    added = linked - {quad.triple for quad in plain}
    assert {short(triple.predicate) for triple in added} == {"cg:article", "cg:sha256", "cg:extractor"}
    assert len(added) == len(facts) + 2


def test_no_quad_comes_twice_and_none_has_a_blank_node() -> None:
    found = written([*one_of_each(), *one_of_each(at=2000)])
    assert len(set(found)) == len(found)
    assert {str(quad.graph_name) for quad in found} == {f"<{BASE}article/a1>"}
    assert not [quad for quad in found if "_:" in f"{quad.subject} {quad.object}"]


def test_at_most_twelve_quads_a_fact() -> None:
    """Over the digests of all packs, as the pipeline reads them: short pages, each with quads of its own."""
    folders = [pack.path / "articles" for pack in load_vocabulary().packs]
    readings = [read(article) for article in read_paths(folders) if isinstance(article, Article)]
    lines = sum(quads(asdict(one.row), [flatten(fact) for fact in one.facts]).count(b"\n") for one in readings)
    assert lines / sum(len(one.facts) for one in readings) <= 12


@pytest.mark.parametrize(("status", "expected"), [("done", None), ("planned", ['"planned"']), ("denied", ['"denied"'])])
def test_an_office_says_its_status_only_where_it_is_not_done(status: str, expected: list[str] | None) -> None:
    fact = role(status=status)
    assert said([fact], f":fact/{fact.id}").get("cg:status") == expected


MOST = {
    "inspection": 11,
    "directive": 12,
    "meeting": 12,
    "operation": 13,
    "measure": 12,
    "target": 11,
    "result": 14,
    "role": 11,
    "team": 9,
    "coverage": 13,
}


@pytest.mark.parametrize("fact", one_of_each(), ids=lambda fact: str(fact.type))
def test_a_dated_fact_node_stays_lean(fact: Fact) -> None:
    """All that a fact with dates, campaign and one body writes, save labels."""
    own = [quad for quad in written([fact]) if short(quad.subject) == f":fact/{fact.id}"]
    assert len(own) <= MOST[fact.type]


def test_reference_quads_hold_ontology_packs_and_places() -> None:
    found = [quad for piece in reference_quads() for quad in ox.parse(piece, format=ox.RdfFormat.N_QUADS)]
    names = {str(quad.graph_name)[1:-1].removeprefix(BASE) for quad in found}
    assert {"graph/ontology", "graph/places", "graph/pack/summer-policing"} <= names
    skos = PREFIXES["skos"]
    place = ox.NamedNode(BASE + "place/520102")
    about = {(quad.predicate.value.removeprefix(skos), str(quad.object)) for quad in found if quad.subject == place}
    assert {("notation", '"520102"'), ("prefLabel", '"南明区"@zh'), ("broader", f"<{BASE}place/520100>")} <= about
    above = {value for name, value in about if name == "broaderTransitive"}
    assert above == {f"<{BASE}place/{code}>" for code in ("520100", "520000", "100000")}
    assert VOCABULARY + "Inspection" in {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
    assert len(reference_digest()) == 20
