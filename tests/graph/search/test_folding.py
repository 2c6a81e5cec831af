"""Folding: what looks different and means the same becomes the same."""

import pytest

from graph.search.folding import fold, spellings, words

FOLDED = {
    "simplified stays": ("公安部", "公安部"),
    "traditional": ("貴陽市公安機關", "贵阳市公安机关"),
    "full width": ("ＭＰＳ１２", "mps12"),
    "radicals": ("⻄安、⻓沙", "西安长沙"),
    "punctuation": ("“百日行动”（2022）", "百日行动2022"),
    "blanks": ("刘 伟　甲", "刘伟甲"),
    "number with a point": ("下降16.8%。", "下降16.8%"),
    "points": ("a.b. 3.", "ab3"),
    "nothing": ("，。 ", ""),
    "lone surrogate": ("a\ud800b", "ab"),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


SPELLINGS = {
    "one": ("第九督察组", ["第九督察组", "第9督察组"]),
    "ten": ("第十督察组", ["第十督察组", "第10督察组"]),
    "teens": ("第十一督察组", ["第十一督察组", "第11督察组"]),
    "tens": ("第二十组", ["第二十组", "第20组"]),
    "tens and ones": ("第二十三组", ["第二十三组", "第23组"]),
    "digits": ("第9督察组", ["第9督察组"]),
    "no ordinal": ("公安局", ["公安局"]),
    "no number": ("第一二组", ["第一二组"]),
}


@pytest.mark.parametrize(("text", "expected"), SPELLINGS.values(), ids=SPELLINGS)
def test_spellings(text: str, expected: list[str]) -> None:
    assert spellings(text) == expected


def test_words_are_what_stands_between_blanks() -> None:
    assert words(" 貴陽　“督察” ，  组 ") == ["贵阳", "督察", "组"]
    assert len(words("a " * 100)) == 8
