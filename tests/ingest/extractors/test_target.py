"""A target is a class of offences aimed at, or a goal with a name; numbers make it a result."""

import pytest

from ingest.document import read_document
from ingest.extractors.target import extract
from ontology.model import Article

CASES = {
    "classes": (
        "武汉市公安局依法打击黄赌毒、食药环、盗抢骗违法犯罪。",
        [
            ("黄赌毒", "org/420100-public-security-bureau", ("vice",)),
            ("食药环", "org/420100-public-security-bureau", ("food-drug-environment",)),
            ("盗抢骗违法犯罪", "org/420100-public-security-bureau", ("property-crime",)),
        ],
    ),
    "campaign": (
        "夏季治安打击整治“百日行动”开展以来，严打电信网络诈骗。",
        [("电信网络诈骗", "campaign/summer-policing-2022", ("telecom-fraud",))],
    ),
    "goal": (
        "武汉市公安局全力实现“一提升、两清零”工作目标。",
        [("“一提升、两清零”", "org/420100-public-security-bureau", ())],
    ),
    "as a goal": (
        "山阳县公安局以“满意度双提升”为目标。",
        [("“满意度双提升”", "org/611024-public-security-bureau", ())],
    ),
    "result": ("武汉市公安局打击电信网络诈骗犯罪嫌疑人300名。", []),
    "solved": ("武汉市公安局破获电信网络诈骗案件。", []),
    "prevention": ("民警提醒市民警惕电信网络诈骗。", []),
    "no class": ("武汉市公安局严打各类突出违法犯罪。", []),
    "campaign's own name": ("武汉市公安局开展打击整治养老诈骗专项行动。", []),
    "nobody's": ("严厉打击盗抢骗犯罪。", []),
    "a team's demand": ("公安部第七督察组要求，重点打击毒品犯罪。", []),
    "field of work": ("武汉市公安局聚焦消防安全。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_target(text: str, expected: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.target, fact.agency_id, fact.topics) for fact in facts] == expected
