"""Who does not see well, or uses no mouse: axe finds nothing serious in any view, light or dark, in both languages."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import ROOT, SEVENTH, Server, reader_of

pytestmark = [pytest.mark.slow, pytest.mark.server]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = {
    "home": "",
    "diagram": f"?view=diagram&node={SEVENTH}&sel={quote(f'{SEVENTH} inspected place/520102')}",
    "table": "?view=diagram&node=campaign/summer-policing-2022&as=table",
    "coverage": "?view=coverage&campaign=summer-policing-2022",
    "map": "?view=coverage&campaign=summer-policing-2022&show=map",
    "results": "?view=results&metric=criminal-cases-solved",
    "timeline": "?view=timeline&entity=place/520000",
    "article": "?view=article&id=2022-08-20-mps-teams-visits&fact=1bb87bae23184a88554b",
    "sentences": f"?view=search&q={quote('贵州')}",
    "ask": f"?view=ask&q={quote('公安部第九督察组去过哪些省?')}",
    "corrections": "?view=corrections",
    "sparql": "?view=sparql",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; .venv/bin/python web/build.py check")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(browser: Browser, server: Server, view: str, scheme: str) -> None:
    language = "zh-CN" if scheme == "light" else "en-US"
    reader = reader_of(browser, server.address, color_scheme=scheme, locale=language)
    page = reader.goes(VIEWS[view])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    reader.page.context.close()
    serious = [
        (one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
