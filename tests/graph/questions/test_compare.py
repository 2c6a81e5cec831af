"""How two numbers stand to each other: same, rounds to, later update, contradicts, or why they are not comparable."""

from typing import Any

import pytest

from graph.questions.compare import compare
from graph.workspace import Workspace
from ontology.errors import NotFound, ValueUnknown
from ontology.model import CampaignRef, Result, When
from tests.graph.conftest import MakeIndex
from tests.helpers import article_row, inspection, quote, result

JULY = When(None, "2022-07", "../2022-07", "截至7月底")
AUGUST = When(None, "2022-08", "../2022-08", "截至8月底")
NIGHT = When("2022-07-16", "2022-07-17", "2022-07-16/2022-07-17", "7月16日晚")
MONTH = When("2022-07", "2022-07", "2022-07", "7月")
SINCE = When("2022-06-25", None, "2022-06-25/..", "6月25日以来")
NEVER = When()
Fields = dict[str, Any]


def over(value: float, words: str = "27万余起", **more: Any) -> Fields:
    return {"value": value, "modifier": "over", "evidence": quote(100, words), **more}


PAIRS: dict[str, tuple[Fields, Fields, str, tuple[str, ...]]] = {
    "same number": ({"value": 603}, {"value": 603}, "same", ()),
    "26.98万 and 27万余": ({"value": 269_800}, over(270_000), "rounds to", ()),
    "46.58万 and 46.6万": ({"value": 465_800}, {"value": 466_000}, "rounds to", ()),
    "3300余 and 3387": (over(3300, "3300余个"), {"value": 3387}, "rounds to", ()),
    "3300余 and 3412": (over(3300, "3300余个"), {"value": 3412}, "contradicts", ()),
    "超2亿 and 5亿": (over(2e8, "超过2亿元", unit="元"), {"value": 5e8, "unit": "元"}, "rounds to", ()),
    "7442 and 7443": ({"value": 7442}, {"value": 7443}, "contradicts", ()),
    "1.54吨 and 1540公斤": ({"value": 1.54, "unit": "吨"}, {"value": 1540, "unit": "公斤"}, "same", ()),
    "百余 never contradicts a level in other words": (
        {"value": 465_800, "metric": "抓获违法犯罪嫌疑人"}, {"value": 500_000, "metric": "抓获违法人员"},
        "not comparable", ("words",),
    ),
    "各类 changes nothing": ({"value": 10, "metric": "破获各类案件"}, {"value": 12, "metric": "破获案件"}, "contradicts", ()),
    "other bodies": (
        {"value": 10, "agency": "甲", "agency_id": "org/520000-a"}, {"value": 12, "agency": "乙", "agency_id": "org/520000-b"},
        "not comparable", ("body",),
    ),
    "growing count": ({"value": 100}, {"value": 180, "when": AUGUST}, "later update", ()),
    "falling count": ({"value": 100}, {"value": 80, "when": AUGUST}, "contradicts", ()),
    "a rate goes up and down": (
        {"value": 90, "unit": "%"}, {"value": 85, "unit": "%", "when": AUGUST}, "not comparable", ("window",)
    ),
    "since one day, published later": (
        {"value": 100, "when": SINCE}, {"value": 180, "when": SINCE}, "later update", ()
    ),
    "since one day, published later and lower": (
        {"value": 180, "when": SINCE}, {"value": 100, "when": SINCE}, "not comparable", ("end not stated",)
    ),
    "one night": ({"value": 5, "when": NIGHT}, {"value": 7, "when": NIGHT}, "contradicts", ()),
    "during July and up to the end of July": ({"value": 5, "when": MONTH}, {"value": 5}, "not comparable", ("window",)),
    "no window": ({"value": 5, "when": NEVER}, {"value": 7, "when": NEVER}, "not comparable", ("window not stated",)),
    "no window, one number": ({"value": 5, "when": NEVER}, {"value": 5, "when": NEVER}, "same", ()),
    "no window and one": (
        {"value": 5, "when": NEVER}, {"value": 7}, "not comparable", ("window", "window not stated")
    ),
    "other place": ({"value": 5}, {"value": 5, "scope": "640000"}, "not comparable", ("scope",)),
    "two provinces together and one": ({"value": 5, "scope": "110000,120000"}, {"value": 5, "scope": "110000"},
        "not comparable", ("scope",)),
    "two provinces together, twice": (
        {"value": 330, "scope": "110000,120000"}, {"value": 330, "scope": "110000,120000"}, "same", ()
    ),
    "人 and 人次": (
        {"value": 5, "unit": "人"}, {"value": 5, "unit": "人次"}, "not comparable", ("unit",)
    ),
    "人 and 名": ({"value": 5, "unit": "人"}, {"value": 5, "unit": "名"}, "same", ()),
    "year on year and month on month": (
        {"value": -5, "unit": "%", "change": "yoy"}, {"value": -5, "unit": "%", "change": "mom"},
        "not comparable", ("change",),
    ),
    "other year": (
        {"value": 5}, {"value": 5, "campaign": CampaignRef("summer-policing-2023", "夏季行动", 2023)},
        "not comparable", ("campaign",),
    ),
    "other metric": ({"value": 5}, {"value": 5, "metric": "抓获嫌疑人", "metric_id": None}, "not comparable", ("metric",)),
    "part and whole": ({"value": 5}, {"value": 9, "part_of": "0123456789abcdef0123"}, "not comparable", ("part",)),
}  # fmt: skip


def stated(article: str, fields: Fields) -> Result:
    return result(article, **{"when": JULY, **fields})


@pytest.mark.parametrize(("one", "other", "label", "reasons"), PAIRS.values(), ids=PAIRS)
def test_pair(workspace: Workspace, one: Fields, other: Fields, label: str, reasons: tuple[str, ...]) -> None:
    facts = stated("2022-08-05", one), stated("2022-08-26", other)
    workspace.put([(article_row(fact.article, published=fact.article), [fact]) for fact in facts])
    index = workspace.index()
    found = compare(index, facts[0].id, facts[1].id)
    assert (found.label, found.reasons) == (label, reasons)
    back = compare(index, facts[1].id, facts[0].id)
    assert (back.label, back.reasons) == (label, reasons)


def test_difference_has_bounds(make_index: MakeIndex) -> None:
    facts = stated("a1", {"value": 269_800}), stated("a2", over(270_000))
    found = compare(make_index(facts), facts[0].id, "fact/" + facts[1].id)
    assert (found.least, found.most) == (200, 10_200)
    assert (found.one.quote, found.other.low, found.other.high) == ("督察组到达", 270_000, 280_000)
    assert found.one.window.says == "up to 2022-07-31"


def test_what_has_no_number_is_refused(make_index: MakeIndex) -> None:
    visit, number = inspection("a1"), result("a1")
    index = make_index([visit, number])
    with pytest.raises(ValueUnknown):
        compare(index, number.id, visit.id)
    with pytest.raises(NotFound):
        compare(index, number.id, "0000")
