"""A directive needs somebody who demands and something demanded."""

import pytest

from ingest.document import read_document
from ingest.extractors.directive import extract
from ontology.model import Article

CASES = {
    "frame": (
        "在新疆，公安部第九督察组指出，要坚持打防并举，充分发动群众。",
        [("公安部第九督察组", "要坚持打防并举,充分发动群众", "650000")],
    ),
    "semicolon": (
        "在广东，公安部第八督察组要求，科学调整警力部署；坚持专群结合，全面整合力量。",
        [
            ("公安部第八督察组", "科学调整警力部署", "440000"),
            ("公安部第八督察组", "坚持专群结合,全面整合力量", "440000"),
        ],
    ),
    "meeting of a body": (
        "8月1日，海南省公安厅召开动员部署会。会议要求各级公安机关主动配合，把问题改到位。",
        [("海南省公安厅", "各级公安机关主动配合,把问题改到位", None)],
    ),
    "assessment, then demand": (
        "公安部第二督察组来到长沙。督察组指出，长沙公安机关扎实推进工作，取得了阶段性成效。要提高政治站位，压实责任。",
        [("公安部第二督察组", "要提高政治站位,压实责任", None)],
    ),
    "according to": (
        "按照公安部要求，督察组要督促各地树牢首位意识。",
        [("公安部", "督察组要督促各地树牢首位意识", None)],
    ),
    "assessment only": ("公安部第九督察组指出，行动扎实推进，取得了明显成效。", []),
    "a noun": ("全省公安机关按照新要求、新部署开展工作。", []),
    "a person": ("他要求，要强化显性用警。", []),
    "a resident": ("居民要求解决噪声问题，民警到场处理。", []),
    "norm": ("全市公安机关严格落实三见要求，检查车辆5万辆次。", []),
    "addressee": ("张书记对公安部督察组的到来表示欢迎，要求各部门全力配合。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_directive(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.issuer, fact.demand, fact.place_code) for fact in facts] == expected


def test_directive_names_its_topics_and_keeps_its_length() -> None:
    text = "公安部第七督察组要求，重点打击电信网络诈骗，" + "，".join(["进一步压实责任链条"] * 12) + "。"
    (fact,) = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert fact.topics == ("telecom-fraud",)
    assert len(fact.demand) <= 80


def test_directive_never_names_a_private_person() -> None:
    text = "公安部第七督察组要求，妥善处理居民王先生反映的问题，压实责任。"
    facts = list(extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16"))))
    assert all("王先生" not in fact.demand + fact.evidence.quote for fact in facts)
