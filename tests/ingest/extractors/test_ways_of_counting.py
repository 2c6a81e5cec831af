"""Every way in which articles write a number that was reported, and every number that is no result."""

import pytest

from ingest.document import read_document
from ingest.extractors.result import extract
from ontology.model import Article

Told = list[tuple[str, float, str, str]]

MAGNITUDES: dict[str, tuple[str, Told]] = {
    "and more": ("山阳县公安局检查场所3300余个。", [("检查场所", 3300, "个", "over")]),
    "ten thousand and more": ("山阳县公安局覆盖群众5万余人次。", [("覆盖群众", 50000, "人次", "over")]),
    "decimal of ten thousand": ("全国公安机关破获案件26.98万起。", [("破获案件", 269800, "起", "exact")]),
    "hundred million and more": ("公安部减少办事成本40余亿元。", [("减少办事成本", 4000000000, "元", "over")]),
    "thousand of ten thousand": ("公安部惠及群众1000万人次。", [("惠及群众", 10000000, "人次", "exact")]),
    "逾": ("山阳县公安局检查车辆逾500辆。", [("检查车辆", 500, "辆", "over")]),
    "超": ("山阳县公安局检查车辆超500辆。", [("检查车辆", 500, "辆", "over")]),
    "近": ("山阳县公安局检查车辆近500辆。", [("检查车辆", 500, "辆", "near")]),
    "约": ("山阳县公安局检查车辆约500辆。", [("检查车辆", 500, "辆", "about")]),
    "不足": ("山阳县公安局处罚人员不足10人。", [("处罚人员", 10, "人", "under")]),
    "不少于": ("山阳县公安局检查场所不少于500家。", [("检查场所", 500, "家", "over")]),
    "达到": ("山阳县公安局检查车辆达到500辆。", [("检查车辆", 500, "辆", "exact")]),
    "突破": ("山阳县公安局通报，事项网办率突破90%。", [("事项网办率", 90, "%", "over")]),
    "numerals": ("山阳县公安局检查车辆两千三百余辆。", [("检查车辆", 2300, "辆", "over")]),
    "a hundred and more": ("山阳县公安局破获案件百余起。", [("破获案件", 100, "起", "over")]),
    "a batch": ("山阳县公安局破获一批案件。", []),
    "weights, pieces, rounds": (
        "山阳县公安局缴获毒品12.5公斤、枪支3支、子弹200发。",
        [("缴获毒品", 12.5, "公斤", "exact"), ("缴获枪支", 3, "支", "exact"), ("缴获子弹", 200, "发", "exact")],
    ),
    "以上": ("山阳县公安局打掉2个以上犯罪团伙。", [("打掉犯罪团伙", 2, "个", "over")]),
    "左右": ("山阳县公安局整改率90%左右。", [("整改率", 90, "%", "about")]),
    "count behind a comma": (
        "山阳县公安局抓获涉赌嫌疑人，共36名。",
        [("抓获涉赌嫌疑人", 36, "名", "exact")],
    ),
    "count behind a date": (
        "山阳县公安局抓获涉赌嫌疑人，截至8月3日，共36名。",
        [("抓获涉赌嫌疑人", 36, "名", "exact")],
    ),
    "count behind a date, of which nothing says what was counted": (
        "山阳县公安局介绍，截至8月3日，共36名。",
        [],
    ),
    "done to what it counts": (
        "省教育厅对九江市的33所学校进行了开学督导。",
        [("督导学校", 33, "所", "exact")],
    ),
    "done to all that is listed": (
        "山阳县公安局对2家酒吧、8家旅馆等重点场所开展了清查。",
        [("清查酒吧", 2, "家", "exact"), ("清查旅馆", 8, "家", "exact")],
    ),
    "waves": ("山阳县公安局开展3波次集群战役。", [("开展集群战役", 3, "波次", "exact")]),
    "at least, of work done": ("山阳县公安局劝阻群众不少于11万人次。", [("劝阻群众", 110000, "人次", "over")]),
    "tens of thousands in numerals": (
        "山阳县公安局返还财物价值三十八万余元。",
        [("返还财物价值", 380000, "元", "over")],
    ),
    "tens in numerals": (
        "山阳县公安局查扣摩托车六十五辆，带破案件十余起。",
        [("查扣摩托车", 65, "辆", "exact"), ("带破案件", 10, "起", "over")],
    ),
    "from a month's count to another, with the rate": (
        "山阳县公安局盗窃警情由6月的212起降至148起，降幅30.2%。",
        [("盗窃警情", 212, "起", "exact"), ("盗窃警情", 148, "起", "exact"), ("盗窃警情", -30.2, "%", "exact")],
    ),
    "a noun that opens like an adverb": (
        "山阳县公安局受理举报37件，其中重点件8件。",
        [("受理举报", 37, "件", "exact"), ("重点件", 8, "件", "exact")],
    ),
    "what is left": (
        "山阳县公安局发现隐患37项，现场整改21项，剩余16项移交属地限期整改。",
        [
            ("发现隐患", 37, "项", "exact"),
            ("整改隐患", 21, "项", "exact"),
            ("移交属地限期整改", 16, "项", "exact"),
        ],
    ),
    "ten thousand of money": ("山阳县公安局挽回损失300万元。", [("挽回损失", 3000000, "元", "exact")]),
}

NO_RESULTS = {
    "duration": "山阳县公安局行动持续3个月。",
    "inside a mechanism's name": "山阳县公安局推行“1、3、5分钟”快速响应机制。",
    "hours": "山阳县公安局24小时巡逻。",
    "announcer of a list": "山阳县公安局从4个方面开展工作。",
    "telephone": "山阳县公安局提醒群众拨打110，值班电话0914-8322110。",
    "age": "山阳县公安局抓获嫌疑人，35岁。",
    "ten best, congress": "山阳县公安局评选十佳民警，迎接二十大。",
    "price": "山阳县公安局护航夜市，绿豆汤卖到8元。",
    "clock": "山阳县公安局20时30分集结。",
}


@pytest.mark.parametrize(("text", "expected"), MAGNITUDES.values(), ids=MAGNITUDES)
def test_magnitudes_and_bounds(text: str, expected: Told) -> None:
    found = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert [(fact.metric, fact.value, fact.unit, fact.modifier) for fact in found] == expected


@pytest.mark.parametrize("text", NO_RESULTS.values(), ids=NO_RESULTS)
def test_numbers_that_are_no_results(text: str) -> None:
    assert list(extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))) == []


Changed = list[tuple[str, float, str, str | None]]

CHANGES: dict[str, tuple[str, Changed]] = {
    "respectively": (
        "山阳县公安局刑事、治安警情同比分别下降16.8%、14.2%。",
        [("刑事警情", -16.8, "%", "yoy"), ("治安警情", -14.2, "%", "yoy")],
    ),
    "respectively, each with its verb": (
        "山阳县公安局破获案件、抓获嫌疑人分别为45起、70人。",
        [("破获案件", 45, "起", None), ("抓获嫌疑人", 70, "人", None)],
    ),
    "respectively, of what was counted before": (
        "山阳县公安局查处酒驾12起、醉驾3起，同比分别下降20%、15%。",
        [
            ("查处酒驾", 12, "起", None),
            ("查处醉驾", 3, "起", None),
            ("查处酒驾", -20, "%", "yoy"),
            ("查处醉驾", -15, "%", "yoy"),
        ],
    ),
    "against the period before": ("山阳县公安局警情环比下降5.1%。", [("警情", -5.1, "%", "mom")]),
    "from and to": ("山阳县公安局盗窃案由32起降至7起。", [("盗窃案", 32, "起", None), ("盗窃案", 7, "起", "other")]),
    "more than last year": ("山阳县公安局破案数比去年同期多32起。", [("破案数", 32, "起", "yoy")]),
}


@pytest.mark.parametrize(("text", "expected"), CHANGES.values(), ids=CHANGES)
def test_changes(text: str, expected: Changed) -> None:
    found = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert [(fact.metric, fact.value, fact.unit, fact.change) for fact in found] == expected


WINDOWS: dict[str, tuple[str, tuple[str | None, str | None, str | None]]] = {
    "as of": ("截至7月底，山阳县公安局累计破获案件100起。", ("as_of", None, "2022-07")),
    "since": ("7月以来，山阳县公安局破获案件100起。", ("since", "2022-07", None)),
    "that night": ("7月22日晚，山阳县公安局当晚破获案件10起。", ("day", "2022-07-22", "2022-07-22")),
    "three nights": ("7月22至24日，山阳县公安局破获案件10起。", (None, "2022-07-22", "2022-07-24")),
    "no window": ("山阳县公安局破获案件10起。", (None, None, None)),
}


@pytest.mark.parametrize(("text", "expected"), WINDOWS.values(), ids=WINDOWS)
def test_windows(text: str, expected: tuple[str | None, str | None, str | None]) -> None:
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert (fact.window, fact.when.start, fact.when.end) == expected


def test_part_of_the_number_before() -> None:
    text = "山阳县公安局破获案件100起，其中诈骗案20起。"
    whole, part = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert (whole.part_of, part.part_of) == (None, whole.id)


def test_headline_and_body_count_once() -> None:
    text = "山阳警方破案100起\n山阳县公安局破获案件100起。民警持续开展巡逻，守护一方平安，群众纷纷点赞。"
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert fact.metric == "破获案件"


def test_joint_scope() -> None:
    text = "山东、河南、湖北、湖南4省公安机关同步捣毁窝点3300余个。"
    (fact,) = extract(read_document(Article("a", text, "a.txt", published="2022-09-16")))
    assert fact.scope_code == "370000,410000,420000,430000"
