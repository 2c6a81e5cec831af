"""Areas without a code are read behind the place that they lie in; they are no places of their own."""

import pytest

from ingest.areas import area_at
from ingest.document import read_document
from ingest.extractors.result import extract
from ontology.model import Article

CASES: dict[str, tuple[str, int, str]] = {
    "high-tech zone": ("长沙高新区", 2, "高新区"),
    "with a name of its own": ("西安曲江新区警方", 2, "曲江新区"),
    "economic zone": ("盐城经济技术开发区公安分局", 2, "经济技术开发区"),
    "something else": ("长沙市公安局", 3, ""),
    "in the zone": ("长沙市在高新区", 3, ""),
    "zones in general": ("长沙新区域", 2, ""),
}


@pytest.mark.parametrize(("text", "position", "expected"), CASES.values(), ids=CASES)
def test_area_at(text: str, position: int, expected: str) -> None:
    assert area_at(text, position) == expected


SCOPES: dict[str, tuple[str, str, str, str | None]] = {
    "of a bureau": ("长沙高新区公安分局破获案件36起。", "430100", "湖南省长沙市高新区", "长沙市高新区公安分局"),
    "of a place": ("专项行动中，长沙市高新区破获案件36起。", "430100", "湖南省长沙市高新区", None),
}


@pytest.mark.parametrize(("text", "code", "scope", "agency"), SCOPES.values(), ids=SCOPES)
def test_scope_of_a_number(text: str, code: str, scope: str, agency: str | None) -> None:
    (fact,) = extract(read_document(Article("a", text, "a.txt", title="长沙警方夏季行动", published="2022-09-16")))
    assert (fact.scope_code, fact.scope, fact.agency, fact.metric) == (code, scope, agency, "破获案件")
