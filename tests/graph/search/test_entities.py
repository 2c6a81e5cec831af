"""Suggestions: what people type, in characters, pinyin or initials, with a slip or in another script."""

import pytest

from graph.search.kept import Search
from ontology.errors import ValueUnknown

NANMING, SEVENTH = "place/520102", "team/mps-supervision-7@summer-policing-2022"
BUREAU = "org/520100-public-security-bureau"

FOUND = {
    "one character": ("渝", "place/500103"),
    "two characters": ("南明", NANMING),
    "four characters": ("第七督察", SEVENTH),
    "six characters": ("贵阳市公安局", BUREAU),
    "whole name": ("公安部第七督察组", SEVENTH),
    "ordinal in digits": ("第7督察组", SEVENTH),
    "pinyin": ("nanming", NANMING),
    "pinyin of a name read otherwise": ("chongqing", "place/500103"),
    "beginning of pinyin": ("guiyangshig", BUREAU),
    "pinyin from inside": ("gonganju", BUREAU),
    "initials": ("nmq", NANMING),
    "initials of all": ("gysgaj", BUREAU),
    "wrong character": ("公安部第七督查组", SEVENTH),
    "character too many": ("贵阳市市公安局", BUREAU),
    "character too few": ("贵阳公安局", BUREAU),
    "characters swapped": ("贵市阳公安局", BUREAU),
    "letter too few": ("naming", NANMING),
    "traditional": ("貴陽市公安局", BUREAU),
    "full width": ("第７督察组", SEVENTH),
    "code": ("520102", NANMING),
    "key": ("mps-supervision-7", SEVENTH),
    "other name of a campaign": ("百日行动", "campaign/summer-policing-2022"),
    "english name": ("hundred-day", "campaign/summer-policing-2022"),
    "metric": ("破获刑事", "metric/criminal-cases-solved"),
    "title": ("夏夜平安", "article/yinchuan"),
    "two words": ("第七 督察", SEVENTH),
    "nothing": ("乌有乡", None),
    "nothing in letters": ("qqqqqq", None),
    "punctuation alone": ("，。", None),
    "person": ("张三", None),
    "person in pinyin": ("zhangsan", None),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_suggest(search: Search, text: str, expected: str | None) -> None:
    found = [suggestion.id for suggestion in search.names.suggest(text)]
    assert expected in found if expected else not found


def test_suggest_says_how_it_fits_and_puts_the_closest_first(search: Search) -> None:
    found = search.names.suggest("重庆市渝中区")
    assert [(one.id, one.match) for one in found] == [("place/500103", "whole")]
    [bureau, *_] = search.names.suggest("贵阳市公安")
    assert (bureau.id, bureau.kind, bureau.label, bureau.facts, bureau.match) == (
        (BUREAU, "org", "贵阳市公安局", 1, "start")
    )
    assert {one.match for one in search.names.suggest("督察组")} == {"inside"}
    assert {one.match for one in search.names.suggest("公安部第七督查组")} == {"near"}


def test_suggest_keeps_to_kinds_and_limit(search: Search) -> None:
    assert {one.kind for one in search.names.suggest("公安部", ["team"])} == {"team"}
    assert len(search.names.suggest("公安部", limit=2)) == 2
    assert search.names.suggest("公安部", ["metric"]) == []


UNKNOWN = {"person": (["person"], 10), "kind": (["teams"], 10), "no limit": ([], 0), "too many": ([], 101)}


@pytest.mark.parametrize(("kinds", "limit"), UNKNOWN.values(), ids=UNKNOWN)
def test_suggest_refuses(search: Search, kinds: list[str], limit: int) -> None:
    with pytest.raises(ValueUnknown):
        search.names.suggest("公安", kinds, limit)


@pytest.mark.parametrize("text", ["a*", "[", ".*", '"', "AND", "a:b", "\\", "-", "(", "\x00", "\ud800", "x" * 5000])
def test_suggest_takes_anything(search: Search, text: str) -> None:
    search.names.suggest(text)
