"""A number belongs to the agency or place that reports it: nearest in the clause, sentence, paragraph, else the article's."""

import pytest

from ingest.document import read_document
from ingest.scopes import Scope, scope_at
from ontology.model import Article

Where = tuple[str | None, str | None]

CASES: dict[str, tuple[str, Where]] = {
    "agency in the clause": ("山阳县公安局破案36起。", ("611024", "山阳县公安局")),
    "agency in the sentence": ("山阳县公安局严打电诈，破案36起。", ("611024", "山阳县公安局")),
    "agency in the paragraph": ("山阳县公安局严打电诈。截至目前，破案36起。", ("611024", "山阳县公安局")),
    "nearest of two": ("商洛市公安局严打电诈，山阳县公安局破案36起。", ("611024", "山阳县公安局")),
    "branch": ("贵阳市公安局部署行动，南明分局破案36起。", ("520102", "南明区公安分局")),
    "ministry": ("公安部组织行动，破案36起。", ("100000", "公安部")),
    "the whole country": ("全国公安机关破案36起。", ("100000", "全国公安机关")),
    "corps": ("兵团公安机关破案36起。", ("660000", "新疆生产建设兵团公安机关")),
    "several together": (
        "河南、山东、湖北3省公安机关同步行动，破案36起。",
        ("370000,410000,420000", "山东省、河南省、湖北省公安机关"),
    ),
    "place as subject": ("工作扎实推进，青岛市破案36起。", ("370200", None)),
    "partner": ("山阳县公安局联合商洛市公安局破案36起。", ("611024", "山阳县公安局")),
    "superior": ("按照商洛市公安局部署，山阳县公安局破案36起。", ("611024", "山阳县公安局")),
    "speaker after the speech": (
        "“夏季行动以来，全力查处各类安全隐患，破案36起。”天津市公安局介绍。",
        ("120000", "天津市公安局"),
    ),
    "of the same bureau": ("周口市公安局部署。项城市公安局行动，该局破案36起。", ("411681", "项城市公安局")),
    "several together only in their own sentence": (
        "公安部通报。山东、河南2省公安机关捣毁窝点。全国破案36起。",
        ("100000", None),
    ),
    "branch said again": ("贵阳市公安局南明分局部署。行动以来,分局破案36起。", ("520102", "南明区公安分局")),
    "one of several branches": (
        "贵阳市公安局部署。南明分局夜巡,云岩分局夜巡。会议要求落实责任,分局领导带队。\n破案36起。",
        ("520100", None),
    ),
    "our bureau": ("山阳县公安局部署。我局破案36起。", ("611024", "山阳县公安局")),
    "all of the place before it": ("泉州市公安局部署。\n晋江全市破案36起。", ("350582", None)),
    "behind a bullet": ("公安部通报。\n◆江苏:破案5起。\n◆四川:开展集中行动,破案36起。", ("510000", None)),
    "behind a bullet, the corps": ("公安部通报。\n●江苏:破案5起。\n●兵团:破案36起。", ("660000", None)),
    "in brackets": ("公安部通报。\n【江苏】破案5起。\n【西藏】破案36起。", ("540000", None)),
    "places together without a body": (
        "◆江苏:破案5起。\n◆海南:三亚、儋州两市同步清查,破案36起。",
        ("460200,460400", None),
    ),
    "places together that only lie somewhere": (
        "贵阳市公安局在长沙、株洲两市的收网中破案36起。",
        ("520100", "贵阳市公安局"),
    ),
    "nobody": ("昨晚破案36起。", (None, None)),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_scope_at(text: str, expected: Where) -> None:
    scope = _scope(Article("a1", text, "a1.txt", published="2022-09-16"))
    assert (scope.code, scope.agency) == expected


def test_scope_of_the_articles_home() -> None:
    scope = _scope(Article("a1", "昨晚破案36起。", "a1.txt", title="长沙警方夜间巡逻"))
    assert scope == Scope("430100", "湖南省长沙市")


def test_scope_names_the_country() -> None:
    assert _scope(Article("a1", "公安部通报，破案36起。", "a1.txt")).name == "全国"


def test_scope_names_each_of_several() -> None:
    scope = _scope(Article("a1", "山东、河南2省公安机关破案36起。", "a1.txt"))
    assert scope.name == "山东省、河南省"


def test_scope_of_an_area_without_a_code() -> None:
    scope = _scope(Article("a1", "长沙高新区公安分局破案36起。", "a1.txt"))
    assert scope.code == "430100"
    assert scope.name is not None
    assert "高新区" in scope.name


def test_scope_is_never_in_another_city() -> None:
    scope = _scope(Article("a1", "北戴河新区公安局破案36起。", "a1.txt", published="2022-09-16"))
    assert scope.code is not None
    assert scope.code.startswith("1303")


def _scope(article: Article) -> Scope:
    document = read_document(article)
    position = document.quantities[-1].lead
    return scope_at(document, document.clause(position, position)[0], position)
