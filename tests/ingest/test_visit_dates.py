"""A visit takes the date of its own clause; the day of a launch or of the news is none."""

import pytest

from ingest.document import read_document
from ingest.visits import find_visits
from ontology.model import Article

CASES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "own clause": ("8月19日，公安部第七督察组到贵阳市督察。", [("520100", "2022-08-19")]),
    "date alone before a chain of clauses": (
        "8月1日至10日，公安部督察组先后进驻天津、吉林，督察工作全面启动。",
        [("120000", "2022-08-01"), ("220000", "2022-08-01")],
    ),
    "launch is no visit": (
        "8月19日，专项督察正式启动，公安部督察组将分别赴天津、吉林。",
        [("120000", None), ("220000", None)],
    ),
    "news is no visit": ("记者8月20日获悉，公安部第七督察组到贵阳市督察。", [("520100", None)]),
    "holds for the next sentence": (
        "8月19日，公安部第七督察组到贵阳市督察。督察组还到遵义市走访。",
        [("520100", "2022-08-19"), ("520300", "2022-08-19")],
    ),
    "from a day on": (
        "根据安排，从8月13日起，公安部督察组赴天津、吉林督察。",
        [("120000", "2022-08-13"), ("220000", "2022-08-13")],
    ),
    "as of": ("截至8月13日，公安部督察组共向吉林省交办举报20件。", [("220000", None)]),
    "date of the second clause": (
        "8月1日，公安部第七督察组到贵阳市督察，8月5日到遵义市走访。",
        [("520100", "2022-08-01"), ("520300", "2022-08-05")],
    ),
    "start of a campaign": ("督察8月21日启动，公安部督察组分别进驻天津、吉林。", [("120000", None), ("220000", None)]),
    "set out from a day on": (
        "山西省派出2个督导组，从8月13日起分赴各地督导。其中，第一督导组赴太原市；第二督导组赴大同市。",
        [("140100", "2022-08-13"), ("140200", "2022-08-13")],
    ),
    "said of the body, holds for its teams": (
        "8月19日晚，山阳县公安局派出2个督导组检查。第一督导组到商州区督导。第二督导组到洛南县督导。",
        [("611002", "2022-08-19"), ("611021", "2022-08-19")],
    ),
    "open, said of the body, does not hold": (
        "国务院安委会派出2个督导组8月1日起分赴各地督导。第一督导组已抵达太原市。第二督导组已抵达大同市。",
        [("140100", None), ("140200", None)],
    ),
    "one to one as well": (
        "中央第十巡视组、中央第十一巡视组分别于2月26日、2月27日进驻湖南省、四川省。",
        [("430000", "2022-02-26"), ("510000", "2022-02-27")],
    ),
    "told aside": (
        "8月19日，公安部第七督察组到贵阳市督察。另据了解，督察组另一路正在遵义市督察。",
        [("520100", "2022-08-19"), ("520300", None)],
    ),
    "been there at some time": (
        "8月19日，公安部第七督察组到贵阳市督察。期间，该组还到过遵义市。",
        [("520100", "2022-08-19"), ("520300", None)],
    ),
    "still to come, after a day": (
        "8月19日，公安部第七督察组到贵阳市督察。督察组将深入遵义市督察。",
        [("520100", "2022-08-19"), ("520300", None)],
    ),
    "one team without a number": (
        "8月19日，教育部防溺水工作督导组在湖北督导。督导组暗访荆州市学校。",
        [("421000", "2022-08-19")],
    ),
    "half of the day": (
        "8月19日上午，公安部第七督察组到贵阳市督察；下午，公安部第二督察组到长沙市督察。",
        [("520100", "2022-08-19"), ("430100", "2022-08-19")],
    ),
    "before that": (
        "8月19日，公安部第七督察组到贵阳市督察。此前，督察组已完成对四川省的督察。",
        [("520100", "2022-08-19"), ("510000", None)],
    ),
    "left out, the day after": (
        "8月19日，公安部第七督察组到贵阳市督察。次日，又前往遵义市走访。",
        [("520100", "2022-08-19"), ("520300", "2022-08-20")],
    ),
    "left out, still to come": (
        "8月19日，公安部第七督察组到贵阳市督察。下一步，将赴遵义市督察。",
        [("520100", "2022-08-19"), ("520300", None)],
    ),
    "going on as the news is written": (
        "8月19日，公安部第七督察组到贵阳市督察。\n另据了解，公安部第七督察组另一路正在遵义市督察。",
        [("520100", "2022-08-19"), ("520300", None)],
    ),
    "going on in the scene of a day": (
        "8月19日，公安部第七督察组到贵阳市督察。督察组正在遵义市走访。",
        [("520100", "2022-08-19"), ("520300", "2022-08-19")],
    ),
    "as of, in a respun page": (
        "停止8月13日20:00，公安部第七督察组共接到举报20件。\n公安部第七督察组在遵义市核查时发现问题。",
        [("520300", None)],
    ),
    "many teams": (
        "8月19日，公安部派出10个督察组赴湖北督察。督察组已覆盖荆州市。",
        [("421000", None)],
    ),
    "ends with another team": (
        "8月19日，公安部第七督察组到贵阳市督察。公安部第二督察组到长沙市督察。",
        [("520100", "2022-08-19"), ("430100", None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_date_of_a_visit(text: str, expected: list[tuple[str, str | None]]) -> None:
    document = read_document(Article("a", text, "a.txt", published="2022-09-16"))
    assert [(visit.place.code, visit.when.start) for visit in find_visits(document)] == expected
