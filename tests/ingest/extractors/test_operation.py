"""An operation needs a name, a word of doing and an agency; what is counted or ordered is none."""

import pytest

from ingest.document import read_document
from ingest.extractors.operation import extract
from ontology.model import Article

CASES = {
    "known": (
        "7月22日晚，武汉市公安局开展夏夜治安巡查宣防集中统一行动。",
        [("夏夜治安巡查宣防集中统一行动", "org/420100-public-security-bureau", "2022-07-22", "summer-policing-2022")],
    ),
    "quoted": (
        "渭南市公安局部署开展“华山砺剑”专项行动，净化治安环境。",
        [("“华山砺剑”专项行动", "org/610500-public-security-bureau", None, None)],
    ),
    "several": (
        "武汉市公安局先后组织“长风4号”“净水护源”等专项打击。",
        [
            ("“长风4号”专项打击", "org/420100-public-security-bureau", None, None),
            ("“净水护源”专项打击", "org/420100-public-security-bureau", None, None),
        ],
    ),
    "known elsewhere": (
        "公安部深入开展“云剑”“断卡”等专项行动。",
        [
            ("“云剑”行动", "org/100000-mps", None, "telecom-fraud-crackdown"),
            ("“断卡”行动", "org/100000-mps", None, "telecom-fraud-crackdown"),
        ],
    ),
    "campaign": ("武汉市公安局深入开展夏季治安打击整治“百日行动”。", []),
    "generic": ("武汉市公安局组织开展一系列专项行动。", []),
    "style": ("武汉市公安局开展“拉网式”清查行动。", []),
    "counted": ("武汉市公安局开展“利剑”专项行动19次。", []),
    "ordered": ("根据全国公安机关夏夜治安巡查宣防集中统一行动安排，民警上街巡逻。", []),
    "nobody's": ("“利剑”专项行动深入开展。", []),
    "explained": ("武汉市公安局表示，开展夏夜治安巡查宣防是重要举措。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_operation(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    facts = extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16")))
    assert [(fact.name, fact.agency_id, fact.when.edtf, fact.parent) for fact in facts] == expected
