"""Files by ending and by Accept: the same facts as the list, in every format; pages link to the next."""

import asyncio
import csv
import io
import json
import re

import networkx as nx
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.formats import Formats, links
from graph.export.formats import DRAWN, FORMATS

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


FIRST = {
    "nothing": ("", ""),
    "plain": ("?limit=1&team=team/a@b", "?limit=1&team=team/a@b"),
    "a cursor ahead": ("?cursor=x&limit=1", "?limit=1"),
    "a cursor behind": ("?limit=1&cursor=x", "?limit=1"),
    "a cursor alone": ("?cursor=x", ""),
    "a cursor that is coded": ("?limit=1&%63ursor=x", "?limit=1"),
    "no cursor": ("?limit=1&cursors=x", "?limit=1&cursors=x"),
    "what brackets cannot hold": ('?team=">;rel=x', "?team=%22%3E%3Brel%3Dx"),
    "an end that says nothing": ("?limit=1&", "?limit=1"),
}


@pytest.mark.parametrize(("query", "first"), FIRST.values(), ids=FIRST)
def test_first_page_is_the_address_without_its_cursor(query: str, first: str) -> None:
    found: list[str] = []

    async def app(_scope: object, _receive: object, _send: object) -> None:
        found.append(links("y")["Link"])

    scope = {"type": "http", "method": "GET", "path": "/v1/facts", "query_string": query[1:].encode(), "headers": []}
    asyncio.run(Formats(app)(scope, None, None))  # type: ignore[arg-type]
    assert found[0].split(", ")[:2] == [
        f'</v1/facts{first}{"&" if first else "?"}cursor=y>; rel="next"',
        f'</v1/facts{first}>; rel="first"',
    ]


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


DRAWINGS = (
    "/v1/graph/neighborhood?node=team/mps-supervision-9@summer-policing-2022",
    "/v1/graph/paths?from=team/mps-supervision-9@summer-policing-2022&to=place/640000",
    "/v1/graph/matrix",
    "/v1/graph/communities?by=measures",
    "/v1/graph/facts?type=inspection",
)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("address", DRAWINGS)
def test_diagrams_come_as_files(client: TestClient, address: str, name: str) -> None:
    path, mark, query = address.partition("?")
    answer = client.get(f"{path}.{name}{mark}{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[name].media_type)
    assert answer.headers["content-disposition"].endswith(path.rpartition("/")[2] + FORMATS[name].ending)
    assert client.get(f"{path}.csv{mark}{query}").status_code == 406


def test_diagram_as_a_file_is_the_diagram(client: TestClient) -> None:
    path, _, query = DRAWINGS[0].partition("?")
    shown = client.get(f"{path}?{query}").json()
    nodes, links = {node["id"]: node for node in shown["nodes"]}, {link["id"]: link for link in shown["links"]}
    read = nx.node_link_graph(client.get(f"{path}.nodelink?{query}").json(), edges="links")
    assert {name: (node["x"], node["y"], node["label"]) for name, node in read.nodes(data=True)} == {
        name: (node["x"], node["y"], node["label"]) for name, node in nodes.items()
    }
    assert {f"{one} {key} {two}": edge["count"] for one, two, key, edge in read.edges(keys=True, data=True)} == {
        name: link["count"] for name, link in links.items()
    }
    gephi = nx.read_gexf(io.BytesIO(client.get(path, params=query, headers={"Accept": "application/gexf+xml"}).content))
    for name, node in gephi.nodes(data=True):
        assert float(node["viz"]["position"]["x"]) == nodes[name]["x"]
        assert float(node["viz"]["position"]["y"]) == -nodes[name]["y"]
    graphml = nx.parse_graphml(client.get(f"{path}.graphml?{query}").text, force_multigraph=True)
    assert {name: node["color"] for name, node in graphml.nodes(data=True)} == {
        name: node["color"] for name, node in nodes.items()
    }
    elements = client.get(f"{path}.cytoscape?{query}").json()["elements"]
    assert {one["data"]["id"]: one["position"]["x"] for one in elements["nodes"]} == {
        name: node["x"] for name, node in nodes.items()
    }
    [series] = client.get(f"{path}.echarts?{query}").json()["series"]
    assert (series["layout"], {one["id"]: one["y"] for one in series["data"]}) == (
        "none",
        {name: node["y"] for name, node in nodes.items()},
    )


def test_matrix_comes_as_a_grid_and_as_cells(client: TestClient) -> None:
    shown = client.get("/v1/matrix").json()
    cells = {
        (shown["teams"][row], shown["province_labels"][column]): count
        for row, column, count in zip(shown["row"], shown["column"], shown["count"], strict=True)
    }
    assert cells
    rows = [json.loads(line) for line in client.get("/v1/matrix.jsonl").text.splitlines()]
    assert {(row["team"], row["province_label"]): row["count"] for row in rows} == cells
    assert pq.read_table(io.BytesIO(client.get("/v1/matrix.parquet").content)).to_pylist() == rows
    text = client.get("/v1/matrix", headers={"Accept": "text/csv"}).content.decode("utf-8-sig")
    grid = list(csv.DictReader(io.StringIO(text)))
    found = {(row["team"], name): int(row[name]) for row in grid for name in shown["province_labels"]}
    assert {place: count for place, count in found.items() if count} == cells
    sheet = load_workbook(io.BytesIO(client.get("/v1/matrix.xlsx").content)).active
    assert sheet is not None
    heading, *body = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert heading == ["team", "label", *shown["province_labels"]]
    assert body == [[row["team"], row["label"], *(found[row["team"], name] for name in heading[2:])] for row in grid]


def test_timeline_as_a_file_holds_all_facts_on_it(client: TestClient) -> None:
    shown = client.get("/v1/timeline?entity=place/640000").json()["facts"]
    lines = client.get("/v1/timeline.jsonl?entity=place/640000&limit=1").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [fact["id"] for fact in shown["items"]]
    assert client.get("/v1/timeline.csv?entity=place/1").status_code == 404
