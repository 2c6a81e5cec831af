"""Numbers that are no results: announcers, places, teams, names, norms, losses, objects of an inspection."""

import pytest

from ingest.document import read_document
from ingest.exclusions import by_authority, is_reported, is_work
from ontology.model import Article

REPORTED: dict[str, tuple[str, list[bool]]] = {
    "count of cases": ("长沙市公安局破获案件36起。", [True]),
    "announcer": ("长沙市公安局从4个方面部署工作。", [False]),
    "count of places": ("行动覆盖了14个市。", [False]),
    "count of groups": ("民警分成6个清查工作组。", [False]),
    "inside a name": ("落实“3分钟5个人”响应机制。", [False]),
    "norm": ("检查场所必须不少于10家。", [False]),
    "each": ("每个派出所配备12名警力。", [False]),
    "pointing back": ("这18名嫌疑人被押解回国。", [False]),
    "cases merely taken up": ("公安机关对27起跨区域案件发起集群战役。", [False]),
    "what a team inspects": ("巡视组对15所高校开展常规巡视。", [False]),
    "what an assessment looks at": ("巡查组还将对39个成员单位开展安全生产工作考核。", [False]),
    "departments that a team inspects": ("督查组对4个市直部门进行督查。", [False]),
    "topics of an inspection": ("督查组对7项工作落实情况开展督查。", [False]),
    "premises that a team inspects": ("督查组对36家企业进行督查。", [True]),
    "objects whose inspection has begun": ("15所高校巡视均已启动。", [False]),
    "what was looked at": ("巡查组检查了2277个贫困村扶贫政策措施落实情况。", [False]),
    "work of which kinds": ("巡查组将安全生产、消防、森林防火三项工作整合考核。", [False]),
    "times in which": ("3次集中统一行动期间,警方破案5起。", [False, True]),
    "passengers": ("一辆载有12名乘客的大巴车驶入长沙市公安局。", [False]),
    "fronts": ("长沙市公安局从“打防管治”4条战线发起攻势。", [False]),
    "waves of teams": ("长沙市公安局派出12批督察(查)组。", [False]),
    "each team's share": ("长沙市公安局每组检查2个单位。", [False]),
    "price of a bowl": ("长沙市公安局夜查夜市,一碗凉粉5元。", [False]),
    "team's own count": ("公安部组建10个督察组。", [False]),
}


@pytest.mark.parametrize(("text", "expected"), REPORTED.values(), ids=REPORTED)
def test_is_reported(text: str, expected: list[bool]) -> None:
    document = read_document(Article("a", text, "a.txt", published="2022-09-16"))
    assert [is_reported(document, quantity) for quantity in document.quantities] == expected


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("破获案件", True),
        ("外卖订单量", False),
        ("绿豆汤卖", False),
        ("客队射门", False),
        ("话题阅读量", False),
        ("新增存款", False),
        ("督察组", False),
    ],
)
def test_is_work(metric: str, expected: bool) -> None:
    assert is_work(metric) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("山阳县公安局破案3起。", True, id="a public body"),
        pytest.param("百日行动以来破案3起。", True, id="a campaign"),
        pytest.param("菊花展展出菊花1600种。", False, id="nobody in office"),
    ],
)
def test_by_authority(text: str, expected: bool) -> None:
    assert by_authority(read_document(Article("a", text, "a.txt", published="2022-09-16"))) is expected
