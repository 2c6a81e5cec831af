"""The RDF store: filled from the log, replaced article by article, guarded against half answers, alive after kills."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import orjson
import pytest

from graph.dialects import OXIGRAPH, STANDARD, VIRTUOSO, Addresses, addresses
from graph.endpoint import TOO_LONG, Answer, by_graph
from graph.export.split import write_split
from graph.processes import Server, runs, stop
from graph.results import represent
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import QueryRefused, StoreError, ValueUnknown
from ontology.limits import Limits
from ontology.terms import BASE, PREFIXES
from tests.graph.servers import oxigraph, virtuoso
from tests.helpers import article_row, inspection, one_of_each, result

PREFIX = "".join(f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items())
FACTS = "SELECT ?f { GRAPH ?g { ?f a ?type ; cg:exact ?words } }"


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    """Give the store that the workspace runs itself."""
    store = Store(workspace.folder)
    yield store
    store.close()


@pytest.fixture(scope="module", params=["oxigraph, own", "oxigraph", "standard", "virtuoso"])
def setting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """Give the setting of each kind of store; the servers of others run as long as this module's tests."""
    match request.param:
        case "oxigraph, own":
            yield None
        case "virtuoso":
            with virtuoso(tmp_path_factory.mktemp("virtuoso")) as endpoint:
                yield endpoint
        case kind:
            with oxigraph(tmp_path_factory.mktemp("oxigraph")) as base:
                yield base if kind == "oxigraph" else f"{base}/query {base}/update {base}/store"


@pytest.fixture
def any_store(workspace: Workspace, setting: str | None) -> Iterator[Store]:
    """Give a store of each kind; others' still hold what the last test left."""
    store = Store(workspace.folder, setting)
    yield store
    store.close()


def ask(store: Store, query: str) -> list[list[str]]:
    """Return the rows of a SELECT, values as strings, sorted."""
    _, body = store.query(PREFIX + query)
    found = orjson.loads(body)
    names = found["head"]["vars"]
    return sorted([row[name]["value"].removeprefix(BASE) for name in names] for row in found["results"]["bindings"])


@pytest.mark.server
def test_catch_up_replaces_and_forgets_articles_whole(workspace: Workspace, any_store: Store) -> None:
    workspace.put(
        [(article_row("a1"), [inspection("a1"), result("a1")]), (article_row("a2"), [inspection("a2", team=2)])]
    )
    assert any_store.catch_up(workspace.log) == 1
    assert len(ask(any_store, FACTS)) == 3
    workspace.put([(article_row("a1", text="new"), [inspection("a1", place="650000")]), (article_row("a3"), [])])
    assert any_store.catch_up(workspace.log) == 2
    query = "SELECT ?team ?place { ?team cg:inspected ?place }"
    assert ask(any_store, query) == [
        ["team/mps-supervision-2@summer-policing-2022", "place/640000"],
        ["team/mps-supervision-9@summer-policing-2022", "place/650000"],
    ]
    workspace.retract("a2")
    assert any_store.catch_up(workspace.log) == 3
    assert [row[0] for row in ask(any_store, "SELECT ?team { ?team cg:inspected ?place }")] == [
        "team/mps-supervision-9@summer-policing-2022"
    ]
    assert ask(any_store, "SELECT ?a { ?a a cg:Article }") == [["article/a1"], ["article/a3"]]


@pytest.mark.server
def test_catch_up_equals_a_rebuild(workspace: Workspace, any_store: Store) -> None:
    everything = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), STR(<%sarticle/>))) }" % BASE  # noqa: UP031
    for number in range(3):
        workspace.put([(article_row(f"a{number}"), one_of_each(f"a{number}"))])
        any_store.catch_up(workspace.log)
    workspace.put([(article_row("a1", text="other"), one_of_each("a1", at=7))])
    workspace.retract("a0")
    any_store.catch_up(workspace.log)
    followed = ask(any_store, everything)
    assert followed
    assert any_store.rebuild(workspace.log) == 5
    assert ask(any_store, everything) == followed


@pytest.mark.server
def test_places_and_vocabulary_are_there(workspace: Workspace, any_store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1", place="640500")])])
    any_store.catch_up(workspace.log)
    query = "SELECT ?name ?inside { ?team cg:inspected ?p . ?p skos:prefLabel ?name ; skos:broaderTransitive ?inside }"
    assert ask(any_store, query) == [["中卫市", "place/100000"], ["中卫市", "place/640000"]]
    assert ask(any_store, "SELECT ?y { <%scampaign/summer-policing-2022> cg:year ?y }" % BASE) == [["2022"]]  # noqa: UP031


@pytest.mark.server
def test_a_store_that_held_another_log_is_filled_anew(workspace: Workspace, any_store: Store, tmp_path: Path) -> None:
    other = Workspace.open(tmp_path / "other", create=True)
    other.put([(article_row("b1"), [inspection("b1")])])
    any_store.rebuild(other.log)
    for name in ("a1", "a2"):
        workspace.put([(article_row(name), [inspection(name)])])
    any_store.catch_up(workspace.log)
    assert ask(any_store, "SELECT ?a { ?a a cg:Article }") == [["article/a1"], ["article/a2"]]


@pytest.mark.server
def test_a_change_of_many_articles_is_followed(workspace: Workspace, any_store: Store) -> None:
    """More than one request takes, so articles are dropped, replaced and added one by one."""
    first = [(article_row(f"a{n}"), [inspection(f"a{n}")]) for n in range(60)]
    workspace.put(first)
    any_store.catch_up(workspace.log)
    workspace.put([(article_row(f"a{n}", text="new"), [inspection(f"a{n}", place="650000")]) for n in range(30, 90)])
    any_store.catch_up(workspace.log)
    query = "SELECT ?p (COUNT(?f) AS ?n) { GRAPH ?g { ?f a cg:Inspection ; cg:place ?p } } GROUP BY ?p"
    assert ask(any_store, query) == [["place/640000", "30"], ["place/650000", "60"]]


@pytest.mark.server
def test_a_bulk_export_fills_a_store(workspace: Workspace, tmp_path: Path) -> None:
    workspace.put([(article_row(f"a{n}"), one_of_each(f"a{n}")) for n in range(4)])
    files = write_split(workspace.log, tmp_path / "quads", size=2**20)
    assert [file.name for file in files][:2] == ["00000.nq", "00001.nq"]
    with oxigraph(tmp_path) as base:
        for file in files:
            httpx.post(f"{base}/store", content=file.read_bytes(), headers={"Content-Type": "application/n-quads"})
        loaded = Store(workspace.folder, base)
        assert loaded.generation() == 1
        assert loaded.catch_up(workspace.log) == 1
        assert len(ask(loaded, FACTS)) == 40
        loaded.close()


DIALECTS: dict[str, tuple[str, Addresses]] = {
    "oxigraph": ("http://h:1/", Addresses("http://h:1/query", "http://h:1/update", "http://h:1/store", OXIGRAPH)),
    "virtuoso": (
        "http://h/sparql",
        Addresses("http://h/sparql", "http://h/sparql", "http://h/sparql-graph-crud", VIRTUOSO),
    ),
    "any": ("http://h/q https://h/u http://h/d", Addresses("http://h/q", "https://h/u", "http://h/d")),
}


@pytest.mark.parametrize(("said", "meant"), DIALECTS.values(), ids=DIALECTS)
def test_a_setting_means_addresses(said: str, meant: Addresses) -> None:
    assert addresses(said) == meant


@pytest.mark.parametrize("said", ["h:1", "http://a http://b", "http://a http://b ftp://c", ""])
def test_a_setting_that_is_none(said: str) -> None:
    with pytest.raises(ValueUnknown, match="is no endpoint"):
        addresses(said)


REPAIRED = {
    "literal of a type": (
        b'{"head":{"link":[],"vars":["o"]},"results":{"bindings":[{"o":{"type":"typed-literal","value":"1"}}]}}',
        b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"1"}}]}}',
    ),
    "ask": (
        b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[{"__ASK_RETVAL":{"type":"typed-literal","value":"1"}}]}}',
        b'{"head":{},"boolean":true}',
    ),
    "half": (b'{"head":', b'{"head":'),
}


@pytest.mark.parametrize(("given", "expected"), REPAIRED.values(), ids=REPAIRED)
def test_virtuoso_answers_are_made_standard(given: bytes, expected: bytes) -> None:
    assert VIRTUOSO.repaired(JSON, given) == expected
    assert STANDARD.repaired(JSON, given) == given


def test_quads_are_parted_by_graph() -> None:
    content = b'<s> <p> "<a> b" <g> .\n<s> <p> <o> <g> .\n<s> <p> <o> <h> .\n'
    assert list(by_graph(content)) == [("g", b'<s> <p> "<a> b" .\n<s> <p> <o> .\n'), ("h", b"<s> <p> <o> .\n")]


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
    "json by default": ("SELECT * { ?s ?p ?o } LIMIT 9", "", "application/sparql-results+json"),
    "browser": ("SELECT * { ?s ?p ?o } LIMIT 9", "text/html,*/*;q=0.8", "application/sparql-results+json"),
    "csv": ("SELECT * { ?s ?p ?o } LIMIT 9", "text/csv", "text/csv"),
    "xml": ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
    "tsv by weight": (
        "SELECT * { ?s ?p ?o } LIMIT 9",
        "text/csv;q=0.1, text/tab-separated-values",
        "text/tab-separated-values",
    ),
    "turtle by default": ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9", "", "text/turtle"),
    "n-triples": ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9", "application/n-triples", "application/n-triples"),
    "json-ld": ("DESCRIBE <http://x/a>", "application/ld+json", "application/ld+json"),
}


@pytest.mark.server
def test_query_answers_in_the_preferred_type(workspace: Workspace, any_store: Store) -> None:
    workspace.put([(article_row("a1"), [inspection("a1")])])
    any_store.catch_up(workspace.log)
    for query, accept, expected in ACCEPTS.values():
        media_type, body = any_store.query(query, accept)
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
