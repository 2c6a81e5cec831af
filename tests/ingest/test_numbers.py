"""Quantities are multiplied out, keep their bound, and leave names, dates and damaged digits alone."""

from itertools import pairwise

import pytest

from ingest.numbers import Quantity, bound, numeral, ordinal, quantities

Found = list[tuple[float, str, str]]

CASES: dict[str, tuple[str, Found]] = {
    "plain": ("破案36起", [(36, "起", "exact")]),
    "ten thousands": ("办理26.98万起", [(269800, "起", "exact")]),
    "no rounding error": ("登记1.13万人", [(11300, "人", "exact")]),
    "hundred millions": ("挽损3.2亿元", [(320000000, "元", "exact")]),
    "yuan by ten thousands": ("追回86万元", [(860000, "元", "exact")]),
    "more than, inside": ("涉案40余亿元", [(4000000000, "元", "over")]),
    "more than, after the magnitude": ("巡逻5万余人次", [(50000, "人次", "over")]),
    "more than, colloquial": ("检查300多家", [(300, "家", "over")]),
    "over": ("出动超2000人次", [(2000, "人次", "over")]),
    "over, 逾": ("清查逾900处", [(900, "处", "over")]),
    "over, with a filler": ("破案率已达到超过九成的92%", [(92, "%", "exact")]),
    "at least": ("每晚上街至少60名", [(60, "名", "over")]),
    "breaks through": ("满意度突破95%", [(95, "%", "over")]),
    "near": ("捣毁近80个", [(80, "个", "near")]),
    "about": ("缴获约15公斤", [(15, "公斤", "about")]),
    "less than": ("发案不足10起", [(10, "起", "under")]),
    "near, without a number": ("挽回损失近亿元", [(100000000, "元", "near")]),
    "over, without a number": ("涉案超千万元", [(10000000, "元", "over")]),
    "commas": ("走访1,204,500户", [(1204500, "户", "exact")]),
    "measure word of two characters": ("检查车辆8400辆次", [(8400, "辆次", "exact")]),
    "thousand grams are a unit": ("查获海洛因12千克", [(12, "千克", "exact")]),
    "thousand": ("投入3千人", [(3000, "人", "exact")]),
    "percentage points": ("上升2.5个百分点", [(2.5, "个百分点", "exact")]),
    "numerals": ("出动两千三百余人", [(2300, "人", "over")]),
    "numerals, loose hundred": ("捣毁窝点百余处", [(100, "处", "over")]),
    "several": ("抓获7人，缴获枪支3支", [(7, "人", "exact"), (3, "支", "exact")]),
    "tenths": ("下降四成", [(40, "%", "exact")]),
    "tenths, near": ("占比近四成", [(40, "%", "near")]),
    "tenths and hundredths": ("减少六成七", [(67, "%", "exact")]),
    "tenths and a half": ("上升三成半", [(35, "%", "exact")]),
    "tenths, more than": ("占七成以上", [(70, "%", "over")]),
    "tenths, colloquial": ("下降三成多", [(30, "%", "over")]),
    "tenths in a digit": ("下降3成", [(30, "%", "exact")]),
    "tenths in words": ("一成不变，两三成立，三成为主", []),
    "date": ("7月22日", []),
    "time": ("20:30集合", []),
    "ordinal": ("第3次会议", []),
    "duration": ("历时3个月", []),
    "hours": ("蹲守48个小时", []),
    "no measure word": ("拨打110", []),
    "idiom": ("一起走进千家万户", []),
    "a batch": ("一批案件", []),
    "name in quotes": ("“百家”平台", []),
    "lost character before it": ("破案?36起", []),
    "replacement character before it": ("破案\ufffd6起", []),
    "ten thousand homes": ("万家灯火", []),
    "less than, 不到": (
        "发案不到12起",
        [(12, "起", "under")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quantities(text: str, expected: Found) -> None:
    assert [(found.value, found.unit, found.modifier) for found in quantities(text)] == expected


def test_quantities_in_reading_order_without_overlap() -> None:
    found = quantities("出动两千余人次、车辆300台次，追回近亿元，侦破48起")
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.end <= two.lead for one, two in pairwise(found))


def test_quantity_begins_at_its_digit_and_leads_with_its_bound() -> None:
    text = "当晚查处超过130起"
    assert quantities(text) == [Quantity(6, 10, 4, 130.0, "起", "over")]


NUMERALS = {"十二": 12, "二十": 20, "三百零五": 305, "两千三百": 2300, "一万二千": 12000, "十": 10, "零": 0}


@pytest.mark.parametrize(("text", "value"), NUMERALS.items(), ids=NUMERALS)
def test_numeral(text: str, value: float) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(("text", "value"), [("9", 9), ("11", 11), ("十一", 11), ("二十", 20), ("九", 9)])
def test_ordinal(text: str, value: int) -> None:
    assert ordinal(text) == value


BOUNDS = {
    "近": ("捣毁近", ("near", 2)),
    "filler between": ("总数达到超过", ("over", 4)),
    "filler alone": ("总数达到", ("exact", 2)),
    "none": ("捣毁窝点", ("exact", 4)),
}


@pytest.mark.parametrize(("text", "expected"), BOUNDS.values(), ids=BOUNDS)
def test_bound(text: str, expected: tuple[str, int]) -> None:
    assert bound(text, len(text)) == expected
