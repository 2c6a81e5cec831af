"""Who may ask: names of the server, requests a second, sizes of bodies and queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.guard import LOOPBACK, Rate
from api.settings import Settings
from api.tokens import made
from ontology.limits import parsed

EDITOR, SECRET = made("editor", ["articles"])
HEADERS = {"Authorization": f"Bearer {SECRET}"}


@contextmanager
def application(folder: Path, limits: str = "", hosts: tuple[str, ...] = ()) -> Iterator[TestClient]:
    """Give an application with some limits."""
    settings = Settings(
        workspace=folder, sparql="http://127.0.0.1:9", tokens=(EDITOR,), hosts=hosts, limits=parsed(limits)
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


NAMES = {
    "loopback": (LOOPBACK, "127.0.0.1:8000", 200),
    "localhost": (LOOPBACK, "LocalHost:8000", 200),
    "six": (LOOPBACK, "[::1]:8000", 200),
    "a page that leads its own name here": (LOOPBACK, "evil.example:8000", 421),
    "no name": (LOOPBACK, "", 421),
    "named": (("graph.example",), "graph.example", 200),
    "any": (("*",), "evil.example", 200),
    "none set": ((), "evil.example", 200),
}


@pytest.mark.parametrize(("hosts", "name", "status"), NAMES.values(), ids=NAMES)
def test_names_of_the_server(folder: Path, hosts: tuple[str, ...], name: str, status: int) -> None:
    with application(folder, hosts=hosts) as client:
        answer = client.get("/v1/teams", headers={"Host": name})
    assert answer.status_code == status
    if status != 200:
        assert "CAMPAIGN_GRAPH_HOSTS" in answer.json()["detail"]


def test_client_that_asks_too_often_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.guard.monotonic", lambda: 0.0)
    with application(folder, "requests=3") as client:
        answers = [client.get("/v1/teams") for _ in range(8)]
        assert client.get("/healthz").status_code == 200
    assert [answer.status_code for answer in answers] == [200] * 6 + [429] * 2
    assert answers[-1].headers["retry-after"] == "1"
    assert "requests=… in CAMPAIGN_GRAPH_LIMITS" in answers[-1].json()["detail"]


def test_rate_gives_back_with_time_and_forgets_clients_of_long_ago() -> None:
    rate = Rate(1)
    assert [rate.passes("a", 0.0) for _ in range(3)] == [True, True, False]
    assert rate.passes("b", 0.0)
    assert rate.passes("a", 1.0)
    assert not rate.passes("a", 0.5)  # a clock that goes back gives nothing
    for number in range(10_001):
        rate.passes(f"c{number}", 2.0)
    assert len(rate.clients) == 10_000


SIZES = {
    "body": ("body=1KB", {"id": "a", "text": "文" * 2000}, "body=…"),
    "text": ("article=100", {"id": "a", "text": "文" * 101}, "article=…"),
}


@pytest.mark.parametrize(("limits", "sent", "said"), SIZES.values(), ids=SIZES)
def test_what_is_too_large_is_refused_by_name(folder: Path, limits: str, sent: dict[str, str], said: str) -> None:
    with application(folder, limits) as client:
        answer = client.post("/v1/articles?dry_run=true", json=sent, headers=HEADERS)
    assert answer.status_code == 413
    assert said in answer.json()["detail"]


def test_long_query_is_refused_by_name(folder: Path) -> None:
    with application(folder, "query=20") as client:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.status_code == 400
    assert "query=…" in answer.json()["detail"]


def test_server_may_ask_itself(folder: Path) -> None:
    with application(folder, hosts=LOOPBACK) as client:
        bundle = client.get("/v1/cite", params={"query": "/v1/inspections"}, headers={"Host": "localhost"})
    assert bundle.status_code == 200
