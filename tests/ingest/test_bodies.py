"""Public bodies have a jurisdiction and a kind; what only looks like one (市民, 超市, 门前) is none."""

import pytest

from ingest.bodies import body_of, jurisdiction, kind_at
from ingest.document import read_document
from ingest.resolve import PlaceMention
from ontology.errors import ValueUnknown
from ontology.model import Article

Bodies = list[tuple[str, str]]

CASES: dict[str, tuple[str, Bodies]] = {
    "bureau": ("山阳县公安局通报。", [("山阳县公安局", "org/611024-public-security-bureau")]),
    "branch": ("芙蓉公安分局通报。", [("芙蓉区公安分局", "org/430102-public-security-bureau")]),
    "branch of a bureau": (
        "贵阳市公安局南明分局通报。",
        [
            ("贵阳市公安局", "org/520100-public-security-bureau"),
            ("南明区公安分局", "org/520102-public-security-bureau"),
        ],
    ),
    "department": ("湖南省公安厅部署。", [("湖南省公安厅", "org/430000-public-security-department")]),
    "organs": ("江西公安机关行动。", [("江西省公安机关", "org/360000-public-security-organs")]),
    "police": ("天津警方通报。", [("天津市公安局", "org/120000-public-security-bureau")]),
    "county named like the police": ("荆州公安县公安局通报。", [("公安县公安局", "org/421022-public-security-bureau")]),
    "corps": ("兵团公安局通报。", [("新疆生产建设兵团公安局", "org/660000-public-security-bureau")]),
    "party committee": ("长沙市委研究部署。", [("长沙市委", "org/430100-party-committee")]),
    "political and legal affairs": (
        "长沙市委政法委部署。",
        [("长沙市委政法委", "org/430100-political-legal-commission")],
    ),
    "discipline": ("甘肃省纪委监委通报。", [("甘肃省纪委监委", "org/620000-discipline-commission")]),
    "procuratorate": ("长沙市人民检察院通报。", [("长沙市人民检察院", "org/430100-procuratorate")]),
    "government": ("长沙市芙蓉区政府部署。", [("芙蓉区人民政府", "org/430102-government")]),
    "ministry": ("公安部部署。", [("公安部", "org/100000-mps")]),
    "short and full name of a ministry": (
        "工信部部署，工业和信息化部督导。",
        [("工信部", "org/100000-工业和信息化部"), ("工业和信息化部", "org/100000-工业和信息化部")],
    ),
    "national body of a pack": ("国务院安委办部署。", [("国务院安委办", "org/100000-state-council-safety-office")]),
    "national body that no list has, by its head": (
        "国家林草产业局副局长到会。",
        [("国家林草产业局", "org/100000-国家林草产业局")],
    ),
    "ministry's party committee": ("公安部党委部署。", [("公安部", "org/100000-mps")]),
    "all over the country": ("全国公安机关行动。", [("全国公安机关", "org/100000-public-security-organs")]),
    "everywhere": ("各地公安机关行动。", [("全国公安机关", "org/100000-public-security-organs")]),
    "several acting together": (
        "山东、河南、湖北3省公安机关同步行动。",
        [("山东省、河南省、湖北省公安机关", "org/370000,410000,420000-public-security-organs")],
    ),
    "relative to the one before": (
        "长沙市公安局开会。全市公安机关行动。",
        [
            ("长沙市公安局", "org/430100-public-security-bureau"),
            ("长沙市公安机关", "org/430100-public-security-organs"),
        ],
    ),
    "relative without a place": ("市公安局通报。", []),
    "in front of the ministry": ("人群聚集在公安部门前。", []),
    "citizens": ("长沙市民纷纷点赞。", []),
    "supermarket": ("长沙超市公安宣传。", []),
    "place alone": ("督察组来到长沙市。", []),
    "department of another field": (
        "陕西省生态环境厅通报。",
        [("陕西省生态环境厅", "org/610000-ecology-environment-bureau")],
    ),
    "court": (
        "长沙市中级人民法院通报。",
        [("长沙市中级人民法院", "org/430100-court")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_find_bodies(text: str, expected: Bodies) -> None:
    assert _bodies(Article("a1", text, "a1.txt", published="2022-09-16")) == expected


HOMES = {
    "bureau of the title's city": (
        Article("a1", "市公安局通报。", "a1.txt", title="长沙公安夏夜行动"),
        [("长沙市公安局", "org/430100-public-security-bureau")],
    ),
    "everywhere in the title's province": (
        Article("a1", "各地公安机关行动。", "a1.txt", title="湖南公安夏夜行动"),
        [("湖南省公安机关", "org/430000-public-security-organs")],
    ),
    "our province": (
        Article("a1", "我省公安机关行动。", "a1.txt", publisher="湖南日报"),
        [("湖南省公安机关", "org/430000-public-security-organs")],
    ),
    "whole province of a city's paper": (
        Article("a1", "全省公安机关行动。", "a1.txt", publisher="长沙晚报"),
        [("湖南省公安机关", "org/430000-public-security-organs")],
    ),
}


@pytest.mark.parametrize(("article", "expected"), HOMES.values(), ids=HOMES)
def test_find_bodies_of_the_articles_home(article: Article, expected: Bodies) -> None:
    assert _bodies(article) == expected


def test_body_of_a_place() -> None:
    assert body_of("430100", "government") == ("长沙市人民政府", "org/430100-government")


def test_body_of_an_unknown_place() -> None:
    with pytest.raises(ValueUnknown, match="999999"):
        body_of("999999", "government")


KINDS = {
    "bureau": ("公安局局长", (3, "public-security-bureau", "公安局")),
    "branch": ("公安分局局长", (4, "public-security-bureau", "公安分局")),
    "department": ("公安厅厅长", (3, "public-security-department", "公安厅")),
    "none": ("班长", None),
}


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS)
def test_kind_at(text: str, expected: tuple[int, str, str] | None) -> None:
    assert kind_at(text, 0) == expected


CHANGSHA = [PlaceMention(0, 3, "430100", "长沙市")]
LEVELS = {
    "its city": ("市", 5, None, "430100"),
    "its province": ("省", 5, None, "430000"),
    "no county spoken of": ("县", 5, None, None),
    "spoken of later": ("市", 0, None, None),
    "home first": ("市", 5, "520100", "520100"),
    "home of another level": ("市", 5, "520000", "430100"),
}


@pytest.mark.parametrize(("level", "position", "home", "expected"), LEVELS.values(), ids=LEVELS)
def test_jurisdiction(level: str, position: int, home: str | None, expected: str | None) -> None:
    assert jurisdiction(level, position, CHANGSHA, home) == expected


def _bodies(article: Article) -> Bodies:
    return [(body.name, body.id) for body in read_document(article).bodies]
