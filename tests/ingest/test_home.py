"""The jurisdiction an article is about: its title's place, its publisher's, else whoever acts most."""

import pytest

from ingest.document import read_document
from ontology.model import Article

CASES: dict[str, tuple[str, str | None, str | None, str | None]] = {
    "title": ("民警破案3起。", "长沙警方夏夜清查", None, "430100"),
    "publisher": ("民警破案3起。", None, "长沙晚报", "430100"),
    "acts most": ("贵阳市公安局破案3起。贵阳市公安局抓获5人。在长沙也有案件。", None, None, "520100"),
    "its medium": ("竹山新闻网讯 巡视组来我县。", None, None, "420323"),
    "credit": ("省委第一巡视组来我县。(竹山县电视台供稿)", None, None, "420323"),
    "national body opens": ("公安部部署行动。江西公安机关破案3起,浙江公安机关破案5起。", None, None, "100000"),
    "paper that only borrows a county's name": (
        "记者从南通市公安局获悉,全市公安机关破案3起。",
        None,
        "江海晚报",
        "320600",
    ),
    "title that ends in quotation marks": (
        "武侯公安:给夏季行动装上“引擎”\n2022-09-15 来源:成都日报\n走进成都市公安局武侯区分局,民警破案3起。",
        None,
        None,
        "510107",
    ),
    "nowhere": ("民警破案3起。", None, None, None),
}


@pytest.mark.parametrize(("text", "title", "publisher", "expected"), CASES.values(), ids=CASES)
def test_home(text: str, title: str | None, publisher: str | None, expected: str | None) -> None:
    article = Article("a", text, "a.txt", title=title, publisher=publisher, published="2022-09-16")
    assert read_document(article).home == expected
