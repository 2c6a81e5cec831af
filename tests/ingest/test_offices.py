"""Offices are found with those who hold them; who holds none is not found at all."""

import pytest

from ingest.document import read_document
from ontology.model import Article

Holders = list[tuple[str, list[str]]]

CASES: dict[str, tuple[str, Holders]] = {
    "office and name": ("山阳县公安局局长刘建平介绍了情况。", [("刘建平", ["山阳县公安局局长"])]),
    "two offices": ("长沙市副市长、市公安局局长张伟介绍。", [("张伟", ["长沙市副市长", "市公安局局长"])]),
    "several after one title": (
        "监督员许文、王强、温海介绍情况。",
        [("许文", ["监督员"]), ("王强", ["监督员"]), ("温海", ["监督员"])],
    ),
    "one after the other": ("组长李明、副组长赵磊带队。", [("李明", ["组长"]), ("赵磊", ["副组长"])]),
    "name first": (
        "第一组由李明任组长，赵磊任副组长。",
        [("李明", ["组长"]), ("赵磊", ["副组长"])],
    ),
    "held through an office": (
        "副组长由生态环境部副部长翟明、赵英担任。",
        [("翟明", ["生态环境部副部长", "副组长"]), ("赵英", ["生态环境部副部长", "副组长"])],
    ),
    "title with a section": (
        "山阳县公安局治安大队副大队长于明说。",
        [("于明", ["山阳县公安局治安大队副大队长"])],
    ),
    "rank in brackets": ("政治委员（副厅级）聂明到会。", [("聂明", ["政治委员"])]),
    "blank in the name": ("山阳县公安局局长刘 伟，到场指挥。", [("刘伟", ["山阳县公安局局长"])]),
    "name first, and what the office does": (
        "反馈会由张明省长主持，李昌升组长通报报告，赵刚副组长讲话。",
        [("张明", ["省长"]), ("李昌升", ["组长"]), ("赵刚", ["副组长"])],
    ),
    "no name before its office": ("公安局长讲话，党委书记主持，支部书记发言。", []),
    "market supervision": ("县市场监管局局长袁飞带队。", [("袁飞", ["县市场监管局局长"])]),
    "organisation department": ("市委组织部部长袁飞带队。", [("袁飞", ["市委组织部部长"])]),
    "speech is no name": ("组长通报情况，副组长讲话。", []),
    "market": ("农贸市场负责人王强说。", []),
    "without a name": ("山阳县公安局局长带队检查。", []),
    "company": ("红星超市负责人王强说。", []),
    "private title": ("海鲜店店长李强说。", []),
    "resident": ("居民王先生说。", []),
    "gang": ("犯罪集团组长张强落网。", []),
    "inside a place's name": ("湖南省长沙市公安局通报。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_find_holders(text: str, expected: Holders) -> None:
    document = read_document(Article("a1", text, "a1.txt", published="2022-09-16"))
    found = [
        (document.text[holder.start : holder.end], [office.title for office in holder.offices])
        for holder in document.holders
    ]
    assert found == expected
