"""A station's township is a place only where the article settles which of its name."""

import pytest

from ingest.document import read_document
from ingest.extractors.inspection import extract
from ontology.model import Article

CASES: dict[str, tuple[str, str | None, list[tuple[str, str]]]] = {
    "in the city named near": ("长沙警方通报,清水塘派出所抓获3人。", None, [("长沙", "430100"), ("清水塘", "430105")]),
    "in the article's home": ("清水塘派出所抓获3人。", "长沙警方夏夜清查", [("清水塘", "430105")]),
    "behind its district": ("开福区清水塘派出所抓获3人。", None, [("开福区清水塘", "430105")]),
    "nothing settles it": ("清水塘派出所抓获3人。", None, []),
    "several in the home": ("城关派出所抓获3人。", "甘肃警方夏夜清查", []),
    "a township with a prefecture's name": (
        "督察组赴宜章县，抽查了玉溪派出所。",
        None,
        [("宜章县", "431022"), ("玉溪", "431022")],
    ),
    "a prefecture's name that no county near has": ("督察组赴海城市，抽查了玉溪派出所。", None, [("海城市", "210381")]),
    "no township": ("各派出所抓获3人。", "长沙警方夏夜清查", []),
}


@pytest.mark.parametrize(("text", "title", "expected"), CASES.values(), ids=CASES)
def test_stations(text: str, title: str | None, expected: list[tuple[str, str]]) -> None:
    document = read_document(Article("a", text, "a.txt", title=title, published="2022-09-16"))
    assert [(document.text[place.start : place.end], place.code) for place in document.places] == expected


def test_an_inspection_of_a_station_is_one_of_its_county() -> None:
    text = "8月1日，公安部第二督察组在长沙走进清水塘派出所，听取工作汇报，查看接处警情况。"
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert (fact.place_code, fact.sites) == ("430105", ("清水塘派出所",))
    assert fact.activities == ("听取工作汇报", "查看接处警情况")
