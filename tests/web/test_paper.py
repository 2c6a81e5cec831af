"""Views on paper: light, without controls, with their address, nothing cut off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import SEVENTH, Server, reader_of
from tests.web.test_access import VIEWS

pytestmark = [pytest.mark.slow, pytest.mark.server]
PAGE, WIDE = 688, 1046
"""CSS pixels across A4 within the margins, upright and sideways."""


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_off_on_paper(browser: Browser, server: Server, view: str) -> None:
    width = WIDE if "coverage" in VIEWS[view] else PAGE
    reader = reader_of(browser, server.address, viewport={"width": width, "height": 900})
    page = reader.goes(VIEWS[view])
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    expect(page.locator(".print-only")).to_contain_text(reader.address)
    expect(page.locator(".header")).to_be_hidden()
    assert page.locator("button.action:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cut = page.evaluate(
        """[...document.querySelectorAll('main *')].filter((e) => getComputedStyle(e).overflowY !== 'visible'
           && !['SVG', 'svg'].includes(e.tagName) && e.scrollHeight > e.clientHeight + 4
           && getComputedStyle(e).clipPath === 'none' && e.clientHeight > 0).map((e) => e.className || e.tagName)"""
    )
    assert cut == []
    reader.page.context.close()


def test_paper_is_light_and_the_screen_dark_again(browser: Browser, server: Server, tmp_path: Path) -> None:
    reader = reader_of(browser, server.address, color_scheme="dark")
    page = reader.goes(f"?view=diagram&node={SEVENTH}")
    page.locator(".link-row").first.wait_for()
    page.evaluate(
        """() => { window.seen = []; const canvas = document.querySelector('.canvas canvas');
        const corner = () => [...canvas.getContext('2d').getImageData(4, canvas.height - 4, 1, 1).data].slice(0, 3);
        addEventListener('beforeprint', () => seen.push(corner())); window.corner = corner; }"""
    )
    dark = page.evaluate("corner()")
    page.pdf(path=tmp_path / "page.pdf")
    assert page.evaluate("seen[0]") == [255, 255, 255]
    assert page.evaluate("corner()") == dark != [255, 255, 255]
    reader.page.context.close()
