"""Words before a number split into verb and object, by verbs of outcome, else by light ones."""

import pytest

from ingest.numbers import Quantity
from ingest.verbs import is_verb, split_head

CASES: dict[str, tuple[str, tuple[str, str]]] = {
    "verb and object": ("破获刑事案件", ("破获", "刑事案件")),
    "verb alone": ("捣毁", ("捣毁", "")),
    "object before its verb": ("矛盾纠纷化解", ("化解", "矛盾纠纷")),
    "light verb": ("开展“五防”宣传", ("开展", "“五防”宣传")),
    "light verb at the end": ("夜查夜巡开展", ("开展", "夜查夜巡")),
    "verb lent to another": ("开展集中清查", ("开展集中清查", "")),
    "manner is part of the verb": ("阶段性办结", ("阶段性办结", "")),
    "rate stays": ("日均出动警力", ("日均出动", "警力")),
    "station is no verb": ("派出所民警", ("", "派出所民警")),
    "share is no verb": ("命案破案率", ("", "命案破案率")),
    "unknown words are an object": ("高频事项网办", ("", "高频事项网办")),
}


@pytest.mark.parametrize(("head", "expected"), CASES.values(), ids=CASES)
def test_split_head(head: str, expected: tuple[str, str]) -> None:
    words = split_head(head)
    assert (words.verb, words.object) == expected


@pytest.mark.parametrize(("words", "expected"), [("破获", True), ("破获案件", False), ("", False)])
def test_is_verb(words: str, expected: bool) -> None:
    assert is_verb(f"已{words}3", 1, 1 + len(words)) is expected


@pytest.mark.parametrize(
    ("head", "noun", "unit", "expected"),
    [
        pytest.param("捣毁", "犯罪窝点", "个", True, id="verb waits for its object"),
        pytest.param("追回", "赃款", "元", True, id="verb waits, money"),
        pytest.param("挽回损失", "赃款", "元", False, id="money has its object before it"),
        pytest.param("破获案件", "的", "起", False, id="particle is no noun"),
        pytest.param("破获案件", "抓获逃犯", "起", False, id="a verb follows"),
    ],
)
def test_words_take_the_noun_after(head: str, noun: str, unit: str, expected: bool) -> None:
    quantity = Quantity(start=0, end=1, lead=0, value=1.0, unit=unit, modifier="exact")
    assert split_head(head).takes(noun, quantity) is expected
