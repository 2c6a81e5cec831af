"""The SPARQL endpoint's own manners; what queries answer is tested with a real server."""

import pytest
from fastapi.testclient import TestClient

from api.routes.sparql import LARGEST

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"

REFUSED: dict[str, tuple[str, str, str, str, str]] = {
    "no query": ("GET", "?format=json", "", "", "'query' is missing"),
    "empty query": ("GET", "?query=", "", "", "'query' is missing"),
    "update as a query": ("GET", "?query=DROP+ALL", "", "", "DROP"),
    "update by the protocol": ("POST", "", FORM, "update=DROP+ALL", "answers queries"),
    "service": ("GET", "?query=SELECT+*+{SERVICE+<http://x/>+{?s+?p+?o}}", "", "", "SERVICE"),
    "data set of the protocol": ("GET", "?query=ASK{}&default-graph-uri=http://x/", "", "", "'default-graph-uri'"),
    "data set in a form": ("POST", "", FORM, "query=ASK{}&named-graph-uri=http://x/", "'named-graph-uri'"),
    "other media type": ("POST", "", "text/plain", "ASK {}", "'text/plain'"),
    "no query in a form": ("POST", "", FORM, "format=json", "'query' is missing"),
    "too long": ("POST", "", QUERY, "#" * (LARGEST + 1), "longer than"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(client: TestClient, name: str) -> None:
    method, params, media, body, said = REFUSED[name]
    headers = {"Content-Type": media} if media else {}
    answer = client.request(method, f"/sparql{params}", content=body, headers=headers)
    status = {"other media type": 415, "too long": 413}.get(name, 400)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_body_that_is_no_text(client: TestClient) -> None:
    answer = client.post("/sparql", content=b"\xff\xfe", headers={"Content-Type": QUERY})
    assert (answer.status_code, "UTF-8" in answer.json()["detail"]) == (400, True)


def test_store_that_cannot_be_reached(client: TestClient) -> None:
    answer = client.get("/sparql?query=ASK{}")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
