"""Everything that a view offers to take away, taken and read back by the program that it is meant for."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from playwright.sync_api import Download, Page, expect

from graph.export.formats import FORMATS
from tests.web.conftest import SEVENTH, Reader

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.usefixtures("built")]
CAMPAIGN = "summer-policing-2022"


def rows(path: Path) -> int:
    return len(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))))


def sheets(path: Path) -> int:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file)
        return sum(sheet.max_row - 1 for sheet in book.worksheets)


def told(form: ox.RdfFormat) -> Callable[[Path], int]:
    """Return a reader that counts the facts of an RDF file: what has a confidence."""
    return lambda path: sum(
        quad.predicate.value.endswith("#confidence") for quad in ox.parse(path=str(path), format=form)
    )


def joined(path: Path) -> int:
    return len(zipfile.ZipFile(path).read("relationships.csv").decode("utf-8").splitlines()) - 1


def parsed(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


FACTS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "jsonl": ("JSON Lines", lambda path: len(path.read_text(encoding="utf-8").splitlines())),
    "csv": ("CSV", rows),
    "xlsx": ("Excel", sheets),
    "parquet": ("Parquet", lambda path: pq.read_table(path).num_rows),
    "ttl": ("Turtle", told(ox.RdfFormat.TURTLE)),
    "nq": ("N-Quads", told(ox.RdfFormat.N_QUADS)),
    "jsonld": ("JSON-LD", told(ox.RdfFormat.JSON_LD)),
}
"""Format to its name in the menu, and how many facts a file of it holds."""
LINKS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "graphml": ("GraphML", lambda path: int(nx.read_graphml(path).number_of_edges())),
    "gexf": ("GEXF (Gephi)", lambda path: int(nx.read_gexf(path).number_of_edges())),
    "nodelink": ("networkx", lambda path: int(nx.node_link_graph(parsed(path), edges="links").number_of_edges())),
    "cytoscape": ("Cytoscape", lambda path: len(parsed(path)["elements"]["edges"])),
    "echarts": ("ECharts", lambda path: len(parsed(path)["series"][0]["links"])),
    "neo4j": ("Neo4j", joined),
}
"""Format to its name in the menu, and how many links a file of it holds."""


PACE = 150
"""Milliseconds between downloads: Chromium begins ten a second of one page at most, and drops the others without a word."""


def test_a_reader_for_every_format() -> None:
    assert [*FACTS, *LINKS] == list(FORMATS)


def taken(page: Page, label: str, within: str = ".menu-list") -> Path:
    """Take a file from the first export menu of a view."""
    if not page.locator(".menu-list").first.is_visible():
        page.locator(".menu summary").first.click()
    page.wait_for_timeout(PACE)
    with page.expect_download() as coming:
        page.locator(within).get_by_text(label, exact=True).first.click()
    found: Download = coming.value
    return Path(found.path())


VIEWS = {
    "diagram": (f"?view=diagram&node={SEVENTH}", f"/v1/timeline?entity={SEVENTH}"),
    "timeline": ("?view=timeline&entity=place/520000", "/v1/timeline?entity=place/520000"),
    "coverage": (f"?view=coverage&campaign={CAMPAIGN}", f"/v1/inspections?campaign={CAMPAIGN}"),
    "results": ("?view=results&metric=criminal-cases-solved", "/v1/results?metric=criminal-cases-solved"),
    "ask": (f"?view=ask&q={quote('公安部第九督察组去过哪些省?')}", ""),
}


@pytest.mark.parametrize("view", VIEWS)
def test_facts_behind_a_view_in_every_format(reader: Reader, view: str) -> None:
    query, call = VIEWS[view]
    page = reader.goes(query)
    page.locator(".menu summary").first.click()
    last = page.locator(".menu-files").last
    expect(last.locator("a")).to_have_text([label for label, _ in (FACTS | LINKS).values()])
    if call:
        answer = httpx.get(f"{reader.address}{call}").json()
        total = (answer.get("facts") or answer)["total"]
    else:
        total = 3
    assert total > 0
    counts = {name: read(taken(page, label, ".menu-files")) for name, (label, read) in FACTS.items()}
    assert counts == dict.fromkeys(FACTS, total)
    links = {name: read(taken(page, label, ".menu-files")) for name, (label, read) in LINKS.items()}
    assert len(set(links.values())) == 1, links
    assert links["gexf"] > 0


PICTURES = {
    "diagram": (f"?view=diagram&node={SEVENTH}", {"公安部第七督察组", "督察组", "督察"}),
    "matrix": (f"?view=coverage&campaign={CAMPAIGN}", {"公安部第七督察组"}),
    "map": (f"?view=coverage&campaign={CAMPAIGN}&show=map", {"黑龙江"}),
    "timeline": (f"?view=timeline&entity=campaign/{CAMPAIGN}", {"2022-01"}),
}
"""A view's address, and what its picture says, the legend too."""


@pytest.mark.parametrize("view", PICTURES)
def test_a_view_as_a_picture(reader: Reader, view: str) -> None:
    query, said = PICTURES[view]
    page = reader.goes(query)
    page.locator(".menu summary").first.wait_for()
    page.wait_for_timeout(600)
    drawing = ET.fromstring(taken(page, "SVG 矢量图").read_text(encoding="utf-8"))  # noqa: S314
    assert {one for one in said if one not in set(drawing.itertext())} == set()
    assert page_free(drawing), "the drawing does not stand alone"
    assert taken(page, "PNG 图片").read_bytes().startswith(b"\x89PNG")


def page_free(drawing: ET.Element) -> bool:
    """Whether a drawing names no class or variable of the page, and no other address."""
    values = [value for element in drawing.iter() for value in element.attrib.values()]
    return not any("var(" in value or "http" in value for value in values)


def test_a_chart_as_a_picture(reader: Reader) -> None:
    page = reader.goes("?view=results&metric=criminal-cases-solved")
    frame = page.locator(".chart-frame").first
    frame.locator(".chart svg").wait_for()
    for label in ("SVG 矢量图", "PNG 图片"):
        with page.expect_download() as coming:
            frame.get_by_text(label).click()
        content = Path(coming.value.path()).read_bytes()
        if label.startswith("SVG"):
            drawing = ET.fromstring(content)  # noqa: S314
            assert {"2022", "2023", "2024"} <= set(drawing.itertext())
            assert page_free(drawing)
        else:
            assert content.startswith(b"\x89PNG")


def test_sparql_results_as_files(reader: Reader) -> None:
    query = "SELECT ?s ?o WHERE { ?s <https://w3id.org/campaign-graph/ontology#inspected> ?o } LIMIT 5"
    page = reader.goes(f"?view=sparql&q={quote(query)}")
    page.get_by_role("button", name="CSV").wait_for()
    reads: dict[str, Callable[[Path], int]] = {
        "CSV": rows,
        "JSON": lambda path: len(parsed(path)["results"]["bindings"]),
    }
    for label, read in reads.items():
        with page.expect_download() as coming:
            page.get_by_role("button", name=label, exact=True).click()
        assert read(Path(coming.value.path())) == 5
    page.get_by_role("button", name="关系图").click()
    expect(page.locator(".network circle").first).to_be_visible()


def test_article_as_rdf(reader: Reader) -> None:
    page = reader.goes("?view=article&id=2022-08-20-mps-teams-visits")
    page.locator(".menu summary").wait_for()
    assert (
        told(ox.RdfFormat.JSON_LD)(taken(page, "JSON-LD")) == told(ox.RdfFormat.N_QUADS)(taken(page, "N-Quads")) == 10
    )
