"""The pictures of the documentation, taken from the real explorer; `make docs` writes them into docs/img/."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import ROOT, SEVENTH, Server, reader_of

pytestmark = [pytest.mark.slow, pytest.mark.server]
PICTURES = {
    "explorer": f"?view=diagram&node={SEVENTH}&open=campaign/summer-policing-2022&sel={quote(f'{SEVENTH} inspected place/520102')}",
    "explorer-coverage": "?view=coverage&campaign=summer-policing-2022&show=map",
    "explorer-article": "?view=article&id=2022-08-20-mps-teams-visits&fact=1bb87bae23184a88554b",
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_taken(browser: Browser, server: Server, tmp_path: Path, name: str) -> None:
    folder = ROOT / "docs" / "img" if os.environ.get("WRITE_PICTURES") else tmp_path
    reader = reader_of(browser, server.address, viewport={"width": 1280, "height": 800})
    page = reader.goes(PICTURES[name])
    page.wait_for_load_state("networkidle")
    if name != "explorer-coverage":
        page.get_by_role("button", name="BibTeX").first.wait_for()
    page.wait_for_timeout(1200)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 20_000
    assert page.locator(".note-bad, .loading").count() == 0
    reader.page.context.close()
