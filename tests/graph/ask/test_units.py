"""Text as units: characters, words and numbers, with the places where they stand."""

import pytest

from graph.ask.units import key_of, phrase, units

SAME = {
    "traditional characters": ("破獲刑事案件", "破获刑事案件"),
    "full width": ("２０２３年ＭＰＳ", "2023年mps"),
    "ordinals": ("第九督察组", "第9督察组"),
    "tens": ("第十一巡视组", "第11巡视组"),
    "years": ("二〇二二年八月", "2022年8月"),
    "sessions": ("二十届", "20届"),
    "quotation marks": ("“百日行动”", "百日行动"),
    "plurals": ("provinces inspected", "province inspected"),
    "English ordinals": ("the 9th team", "the ninth team"),
    "leading noughts": ("2022-08", "2022-8"),
}
OTHER = {
    "numbers inside names": ("百日行动", "100日行动"),
    "two words": ("xi an", "xian"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same(one: str, other: str) -> None:
    assert phrase(units(one)) == phrase(units(other))


@pytest.mark.parametrize(
    "name", [name for pair in (*SAME.values(), *OTHER.values()) for name in pair] + ["四川省", "", "·", "河北 省"]
)
def test_the_key_of_a_name_is_that_of_its_units(name: str) -> None:
    assert key_of(name) == phrase(units(name))


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_not_the_same(one: str, other: str) -> None:
    assert phrase(units(one)) != phrase(units(other))


def test_every_unit_knows_its_place() -> None:
    text = "MPS 第十一督察组, 2022年8月!"
    assert [text[unit.start : unit.end] for unit in units(text)] == [
        "MPS", "第", "十一", "督", "察", "组", "2022", "年", "8", "月",
    ]  # fmt: skip


def test_long_and_odd_text_is_cut() -> None:
    assert len(units("督" * 10_000)) == 400
    assert units("\ud800 \x00 ??") == ()
