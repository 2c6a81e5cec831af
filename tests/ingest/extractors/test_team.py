"""A team is a name with a sender; numbers that belong to nobody name none."""

import pytest

from ingest.document import read_document
from ingest.extractors.team import extract
from ontology.model import Article

CASES = {
    "formed": ("7月下旬以来，公安部党委组建10个督察组开展专项督察。", [("公安部督察组", "公安部", 10, None)]),
    "numbered once": (
        "8月19日，公安部第七督察组深入贵州督察。公安部第七督察组要求压实责任。",
        [("公安部第七督察组", "公安部", None, None)],
    ),
    "round and batch": (
        "第三轮第二批7个中央生态环境保护督察组已全部完成督察进驻。",
        [("中央生态环境保护督察组", "中央", 7, "第三轮第二批")],
    ),
    "part of the count": (
        "这一批共有7个中央环境保护督察组，另外5个督察组近日也将陆续进驻。",
        [("中央环境保护督察组", "中央", 7, None)],
    ),
    "several in one breath": (
        "中央第一、第二巡视组分别进驻安徽、山西。",
        [("中央第一巡视组", "中央", None, None), ("中央第二巡视组", "中央", None, None)],
    ),
    "nobody's": ("第一时间组织第二次推进会，第三批物资已到位。", []),
    "unknown sender": ("下午三点，省委第三巡视组一行来到宾馆。", []),
    "question": ("中央第一巡视组和第二巡视组谁大？", []),
    "department": ("市公安局督察总队到派出所检查。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_team(text: str, expected: list[tuple[str, str, int | None, str | None]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.team, fact.sent_by, fact.count, fact.term) for fact in facts] == expected


def test_team_is_planned_where_it_will_be_sent() -> None:
    text = "海南省公安厅将派出19个驻点督察组，紧密围绕重点工作开展督察。"
    (fact,) = extract(read_document(Article("a1", text, "a1.txt", published="2022-08-01")))
    assert (fact.status, fact.count) == ("planned", 19)
