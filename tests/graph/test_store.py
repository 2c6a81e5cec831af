"""The RDF store: filled from the log, replaced article by article, guarded against half answers, alive after kills."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from graph.endpoint import TOO_LONG, Answer
from graph.processes import Server, runs, stop
from graph.results import represent
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import QueryRefused, StoreError
from ontology.limits import Limits
from ontology.terms import BASE, PREFIXES
from tests.helpers import article_row, inspection, one_of_each, result

PREFIX = "".join(f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items())
FACTS = "SELECT ?f { GRAPH ?g { ?f a ?type ; cg:exact ?words } }"


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    store = Store(workspace.folder)
    yield store
    store.close()


def ask(store: Store, query: str) -> list[list[str]]:
    """Return the rows of a SELECT, values as strings, sorted."""
    _, body = store.query(PREFIX + query)
    found = orjson.loads(body)
    names = found["head"]["vars"]
    return sorted([row[name]["value"].removeprefix(BASE) for name in names] for row in found["results"]["bindings"])


@pytest.mark.server
def test_catch_up_replaces_and_forgets_articles_whole(workspace: Workspace, store: Store) -> None:
    workspace.put(
        [(article_row("a1"), [inspection("a1"), result("a1")]), (article_row("a2"), [inspection("a2", team=2)])]
    )
    assert store.catch_up(workspace.log) == 1
    assert len(ask(store, FACTS)) == 3
    workspace.put([(article_row("a1", text="new"), [inspection("a1", place="650000")]), (article_row("a3"), [])])
    assert store.catch_up(workspace.log) == 2
    query = "SELECT ?team ?place { ?team cg:inspected ?place }"
    assert ask(store, query) == [
        ["team/mps-supervision-2@summer-policing-2022", "place/640000"],
        ["team/mps-supervision-9@summer-policing-2022", "place/650000"],
    ]
    workspace.retract("a2")
    assert store.catch_up(workspace.log) == 3
    assert [row[0] for row in ask(store, "SELECT ?team { ?team cg:inspected ?place }")] == [
        "team/mps-supervision-9@summer-policing-2022"
    ]
    assert ask(store, "SELECT ?a { ?a a cg:Article }") == [["article/a1"], ["article/a3"]]


@pytest.mark.server
def test_catch_up_equals_a_rebuild(workspace: Workspace, store: Store) -> None:
    everything = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), STR(<%sarticle/>))) }" % BASE  # noqa: UP031
    for number in range(3):
        workspace.put([(article_row(f"a{number}"), one_of_each(f"a{number}"))])
        store.catch_up(workspace.log)
    workspace.put([(article_row("a1", text="other"), one_of_each("a1", at=7))])
    workspace.retract("a0")
    store.catch_up(workspace.log)
    followed = ask(store, everything)
    assert followed
    assert store.rebuild(workspace.log) == 5
    assert ask(store, everything) == followed


@pytest.mark.server
def test_places_and_vocabulary_are_there(workspace: Workspace, store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1", place="640500")])])
    store.catch_up(workspace.log)
    query = "SELECT ?name ?inside { ?team cg:inspected ?p . ?p skos:prefLabel ?name ; skos:broaderTransitive ?inside }"
    assert ask(store, query) == [["中卫市", "place/100000"], ["中卫市", "place/640000"]]
    assert ask(store, "SELECT ?y { <%scampaign/summer-policing-2022> cg:year ?y }" % BASE) == [["2022"]]  # noqa: UP031


@pytest.mark.server
def test_a_second_process_uses_the_first_ones_server_and_takes_over(workspace: Workspace, store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1")])])
    store.catch_up(workspace.log)
    second = Store(workspace.folder)
    try:
        assert (store.start(), second.start()) == ("own", "shared")
        assert second.catch_up(workspace.log) == 1
        assert len(ask(second, FACTS)) == 1
        store.close()
        assert len(ask(second, FACTS)) == 1
        assert second.start() == "own"
    finally:
        second.close()


@pytest.mark.server
def test_a_killed_oxigraph_is_started_again(workspace: Workspace, store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1")])])
    store.catch_up(workspace.log)
    before = published(workspace)
    os.kill(before.pid, signal.SIGKILL)
    assert len(ask(store, FACTS)) == 1
    assert published(workspace).pid != before.pid


SERVE = """
import sys, time
from pathlib import Path
from graph.store import Store
print(Store(Path(sys.argv[1])).start(), flush=True)
time.sleep(600)
"""


@pytest.mark.server
def test_kill_9_of_the_server_blocks_nothing(workspace: Workspace, store: Store) -> None:
    owner = subprocess.Popen([sys.executable, "-c", SERVE, str(workspace.folder)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    with owner.stdout:
        assert owner.stdout.readline() == "own\n"
        left = published(workspace)
        owner.kill()
        owner.wait()
    workspace.put([(article_row("a1"), [inspection("a1")])])
    began = time.monotonic()
    assert store.start() == "own"
    assert time.monotonic() - began < 5
    assert store.catch_up(workspace.log) == 1
    assert not runs(left.pid, workspace.folder.resolve() / "store" / "rdf")


@pytest.mark.server
def test_an_orphan_is_stopped_by_its_pid(workspace: Workspace, store: Store) -> None:
    """As on a system that does not tell a child of its parent's death."""
    folder = workspace.folder.resolve() / "store"
    store.start()
    orphan_command = Path(f"/proc/{published(workspace).pid}/cmdline")
    if not orphan_command.exists():
        pytest.skip("This system has no /proc.")
    words = orphan_command.read_text().rstrip("\0").split("\0")
    store.close()
    orphan = subprocess.Popen(words, stderr=subprocess.DEVNULL, start_new_session=True)
    _until_named(orphan.pid, words)
    (folder / "server.json").write_bytes(Server(orphan.pid, int(words[-4].rpartition(":")[2])).dump())
    second = Store(workspace.folder)
    try:
        assert second.start() == "own"
        assert orphan.wait(5) == -signal.SIGTERM
    finally:
        second.close()
        orphan.kill()
        orphan.wait()


def _until_named(pid: int, words: list[str]) -> None:
    """Wait until a new process shows its command line: right after exec it shows none, and would be taken for another's."""
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0") != words:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_stop_leaves_other_processes_alone(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        stop(other.pid, tmp_path)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.server
def test_query_refuses_what_the_gate_or_the_store_refuses(store: Store) -> None:
    with pytest.raises(QueryRefused, match="no SERVICE"):
        store.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    with pytest.raises(QueryRefused, match="malformed: error at 1:20"):
        store.query("SELECT ?s { ?s ?p }")


ACCEPTS = {
    "json by default": ("SELECT * { ?s ?p ?o }", "", "application/sparql-results+json"),
    "browser": ("SELECT * { ?s ?p ?o }", "text/html,*/*;q=0.8", "application/sparql-results+json"),
    "csv": ("SELECT * { ?s ?p ?o }", "text/csv", "text/csv"),
    "xml": ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
    "tsv by weight": (
        "SELECT * { ?s ?p ?o }",
        "text/csv;q=0.1, text/tab-separated-values",
        "text/tab-separated-values",
    ),
    "turtle by default": ("CONSTRUCT WHERE { ?s ?p ?o }", "", "text/turtle"),
    "n-triples": ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
    "json-ld": ("DESCRIBE <http://x/a>", "application/ld+json", "application/ld+json"),
}


@pytest.mark.server
def test_query_answers_in_the_preferred_type(workspace: Workspace, store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1")])])
    store.catch_up(workspace.log)
    for query, accept, expected in ACCEPTS.values():
        media_type, body = store.query(query, accept)
        assert media_type == expected
        assert body


@pytest.mark.server
@pytest.mark.slow
def test_a_query_past_the_time_limit_is_an_error(workspace: Workspace) -> None:
    store = Store(workspace.folder, limits=Limits(query_seconds=1))
    try:
        store.rebuild(workspace.log)
        with pytest.raises(StoreError, match="longer than the time limit"):
            store.query("SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x != ?y) }")
        assert orjson.loads(store.query("ASK {}")[1])["boolean"] is True
    finally:
        store.close()


JSON = "application/sparql-results+json"
BROKEN = {
    "cancelled json": (JSON, b'{"head":{"vars":["n"]},"results":{"bindings":[The SPARQL operation has been cancelled'),
    "cancelled triples": ("application/n-triples", b"<a:b> <a:b> <a:b> .\nThe SPARQL operation has been cancelled"),
    "cut json": (JSON, b'{"head":{"vars":["n"]},"results":{"bindings":['),
    "cut triples": ("application/n-triples", b"<a:b> <a:b> <a:b> .\n<a:b> <a:"),
}


@pytest.mark.parametrize(("media_type", "body"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("accept", ["", "text/csv", "application/sparql-results+xml", "text/turtle"])
def test_half_an_answer_is_no_answer(media_type: str, body: bytes, accept: str) -> None:
    with pytest.raises(StoreError) as error:
        represent(Answer(media_type, body), accept)
    assert (str(error.value) == TOO_LONG) == (b"cancelled" in body)


def test_a_store_that_cannot_start_says_why(workspace: Workspace) -> None:
    (workspace.folder / "store").mkdir()
    (workspace.folder / "store" / "rdf").write_text("in the way")
    store = Store(workspace.folder)
    try:
        with pytest.raises(StoreError, match="needs the folder"):
            store.start()
    finally:
        store.close()


def published(workspace: Workspace) -> Server:
    found = Server.load(workspace.folder / "store" / "server.json")
    assert found is not None
    return found
