"""Each fact with a place says why it is that one: the clue, who gave it, and what else the name could have meant."""

import pytest

from ingest.document import read_document
from ingest.pipeline import extract
from ontology.model import Article, Why
from ontology.wire import flatten, unflatten

CASES: dict[str, tuple[str, str | None, str, Why]] = {
    "only one of the name": ("公安部第九督察组到山阳县督察。", None, "611024", Why("name")),
    "in the city before it": (
        "公安部第九督察组到福州市鼓楼区督察。",
        None,
        "350102",
        Why("chain", "350100", ("320106", "320302", "410204")),
    ),
    "beside the city named near": (
        "公安部第九督察组到鼓楼区督察，福州市公安局陪同。",
        None,
        "350102",
        Why("near", "350100", ("320106", "320302", "410204")),
    ),
    "of the title's city": (
        "公安部第九督察组到鼓楼区督察。",
        "督察组走进南京",
        "320106",
        Why("title", "320100", ("320302", "350102", "410204")),
    ),
    "city before county": ("公安部第九督察组到大同督察。", None, "140200", Why("level", None, ("230606",))),
    "the article's own": ("公安部第九督察组对全市开展督察。", "长沙警方夏夜清查", "430100", Why("home", "430100")),
}


@pytest.mark.parametrize(("text", "title", "code", "expected"), CASES.values(), ids=CASES)
def test_why_of_an_inspection(text: str, title: str | None, code: str, expected: Why) -> None:
    facts = extract(read_document(Article("a", text, "a.txt", title=title, published="2022-09-16")))
    (fact,) = [fact for fact in facts if getattr(fact, "place_code", None) == code]
    assert fact.why == expected
    assert unflatten(flatten(fact)) == fact


def test_why_of_a_number_is_that_of_its_scope() -> None:
    text = "福州市鼓楼区公安分局破获刑事案件30起。"
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert fact.why is not None
    assert (fact.why.clue, fact.why.by) == ("chain", "350100")


def test_a_joint_scope_has_no_one_reason() -> None:
    text = "山东、河南2省公安机关破获刑事案件30起。"
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert fact.why is None


def test_the_reason_is_no_part_of_the_id() -> None:
    (fact,) = extract(read_document(Article("a", "山阳县公安局破获刑事案件30起。", "a.txt", published="2022-09-16")))
    assert fact.settled(0.5, Why("home")).id == fact.id
