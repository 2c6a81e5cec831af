"""Who sent a team: the nearest body, label or place before its ordinal or kind."""

import pytest

from ingest.document import read_document
from ontology.model import Article

CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "ministry": ("公安部第九督察组到长沙市。", [("公安部", "公安部第九督察组")]),
    "party committee is dropped": ("公安部党委派出督察组到长沙市。", [("公安部", "公安部督察组")]),
    "sent by": ("公安部派出的督察组到长沙市。", [("公安部", "公安部督察组")]),
    "inside the kind": ("7个中央生态环境保护督察组启动进驻。", [("中央", "中央生态环境保护督察组")]),
    "place": ("山东省第一生态环境保护督察组进驻东营市。", [("山东省", "山东省第一生态环境保护督察组")]),
    "level": ("6个省级环境保护督察组进驻荆门市。", [("省级", "省级环境保护督察组")]),
    "campaign between": ("汶上县“大排查”第五检查组到乡镇。", [("汶上县", "汶上县第五检查组")]),
    "a verb between": ("公安部要求第一时间处置。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_sender_of_a_team(text: str, expected: list[tuple[str, str]]) -> None:
    document = read_document(Article("a", text, "a.txt", published="2022-09-16"))
    assert [(team.sender, team.name) for team in document.teams] == expected
