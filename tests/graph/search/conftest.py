"""A workspace whose names and sentences are searched."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.search.current import Searches
from graph.search.kept import Search
from graph.workspace import Workspace
from ontology.model import Fact, Inspection, Quote
from tests.helpers import article_row, day, inspection, result, role

SAID = {
    "guiyang": ("公安部第七督察组到貴陽市南明區督察夏夜治安巡查宣防工作", "520102"),
    "yinchuan": ("督察组一行先后深入银川市兴庆区解放西街派出所", "640104"),
    "chongqing": ("督察组在重庆市渝中区检查，共排查场所１２００处", "500103"),
}
"""Article to what it says and where; each on a day of its own."""


NUMBERS = {7: "七", 8: "八", 9: "九"}


def said(article: str, words: str, place: str, team: int) -> Inspection:
    fact = inspection(article, team=team, place=place, when=day(f"2022-08-0{team}"))
    return replace(fact, team=f"公安部第{NUMBERS[team]}督察组", evidence=Quote(0, len(words), words))


def facts() -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {
        article: [said(article, words, place, team)] for team, (article, (words, place)) in enumerate(SAID.items(), 7)
    }
    office: dict[str, Any] = {"agency": "贵阳市公安局", "agency_id": "org/520100-public-security-bureau"}
    solved = result("guiyang", scope="520100", metric_id="criminal-cases-solved", metric="破获刑事案件", **office)
    words = "全市公安机关共破获刑事案件490起"
    found["guiyang"] += [replace(solved, evidence=Quote(100, 100 + len(words), words)), role("guiyang")]
    return found


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    space = Workspace.open(tmp_path_factory.mktemp("search") / "workspace", create=True)
    titles = {"guiyang": "公安部督察组赴贵州督察", "yinchuan": "银川：夏夜平安", "chongqing": "重庆在行动"}
    space.put((article_row(name, title=titles[name]), stated) for name, stated in facts().items())
    return space


@pytest.fixture(scope="session")
def search(searched: Workspace) -> Search:
    return Searches(searched).current()


@pytest.fixture
def fresh(tmp_path: Path) -> Workspace:
    """Give an empty workspace to write to."""
    return Workspace.open(tmp_path / "workspace", create=True)
