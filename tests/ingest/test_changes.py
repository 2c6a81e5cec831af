"""Changes have a sign and a basis; a level has neither."""

import pytest

from ingest.changes import Reading, group_of, is_level, items, read_change
from ingest.document import Document, read_document
from ingest.moves import fell
from ingest.phrases import Phrase, read_phrase, segment
from ontology.model import Article

Change = tuple[str, float, str] | None

CASES: dict[str, tuple[str, Change]] = {
    "against last year": ("刑事警情同比下降16.8%。", ("刑事警情", -16.8, "yoy")),
    "rise": ("破案数同比上升5.2%。", ("破案数", 5.2, "yoy")),
    "against the period before": ("刑事警情环比上升3.1%。", ("刑事警情", 3.1, "mom")),
    "against last year, in words": ("刑事警情较去年同期下降9%。", ("刑事警情", -9, "yoy")),
    "count": ("刑事警情同比减少32起。", ("刑事警情", -32, "yoy")),
    "against something else": ("警情总量较行动前下降12%。", ("警情总量", -12, "other")),
    "against nothing said": ("刑事警情下降16.8%。", ("刑事警情", -16.8, "other")),
    "percentage points": ("群众满意度同比提高2.1个百分点。", ("群众满意度", 2.1, "yoy")),
    "bound between": ("刑事警情同比下降近20%。", ("刑事警情", -20, "yoy")),
    "level": ("群众满意度达98%。", None),
    "count without a change": ("警方破获刑事案件36起。", None),
    "police's word for it": ("破案数比升6.67%。", ("破案数", 6.67, "yoy")),
    "share is no comparison": ("侵财案件占比上升5个百分点。", ("侵财案件占比", 5, "other")),
    "rate of a fall": ("治安警情降幅达8.8%。", ("治安警情", -8.8, "other")),
    "rate after its subject": ("治安警情连续三个月下降，7月份同比降幅为9.4%。", ("治安警情", -9.4, "yoy")),
    "partner's digits lost": ("刑事、治安警情同比分别下降16.8%、%。", None),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_read_change(text: str, expected: Change) -> None:
    change = _change(_read(text), 0)
    assert (change and (change.metric, change.value, change.change)) == expected


def test_read_change_of_the_count_just_given() -> None:
    document = _read("警方破案36起，同比上升5.2%。")
    change = _change(document, 1, read_phrase(document, 0, segment(document, 0), None))
    assert change is not None
    assert (change.metric, change.value, change.change) == ("破案", 5.2, "yoy")


def test_read_change_with_its_basis_first() -> None:
    change = _change(_read("较去年同期，警方接报警情减少32起。"), 0)
    assert change is not None
    assert (change.metric, change.value, change.change) == ("接报警情", -32, "yoy")


GROUPS = {
    "two": ("分别下降16.8%、14.2%。", 2),
    "three": ("分别下降5%、6%和7%。", 3),
    "one": ("下降5%，破案率达到6%。", 1),
    "other units": ("分别为45起、70人。", 1),
}


@pytest.mark.parametrize(("text", "expected"), GROUPS.values(), ids=GROUPS)
def test_group_of(text: str, expected: int) -> None:
    assert group_of(_read("警情" + text), 0) == expected


SUBJECTS = {
    "shared head": ("刑事、治安警情", 2, ["刑事警情", "治安警情"]),
    "long head": ("盗窃、抢劫刑事案件", 2, ["盗窃刑事案件", "抢劫刑事案件"]),
    "three": ("盗窃、诈骗和抢劫发案", 3, ["盗窃发案", "诈骗发案", "抢劫发案"]),
    "each with its head": ("刑事警情、治安警情", 2, ["刑事警情", "治安警情"]),
    "not so many": ("刑事警情", 2, None),
}


@pytest.mark.parametrize(("subject", "count", "expected"), SUBJECTS.values(), ids=SUBJECTS)
def test_items(subject: str, count: int, expected: list[str] | None) -> None:
    assert items(subject, count) == expected


FALLS = {
    "fell": ("日均发案由32起降至7起。", [None, "other"]),
    "rose": ("日均破案由7起升至32起。", [None, "other"]),
    "from a month": ("盗窃警情由6月的32起降至7起。", [None, "other"]),
    "from last year": ("事故由去年同期的32起下降到7起。", [None, "other"]),
    "from a daily mean": ("警情从日均32起压降至目前的7起。", [None, "other"]),
    "to another year": ("线索由2020年的32条降至2021年的7条。", [None, "other"]),
    "a rate": ("破案率从62.1%提升至71.3%。", [None, "other"]),
    "range": ("从7起到32起。", [None, None]),
    "two counts": ("破案7起，抓获32人。", [None, None]),
}


@pytest.mark.parametrize(("text", "expected"), FALLS.values(), ids=FALLS)
def test_fell(text: str, expected: list[str | None]) -> None:
    document = _read(text)
    assert [fell(document, number) for number in range(2)] == expected


LEVELS = {
    "rate": ("网办率", "达95%", True),
    "satisfaction": ("群众满意度", "达95%", True),
    "percentage of anything": ("打击电诈", "达95%", False),
    "count": ("破案", "95起", True),
}


@pytest.mark.parametrize(("metric", "number", "expected"), LEVELS.values(), ids=LEVELS)
def test_is_level(metric: str, number: str, *, expected: bool) -> None:
    (quantity,) = _read(metric + number).quantities
    assert is_level(metric, quantity) is expected


def _read(text: str) -> Document:
    return read_document(Article("a1", text, "a1.txt", published="2022-09-16"))


def _change(document: Document, number: int, before: Phrase | None = None) -> Reading | None:
    return read_change(document, number, segment(document, number), before)
