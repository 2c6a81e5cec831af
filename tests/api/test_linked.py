"""Linked data: every IRI that our RDF uses resolves, in the format asked for, and pages carry nothing that runs."""

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.export.content import Content
from graph.quads import quads
from graph.workspace import Workspace
from ontology import terms
from tests.api.conftest import FACTS, NINTH, XINGQING, fact, row

TEAM = "team/mps-supervision-9@summer-policing-2022"
FORMATS = {
    "text/turtle": (".ttl", ox.RdfFormat.TURTLE),
    "application/ld+json": (".jsonld", ox.RdfFormat.JSON_LD),
    "application/n-quads": (".nq", ox.RdfFormat.N_QUADS),
    "application/n-triples": (".nt", ox.RdfFormat.N_TRIPLES),
    "application/rdf+xml": (".rdf", ox.RdfFormat.RDF_XML),
}


def said(client: TestClient, address: str, form: ox.RdfFormat, accept: str = "") -> set[ox.Triple]:
    """Return the triples of an answer."""
    answer = client.get(address, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in ox.parse(answer.content, format=form)}


@pytest.mark.parametrize(
    "entity", [TEAM, "article/ningxia", "place/640104", "concept/criminal-cases-solved", "ontology"]
)
def test_formats_say_the_same_by_accept_and_by_ending(client: TestClient, entity: str) -> None:
    found = [
        said(client, address, form, accept)
        for media, (ending, form) in FORMATS.items()
        for address, accept in ((f"/id/{entity}", media), (f"/id/{entity}{ending}", "text/html"))
    ]
    assert found[0]
    assert all(one == found[0] for one in found)


def test_every_iri_of_the_data_resolves(client: TestClient, folder: Path) -> None:
    used: set[str] = set()
    for article, lines in Content.of_log(Workspace.open(folder).log).pairs():
        for quad in ox.parse(quads(article, lines), format=ox.RdfFormat.N_QUADS):
            terms_ = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            used |= {one.value for one in terms_ if isinstance(one, ox.NamedNode)}
    ours = {iri.partition("#")[0] for iri in used if iri.startswith(terms.BASE)}
    kinds = {iri[len(terms.BASE) :].partition("/")[0] for iri in ours}
    assert kinds >= {"article", "fact", "team", "place", "campaign", "run", "ontology", "person"}
    for iri in ours:
        status = client.get("/id/" + iri[len(terms.BASE) :]).status_code
        assert status == (404 if "/person/" in iri else 200), iri


def test_page_names_what_it_shows_and_links_to_its_other_forms(client: TestClient) -> None:
    page = client.get(f"/id/{TEAM}", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>公安部第九督察组</h1>" in page.text
    links = re.findall(r'href="(/id/[^"]+)"', page.text)
    assert f"/id/{TEAM}.ttl" in links
    for link in links:
        assert client.get(link).status_code in {200, 404 if "/person/" in link else 200}, link
    assert "script" not in page.headers["content-security-policy"]


def test_page_runs_nothing_that_an_article_says(tmp_path: Path) -> None:
    space = Workspace.open(tmp_path / "workspace", create=True)
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    line = fact("inspection", "evil", 0, evil, **{**NINTH, "team": evil}, **XINGQING)
    space.put([(replace(row("evil"), title=evil, url="javascript:alert(1)"), [line])])
    with TestClient(create_app(Settings(workspace=space.folder, sparql="http://127.0.0.1:9"))) as client:
        for address in ("/id/article/evil.html", f"/id/{TEAM}.html", "/id/place/640104.html"):
            page = client.get(address).text
            assert "<script" not in page
            assert "<img" not in page
            assert 'href="javascript' not in page


def test_ending_of_an_articles_own_name_is_none(tmp_path: Path) -> None:
    space = Workspace.open(tmp_path / "workspace", create=True)
    space.put([(row("page.nt"), FACTS["silent"])])
    with TestClient(create_app(Settings(workspace=space.folder, sparql="http://127.0.0.1:9"))) as client:
        assert client.get("/id/article/page.nt").headers["content-type"].startswith("text/turtle")
        assert client.get("/id/article/page.nt.nq").headers["content-type"] == "application/n-quads"


NOTHING = (
    "team/nobody",
    "article/none",
    "fact/0",
    "person/李明@x",
    "concept/none",
    "graph/none",
    "run/x",
    "",
    "x.ttl",
    ".ttl",
)


@pytest.mark.parametrize("entity", NOTHING)
def test_what_is_unknown_is_a_problem(client: TestClient, entity: str) -> None:
    answer = client.get(f"/id/{entity}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_run_lists_its_articles(client: TestClient) -> None:
    version = row("ningxia").extractor
    found = said(client, f"/id/run/{version}.nt", ox.RdfFormat.N_TRIPLES)
    articles = {triple.subject.value for triple in found if isinstance(triple.subject, ox.NamedNode)}
    assert {terms.iri(f"article/{name}") for name in FACTS} <= articles


def test_data_set_describes_itself(client: TestClient) -> None:
    text = client.get("/.well-known/void").text
    assert "void:" in text or "http://rdfs.org/ns/void#" in text
    found = said(client, "/.well-known/void", ox.RdfFormat.N_QUADS, "application/n-quads")
    endpoint = {one.object.value for one in found if one.predicate.value.endswith("sparqlEndpoint")}  # type: ignore[union-attr]
    assert endpoint == {"http://testserver/sparql"}
    parts = [one for one in found if one.predicate.value.endswith("classPartition")]
    assert len(parts) == len({line.type for lines in FACTS.values() for line in lines})


def test_endpoint_without_a_query_describes_itself(client: TestClient) -> None:
    found = said(client, "/sparql", ox.RdfFormat.TURTLE)
    assert any(
        one.object == ox.NamedNode("http://www.w3.org/ns/sparql-service-description#SPARQL11Query") for one in found
    )


@pytest.mark.slow
def test_page_of_the_ontology_has_every_class(client: TestClient) -> None:
    page = client.get("/id/ontology", headers={"Accept": "text/html"})
    assert page.status_code == 200
    for name in ("Inspection", "SupervisionTeam", "Campaign", "inspected"):
        assert f"ontology#{name}" in page.text
    assert "<script src" not in page.text
