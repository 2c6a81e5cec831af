"""A number that is demanded is no result; one of the next step is planned; what has been done stays done."""

import pytest

from ingest.document import read_document
from ingest.extractors.result import extract
from ontology.model import Article

Numbers = list[tuple[float, str]]

CASES: dict[str, tuple[str, Numbers]] = {
    "demanded by a meeting": ("会议要求,9月中旬前完成46个治安乱点整治。", []),
    "demanded behind 要": ("会议强调,要深入推进行动,9月中旬前完成46个治安乱点销号,确保发案下降。", []),
    "demanded of those below": ("市公安局要求,各地要增设警务站20个,发动群众300人。", []),
    "goes on with 要": ("会议部署了工作。要紧盯隐患,排查场所120家。", []),
    "first of several": ("二是要强化巡逻,每晚投入警力300人次。", []),
    "in somebody's words": ("“要整治乱点46个。”山阳县公安局负责人强调。", []),
    "what has been done, in the same sentence": (
        "会议指出,全县已破案30起,要再接再厉,整治乱点46个。",
        [(30, "done")],
    ),
    "as demanded, done": ("按照公安部要求,全县破案30起。", [(30, "done")]),
    "as demanded by those above, done": ("根据省公安厅统一部署要求,山阳县公安局破案30起。", [(30, "done")]),
    "reported by a meeting": ("会议指出,行动以来,全县破案30起。", [(30, "done")]),
    "important": ("山阳县公安局抓住重要线索,破案30起。", [(30, "done")]),
    "asked for help": ("山阳县公安局接到群众需要帮助的警情30起。", [(30, "done")]),
    "what shops are told": ("山阳县公安局检查企业30家,要求3家停产整顿。", [(3, "done"), (30, "done")]),
    "shops told, counted behind": (
        "山阳县公安局检查单位15家,要求停产整顿3家,责令限期改正5家。",
        [(3, "done"), (5, "done"), (15, "done")],
    ),
    "strives": ("会议要求,力争破案30起。", [(30, "planned")]),
    "by a day to come": ("山阳县公安局在12月底前完成46个治安乱点销号。", [(46, "planned")]),
    "by a day that has passed": ("截至8月底,山阳县公安局完成46个治安乱点销号。", [(46, "done")]),
    "next step": ("下一步,山阳县公安局将建设警务站20个,新增探头300个。", [(20, "planned"), (300, "planned")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_status_of_numbers(text: str, expected: Numbers) -> None:
    article = Article("a", f"山阳县公安局召开会议。\n{text}", "a.txt", published="2022-09-16")
    assert sorted((fact.value, fact.status) for fact in extract(read_document(article))) == expected
