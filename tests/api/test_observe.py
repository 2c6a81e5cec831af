"""What an operator sees: ids, lines without personal data, metrics, readiness."""

import asyncio
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.observe import log_to_stderr
from api.settings import Settings


@pytest.fixture
def logged(folder: Path, caplog: pytest.LogCaptureFixture) -> Iterator[TestClient]:
    """Give an application that logs requests."""
    caplog.set_level(logging.WARNING, "api.requests")
    logging.getLogger("api.requests").propagate = True
    with TestClient(create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9", log="requests"))) as client:
        yield client


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(record.message) for record in caplog.records if record.name == "api.requests"]


def test_line_of_a_request_says_nothing_of_what_was_asked(logged: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):  # made anew, then from memory
        logged.get("/v1/teams/mps-supervision-9@summer-policing-2022", headers={"X-Request-ID": "mine-1"})
    logged.get("/v1/suggest?q=李明")
    logged.get("/person/李明")
    found = lines(caplog)
    assert [(one["route"], one["status"]) for one in found] == [
        ("/v1/teams/{id:path}", 200),
        ("/v1/teams/{id:path}", 200),
        ("/v1/suggest", 200),
        ("other", 404),
    ]
    assert [one["request"] for one in found[:2]] == ["mine-1", "mine-1"]
    assert set(found[0]) == {"request", "method", "route", "status", "ms", "bytes"}
    assert "李明" not in caplog.text
    assert "%E6" not in caplog.text


def test_lines_of_one_turn_are_written_together_and_none_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("api.requests")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)
    log_to_stderr()

    async def many() -> None:
        for number in range(3):
            logger.warning("%s", number)
        assert capsys.readouterr().err == ""
        await asyncio.sleep(0)
        assert capsys.readouterr().err == "0\n1\n2\n"
        logger.warning("last")

    asyncio.run(many())
    logger.warning("no loop")
    assert capsys.readouterr().err == "last\nno loop\n"
    with TestClient(create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9", log="requests"))) as client:
        for _ in range(5):
            client.get("/healthz")
    assert [json.loads(line)["route"] for line in capsys.readouterr().err.splitlines()] == ["/healthz"] * 5


def test_failures_are_logged_anyhow(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("api.requests").propagate = True
    client.get("/v1/inspections")
    client.get("/sparql?query=ASK{}")
    assert [(one["route"], one["status"]) for one in lines(caplog)] == [("/sparql", 503)]


IDS = {"good": ("a.b-C_1", True), "too long": ("x" * 65, False), "a line end": ("a\tb", False), "empty": ("", False)}


@pytest.mark.parametrize(("given", "kept"), IDS.values(), ids=IDS)
def test_request_id_is_the_clients_where_it_is_one(client: TestClient, given: str, kept: bool) -> None:
    name = client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert (name == given) is kept
    assert re.fullmatch(r"[A-Za-z0-9._-]+", name)


def test_metrics_count_requests_by_route(client: TestClient) -> None:
    client.get("/v1/inspections?limit=3")
    client.get("/v1/inspections?limit=3")
    text = client.get("/metrics").text
    count = re.search(r'http_requests_total\{method="GET",route="/v1/inspections",status="200"\} (\d+)', text)
    assert count is not None
    assert int(count[1]) >= 2
    assert "campaign_graph_facts 7.0" in text
    assert re.search(r"campaign_graph_cache_hits_total [1-9]", text)
    assert 'http_request_seconds_bucket{le="0.005",route="/v1/inspections"}' in text
