"""Results are numbers of work done or of its outcome, by the agency that reports them; other numbers are none."""

import pytest

from ingest.document import read_document
from ingest.extractors.result import extract, tidy
from ontology.model import Article, Result

Numbers = list[tuple[str, float, str]]

CASES: dict[str, tuple[str, Numbers]] = {
    "changes one after the other": (
        "山阳县公安局通报,盗窃警情环比下降2.09%,同比下降9.81%;破案率同比上升5.1个百分点,环比上升2个百分点。",
        [("盗窃警情", -2.09, "%"), ("盗窃警情", -9.81, "%"), ("破案率", 5.1, "个百分点"), ("破案率", 2, "个百分点")],
    ),
    "moved, and by how much": (
        "山阳县公安局通报,辖区盗窃警情由6月的212起降至148起,降幅30.2%。",
        [("盗窃警情", 212, "起"), ("盗窃警情", 148, "起"), ("盗窃警情", -30.2, "%")],
    ),
    "moved, and by how many": (
        "山阳县公安局通报,命案由去年同期的9起减少到6起,减少3起。",
        [("命案", 9, "起"), ("命案", 6, "起"), ("命案", -3, "起")],
    ),
    "mean of months": ("山阳县公安局通报,电诈立案数月均下降12.3%。", [("电诈立案数月均", -12.3, "%")]),
    "a rate that rose": ("山阳县公安局通报,破案率升至88.5%。", [("破案率", 88.5, "%")]),
    "by how much a rate narrowed": ("山阳县公安局通报,涨幅由5.2%收窄至1.8%。", []),
    "an office's holder whose name was broken": (
        "山阳县公安局局长刘建\ufffd带队夜查2次，破案3起。",
        [("破案", 3, "起")],
    ),
    "more of them than the year before": (
        "山阳县公安局查处治安案件960起，同比多查18起。",
        [("查处治安案件", 960, "起"), ("查处治安案件", 18, "起")],
    ),
    "both fall, and by how much": (
        "山阳县公安局通报，电诈案件立案数、群众损失数同比双降，降幅达到17.4%和21.6%。",
        [("电诈案件立案数", -17.4, "%"), ("群众损失数", -21.6, "%")],
    ),
    "so many a day, before and now": (
        "山阳县公安局通报，扰民投诉由每日210件下降到每日87件。",
        [("扰民投诉", 210, "件"), ("扰民投诉", 87, "件")],
    ),
    "words that begin like a verb's end": (
        "山阳县公安局走访出租房屋56户，查看在建项目9个，协调处理欠薪案件31件。",
        [("走访出租房屋", 56, "户"), ("查看在建项目", 9, "个"), ("协调处理欠薪案件", 31, "件")],
    ),
    "waves": ("山阳县公安局先后开展3波次集群战役。", [("开展集群战役", 3, "波次")]),
    "what is left": (
        "山阳县公安局发现隐患43项,剩余22项移交属地整改。",
        [("发现隐患", 43, "项"), ("移交属地整改", 22, "项")],
    ),
    "the whole, not the part before it": (
        "山阳县公安局交办举报件231件,其中重点件21件,已办结86件。",
        [("交办举报件", 231, "件"), ("重点件", 21, "件"), ("办结举报件", 86, "件")],
    ),
    "number last": ("山阳县公安局破获刑事案件603起。", [("破获刑事案件", 603, "起")]),
    "number before its noun": ("山阳县公安局破获603起刑事案件。", [("破获刑事案件", 603, "起")]),
    "object first": ("山阳县公安局通报，刑事案件破获603起。", [("破获刑事案件", 603, "起")]),
    "ten thousands": ("山阳县公安局检查车辆1.2万辆次。", [("检查车辆", 12000, "辆次")]),
    "commas": ("山阳县公安局走访群众1,204户。", [("走访群众", 1204, "户")]),
    "kilograms": ("山阳县公安局收缴毒品12千克。", [("收缴毒品", 12, "千克")]),
    "money": ("山阳县公安局追回被骗资金40余亿元。", [("追回被骗资金", 4000000000, "元")]),
    "chain": (
        "山阳县公安局出动警力3400余人、车辆500余台次。",
        [("出动警力", 3400, "人"), ("出动车辆", 500, "台次")],
    ),
    "chain of objects": (
        "山阳县公安局收缴管制刀具30把、枪支2支。",
        [("收缴管制刀具", 30, "把"), ("收缴枪支", 2, "支")],
    ),
    "several clauses": (
        "山阳县公安局破获诈骗案69起，抓获嫌疑人70名。",
        [("破获诈骗案", 69, "起"), ("抓获嫌疑人", 70, "名")],
    ),
    "second measure": (
        "山阳县公安局侦破走私案81起57人。",
        [("侦破走私案", 81, "起"), ("侦破走私案", 57, "人")],
    ),
    "counts of actions": (
        "山阳县公安局先后4次召开推进会，召开27场座谈会。",
        [("召开推进会", 4, "次"), ("召开座谈会", 27, "场")],
    ),
    "respectively": (
        "山阳县公安局通报，刑事、治安警情同比分别下降16.8%、14.2%。",
        [("刑事警情", -16.8, "%"), ("治安警情", -14.2, "%")],
    ),
    "respectively, of counts before": (
        "山阳县公安局破案36起，抓获70人，同比分别上升5%、7%。",
        [("破案", 36, "起"), ("抓获", 70, "人"), ("破案", 5, "%"), ("抓获", 7, "%")],
    ),
    "from to": (
        "山阳县公安局介绍，日均发案由32起降至7起。",
        [("日均发案", 32, "起"), ("日均发案", 7, "起")],
    ),
    "levels": (
        "山阳县公安局网办率突破90%，满意度达98%。",
        [("网办率", 90, "%"), ("满意度", 98, "%")],
    ),
    "tenths": (
        "山阳县公安局通报，刑事警情同比下降三成，破案率超过七成。",
        [("刑事警情", -30, "%"), ("破案率", 70, "%")],
    ),
    "percentage points": ("山阳县公安局介绍，群众满意度同比提高2.1个百分点。", [("群众满意度", 2.1, "个百分点")]),
    "name in quotes": ("山阳县公安局打掉“套路贷”团伙5个。", [("打掉“套路贷”团伙", 5, "个")]),
    "words the vocabulary lacks": ("山阳县公安局归拢流浪犬36只。", [("归拢流浪犬", 36, "只")]),
    "told twice": (
        "山阳县公安局破获案件36起。截至目前，山阳县公安局破获案件36起。",
        [("破获案件", 36, "起")],
    ),
    "headline and body": (
        "山阳警方破案36起\n8月19日，山阳县公安局通报，该局破获案件36起。",
        [("破获案件", 36, "起")],
    ),
    "headline alone": (
        "山阳警方破案36起\n8月19日，山阳县公安局开展夜间巡逻，守护市民。",
        [("破案", 36, "起")],
    ),
    "list announcer": ("山阳县公安局从4个方面发力，做到3个到位、5个聚焦。", []),
    "number inside a name": ("山阳县公安局推行“1、3、5分钟”快速响应机制。", []),
    "duration": ("山阳县公安局民警蹲守3个月、48个小时。", []),
    "norm": ("山阳县公安局规定，每个派出所应当配备民警5名。", []),
    "norm for each": ("山阳县公安局要求每名民警走访10户。", []),
    "fine by law": ("山阳县公安局提醒，违者处以500元以上罚款。", []),
    "market": ("山阳县公安局护航夜市，夜市销售额200万元。", []),
    "age": ("山阳县公安局抓获一人，年仅35岁。", []),
    "loss": ("受害人被骗走30万元，山阳县公安局立案。", []),
    "places just listed": ("山阳县公安局在5个县区开展行动。", []),
    "teams": ("山阳县公安局派出10个督导组。", []),
    "telephone": ("山阳县公安局110接警台。", []),
    "date and time": ("8月19日20时，山阳县公安局出动。", []),
    "ordinal": ("山阳县公安局第3次推进会召开。", []),
    "lost digit": ("山阳县公安局破案?36起。", []),
    "partner's digits lost": ("山阳县公安局通报，刑事、治安警情同比分别下降16.8%、%。", []),
    "nobody in office": ("小店卖出30台电脑。", []),
    "batch": ("山阳县公安局破获一批案件。", []),
    "planned": (
        "山阳县公安局拟增设警务站20个。",
        [("增设警务站", 20, "个")],
    ),
    "from to, after its agency": (
        "山阳县公安局治安警情由32起降至7起。",
        [("治安警情", 32, "起"), ("治安警情", 7, "起")],
    ),
    "rate from to": (
        "山阳县公安局介绍，发案率由5%降至3%。",
        [("发案率", 5, "%"), ("发案率", 3, "%")],
    ),
    "a day": (
        "山阳县公安局日均出动警力300人次。",
        [("日均出动警力", 300, "人次")],
    ),
    "against last year and the month before": (
        "山阳县公安局通报，违法犯罪警情同比下降18.4%，环比下降7.2%。",
        [("违法犯罪警情", -18.4, "%"), ("违法犯罪警情", -7.2, "%")],
    ),
    "several against last year and the month before": (
        "山阳县公安局通报，刑事、治安警情同比分别下降16.8%、14.2%，环比分别下降3%、4%。",
        [("刑事警情", -16.8, "%"), ("治安警情", -14.2, "%"), ("刑事警情", -3, "%"), ("治安警情", -4, "%")],
    ),
    "what changed stands before a date": (
        "山阳县公安局通报，刑事案件立案数，今年1至7月，同比下降21.3%。",
        [("刑事案件立案数", -21.3, "%")],
    ),
    "basis first": (
        "较去年同期，山阳县公安局接报警情减少32起。",
        [("接报警情", -32, "起")],
    ),
}
BUGS = [
    pytest.param(
        "山阳县公安局通报，案件、嫌疑人分别为45起、70人。",
        [("案件", 45, "起"), ("嫌疑人", 70, "人")],
        id="respectively, in two measure words",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*(pytest.param(*case, id=name) for name, case in CASES.items()), *BUGS])
def test_result(text: str, expected: Numbers) -> None:
    assert [(fact.metric, fact.value, fact.unit) for fact in _facts(text)] == expected


MODIFIERS = {
    "exact": ("36起", "exact"),
    "more": ("36余起", "over"),
    "over": ("超36起", "over"),
    "at least": ("至少36起", "over"),
    "near": ("近36起", "near"),
    "about": ("约36起", "about"),
    "less": ("不足36起", "under"),
    "less, 不到": ("不到36起", "under"),
}


@pytest.mark.parametrize(("number", "expected"), MODIFIERS.values(), ids=MODIFIERS)
def test_result_modifier(number: str, expected: str) -> None:
    assert [fact.modifier for fact in _facts(f"山阳县公安局破案{number}。")] == [expected]


CHANGES: dict[str, tuple[str, list[str | None]]] = {
    "none": ("破获案件36起", [None]),
    "level": ("满意度达98%", [None]),
    "against last year": ("刑事警情同比下降16.8%", ["yoy"]),
    "against the period before": ("刑事警情环比下降16.8%", ["mom"]),
    "against nothing said": ("刑事警情下降16.8%", ["other"]),
    "against both": ("旅游投诉同比、环比分别下降22%、8%", ["yoy", "mom"]),
    "more than the year before": ("查处案件96起，同比多查18起", [None, "yoy"]),
    "from to": ("日均发案由32起降至7起", [None, "other"]),
}


@pytest.mark.parametrize(("words", "expected"), CHANGES.values(), ids=CHANGES)
def test_result_change(words: str, expected: list[str | None]) -> None:
    assert [fact.change for fact in _facts(f"山阳县公安局通报，{words}。")] == expected


WINDOWS: dict[str, tuple[str, str | None, str | None]] = {
    "none": ("山阳县公安局破案36起。", None, None),
    "as of": ("截至8月底，山阳县公安局破案36起。", "as_of", "../2022-08"),
    "since": ("7月以来，山阳县公安局破案36起。", "since", "2022-07/.."),
    "in all": ("山阳县公安局累计破案36起。", "since", None),
    "on a day": ("8月19日，山阳县公安局破案36起。", "day", "2022-08-19"),
    "in a night": ("当晚，山阳县公安局破案36起。", "day", None),
    "day it was told": ("8月19日，记者从山阳县公安局获悉，破案36起。", None, None),
}


@pytest.mark.parametrize(("text", "window", "edtf"), WINDOWS.values(), ids=WINDOWS)
def test_result_window(text: str, window: str | None, edtf: str | None) -> None:
    (fact,) = _facts(text)
    assert (fact.window, fact.when.edtf) == (window, edtf)


SCOPES: dict[str, tuple[str, str | None, str | None]] = {
    "bureau": ("山阳县公安局破案36起。", "611024", "org/611024-public-security-bureau"),
    "ministry's bureau": ("公安部治安管理局通报，破案36起。", "100000", "org/100000-公安部治安管理局"),
    "acting together, ascending": (
        "河南、湖北、山东3省公安机关同步捣毁窝点36个。",
        "370000,410000,420000",
        "org/370000,410000,420000-public-security-organs",
    ),
    "corps": ("兵团公安机关破案36起。", "660000", "org/660000-public-security-organs"),
    "partner": ("山阳县公安局联合商洛市公安局破案36起。", "611024", "org/611024-public-security-bureau"),
    "superior": ("按照公安部部署，山阳县公安局破案36起。", "611024", "org/611024-public-security-bureau"),
    "place": ("长沙县抓获嫌疑人36名，各派出所夜间巡逻，长沙市公安局通报。", "430121", None),
}


@pytest.mark.parametrize(("text", "code", "agency"), SCOPES.values(), ids=SCOPES)
def test_result_scope(text: str, code: str | None, agency: str | None) -> None:
    (fact,) = _facts(text)
    assert (fact.scope_code, fact.agency_id) == (code, agency)


def test_each_place_of_a_list_has_its_own_number() -> None:
    facts = _facts("大理州公安局通报，大理市、祥云县、宾川县分别抓获逃犯21名、9名、4名。")
    assert {(fact.metric, fact.value, fact.scope_code) for fact in facts} == {
        ("抓获逃犯", 21, "532901"),
        ("抓获逃犯", 9, "532923"),
        ("抓获逃犯", 4, "532924"),
    }


def test_part_opened_by_among_them() -> None:
    whole, part = _facts("山阳县公安局抓获嫌疑人12名，其中逃犯3名。")
    assert (whole.value, whole.part_of) == (12, None)
    assert (part.value, part.part_of) == (3, whole.id)


def test_metric_of_the_vocabulary_and_none() -> None:
    known, unknown = _facts("山阳县公安局破获刑事案件603起，归拢流浪犬36只。")
    assert (known.metric_id, unknown.metric_id) == ("criminal-cases-solved", None)


STATUS = {
    "done": ("山阳县公安局建成警务站20个。", "done"),
    "planned": ("山阳县公安局拟增设警务站20个。", "planned"),
    "by when, before the comma": ("山阳县公安局力争到9月底，事故死亡人数再压降10%以上。", "planned"),
    "by the end of the year": ("山阳县公安局年底前计划完成改造38公里。", "planned"),
    "expected": ("山阳县公安局预计建成警务站20个。", "planned"),
}


@pytest.mark.parametrize(("text", "expected"), STATUS.values(), ids=STATUS)
def test_result_status(text: str, expected: str) -> None:
    assert [fact.status for fact in _facts(text)] == [expected]


def test_evidence_is_the_clause_as_given() -> None:
    text = "８月１９日，山阳县公安局破获刑事案件 ６０３ 起，,秩序良好。"
    (fact,) = _facts(text)
    assert fact.evidence.quote == text[fact.evidence.start : fact.evidence.end] == "山阳县公安局破获刑事案件 ６０３ 起"


def test_evidence_names_no_private_person() -> None:
    (fact,) = _facts("居民王先生协助山阳县公安局抓获嫌疑人7名，店主赵大明称赞。")
    assert not any(name in str(fact) for name in ("王先生", "赵大明"))


TIDY = {
    "joints": ("、和破案的", "破案"),
    "quotation marks left open": ("“破案", "破案"),
    "whole": ("破获刑事案件", "破获刑事案件"),
    "too long": ("排" * 50, "排" * 30),
}


@pytest.mark.parametrize(("metric", "expected"), TIDY.values(), ids=TIDY)
def test_tidy(metric: str, expected: str) -> None:
    assert tidy(metric) == expected


def _facts(text: str) -> list[Result]:
    return list(extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16"))))
