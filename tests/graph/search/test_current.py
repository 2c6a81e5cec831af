"""The search indexes follow the log, and come back when they are gone or damaged."""

import shutil
from pathlib import Path

import pytest

from graph.search import current
from graph.search.current import Searches
from graph.search.sentences import SentenceFilter
from graph.workspace import Workspace
from ontology.errors import StoreError
from tests.graph.search.conftest import facts
from tests.helpers import article_row


def articles(searches: Searches, text: str) -> set[str]:
    search = searches.current()
    return {line["article"] for line in search.quotes.search(search.index, text, SentenceFilter()).facts}


def test_search_follows_the_log(fresh: Workspace) -> None:
    searches = Searches(fresh)
    assert searches.current().names.suggest("督察组") == []
    assert articles(searches, "督察") == set()
    fresh.put((article_row(name), stated) for name, stated in facts().items())
    assert articles(searches, "督察") == {"guiyang", "yinchuan", "chongqing"}
    assert searches.current() is searches.current()
    fresh.retract("guiyang")
    assert articles(searches, "督察") == {"yinchuan", "chongqing"}
    assert [one.id for one in searches.current().names.suggest("贵阳市公安局")] == []
    assert len([path for path in (fresh.folder / "search").iterdir() if path.is_dir()]) == 1


def test_search_is_opened_not_built_where_it_is_there(fresh: Workspace) -> None:
    fresh.put((article_row(name), stated) for name, stated in facts().items())
    Searches(fresh).current()
    before = (fresh.folder / "search" / "CURRENT").read_text()
    assert articles(Searches(fresh), "渝") == {"chongqing"}
    assert (fresh.folder / "search" / "CURRENT").read_text() == before


@pytest.fixture
def large(fresh: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Give a workspace that counts as large, so that nobody waits for its search."""
    monkeypatch.setattr(current, "_SOON", 0)
    monkeypatch.setattr(current, "_MOMENT", 0)
    fresh.put((article_row(name), stated) for name, stated in facts().items())
    return fresh


def test_a_large_search_is_built_behind(large: Workspace) -> None:
    searches = Searches(large)
    with pytest.raises(StoreError, match="is being built for 5 facts"):
        searches.latest()
    searches.current()
    assert searches.latest() is searches.current()


def test_a_large_search_catches_up_behind(large: Workspace) -> None:
    searches = Searches(large)
    before = searches.current()
    large.retract("guiyang")
    assert searches.latest() is before
    searches.current()
    assert searches.latest() is not before
    assert articles(searches, "督察") == {"yinchuan", "chongqing"}


def test_a_large_search_is_opened_from_disk_at_once(large: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    Searches(large).current()
    monkeypatch.setattr(current, "_MOMENT", 60)
    assert Searches(large).latest().names.suggest("渝")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _empty(folder: Path) -> None:
    shutil.rmtree(next(path for path in folder.iterdir() if path.is_dir()))


def _cut(folder: Path) -> None:
    next(folder.glob("*/sentences/meta.json")).write_bytes(b"{")


def _other_format(folder: Path) -> None:
    next(folder.glob("*/search.json")).write_bytes(b'{"format":0}')


@pytest.mark.parametrize("damage", [_remove, _empty, _cut, _other_format], ids=lambda one: one.__name__[1:])
def test_search_comes_back(fresh: Workspace, damage: object) -> None:
    fresh.put((article_row(name), stated) for name, stated in facts().items())
    Searches(fresh).current()
    assert callable(damage)
    damage(fresh.folder / "search")
    assert articles(Searches(fresh), "渝") == {"chongqing"}
