"""The RDF store's faults, really made: its process killed, stopped and slow, its data damaged while down and while up."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import orjson
import pytest

from api.dependencies import Readers
from graph.endpoint import Damaged, Endpoint, Stuck
from graph.processes import Server
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import StoreError
from ontology.limits import Limits
from tests.helpers import article_row, inspection

FACTS = "SELECT ?f { GRAPH ?g { ?f a <https://w3id.org/campaign-graph/ontology#Inspection> } }"


@pytest.fixture
def held(workspace: Workspace) -> Iterator[Readers]:
    """Give readers over three facts, the store filled."""
    workspace.put([(article_row(f"a{number}"), [inspection(f"a{number}")]) for number in range(3)])
    store = Store(workspace.folder)
    held = Readers(workspace, store)
    held.fill()
    yield held
    store.close()


def facts(held: Readers) -> int:
    """Return how many facts the store says there are; a half-filled one would say fewer."""
    return len(orjson.loads(held.sparql(FACTS, "")[1])["results"]["bindings"])


def server(held: Readers) -> Server:
    found = Server.load(held.workspace.folder / "store" / "server.json")
    assert found is not None
    return found


@pytest.mark.server
@pytest.mark.slow
def test_killed_store_comes_back_whole_whenever_it_dies(held: Readers) -> None:
    ended = threading.Event()

    def kill() -> None:
        while not ended.wait(0.7):
            with suppress(ProcessLookupError):
                os.kill(server(held).pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    found: list[int] = []
    refused: list[str] = []
    deadline = time.monotonic() + 6
    while time.monotonic() < deadline:
        try:
            found.append(facts(held))
        except StoreError as error:
            refused.append(str(error))
    ended.set()
    killer.join()
    assert facts(held) == 3
    assert set(found) <= {3}
    assert all("again in a moment" in said or "cannot be reached" in said for said in refused)


@pytest.mark.server
@pytest.mark.slow
def test_stopped_store_is_ended_and_started_again_though_nobody_asks(held: Readers) -> None:
    child = held.store._server.child  # noqa: SLF001 - to look every second instead of every five
    assert child is not None
    child.pulse = 1.0
    time.sleep(5.1)
    hung = server(held).pid
    os.kill(hung, signal.SIGSTOP)
    assert held.store.trouble() == "it did not answer within 2 s"
    deadline = time.monotonic() + 20
    while held.store.trouble() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert held.store.trouble() is None
    assert server(held).pid != hung
    assert facts(held) == 3


@pytest.mark.server
def test_who_looks_after_a_killed_store_is_told(held: Readers) -> None:
    assert held.store.trouble() is None
    held.store.close()
    assert held.store.trouble() is not None


def cut(data: Path) -> None:
    for path in data.glob("*.sst"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(data: Path) -> None:
    for path in data.glob("MANIFEST*"):
        path.write_bytes(os.urandom(path.stat().st_size))


def lose(data: Path) -> None:
    next(data.glob("MANIFEST*")).unlink()


def cut_journal(data: Path) -> None:
    for path in data.glob("*.log"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": cut,
    "overwritten": overwrite,
    "lost": lose,
    "journal cut": cut_journal,
    "all gone": shutil.rmtree,
}


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_store_is_filled_again_from_the_log(held: Readers, damage: Callable[[Path], None]) -> None:
    held.store.close()
    damage(held.workspace.folder / "store" / "rdf")
    store = Store(held.workspace.folder)
    try:
        assert facts(Readers(held.workspace, store)) == 3
    finally:
        store.close()


@pytest.mark.server
def test_store_that_finds_damage_while_it_runs_is_thrown_away(held: Readers) -> None:
    def damaged(_: Endpoint) -> None:
        raise Damaged("The SPARQL endpoint answered 500: Corruption: block checksum mismatch.")

    with pytest.raises(StoreError, match="thrown away and is filled again"):
        held.store._server.use(damaged)  # noqa: SLF001 - what Oxigraph answers once it reads a damaged block
    assert facts(held) == 3


@pytest.mark.server
def test_store_that_the_disk_refused_is_started_anew_once_there_is_room(
    held: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = server(held).pid

    def refused(endpoint: Endpoint) -> bytes:
        if server(held).pid == before:
            raise Stuck("The SPARQL endpoint answered 500: IO error: No space left on device.")
        return endpoint.query("ASK {}").body

    with monkeypatch.context() as full:
        full.setattr("graph.connection._ROOM", 2**62)
        with pytest.raises(StoreError, match="No space left"):
            held.store._server.use(refused)  # noqa: SLF001 - what Oxigraph answers on a full disk
        assert server(held).pid == before
    assert b"true" in held.store._server.use(refused)  # noqa: SLF001
    assert facts(held) == 3


class Slow(BaseHTTPRequestHandler):
    """An endpoint that takes its time."""

    def do_POST(self) -> None:
        """Answer long after anybody waits for it."""
        time.sleep(1.5)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_slow_store_is_given_up_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.endpoint._MARGIN", 0.3)
    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as slow:
        threading.Thread(target=slow.serve_forever, daemon=True).start()
        endpoint = Endpoint.at(f"http://127.0.0.1:{slow.server_port}", Limits(query_seconds=0))
        began = time.monotonic()
        with pytest.raises(StoreError, match="longer than the time limit"):
            endpoint.query("ASK {}")
        assert time.monotonic() - began < 1.5
        endpoint.close()
        slow.shutdown()
