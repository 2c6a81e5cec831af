"""A place's name means a code by its chain, by what is named near it, by title or publisher; without a clue it means none."""

import pytest

from ingest.document import read_document
from ontology.model import Article

Places = list[tuple[str, str]]

CASES: dict[str, tuple[str, Places]] = {
    "province by its short name": ("督察组抵达新疆。", [("新疆", "650000")]),
    "corps": ("新疆生产建设兵团公安机关行动。", [("新疆生产建设兵团", "660000")]),
    "corps by its short name": ("新疆和兵团公安机关行动。", [("新疆", "650000"), ("兵团", "660000")]),
    "chain": ("贵州省贵阳市南明区警方通报。", [("贵州省贵阳市南明区", "520102")]),
    "list": (
        "山东、河南、湖北3省公安机关行动。",
        [("山东", "370000"), ("河南", "410000"), ("湖北", "420000")],
    ),
    "county without its province": ("山阳县警方通报。", [("山阳县", "611024")]),
    "near twin of another level": ("河南山阳区警方通报。", [("河南山阳区", "410811")]),
    "twin by its chain": ("福建省福州市鼓楼区警方通报。", [("福建省福州市鼓楼区", "350102")]),
    "twin by the city before it": ("福州市民上街，鼓楼区发案下降。", [("福州市", "350100"), ("鼓楼区", "350102")]),
    "twin by the city after it": (
        "督察组来到朝阳区检查，北京警方同步行动。",
        [("朝阳区", "110105"), ("北京", "110000")],
    ),
    "county by its short name behind its city": ("周口项城警方通报。", [("周口项城", "411681")]),
    "county by its short name behind its province": (
        "督察组到重庆巫山、河北正定督导。",
        [("重庆巫山", "500237"), ("河北正定", "130123")],
    ),
    "no county, though its letters stand there": (
        "山东平原地区多雨，江西安义行天下。",
        [("山东", "370000"), ("江西", "360000")],
    ),
    "no county in a canal's name": ("督察组针对大运河生态环境保护，赴河北。", [("河北", "130000")]),
    "county by the canal's name": ("河北省沧州市运河公安分局通报。", [("河北省沧州市运河", "130903")]),
    "no county in a reservoir's name": ("警方巡查平湖水库，平湖警方通报。", [("平湖", "330482")]),
    "shortened, with its level": ("检查组来到道真县。", [("道真县", "520325")]),
    "merged away, by its short name": ("天津市滨海新区公安局塘沽分局通报。", [("天津市滨海新区", "120116")]),
    "twin that is a city": ("辽宁朝阳警方通报。", [("辽宁朝阳", "211300")]),
    "twin in another province": ("长春市朝阳区警方通报。", [("长春市朝阳区", "220104")]),
    "twin without a clue": ("鼓楼区发案下降。", []),
    "plain district beside its city": ("乐山市市中区警方通报。", [("乐山市市中区", "511102")]),
    "plain district alone": ("市中区警方通报。", []),
    "city named like its province": ("督察组抵达吉林市。", [("吉林市", "220200")]),
    "province named like its city": ("督察组抵达吉林。", [("吉林", "220000")]),
    "prefecture named like a province": ("督察组抵达海南州。", [("海南州", "632500")]),
    "province named like a prefecture": ("督察组抵达海南。", [("海南", "460000")]),
    "county named like the police": ("荆州公安县警方通报。", [("荆州公安县", "421022")]),
    "police alone": ("公安机关开展巡逻。", []),
    "short county before a bureau": ("芙蓉公安分局通报。", [("芙蓉", "430102")]),
    "short county in a chain": ("长沙市芙蓉公安分局通报。", [("长沙市芙蓉", "430102")]),
    "short county alone": ("芙蓉花开。", []),
    "peace and quiet": ("平安建设、长治久安。", []),
    "road": ("检查组走访北海市重庆路一带。", [("北海市", "450500")]),
    "restaurant": ("民警来到重庆火锅店。", []),
    "company": ("民警来到河南集团走访。", []),
    "newspaper": ("据湖南日报报道。", []),
    "origin of somebody counted": ("民警劝返2名四川青年。", []),
    "another word behind a count of people": ("俱乐部正在物色一名中卫。", []),
    "counted officers of a bureau": ("3名四川公安民警到场。", [("四川", "510000")]),
    "origin": ("四川人在外务工。", []),
    "dateline": ("北京7月28日电 督察组抵达成都。", [("成都", "510100")]),
    "dateline of an agency": ("新华社南京7月28日电 督察组抵达成都。", [("成都", "510100")]),
    "university": (
        "西安交通大学师生到场。",
        [],
    ),
    "company with its trade": (
        "民警来到河南建筑公司走访。",
        [],
    ),
    "abbreviations": (
        "沪苏浙警方联动。",
        [("沪", "310000"), ("苏", "320000"), ("浙", "330000")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_resolve_places(text: str, expected: Places) -> None:
    assert _places(Article("a1", text, "a1.txt", published="2022-09-16")) == expected


HINTS = {
    "publisher": (Article("a1", "鼓楼区发案下降。", "a1.txt", publisher="开封日报"), [("鼓楼区", "410204")]),
    "title": (Article("a1", "鼓楼区发案下降。", "a1.txt", title="福州公安夏夜巡防"), [("鼓楼区", "350102")]),
    "no help": (Article("a1", "鼓楼区发案下降。", "a1.txt", title="成都公安夏夜巡防"), []),
}


@pytest.mark.parametrize(("article", "expected"), HINTS.values(), ids=HINTS)
def test_resolve_places_by_title_and_publisher(article: Article, expected: Places) -> None:
    assert _places(article) == expected


def test_resolve_places_prefers_the_city_that_the_title_names() -> None:
    article = Article("a1", "鼓楼区发案下降。", "a1.txt", title="南京公安夏夜巡防")
    assert _places(article) == [("鼓楼区", "320106")]


FORMER = {
    "before its merger": ("渝北区警方通报。", "2023-08-01", [("渝北区", "500112")]),
    "renamed since": ("襄樊市警方通报。", "2009-05-01", [("襄樊市", "420600")]),
    "county before it became a district": ("望城县警方通报。", "2010-01-01", [("望城县", "430122")]),
    "under a prefecture that was dissolved": ("商洛地区山阳县警方通报。", "2000-05-01", [("商洛地区山阳县", "612525")]),
}


@pytest.mark.parametrize(("text", "published", "expected"), FORMER.values(), ids=FORMER)
def test_resolve_places_with_the_codes_of_the_day(text: str, published: str, expected: Places) -> None:
    assert _places(Article("a1", text, "a1.txt", published=published)) == expected


def _places(article: Article) -> Places:
    document = read_document(article)
    return [(document.text[place.start : place.end], place.code) for place in document.places]
