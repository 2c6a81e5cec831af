"""Where teams worked: clause, frame, list line, pairs, reveal; never what a team merely says."""

import pytest

from ingest.document import read_document
from ingest.visits import find_visits
from ontology.model import Article

CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "clause": ("公安部第九督察组赴长沙市督察。", [("公安部第九督察组", "430100", "inspection.clause")]),
    "frame": ("在四川，公安部第四督察组要求压实责任。", [("公安部第四督察组", "510000", "inspection.frame")]),
    "finest only": (
        "公安部第九督察组到长沙市，走进芙蓉区夜市。",
        [("公安部第九督察组", "430102", "inspection.clause")],
    ),
    "list line": (
        "中央生态环境保护督察组分工如下：\n第一组：上海市，组长张明；\n第二组：浙江省，组长李华。",
        [
            ("中央第一生态环境保护督察组", "310000", "inspection.list"),
            ("中央第二生态环境保护督察组", "330000", "inspection.list"),
        ],
    ),
    "what a team says of a place": ("公安部第九督察组要求各地学习浙江经验。", []),
    "learnt from": ("公安部第九督察组赴长沙市，借鉴浙江做法。", [("公安部第九督察组", "430100", "inspection.clause")]),
    "strangers revealed": (
        "近日，银川市兴庆区的警务室迎来了几位客人。这几位客人正是公安部第九督察组的成员。",
        [("公安部第九督察组", "640104", "inspection.reveal")],
    ),
    "both of a list": (
        "省委第七巡视组巡视湛江市、坡头区。",
        [("省委第七巡视组", "440800", "inspection.clause"), ("省委第七巡视组", "440804", "inspection.clause")],
    ),
    "list goes on after its count": (
        "中央第七督导组到宁波市、温州市2个设区市及平阳县、镇海区开展督导。",
        [
            ("中央第七督导组", "330200", "inspection.clause"),
            ("中央第七督导组", "330300", "inspection.clause"),
            ("中央第七督导组", "330326", "inspection.clause"),
            ("中央第七督导组", "330211", "inspection.clause"),
        ],
    ),
    "joined by 和": (
        "省政府第二督查组深入黄州区和团风县实地督查。",
        [("省政府第二督查组", "421102", "inspection.clause"), ("省政府第二督查组", "421121", "inspection.clause")],
    ),
    "partner": (
        "公安部第九督察组赴长沙市，与北京市公安局交流。",
        [("公安部第九督察组", "430100", "inspection.clause")],
    ),
    "came to us": (
        "竹山县委召开见面会。省委第一巡视组一行来我县巡视。",
        [("省委第一巡视组", "420323", "inspection.clause")],
    ),
    "counts by place": (
        "中央第二生态环境保护督察组向我省交办举报20件，其中郑州市19件、洛阳市1件。河南省政府已办结。",
        [("中央第二生态环境保护督察组", "410000", "inspection.clause")],
    ),
    "card": (
        "各督察组信息如下：\n黑龙江\n中央第三环境保护督察组\n进驻时间：2018年5月30日—6月30日\n河北\n中央第一环境保护督察组\n进驻时间：2018年5月31日—6月30日",
        [
            ("中央第三环境保护督察组", "230000", "inspection.card"),
            ("中央第一环境保护督察组", "130000", "inspection.card"),
        ],
    ),
    "pairs before a count": (
        "省委第一、第二环境保护督察组分别进驻延安、榆林2市。",
        [
            ("省委第一环境保护督察组", "610600", "inspection.pairs"),
            ("省委第二环境保护督察组", "610800", "inspection.pairs"),
        ],
    ),
    "pairs before another team": (
        "省委第一、第二督导组分别进驻长沙市、株洲市，第三督导组进驻怀化市。",
        [
            ("省委第一督导组", "430100", "inspection.pairs"),
            ("省委第二督导组", "430200", "inspection.pairs"),
            ("省委第三督导组", "431200", "inspection.clause"),
        ],
    ),
    "found inside": (
        "河北省沧州市一处警务站内，公安部第三督察组一行正在了解情况。",
        [("公安部第三督察组", "130900", "inspection.frame")],
    ),
    "division of the corps and its city": (
        "公安部第九督察组到新疆生产建设兵团第八师石河子市督察。",
        [("公安部第九督察组", "659001", "inspection.clause")],
    ),
    "finished": (
        "国务院食安委第四督查组已完成云南、海南的督查。",
        [
            ("国务院食安委第四督查组", "530000", "inspection.clause"),
            ("国务院食安委第四督查组", "460000", "inspection.clause"),
        ],
    ),
    "the body where a numbered team is named": (
        "国务院安委会综合检查组抵达贵州。国务院安委会第十综合检查组赴毕节市检查。",
        [("国务院安委会第十综合检查组", "520500", "inspection.clause")],
    ),
    "all provinces and the corps": (
        "公安部派出10个督察组分赴31个省（区、市）和新疆生产建设兵团。",
        [],
    ),
    "row of a table": (
        "山西省委派出2个巡视组。\n组别 | 进驻地区 | 值班电话\n省委第一巡视组 | 平遥县、介休市 | 0354\n省委第二巡视组 | 交城县 | 0358",
        [
            ("省委第一巡视组", "140728", "inspection.row"),
            ("省委第一巡视组", "140781", "inspection.row"),
            ("省委第二巡视组", "141122", "inspection.row"),
        ],
    ),
    "numbered rows": (
        "中央生态环境保护督察全面启动。\n1.中央第一生态环境保护督察组 山西省 进驻时间：2022年4月6日至5月6日\n2.中央第二生态环境保护督察组 辽宁省 进驻时间：2022年4月7日至5月7日",
        [
            ("中央第一生态环境保护督察组", "140000", "inspection.row"),
            ("中央第二生态环境保护督察组", "210000", "inspection.row"),
        ],
    ),
    "townships of a county": (
        "8月3日，山阳县安委会督查组分赴城关镇、高坝店镇督查。",
        [("山阳县安委会督查组", "611024", "inspection.township")],
    ),
    "townships of the county at home": (
        "同心县部署工作。宁夏回族自治区党委督查组深入河西镇督查。",
        [("宁夏回族自治区党委督查组", "640324", "inspection.township")],
    ),
    "lines without a stop": (
        "湖南省郴州市部署工作。\n市森防指派出2个督导组。分组如下：\n第一组\t苏仙区、北湖区\n第二组\t汝城县",
        [
            ("市森防指第一督导组", "431003", "inspection.list"),
            ("市森防指第一督导组", "431002", "inspection.list"),
            ("市森防指第二督导组", "431026", "inspection.list"),
        ],
    ),
    "townships of nobody's county": ("公安部督察组分赴城关镇督察。", []),
    "a host's office": (
        "8月1日，省委第九巡视组对赤水市开展巡视。反馈会上，督察组组长李明讲话，省委第九巡视组副组长王强、遵义市副市长刘刚参加。",
        [("省委第九巡视组", "520381", "inspection.clause")],
    ),
    "posted group of a sender": (
        "国家消防救援局前方指导组正在河南南阳指导救援。",
        [("国家消防救援局前方指导组", "411300", "inspection.clause")],
    ),
    "a city right under its province": (
        "海南省公安厅督导组赴海口、文昌督导。",
        [("海南省公安厅督导组", "460100", "inspection.clause"), ("海南省公安厅督导组", "469005", "inspection.clause")],
    ),
    "sent at the same time by another": (
        "江西省公安厅督导组在章贡区督导；赣州市公安局同步派出5个督导组，其中第一督导组到于都县。",
        [
            ("江西省公安厅督导组", "360702", "inspection.clause"),
            ("赣州市公安局第一督导组", "360731", "inspection.clause"),
        ],
    ),
    "bureaus joined by 和": (
        "安徽省公安厅督导组深入铜陵市公安局义安分局和枞阳县公安局检查。",
        [("安徽省公安厅督导组", "340706", "inspection.clause"), ("安徽省公安厅督导组", "340722", "inspection.clause")],
    ),
    "bureaus of partners": (
        "安徽省公安厅督导组赴铜陵市督导，与安庆市公安局和池州市公安局交流。",
        [("安徽省公安厅督导组", "340700", "inspection.clause")],
    ),
    "fed back, and visited": (
        "8月1日至20日，中央第二生态环境保护督察组对黑龙江省开展督察。9月3日，督察组向黑龙江省反馈。",
        [("中央第二生态环境保护督察组", "230000", "inspection.clause")],
    ),
    "a title's body": (
        "国务院安委会检查组进驻海南\n8月3日，全国燃气安全专项整治第五检查组进驻海南，在海口市检查企业。",
        [("全国燃气安全专项整治第五检查组", "460100", "inspection.clause")],
    ),
    "sent there before": (
        "派往河南、山西的国家防总工作组已返回。",
        [("国家防总工作组", "410000", "inspection.frame"), ("国家防总工作组", "140000", "inspection.frame")],
    ),
    "left out: then": (
        "公安部第六督察组到河西区检查。随后，又赴蓟州区走访。",
        [("公安部第六督察组", "120103", "inspection.clause"), ("公安部第六督察组", "120119", "inspection.clause")],
    ),
    "left out: the next step": (
        "湖北省公安厅第三督导组赴宜昌市督导。据悉，下步还将赴荆门、荆州督导。",
        [
            ("湖北省公安厅第三督导组", "420500", "inspection.clause"),
            ("湖北省公安厅第三督导组", "420800", "inspection.clause"),
            ("湖北省公安厅第三督导组", "421000", "inspection.clause"),
        ],
    ),
    "left out: whom it leads": (
        "湖北省公安厅第三督导组组长周强率队赴宜昌市督导。周强一行还来到荆门市。",
        [
            ("湖北省公安厅第三督导组", "420500", "inspection.clause"),
            ("湖北省公安厅第三督导组", "420800", "inspection.clause"),
        ],
    ),
    "another one went": (
        "公安部第六督察组到河西区检查。市公安局局长随后又赴蓟州区走访。",
        [("公安部第六督察组", "120103", "inspection.clause")],
    ),
    "straight there": (
        "公安部第五督导组不打招呼、直奔重庆市渝中区。",
        [("公安部第五督导组", "500103", "inspection.clause")],
    ),
    "whole country": ("公安部督察组对全国公安机关开展督察。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_find_visits(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = read_document(Article("a", text, "a.txt", published="2022-09-16"))
    assert [(visit.team.name, visit.place.code, visit.rule) for visit in find_visits(document)] == expected
