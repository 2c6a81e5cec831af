"""A measure has a name; a mechanism that is only described, an award or an operation is none."""

import pytest

from ingest.document import read_document
from ingest.extractors.measure import extract
from ontology.model import Article

CASES = {
    "known": (
        "山阳县公安局推行“两队一室”“一村(格)一警”等机制模式。",
        [("“两队一室”", "org/611024-public-security-bureau"), ("“一村一警”", "org/611024-public-security-bureau")],
    ),
    "quoted": (
        "山阳县公安局建立“晨检暮访”联勤机制，服务群众。",
        [("“晨检暮访”联勤机制", "org/611024-public-security-bureau")],
    ),
    "suffix inside": (
        "山东省公安厅升级“互联网+民生警务平台”。",
        [("“互联网+民生警务平台”", "org/370000-public-security-department")],
    ),
    "agency after it": (
        "完善“情指行”一体化运行机制，各地公安机关提升整体效能。",
        [("“情指行”一体化运行机制", "org/100000-public-security-organs")],
    ),
    "described": ("山阳县公安局完善矛盾纠纷排查化解机制。", []),
    "award": ("山阳县公安局城关派出所获评“枫桥式公安派出所”。", []),
    "operation": ("山阳县公安局广泛开展“红袖标”巡逻行动。", []),
    "post": ("山阳县公安局启动“护城河”警务站20个。", []),
    "a team's": ("公安部第二督察组以“四不两直”方式到浏阳检查。", []),
    "slogan": ("山阳县公安局坚持“人民至上”的理念。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_measure(text: str, expected: list[tuple[str, str | None]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.name, fact.agency_id) for fact in facts] == expected
