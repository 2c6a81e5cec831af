"""A real server process: it answers, says what is wrong in one sentence, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import fill

pytestmark = pytest.mark.server
COMMAND = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
PREFIX = "PREFIX cg: <https://w3id.org/campaign-graph/ontology#>\n"
INSPECTED = PREFIX + "SELECT ?team ?place WHERE { ?team cg:inspected ?place } ORDER BY ?place"
RESULTS = "application/sparql-results+"
FORMATS = (f"{RESULTS}json", f"{RESULTS}xml", "text/csv", "text/tab-separated-values")
PATIENCE = 30.0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a workspace of this test's own."""
    return fill(tmp_path / "workspace")


@contextmanager
def serving(workspace: Path, **setting: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server on a free port; yield its process and address, and stop it as Ctrl+C does if it still runs."""
    command = [*COMMAND, "--workspace", str(workspace), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | setting)
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert "campaign-graph is at http://127.0.0.1:" in first
        yield process, first.split()[3]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def ask(address: str, query: str, accept: str = "text/csv") -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": accept}, timeout=PATIENCE)


def oxigraph_of(workspace: Path) -> int:
    """Return the pid of the Oxigraph that runs for a workspace."""
    pid: int = json.loads((workspace / "store" / "server.json").read_text())["pid"]
    assert runs(pid)
    return pid


def runs(pid: int) -> bool:
    listed = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.strip() not in {"", "Z"}


def gone(pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not runs(pid)


def test_server_answers_and_stops_its_store(workspace: Path) -> None:
    with serving(workspace) as (process, address):
        assert httpx.get(f"{address}/v1/inspections").json()["total"] == 2
        assert ask(address, INSPECTED).text.count("/team/") == 2
        pid = oxigraph_of(workspace)
    assert process.returncode == 0
    assert gone(pid)


def test_sparql_answers_in_the_format_asked_for(workspace: Path) -> None:
    with serving(workspace) as (_, address):
        for accept in FORMATS:
            headers = {"Accept": accept}
            text = headers | {"Content-Type": "application/sparql-query"}
            answers = [
                ask(address, INSPECTED, accept),
                httpx.post(f"{address}/sparql", data={"query": INSPECTED}, headers=headers),
                httpx.post(f"{address}/sparql", content=INSPECTED, headers=text),
            ]
            for answer in answers:
                assert answer.headers["content-type"].startswith(accept)
                assert answer.text.count("place/520102") == 1
                assert answer.content == answers[0].content


def test_stopped_server_answers_what_it_was_asked_before(workspace: Path) -> None:
    with serving(workspace, CAMPAIGN_GRAPH_LIMITS="stop_seconds=30") as (process, address):
        host, port = address.removeprefix("http://").split(":")
        half = len(INSPECTED) // 2
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as asking:
            head = f"POST /sparql HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/csv\r\nConnection: close\r\n"
            kind = f"Content-Type: application/sparql-query\r\nContent-Length: {len(INSPECTED)}\r\n\r\n"
            asking.sendall((head + kind + INSPECTED[:half]).encode())
            assert httpx.get(f"{address}/healthz", timeout=PATIENCE).is_success  # the first half has arrived
            process.send_signal(signal.SIGTERM)
            assert refuses(host, int(port))
            asking.sendall(INSPECTED[half:].encode())
            answer = b"".join(iter(lambda: asking.recv(4096), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.count(b"/team/") == 2
    assert process.returncode in {0, -signal.SIGTERM}


def refuses(host: str, port: int) -> bool:
    """Wait until a server takes no more connections."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except ConnectionRefusedError:
            return True
        time.sleep(0.02)
    return False


def test_killed_server_does_not_block_the_next(workspace: Path) -> None:
    with serving(workspace) as (process, address):
        assert ask(address, "ASK { ?s ?p ?o }", "text/csv").is_success
        pid = oxigraph_of(workspace)
        process.kill()
        process.wait()
    assert gone(pid)
    with serving(workspace) as (_, address):
        assert ask(address, INSPECTED).text.count("/team/") == 2


def test_second_server_on_a_workspace_works_and_takes_over(workspace: Path) -> None:
    with serving(workspace) as (first, one), serving(workspace) as (_, two):
        assert ask(one, INSPECTED).content == ask(two, INSPECTED).content
        first.send_signal(signal.SIGINT)
        first.wait(PATIENCE)
        assert ask(two, INSPECTED).text.count("/team/") == 2


def test_port_in_use_is_one_sentence(workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--workspace", str(workspace), "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 is in use" in ended.stderr


def test_folder_that_is_no_workspace_is_one_sentence(tmp_path: Path) -> None:
    command = [*COMMAND, "--workspace", str(tmp_path / "nothing"), "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "does not exist" in ended.stderr
