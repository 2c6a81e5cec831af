"""A number that a team reports was counted where the team was; what others report keeps their scope."""

import pytest

from ingest.document import read_document
from ingest.extractors.result import extract
from ontology.model import Article

CASES: dict[str, tuple[str, str | None]] = {
    "one place": ("公安部第四督察组到重庆市督察。督察组发现问题42个。", "500000"),
    "listed in the same sentence": ("国务院安委会督导组暗访南宁市、柳州市，发现隐患312项。", "450100,450200"),
    "what holds all of them": (
        "江苏省公安厅第二督导组赴苏州市、无锡市督导。督导组抽查单位36家。",
        "320000",
    ),
    "a place that opens its clause": (
        "国务院食安办第三督导组先后赴黄冈市、浠水县，鄂州市华容区督导，抽查单位18家。",
        "420703,421100,421125",
    ),
    "all teams of a body": (
        "湖南省岳阳市部署督查。市安委会第一督查组到华容县，第二督查组到湘阴县。督查组抽查企业57家。",
        "430600",
    ),
    "more teams than are named": (
        "国务院安委会派出16个检查组。第六检查组到山东，第七检查组到河南。检查组抽查企业1620家。",
        "100000",
    ),
    "since it entered a wider place": (
        "中央扫黑除恶第16督导组下沉赤峰市督导。\n督导组进驻内蒙古以来,受理来电42件。",
        "150000",
    ),
    "nowhere named": ("公安部巡回指导组深入各单位，发现问题155个。", "100000"),
    "still to be visited": ("公安部第四督察组发现问题42个。督察组将赴重庆市。", "100000"),
    "another one acts": ("公安部第四督察组到重庆市督察。四川省公安厅破获案件42起。", "510000"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_scope_of_what_a_team_reports(text: str, expected: str | None) -> None:
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert fact.scope_code == expected
