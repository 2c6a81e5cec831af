"""The gate: queries over our own graphs pass; updates, SERVICE and foreign graphs do not, however they are written."""

import socket
import time
from contextlib import suppress

import pyoxigraph as ox
import pytest

from graph.gate import LONGEST, check
from ontology.errors import QueryRefused
from ontology.terms import BASE

PASSES = {
    "plain": "SELECT ?s WHERE { ?s ?p ?o } LIMIT 10",
    "lower case": "select * { ?s ?p ?o }",
    "ask": "ASK { ?s ?p ?o }",
    "construct short": "CONSTRUCT WHERE { ?s ?p ?o }",
    "describe": f"DESCRIBE <{BASE}place/610000>",
    "prologue": "BASE <http://x/> PREFIX a: <b#> # c\nSELECT * { ?s a:b ?o }",
    "the word in a string": "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
    "the word in a long string": 'SELECT * { ?s ?p """a "SERVICE" \n b""" }',
    "the word in a comment": "SELECT * { ?s ?p ?o } # SERVICE",
    "the word as a variable": "SELECT ?service { ?service ?p ?from }",
    "the word in an IRI": "SELECT * { ?s <http://x/service> ?o }",
    "the word as a local name": "PREFIX x: <http://x/> SELECT * { ?s x:service ?o . ?o x:public-service ?p }",
    "escaped local names": "PREFIX x: <http://x/> SELECT * { ?s x:a\\#b 'SERVICE' ; x:it\\'s ?o }",
    "FROM ours": "SELECT * FROM <OURSarticle/a> FROM NAMED <OURSgraph/places> { ?s ?p ?o }",
    "FROM ours by prefix": "PREFIX c: <OURS> SELECT * FROM c:article { ?s ?p ?o }",
    "comparison": "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?s > 2) }",
    "comparison without blanks": "SELECT * { ?s ?p ?o FILTER(?o<?s&&?o>2) }",
    "values": "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://y#(b)>) } ?a ?b ?o }",
    "equal to a urn": "SELECT * { ?s ?p ?o FILTER(?o = <urn:x#y>) }",
    "Chinese": "SELECT * { ?s ?p '公安部'@zh . ?督察组 ?p ?o }",
    "paths and numbers": "SELECT * { ?s (<a:b>|^<c:d>)/<e:f>* -1.5e3 , true . _:b ?p [] FILTER(!BOUND(?o)) }",
}
REFUSED = {
    "service": "SELECT * { SERVICE <HERE> { ?s ?p ?o } }",
    "service silent": "SELECT * { service silent <HERE> { ?s ?p ?o } }",
    "service by variable": "SELECT * { BIND(<HERE> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { ?s ?p ?o } MINUS { SERVICE <HERE> { ?s ?p ?o } } } } }",
    "in a filter": "ASK { FILTER NOT EXISTS { SERVICE <HERE> { ?s ?p ?o } } }",
    "glued to a prefix": "PREFIX x: <HERE> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "glued to silent": "SELECT * { SERVICESILENT<HERE> { ?s ?p ?o } }",
    "empty prefix": "PREFIX : <HERE> SELECT * { SERVICE: { ?s ?p ?o } }",
    "after a name with a dot": "PREFIX x: <http://x/> SELECT * { OPTIONAL { ?s ?p x:.SERVICE<HERE>{ ?s ?p ?o } } }",
    "after a carriage return": "SELECT * { # a\rSERVICE <HERE> { ?s ?p ?o } }",
    "comparison that looks like an IRI": "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE#>\n<HERE> { ?s ?p ?o } }",
    "comparison that starts a string": "SELECT * { FILTER(1<2)#>'''\nSERVICE <HERE> { ?s ?p ?o } #'''\n }",
    "comparison with a string": "SELECT * { FILTER(?a<'>''')SERVICE <HERE> { ?s ?p ?o } #'''\n }",
    "hidden bracket": "SELECT * { FILTER(?a<(1>0)&&?b<1)#>'''\n) SERVICE <HERE> { ?s ?p ?o } #'''\n }",
    "escaped": "SELECT * { SERV\\u0049CE <HERE> { ?s ?p ?o } }",
    "escaped line end": "SELECT * { # \\u000A SERVICE <HERE> { ?s ?p ?o }\n }",
    "after an escaped quote": "PREFIX x: <http://x/> SELECT * { ?s x:it\\'s ?o . SERVICE <HERE> { ?s ?p 'x' } }",
    "after a number": "SELECT * { ?s ?p 1.SERVICE <HERE> { ?s ?p ?o } }",
    "after a language": "SELECT * { ?s ?p 'a'@en.SERVICE <HERE> { ?s ?p ?o } }",
    "foreign graph": "SELECT * FROM <HERE> { ?s ?p ?o }",
    "foreign named graph": "SELECT * FROM NAMED <HERE> { ?s ?p ?o }",
    "foreign graph by prefix": "PREFIX x: <HERE> SELECT * FROM x:y { ?s ?p ?o }",
    "relative graph": "BASE <HERE> SELECT * FROM <x> { ?s ?p ?o }",
    "hidden FROM": "SELECT (?a<(1)AS?b)FROM#>\n<HERE> { ?s ?p ?o }",
    "insert": "INSERT DATA { <a:b> <a:b> <a:b> }",
    "delete": "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "load": "LOAD <HERE>",
    "update after a query": "SELECT * { ?s ?p ?o } ; DROP ALL",
    "empty": "  # nothing\n",
    "no SPARQL": "show tables",
    "open string": "SELECT * { ?s ?p 'abc }",
    "backslash": "SELECT * { ?s \\ ?o }",
}


@pytest.mark.parametrize("query", PASSES.values(), ids=PASSES)
def test_check_lets_queries_pass(query: str) -> None:
    ours = query.replace("OURS", BASE)
    assert check(ours) == ours
    ox.Store().query(ours)


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
def test_check_refuses(query: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check(query.replace("HERE", "http://127.0.0.1:8/"))
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


TRICKS = (
    "glued to a prefix",
    "glued to silent",
    "comparison that looks like an IRI",
    "comparison that starts a string",
)


@pytest.mark.parametrize("name", TRICKS)
def test_tricks_are_real(name: str) -> None:
    """Oxigraph reads them as SERVICE: it takes the text, and fails at most because nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with suppress(OSError):
        list(ox.Store().query(REFUSED[name].replace("HERE", f"http://127.0.0.1:{port}/")))  # type: ignore[arg-type]


def test_check_says_where() -> None:
    with pytest.raises(QueryRefused, match="line 2, column 3: 'SERVICE' is not allowed"):
        check("SELECT * {\n  SERVICE <http://x/> {} }")


def test_check_names_the_rule_for_updates() -> None:
    with pytest.raises(QueryRefused, match="'DROP' is an update, and this endpoint only answers queries"):
        check("DROP ALL")


def test_check_refuses_what_is_too_long() -> None:
    with pytest.raises(QueryRefused, match="at most"):
        check("SELECT * { ?s ?p ?o }" + " " * LONGEST)


SLOW = {
    "brackets": "SELECT * {" + "(" * 50_000,
    "quotes": "SELECT " + "'''" + "''a" * 30_000,
    "escapes": 'SELECT """' + '"\\' * 40_000,
    "angles": "SELECT " + "<a)" * 30_000,
    "names": "SELECT " + ":." * 40_000,
    "dots": "SELECT x:" + ".servic" * 10_000,
}


@pytest.mark.parametrize("query", SLOW.values(), ids=SLOW)
def test_check_is_quick_on_hostile_text(query: str) -> None:
    began = time.process_time()
    with suppress(QueryRefused):
        check(query)
    assert time.process_time() - began < 2
