"""What a person does with the explorer, from the first box to the citation; real server, real store, nothing mocked."""

import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote

import httpx
import networkx as nx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from bench.explorer import PLACE
from graph.workspace import Workspace
from tests.web.conftest import NINTH, SEVENTH, Reader, Server, reader_of

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.usefixtures("built")]
VISIT = f"{SEVENTH} inspected place/520102"
SENTENCE = "在贵阳市公安局南明分局花果园街面警务站了解自助警务室怎样为群众办理证件"


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def exported(page: Page, label: str) -> Download:
    """Take a format from the view's export menu."""
    page.locator(".menu summary").first.click()
    with page.expect_download() as coming:
        page.locator(".menu-list").get_by_text(label, exact=True).click()
    return coming.value


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("第七督察组", "公安部第七督察组"),
        ("guizhou", "贵州省"),
        ("gzs", "贵州省"),
        ("夏季治安打击整治“百日", "2022年夏季"),
    ],
)
def test_enter_opens_what_was_typed(reader: Reader, typed: str, title: str) -> None:
    page = reader.goes()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".inspector-title")).to_contain_text(title)
    assert "view=diagram&node=" in page.url


def test_from_search_to_citation(reader: Reader) -> None:
    page = reader.goes()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.type("第七督察组")
    expect(page.locator(".suggestions-kind").first).to_have_text("督察组")
    page.keyboard.press("Enter")
    expect(page.locator(".toolbar-count")).to_have_text(re.compile(r"\d+ 个节点，\d+ 条连线"))
    page.locator(".link-row", has_text="贵州省贵阳市南明区").click()
    expect(page.locator(".passage mark.mark-evidence")).to_have_text(SENTENCE)
    expect(page.locator(".evidence-source")).to_contain_text("法治日报")
    page.get_by_role("button", name="GB/T 7714").click()
    expect(page.get_by_text("✓ 已复制")).to_be_visible()
    cited = clipboard(page)
    assert cited.startswith("公安部督察组8月走进基层[N/OL]. 法治日报, 2022-09-16[")
    assert SENTENCE in cited
    found = re.search(r"http://127\.0\.0\.1:\d+/\?view=article\S+(?=）)", cited)
    assert found
    page.goto(found[0])
    expect(page.locator(".article-words [data-chosen]")).to_have_text(SENTENCE)
    page.get_by_role("button", name="BibTeX").click()
    page.wait_for_timeout(300)
    assert clipboard(page).startswith("@online{2022-08-20-mps-teams-visits-")


def test_click_on_an_edge_and_a_node(reader: Reader) -> None:
    page = reader.goes(f"?view=diagram&node={SEVENTH}")
    expect(page.locator(".link-row").first).to_be_visible()
    page.wait_for_timeout(300)
    box = page.locator(".canvas canvas").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    for x in range(int(box["x"]) + 8, int(box["x"] + box["width"]), 8):
        page.mouse.click(x, middle)
        if "+inspected+" in page.url:
            break
    expect(page.locator(".evidence-fact").first).to_contain_text("公安部第七督察组")


def test_expand_filter_share_reopen_and_undo(reader: Reader, browser: Browser) -> None:
    page = reader.goes(f"?view=diagram&node={NINTH}")
    page.locator(".link-row", has_text="2022年夏季治安打击整治").click()
    page.locator(".inspector-title .linkish").nth(1).click()
    before = page.locator(".toolbar-count").inner_text()
    expect(page.get_by_role("button", name="展开", exact=True)).to_be_visible()
    page.get_by_role("button", name="展开", exact=True).click()
    expect(page.locator(".toolbar-count")).not_to_have_text(before)
    page.get_by_label("机构").uncheck()
    page.locator(".filters select").nth(1).select_option("done")
    expect(page.locator(".filters select").nth(1)).to_have_value("done")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    shared, shown = page.url, page.locator(".toolbar-count").inner_text()
    other = reader_of(browser, reader.address)
    other.page.goto(shared)
    expect(other.page.locator(".toolbar-count")).to_have_text(shown)
    expect(other.page.get_by_label("机构")).not_to_be_checked()
    other.page.context.close()
    for _ in range(3):
        page.get_by_role("button", name="撤销").click()
    expect(page.locator(".toolbar-count")).to_have_text(before)
    page.get_by_role("button", name="重做").click()
    expect(page.locator(".toolbar-count")).not_to_have_text(before)


def test_a_node_that_was_dragged_is_put_back(reader: Reader) -> None:
    page = reader.goes(f"?view=diagram&node={SEVENTH}")
    page.locator(".link-row").first.wait_for()
    answer = httpx.get(f"{reader.address}/v1/graph/neighborhood", params={"node": SEVENTH}).json()
    [node] = [one for one in answer["nodes"] if one["id"] == SEVENTH]
    canvas = page.locator(".canvas canvas")
    canvas.hover()
    page.mouse.wheel(0, -100)
    expect(page).to_have_url(re.compile("cam="))
    frame = canvas.bounding_box()
    assert frame is not None
    right, down = page.evaluate(PLACE, [node["x"], node["y"]])
    page.mouse.move(frame["x"] + right, frame["y"] + down)
    page.mouse.down()
    page.mouse.move(frame["x"] + right + 41, frame["y"] + down + 23, steps=7)
    page.mouse.up()
    pinned = re.compile("pin=team")
    expect(page).to_have_url(pinned)
    page.get_by_role("button", name="撤销").click()
    expect(page).not_to_have_url(pinned)
    page.get_by_role("button", name="重做").click()
    expect(page).to_have_url(pinned)


def test_nothing_left_says_why(reader: Reader) -> None:
    page = reader.goes(f"?view=diagram&node={SEVENTH}&from=1999&to=2000")
    expect(page.locator(".why-empty")).to_contain_text("没有一条符合")
    page.get_by_role("button", name="清除全部筛选").click()
    expect(page.locator(".why-empty")).to_have_count(0)
    expect(page.locator(".link-row")).not_to_have_count(0)


def test_shortest_path_between_two_picks(reader: Reader) -> None:
    page = reader.goes(f"?view=diagram&node={SEVENTH}&start={SEVENTH}&end={quote(NINTH)}")
    expect(page.locator(".paths li").first).to_contain_text("公安部第九督察组")


def test_matrix_to_cell_to_inspections(reader: Reader) -> None:
    page = reader.goes("?view=coverage&campaign=summer-policing-2022")
    page.get_by_role("row", name=re.compile("公安部第七督察组")).locator("button").first.wait_for()
    page.get_by_role("row", name=re.compile("公安部第七督察组")).get_by_role(
        "button", name=re.compile("贵州.*有报道")
    ).click()
    opened = page.locator(".opened")
    expect(opened.locator(".evidence-fact mark.mark-evidence").first).to_contain_text("贵阳市公安局南明分局")
    page.goto(f"{reader.address}/?view=coverage&campaign=summer-policing-2022&show=map")
    expect(page.get_by_role("button", name=re.compile("贵州")).first).to_be_visible()


def test_number_opens_its_sentence(reader: Reader) -> None:
    page = reader.goes("?view=results&metric=criminal-cases-solved")
    page.get_by_role("button", name=re.compile("刑事案件破获64万余起")).click()
    expect(page.locator(".series .evidence-fact mark.mark-evidence")).to_have_text("刑事案件破获64万余起")
    for at in (0, 1):
        page.locator(".series").first.get_by_role("checkbox").nth(at).check()
    expect(page.locator(".compared .verdict")).to_have_text("不能比较")
    expect(page.locator(".compared li").first).to_be_visible()


def test_timeline_opens_its_sentence_and_shares_it(reader: Reader) -> None:
    page = reader.goes("?view=timeline&entity=place/520000")
    page.get_by_role("button", name=SENTENCE).click()
    expect(page.locator(".day-evidence mark.mark-evidence")).to_have_text(SENTENCE)
    page.goto(page.url)
    expect(page.locator(".day-evidence mark.mark-evidence")).to_have_text(SENTENCE)
    page.get_by_role("button", name=SENTENCE).click()
    expect(page.locator(".day-evidence")).to_have_count(0)


def test_article_shows_text_facts_and_rdf(reader: Reader) -> None:
    page = reader.goes("?view=article&id=2022-08-20-mps-teams-visits")
    page.locator(".article-words mark", has_text="公安部第九督察组近日").click()
    expect(page.locator(".evidence-fact")).to_contain_text("公安部第九督察组")
    page.locator(".turtle summary").click()
    expect(page.locator(".turtle pre")).to_contain_text("mps-supervision-9")
    turtle = exported(page, "Turtle (RDF)").path().read_text(encoding="utf-8")
    assert len(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) > 20


def test_ask_shows_reading_answer_and_sentences(reader: Reader) -> None:
    page = reader.goes("?view=ask")
    page.get_by_role("combobox", name="问题").fill("公安部第九督察组去过哪些省?")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".piece-known").first).to_have_text("公安部第九督察组")
    expect(page.locator(".ask-answer table")).to_contain_text("宁夏回族自治区")
    expect(page.locator(".evidence-fact").first).to_contain_text("公安部第九督察组")
    page.goto(f"{reader.address}/?view=ask&q={quote('公安部第九督察组去过贵洲吗?')}")
    expect(page.locator(".ask-answer")).to_contain_text("贵洲")


def test_correct_and_take_back(reader: Reader, secret: dict[str, str]) -> None:
    page = reader.goes("?view=corrections")
    first = page.locator(".review-list > li").first
    stated = first.locator("h2").inner_text()
    first.get_by_role("button", name="驳回").click()
    first.get_by_label("理由").fill("测试")
    first.locator("form").get_by_role("button", name="驳回").click()
    expect(first.get_by_role("alert")).to_be_visible()  # without a token the server refuses
    page.get_by_label("令牌").fill(secret["secret"])
    first.get_by_role("button", name="先看影响").click()
    expect(first.locator(".receipt")).to_contain_text("将会改变")
    first.locator("form").get_by_role("button", name="驳回").click()
    expect(page.locator(".review-list > li").first.locator("h2")).not_to_have_text(stated)
    page.get_by_role("button", name="已决定").click()
    decided = page.locator(".review-list > li").first
    expect(decided).to_contain_text("有效")
    expect(decided).to_contain_text("tester")
    decided.get_by_role("textbox").fill("撤回测试")
    decided.get_by_role("button", name="撤回").click()
    expect(page.locator(".review-list > li").first).to_contain_text("已撤回")
    page.get_by_role("button", name="待审").click()
    expect(page.locator(".review-list > li").first.locator("h2")).to_have_text(stated)


def test_sparql_runs_against_the_store(reader: Reader) -> None:
    query = f"SELECT ?place WHERE {{ <https://w3id.org/campaign-graph/{SEVENTH}> <https://w3id.org/campaign-graph/ontology#inspected> ?place }}"
    page = reader.goes(f"?view=sparql&q={quote(query)}")
    expect(page.locator("main table")).to_contain_text("520102")
    page.goto(f"{reader.address}/?view=sparql&q={quote('DELETE WHERE { ?s ?p ?o }')}")
    expect(page.get_by_role("alert")).to_contain_text("refused")


def test_diagram_exports_are_read_back(reader: Reader) -> None:
    page = reader.goes(f"?view=diagram&node={SEVENTH}")
    expect(page.locator(".toolbar-count")).to_contain_text("3 条连线")
    data = json.loads(exported(page, "JSON (networkx node-link)").path().read_text(encoding="utf-8"))
    assert nx.node_link_graph(data, edges="links").number_of_edges() == 3
    rows = list(csv.DictReader(io.StringIO(exported(page, "CSV 表格").path().read_text(encoding="utf-8-sig"))))
    assert {row["target"] for row in rows} >= {"place/520102"}
    drawing = ET.fromstring(exported(page, "SVG 矢量图").path().read_text(encoding="utf-8"))  # noqa: S314
    assert "公安部第七督察组" in "".join(drawing.itertext())
    assert Path(exported(page, "PNG 图片").path()).read_bytes().startswith(b"\x89PNG")


def test_by_keyboard_alone(reader: Reader) -> None:
    page = reader.goes()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.type("第九督察组")
    page.keyboard.press("Enter")
    expect(page.locator(".canvas")).to_be_visible()
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("sel="))
    page.keyboard.press("]")
    expect(page).to_have_url(re.compile(r"sel=\S+\+(inspected|part_of|directed)\+"))
    page.keyboard.press("Enter")
    expect(page.locator(".inspector")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.inspector').contains(document.activeElement)")
    page.locator(".canvas").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("hide="))
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(re.compile("hide="))
    page.keyboard.press("t")
    expect(page.locator(".diagram-table table")).to_be_visible()


def test_on_a_phone(browser: Browser, server: Server) -> None:
    phone = reader_of(browser, server.address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for query in (
        "",
        f"?view=diagram&node={SEVENTH}&sel={quote(VISIT)}",
        "?view=coverage&campaign=summer-policing-2022",
        "?view=article&id=2022-08-20-mps-teams-visits",
        "?view=ask",
        "?view=corrections",
        "?view=sparql",
        "?view=results&metric=criminal-cases-solved",
        "?view=timeline&entity=place/520000",
    ):
        page = phone.goes(query)
        page.locator("main h1, main h2, main .note").first.wait_for(state="attached")
        page.wait_for_timeout(400)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{query or 'home'} is {wider} pixels wider than the phone"
    assert phone.complaints == []
    phone.page.context.close()


def test_empty_workspace_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    Workspace.open(tmp_path / "workspace", create=True)
    empty = Server(tmp_path / "workspace")
    empty.start()
    try:
        reader = reader_of(browser, empty.address)
        expect(reader.goes().locator(".note")).to_contain_text("campaign-graph ingest")
        for view in ("coverage", "results", "timeline", "corrections", "diagram", "article", "ask", "sparql"):
            page = reader.goes(f"?view={view}")
            page.wait_for_timeout(300)
            assert page.locator("main").inner_text().strip()
        assert reader.complaints == []
        reader.page.context.close()
    finally:
        empty.stop()


def test_server_stopped_and_back(browser: Browser, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "workspace", ignore=shutil.ignore_patterns("store"))
    own = Server(tmp_path / "workspace")
    own.start()
    try:
        reader = reader_of(browser, own.address)
        page = reader.goes(f"?view=diagram&node={SEVENTH}")
        expect(page.locator(".link-row").first).to_be_visible()
        own.stop()
        page.locator(".link-row", has_text="南明区").click()
        expect(page.locator(".banner")).to_be_visible()
        own.start()
        expect(page.locator(".banner")).to_have_count(0, timeout=20_000)
        expect(page.locator(".passage mark.mark-evidence")).to_contain_text(SENTENCE)
        assert reader.complaints == []
        reader.page.context.close()
    finally:
        own.stop()
