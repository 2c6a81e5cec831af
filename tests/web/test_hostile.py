"""Articles that hold HTML and scripts, shown in every view of a real browser: nothing runs, no element is made of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from graph.workspace import Workspace
from tests.helpers import article_row, inspection, result, role
from tests.helpers import quote as stretch
from tests.web.conftest import Server, reader_of

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.usefixtures("built")]
EVIL = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script><b id=pwned>督察</b>\"'`{{7*7}}"
LINK = "javascript:window.pwned=1"
TEAM = "team/evil@summer-policing-2022"
VIEWS = {
    "home": "",
    "diagram": f"?view=diagram&node={TEAM}&sel={quote(f'{TEAM} inspected place/640000')}",
    "table": f"?view=diagram&node={TEAM}&as=table",
    "coverage": "?view=coverage&campaign=summer-policing-2022",
    "results": f"?view=results&metric={quote(EVIL)}",
    "timeline": "?view=timeline&entity=place/640000",
    "article": "?view=article&id=evil",
    "sentences": f"?view=search&q={quote('督察')}",
    "ask": f"?view=ask&q={quote(EVIL)}",
    "corrections": "?view=corrections",
    "sparql": "?view=sparql&query=" + quote("SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'pwned')) }"),
}
PAGES = ("/id/article/evil.html", f"/id/{quote(TEAM, safe='/@')}.html", f"/id/{quote(EVIL)}.html", f"/v1/teams/{quote(EVIL)}", f"/{quote(EVIL)}")  # fmt: skip


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server whose articles hold HTML wherever text can stand."""
    assert built.is_file()
    space = Workspace.open(tmp_path_factory.mktemp("hostile") / "workspace", create=True)
    visit = inspection("evil", evidence=stretch(0, EVIL), context=(stretch(200, EVIL),))
    facts = [
        replace(visit, team=EVIL, team_id=TEAM, place=EVIL),
        result("evil", metric=EVIL, metric_id=None, unit=EVIL, evidence=stretch(400, EVIL)),
        role("evil", person=EVIL, org_id=TEAM, evidence=stretch(600, EVIL)),
    ]
    space.put([(article_row("evil", title=EVIL, publisher=EVIL, url=LINK), facts)])
    server = Server(space.folder)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_of_an_article_runs(browser: Browser, hostile: Server, view: str) -> None:
    reader = reader_of(browser, hostile.address)
    page = reader.goes(VIEWS[view])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert page.locator("#pwned, img[src=x]").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert reader.abroad == []
    reader.page.context.close()


def test_nothing_of_an_article_runs_on_other_pages(browser: Browser, hostile: Server) -> None:
    reader = reader_of(browser, hostile.address)
    for path in PAGES:
        reader.page.goto(hostile.address + path)
        assert reader.page.evaluate("window.pwned") is None
        assert reader.page.locator("#pwned, img[src=x]").count() == 0
        assert reader.page.locator("a[href^='javascript:']").count() == 0
        policy = httpx.get(hostile.address + path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
    reader.page.context.close()
