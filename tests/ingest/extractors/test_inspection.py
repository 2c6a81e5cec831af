"""An inspection needs a team and a place in one clause, or a word that stands for the team; talk about a place is no visit."""

import pytest

from ingest.document import read_document
from ingest.extractors.inspection import extract
from ontology.model import Article, Inspection

Visits = list[tuple[str, str]]

CASES: dict[str, tuple[str, Visits]] = {
    "one team, one place": ("8月19日，公安部第九督察组到南明区督察。", [("公安部第九督察组", "520102")]),
    "in digits": ("公安部第9督察组到南明区督察。", [("公安部第9督察组", "520102")]),
    "body": ("公安部督察组到贵阳市督察。", [("公安部督察组", "520100")]),
    "several places": (
        "公安部第九督察组到山东、河南、湖北督察。",
        [("公安部第九督察组", "370000"), ("公安部第九督察组", "410000"), ("公安部第九督察组", "420000")],
    ),
    "finest division": ("公安部第九督察组进驻贵州省，在贵阳市南明区走访。", [("公安部第九督察组", "520102")]),
    "bureau of a district": ("公安部第九督察组到芙蓉公安分局检查。", [("公安部第九督察组", "430102")]),
    "corps": ("公安部第七督察组抵达兵团督察。", [("公安部第七督察组", "660000")]),
    "twins told apart": (
        "公安部督察组在陕西山阳县、河南山阳区检查。",
        [("公安部督察组", "611024"), ("公安部督察组", "410811")],
    ),
    "anaphor": (
        "公安部第九督察组抵达长沙市。督察组一行走访贵阳市。",
        [("公安部第九督察组", "430100"), ("公安部第九督察组", "520100")],
    ),
    "anaphor 该组": (
        "公安部第九督察组抵达长沙市。该组随后走访贵阳市。",
        [("公安部第九督察组", "430100"), ("公安部第九督察组", "520100")],
    ),
    "place before the team": ("公安部第九督察组抵达。在新疆，督察组深入街头。", [("公安部第九督察组", "650000")]),
    "received": ("渝北区公安分局迎来公安部第九督察组检查。", [("公安部第九督察组", "500112")]),
    "eight cities, one named": ("阜阳等安徽八市迎来公安部第二督察组督察。", [("公安部第二督察组", "341200")]),
    "pairwise": (
        "公安部第一、第二督察组分别赴陕西、四川督察。",
        [("公安部第一督察组", "610000"), ("公安部第二督察组", "510000")],
    ),
    "not as many teams as places": (
        "公安部第一、第二督察组分别赴陕西、四川、云南督察。",
        [("公安部督察组", "610000"), ("公安部督察组", "510000"), ("公安部督察组", "530000")],
    ),
    "range": (
        "中央扫黑除恶第11至第20督导组已进驻北京、陕西等省。",
        [("中央扫黑除恶督导组", "110000"), ("中央扫黑除恶督导组", "610000")],
    ),
    "counted teams": (
        "2个中央生态环境保护督察组分别对福建、河南开展进驻。",
        [("中央生态环境保护督察组", "350000"), ("中央生态环境保护督察组", "410000")],
    ),
    "list": (
        "公安部组建2个督察组。\n第一组：陕西省、甘肃省，组长李明，副组长湖南省公安厅厅长王强；\n第二组：四川省；",
        [("公安部第一督察组", "610000"), ("公安部第一督察组", "620000"), ("公安部第二督察组", "510000")],
    ),
    "party committee": ("公安部党委第九督察组到长沙市督察。", [("公安部第九督察组", "430100")]),
    "sender of a place": ("湖南省委政法委第四督导组到长沙市督导。", [("湖南省委政法委第四督导组", "430100")]),
    "road": ("公安部第九督察组走访北海市重庆路。", [("公安部第九督察组", "450500")]),
    "dateline": ("新华社北京7月28日电 公安部第九督察组到长沙市督察。", [("公安部第九督察组", "430100")]),
    "newspaper": ("据长沙晚报报道，公安部第九督察组到贵阳市督察。", [("公安部第九督察组", "520100")]),
    "origin": ("公安部第九督察组组长李明，籍贯河南，到长沙市督察。", [("公安部第九督察组", "430100")]),
    "venue": ("中央第三生态环境保护督察组进驻河南动员会在郑州召开。", [("中央第三生态环境保护督察组", "410000")]),
    "headline and body": (
        "公安部第九督察组到长沙市督察\n8月19日，公安部第九督察组来到长沙市，走访夜市。",
        [("公安部第九督察组", "430100")],
    ),
    "former code": ("公安部第九督察组到渝北区督察。", [("公安部第九督察组", "500112")]),
    "demand": ("公安部第九督察组要求湖南加强巡逻。", []),
    "units without a place": ("公安部第九督察组听取汇报，深入派出所。", []),
    "sites that are no place": ("公安部第九督察组来到第八市场检查。", []),
    "twin without a clue": ("公安部第九督察组到鼓楼区督察。", []),
    "mayor": ("长沙市副市长到芙蓉区检查市场。", []),
    "police": ("长沙市公安局检查岳麓区商铺200家。", []),
    "everywhere": ("公安部派出10个督察组赴全国各地督察。", []),
    "no team": ("新疆公安机关自行开展督察。", []),
    "batch": ("第三批物资送到长沙市检查。", []),
    "as many, but not said to be pairs": (
        "公安部第一、第二督察组赴陕西、四川督察。",
        [("公安部督察组", "610000"), ("公安部督察组", "510000")],
    ),
}
BUGS = [
    pytest.param(
        "公安部第九督察组到贵阳市公安局南明分局督察。",
        [("公安部第九督察组", "520102")],
        id="chain of bureaus",
    ),
    pytest.param(
        "海南省公安厅向全省各市县派出19个驻点督察组。",
        [("海南省公安厅驻点督察组", "460000")],
        id="posted all over a jurisdiction",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*(pytest.param(*case, id=name) for name, case in CASES.items()), *BUGS])
def test_inspection(text: str, expected: Visits) -> None:
    assert [(fact.team, fact.place_code) for fact in _facts(text)] == expected


Bounds = tuple[str | None, str | None, str | None]
DATES: dict[str, tuple[str, list[Bounds]]] = {
    "day": ("8月19日，公安部第九督察组到长沙市督察。", [("2022-08-19", "2022-08-19", "2022-08-19")]),
    "range": (
        "7月22日至24日，公安部第九督察组到长沙市督察。",
        [("2022-07-22", "2022-07-24", "2022-07-22/2022-07-24")],
    ),
    "since": ("7月下旬以来，公安部第九督察组到长沙市督察。", [("2022-07", None, "2022-07-21/..")]),
    "vague": ("近日，公安部第九督察组到长沙市督察。", [(None, None, None)]),
    "dateline is no date": ("新华社北京7月28日电 公安部第九督察组到长沙市督察。", [(None, None, None)]),
    "campaign's span is no date": ("夏季行动期间，公安部第九督察组到长沙市督察。", [(None, None, None)]),
    "holds for the next sentence": (
        "8月19日，公安部第九督察组到长沙市督察。督察组一行走访贵阳市。",
        [("2022-08-19", "2022-08-19", "2022-08-19")] * 2,
    ),
    "until another date": (
        "8月19日，公安部第九督察组到长沙市督察。25日，督察组一行走访贵阳市。",
        [("2022-08-19", "2022-08-19", "2022-08-19"), ("2022-08-25", "2022-08-25", "2022-08-25")],
    ),
    "until another team": (
        "8月19日，公安部第九督察组到长沙市督察。公安部第三督察组来到成都市。",
        [("2022-08-19", "2022-08-19", "2022-08-19"), (None, None, None)],
    ),
    "until 近日": (
        "8月19日，公安部第九督察组到长沙市督察。近日，督察组一行走访贵阳市。",
        [("2022-08-19", "2022-08-19", "2022-08-19"), (None, None, None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_inspection_dates(text: str, expected: list[Bounds]) -> None:
    assert [(fact.when.start, fact.when.end, fact.when.edtf) for fact in _facts(text)] == expected


def test_inspection_of_an_unknown_year_stays_open() -> None:
    (fact,) = _facts("公安部第九督察组7月29日到长沙市督察。", None)
    assert (fact.when.start, fact.when.edtf) == (None, "XXXX-07-29")


STATUS = {
    "done": ("公安部第九督察组已进驻湖南。", "done"),
    "planned": ("公安部第九督察组将赴湖南督察。", "planned"),
    "under way": ("公安部第九督察组正在湖南督察。", "underway"),
    "denied": ("公安部第九督察组尚未进驻湖南。", "denied"),
    "called off": ("公安部第九督察组原定8月1日进驻湖南，因故推迟。", "denied"),
}


@pytest.mark.parametrize(("text", "expected"), STATUS.values(), ids=STATUS)
def test_inspection_status(text: str, expected: str) -> None:
    assert [fact.status for fact in _facts(text)] == [expected]


def test_inspection_fields() -> None:
    (fact,) = _facts("夏季行动中，公安部第九督察组到长沙市芙蓉公安分局督察。")
    assert fact.team_id == "team/mps-supervision-9@summer-policing-2022"
    assert (fact.place, fact.province_code) == ("湖南省长沙市芙蓉区", "430000")
    assert fact.sites == ("长沙市芙蓉公安分局",)
    assert fact.campaign is not None
    assert fact.campaign.year == 2022
    assert fact.evidence.quote == "公安部第九督察组到长沙市芙蓉公安分局督察"


def test_inspection_shows_where_its_team_was_named() -> None:
    text = "公安部第九督察组抵达。在新疆，督察组深入街头。"
    (fact,) = _facts(text)
    assert fact.evidence.quote == text[fact.evidence.start : fact.evidence.end]
    assert "新疆" in fact.evidence.quote


def test_inspection_quotes_no_private_person() -> None:
    (fact,) = _facts("公安部第九督察组到长沙市居民王先生家中走访督察。")
    assert "王先生" not in str(fact)


def test_place_has_the_name_of_the_day() -> None:
    (fact,) = _facts("公安部第九督察组到襄樊市督察。", "2009-05-01")
    assert fact.place == "湖北省襄樊市"


def _facts(text: str, published: str | None = "2022-09-16") -> list[Inspection]:
    return list(extract(read_document(Article("a1", text, "a1.txt", published=published))))
