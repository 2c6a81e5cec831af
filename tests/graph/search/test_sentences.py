"""Sentences: words of any length where they stand, in any script, narrowed by what a fact says."""

import pytest

from graph.search.kept import Search
from graph.search.sentences import SentenceFilter
from ontology.errors import ValueUnknown

FOUND = {
    "one character": ("渝", {"chongqing"}),
    "two characters": ("督察", {"guiyang", "yinchuan", "chongqing"}),
    "three characters": ("督察组", {"guiyang", "yinchuan", "chongqing"}),
    "four characters": ("刑事案件", {"guiyang"}),
    "five characters": ("西街派出所", {"yinchuan"}),
    "six characters": ("夏夜治安巡查", {"guiyang"}),
    "simplified finds traditional": ("贵阳市南明区", {"guiyang"}),
    "traditional": ("銀川市興慶區", {"yinchuan"}),
    "half width finds full width": ("1200处", {"chongqing"}),
    "full width": ("４９０起", {"guiyang"}),
    "over punctuation": ("检查共排查", {"chongqing"}),
    "two words": ("督察 渝中", {"chongqing"}),
    "one of two words": ("督察 乌有", set[str]()),
    "nothing": ("乌有乡", set[str]()),
    "punctuation alone": ("，。", set[str]()),
}


@pytest.mark.parametrize(("text", "articles"), FOUND.values(), ids=FOUND)
def test_sentences(search: Search, text: str, articles: set[str]) -> None:
    found = search.quotes.search(search.index, text, SentenceFilter())
    assert {line["article"] for line in found.facts} == articles
    assert found.total == len(found.facts)
    assert not found.near


def test_sentences_forgive_one_slip_where_nothing_is_written_so(search: Search) -> None:
    for text in ("解放西街派初所", "解放西街街派出所", "解放西派出所"):
        found = search.quotes.search(search.index, text, SentenceFilter())
        assert ([line["article"] for line in found.facts], found.near) == (["yinchuan"], True)


FILTERS = {
    "type": ({"type": "result"}, 1),
    "place with all inside it": ({"place": "贵州省"}, 2),
    "country": ({"place": "100000"}, 4),
    "place elsewhere": ({"place": "上海市"}, 0),
    "campaign": ({"campaign": "summer-policing-2022"}, 5),
    "series": ({"campaign": "summer-policing"}, 5),
    "campaign without facts": ({"campaign": "summer-policing-2024"}, 0),
    "status": ({"status": "planned"}, 0),
    "from": ({"since": "2022-08-09"}, 3),
    "to": ({"until": "2022-08-07"}, 1),
    "month": ({"since": "2022-08", "until": "2022-08"}, 5),
    "several": ({"type": "inspection", "place": "宁夏", "since": "2022"}, 1),
}


@pytest.mark.parametrize(("wanted", "total"), FILTERS.values(), ids=FILTERS)
def test_sentences_are_narrowed(search: Search, wanted: dict[str, str], total: int) -> None:
    found = [search.quotes.search(search.index, text, SentenceFilter(**wanted)) for text in ("督察", "公安机关")]
    assert sum(one.total for one in found if not one.near) == total


UNKNOWN = {
    "type": {"type": "visit"},
    "place": {"place": "乌有乡"},
    "campaign": {"campaign": "乌有行动"},
    "status": {"status": "over"},
    "date": {"since": "yesterday"},
}


@pytest.mark.parametrize("wanted", UNKNOWN.values(), ids=UNKNOWN)
def test_sentences_refuse(search: Search, wanted: dict[str, str]) -> None:
    with pytest.raises(ValueUnknown):
        search.quotes.search(search.index, "督察", SentenceFilter(**wanted))


@pytest.mark.parametrize("limit", [0, 101])
def test_sentences_refuse_a_limit(search: Search, limit: int) -> None:
    with pytest.raises(ValueUnknown, match="limit"):
        search.quotes.search(search.index, "督察", SentenceFilter(), limit)
