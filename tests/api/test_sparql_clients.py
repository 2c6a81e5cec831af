"""The SPARQL 1.1 Protocol as real clients speak it: SPARQLWrapper and rdflib's remote store against a real server."""

from collections.abc import Iterator
from xml.dom.minidom import Document

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from tests.api.conftest import fill
from tests.api.test_serve import FORMATS, INSPECTED, PATIENCE, PREFIX, serving

pytestmark = pytest.mark.server
NINTH = "https://w3id.org/campaign-graph/team/mps-supervision-9@summer-policing-2022"
SHAPE = PREFIX + "CONSTRUCT { ?team cg:inspected ?place } WHERE { ?team cg:inspected ?place }"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an endpoint."""
    with serving(fill(tmp_path_factory.mktemp("clients") / "workspace")) as (_, address):
        yield f"{address}/sparql"


def client(endpoint: str, query: str, form: str, method: str = GET, how: str = URLENCODED) -> SPARQLWrapper:
    """Return a client that is about to ask."""
    made = SPARQLWrapper(endpoint, agent="test")
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(method)
    made.setRequestMethod(how)
    return made


ASKED = {"GET": (GET, URLENCODED), "POST form": (POST, URLENCODED), "POST query": (POST, POSTDIRECTLY)}


@pytest.mark.parametrize(("method", "how"), ASKED.values(), ids=ASKED)
def test_wrapper_reads_a_table_however_it_asks(endpoint: str, method: str, how: str) -> None:
    found = client(endpoint, INSPECTED, JSON, method, how).queryAndConvert()
    assert isinstance(found, dict)
    teams = {row["team"]["value"] for row in found["results"]["bindings"]}
    assert (len(teams), NINTH in teams) == (2, True)


TABLES = {JSON: "results+json", XML: "results+xml", CSV: "text/csv", TSV: "text/tab-separated-values"}


@pytest.mark.parametrize("form", TABLES)
def test_wrapper_reads_every_format_of_tables(endpoint: str, form: str) -> None:
    answer = client(endpoint, INSPECTED, form).query()
    found = answer.convert()
    text = found.toxml() if isinstance(found, Document) else found.decode() if isinstance(found, bytes) else str(found)
    assert text.count("/team/") == 2
    assert TABLES[form] in answer.info()["content-type"]


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD, N3])
def test_wrapper_reads_every_format_of_graphs(endpoint: str, form: str) -> None:
    found = client(endpoint, SHAPE, form).query()
    text = found.response.read()
    parsed = Graph().parse(data=text, format=found.info()["content-type"].partition(";")[0])
    assert len(parsed) == 2


def test_wrapper_understands_yes_and_no(endpoint: str) -> None:
    found = client(endpoint, PREFIX + "ASK { ?team cg:inspected ?place }", JSON).queryAndConvert()
    assert isinstance(found, dict)
    assert found["boolean"] is True


BAD = {"malformed": "SELECT WHERE", "service": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}


@pytest.mark.parametrize("query", BAD.values(), ids=BAD)
def test_wrapper_is_told_that_a_query_is_bad(endpoint: str, query: str) -> None:
    with pytest.raises(QueryBadFormed):
        client(endpoint, query, JSON, POST, POSTDIRECTLY).query()


def test_wrapper_cannot_update(endpoint: str) -> None:
    with pytest.raises((QueryBadFormed, EndPointInternalError)):
        client(endpoint, "INSERT DATA { <urn:a> <urn:b> <urn:c> }", JSON, POST).query()
    found = client(endpoint, "ASK { <urn:a> <urn:b> <urn:c> }", JSON).queryAndConvert()
    assert isinstance(found, dict)
    assert found["boolean"] is False


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_uses_it_as_a_store(endpoint: str, method: str) -> None:
    remote = Graph(SPARQLStore(endpoint, method=method))
    inspected = URIRef("https://w3id.org/campaign-graph/ontology#inspected")
    assert {str(place) for place in remote.objects(URIRef(NINTH), inspected)} == {
        "https://w3id.org/campaign-graph/place/640104"
    }
    assert len(list(remote.query(INSPECTED))) == 2
    assert (URIRef(NINTH), inspected, None) in remote


@pytest.mark.parametrize("accept", [*FORMATS, "*/*", "text/html, */*;q=0.1"])
def test_content_type_is_one_that_was_asked_for(endpoint: str, accept: str) -> None:
    answer = httpx.get(endpoint, params={"query": INSPECTED}, headers={"Accept": accept}, timeout=PATIENCE)
    media = answer.headers["content-type"].partition(";")[0]
    assert media == (accept if accept in FORMATS else "application/sparql-results+json")
    assert "accept" in answer.headers["vary"].lower()


MANNERS = {
    "no query in a form": ("POST", {"data": {"other": "x"}}, 400),
    "unknown media type": ("POST", {"content": b"ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
    "update": ("POST", {"content": b"DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
    "two queries": ("GET", {"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400),
    "no UTF-8": ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
    "other method": ("PUT", {"content": b"ASK {}"}, 405),
}


@pytest.mark.parametrize(("method", "sent", "status"), MANNERS.values(), ids=MANNERS)
def test_wrong_request_is_told_so(endpoint: str, method: str, sent: dict[str, object], status: int) -> None:
    answer = httpx.request(method, endpoint, timeout=PATIENCE, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
