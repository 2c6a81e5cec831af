"""What a correction may say: words of the fact's quotes and known names; a stranger's name never, however it is put."""

import pytest

from graph.brought import stray
from graph.index.relation import RelationIndex
from graph.workspace import Workspace
from ingest.privacy import find_names
from tests.helpers import article_row, inspection

QUOTES = ("8月19日,公安部第七督察组到南明区督察",)
KNOWN = {
    "words of the quote": "南明区督察",
    "a body of the vocabulary": "公安部第五督察组",
    "a place and a body": "贵阳市公安局",
    "places together": "云岩区、南明区",
    "a number of things": "10个督察组",
    "an office": "组长",
    "an id": "org/520102-public-security-bureau",
}
STRAY = {
    "a stranger": "李小明",
    "a stranger at a known place": "南明区李小明家",
    "part of a name put to the quote's words": "督察小明",
    "a shop": "老王饭店",
    "in pinyin": "Li Xiaoming",
    "one character after another": "公安小",
    "in an id": "team/李小明@x",
}
NAMES = {
    "李小明打电话说不对": ["李小明"],
    "王先生说不对": ["王先生"],
    "张三说错了": ["张三"],
    "Li Xiaoming called": ["Li Xiaoming"],
    "应改为贵阳市云岩区": [],
    "the station is in Yunyan": [],
    "Hunan Province is meant": [],
    "原文写的是第七督察组,单位写错了": [],
    "周期、方案、高度概括都与原文不符": [],
}


@pytest.fixture
def index(workspace: Workspace) -> RelationIndex:
    """Give an index over one fact."""
    workspace.put([(article_row("a1"), [inspection()])])
    return workspace.index()


@pytest.mark.parametrize("text", KNOWN.values(), ids=KNOWN)
def test_known_words_may_come(index: RelationIndex, text: str) -> None:
    assert not stray(text, QUOTES, index)


@pytest.mark.parametrize("text", STRAY.values(), ids=STRAY)
def test_other_words_may_not(index: RelationIndex, text: str) -> None:
    assert stray(text, QUOTES, index)


@pytest.mark.parametrize(("text", "names"), NAMES.items())
def test_names_are_found_without_a_sign(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_names(text)] == names
