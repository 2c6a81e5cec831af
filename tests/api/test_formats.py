"""Files by ending and by Accept: the same facts as the list, in every format; pages link to the next."""

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph.export.formats import FORMATS

KNOWN = {
    "/v1/timeline": "entity=place/640000",
    "/v1/shared": "a=team/mps-supervision-9@summer-policing-2022&b=place/640000",
}
"""What an address needs to answer at all."""
LISTS = ("/v1/inspections?place=640000", "/v1/export", "/v1/places/520000/results")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("address", LISTS)
def test_every_format_by_ending(client: TestClient, address: str, name: str) -> None:
    path, mark, query = address.partition("?")
    answer = client.get(f"{path}.{name}{mark}{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[name].media_type)
    assert answer.content
    assert answer.headers["content-disposition"].endswith(FORMATS[name].ending)


def test_file_holds_the_whole_list(client: TestClient) -> None:
    listed = client.get("/v1/inspections").json()["items"]
    lines = [json.loads(line) for line in client.get("/v1/inspections.jsonl?limit=1").text.splitlines()]
    assert [line["id"] for line in lines] == [line["id"] for line in listed]
    rows = list(csv.DictReader(io.StringIO(client.get("/v1/inspections.csv?place=640000").content.decode("utf-8-sig"))))
    assert [row["place_code"] for row in rows] == ["640104"]


@pytest.mark.parametrize(("accept", "media"), {"text/csv": "text/csv", "text/turtle": "text/turtle", "*/*": "application/json",
    "application/json, text/csv": "application/json", "text/html,*/*;q=0.8": "application/json", "image/png": "application/json"}.items())  # fmt: skip
def test_format_by_accept(client: TestClient, accept: str, media: str) -> None:
    for _ in range(2):
        answer = client.get("/v1/inspections", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(media)
        assert "accept" in answer.headers["vary"].lower()


def test_views_are_written_instead(client: TestClient) -> None:
    found = client.get("/v1/export.nq?views=prov").content
    assert any("prov#wasDerivedFrom" in quad.predicate.value for quad in ox.parse(found, format=ox.RdfFormat.N_QUADS))
    assert client.get("/v1/export.csv?views=prov").status_code == 422
    assert client.get("/v1/export.nq?views=moon").status_code == 422


def test_ending_that_an_answer_does_not_have_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/matrix.gexf")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (406, "not-acceptable")
    assert client.get("/v1/inspections.exe").status_code == 404
    assert client.get("/v1/articles/none.csv").status_code == 404


def test_pages_are_linked(client: TestClient) -> None:
    address, seen = "/v1/inspections?limit=1&campaign=百日行动", []
    while address:
        answer = client.get(address)
        seen += [line["id"] for line in answer.json()["items"]]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        assert 'rel="first"' in answer.headers["link"]
        assert 'rel="describedby"' in answer.headers["link"]
        address = following[1] if following else ""
    assert seen == [line["id"] for line in client.get("/v1/inspections?campaign=百日行动").json()["items"]]
    assert 'rel="next"' in client.get("/v1/teams?limit=1").headers["link"]


def declared(client: TestClient) -> list[tuple[str, str]]:
    return [(one["name"], address) for one in client.get("/v1/formats").json()["items"] for address in one["addresses"]]


def test_formats_are_declared_as_they_are_answered(client: TestClient) -> None:
    found = declared(client)
    assert {name for name, _ in found} == set(FORMATS)
    assert {"/v1/export", "/v1/inspections", "/v1/timeline", "/v1/places/{code}/results"} <= {path for _, path in found}
    paths = [path for path, entry in client.get("/openapi.json").json()["paths"].items() if "get" in entry]
    for path in paths:
        if path.startswith("/v1/") and "{id" not in path:
            address = path.replace("{code}", "640000").replace("{key}", "summer-policing-2022")
            status = client.get(f"{address}.csv?{KNOWN.get(path, '')}").status_code
            assert (status == 200) == (("csv", path) in found), f"{path}.csv: {status}"


def test_timeline_as_a_file_holds_all_facts_on_it(client: TestClient) -> None:
    shown = client.get("/v1/timeline?entity=place/640000").json()["facts"]
    lines = client.get("/v1/timeline.jsonl?entity=place/640000&limit=1").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [fact["id"] for fact in shown["items"]]
    assert client.get("/v1/timeline.csv?entity=place/1").status_code == 404
