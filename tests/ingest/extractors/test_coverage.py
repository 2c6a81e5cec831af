"""Coverage needs a total that names no place, and somebody who covers it."""

import pytest

from ingest.document import read_document
from ingest.extractors.coverage import extract
from ontology.model import Article

CASES = {
    "provinces": (
        "公安部组建10个督察组。10个督察组的足迹已遍布31个省（自治区、直辖市）和新疆生产建设兵团。",
        [("公安部督察组", 31, "省", "100000")],
    ),
    "agencies": ("辽宁、河北等25个省份公安机关第一时间对接监督员。", [("公安机关", 25, "省", "100000")]),
    "cities of a province": (
        "8月14日，公安部第二督察组赴阜阳等安徽八市开展专项督察。",
        [("公安部第二督察组", 8, "市", "340000")],
    ),
    "body": ("去年以来，国务院安委会已对23个省（区、市）组织巡查。", [("国务院安委会", 23, "省", "100000")]),
    "listed": ("公安部督察组进驻山东、河南、湖北、湖南4省。", []),
    "listed with an equal count": ("公安部督察组进驻北京、天津等2省市。", []),
    "no number": ("公安部督察组分赴全国各地开展督察。", []),
    "a case's reach": ("该案涉及全国27个省（区、市），涉案金额巨大。", []),
    "nobody covers": ("全市13个县（市、区）秩序良好。", []),
    "ordinal": ("公安部督察组来到第八市场检查。", []),
    "numbered team of a whole round": ("中央扫黑除恶第20督导组6月12日在银川开会，第三轮涉及的10个省份全部进驻。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_coverage(text: str, expected: list[tuple[str, int, str, str | None]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.who, fact.count, fact.unit, fact.place_code) for fact in facts] == expected
