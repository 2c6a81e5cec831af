"""Teams carry the name that the article first writes in full; ordinals of anything else are no teams."""

import pytest

from ingest.document import read_document
from ingest.team_names import TeamMention, compose
from ontology.model import Article

Names = list[str]

CASES: dict[str, tuple[str, Names]] = {
    "numbered": ("公安部第九督察组抵达长沙市。", ["公安部第九督察组"]),
    "in digits, as written": ("公安部第9督察组抵达长沙市。", ["公安部第9督察组"]),
    "of two characters": ("公安部第十一督察组抵达长沙市。", ["公安部第十一督察组"]),
    "party committee": ("公安部党委第九督察组抵达长沙市。", ["公安部第九督察组"]),
    "ordinal before the kind": ("中央第三生态环境保护督察组进驻河南。", ["中央第三生态环境保护督察组"]),
    "ordinal inside the kind": ("中央扫黑除恶第11督导组进驻山西。", ["中央扫黑除恶第11督导组"]),
    "disciplinary": ("中央第八巡视组进驻该单位。", ["中央第八巡视组"]),
    "sender of a place, as written": ("湖南省委政法委第四督导组来到长沙。", ["湖南省委政法委第四督导组"]),
    "sender without its place": ("省委政法委第四督导组来到长沙。", ["省委政法委第四督导组"]),
    "safety": ("国务院安委会第二综合检查组进驻湖南。", ["国务院安委会第二综合检查组"]),
    "place as sender": ("山东省第一生态环境保护督察组进驻。", ["山东省第一生态环境保护督察组"]),
    "campaign between": ("公安部“百日行动”第五督察组抵达。", ["公安部第五督察组"]),
    "sent by": ("由公安部派出的第六督察组抵达海口。", ["公安部第六督察组"]),
    "body": ("公安部督察组来到长沙。", ["公安部督察组"]),
    "counted body": ("公安部党委组建10个督察组。", ["公安部督察组"]),
    "counted, of a kind": ("海南省公安厅派出19个驻点督察组。", ["海南省公安厅驻点督察组"]),
    "counted, sender inside": ("5个中央扫黑除恶督导组开展进驻。", ["中央扫黑除恶督导组"]),
    "range is the body": ("中央扫黑除恶第11至第20督导组进驻各地。", ["中央扫黑除恶督导组"]),
    "several in one breath": ("公安部第一、第二督察组分别赴陕西、四川。", ["公安部督察组"]),
    "sender carried on": (
        "公安部第九督察组抵达长沙市，第七督察组抵达贵阳市。",
        ["公安部第九督察组", "公安部第七督察组"],
    ),
    "pointing": ("公安部第九督察组抵达长沙市。督察组一行走访市场。", ["公安部第九督察组", "公安部第九督察组"]),
    "pointing to all": ("公安部派出10个督察组。各组深入基层。", ["公安部督察组", "公安部督察组"]),
    "pointing to none": ("督察组来到长沙。", []),
    "ordinals of other things": ("第一时间集结，第二次推进会，第三批物资，第一批次，第四中学。", []),
    "task force": ("民警成立专案组。", []),
    "leading group": ("市里成立领导小组。", []),
    "split up": ("全市警力分成8个小组。", []),
    "ordinal behind the whole kind": (
        "国务院安委会综合检查组第八组来到武汉。综合检查组第九组来到长沙。检查组第一组到望城区。",
        ["国务院安委会第八综合检查组", "国务院安委会第九综合检查组", "国务院安委会第九综合检查组第一组"],
    ),
    "sent for what, without a count": ("国务院安委会派出综合检查组。", ["国务院安委会综合检查组"]),
    "spot checks": ("陕西省公安厅第三抽查组到宝鸡。抽查组听取汇报。", ["陕西省公安厅第三抽查组"] * 2),
    "received from the level above": (
        "浙江省第二生态环境保护督察组下沉。我区接受省第二生态环境保护督察组督察。",
        ["浙江省第二生态环境保护督察组"] * 2,
    ),
    "ordinals last, two teams": (
        "全国扫黑办特派督导第29组进驻青海。特派督导第30组进驻甘肃。",
        ["全国扫黑办特派督导第29组", "全国扫黑办特派督导第30组"],
    ),
    "ordinal last": (
        "全国扫黑办2020年第二轮特派督导第29组进驻青海。特派督导组即日起开展督导。",
        ["全国扫黑办特派督导第29组", "全国扫黑办特派督导第29组"],
    ),
    "standing office of a level": ("省防办督导组来到黄石。", ["省防办督导组"]),
    "place before the count": ("广东7个扫黑除恶专项督导组进驻。", ["广东省扫黑除恶专项督导组"]),
    "line without a sender": ("第一专项督导组负责督导广州市。", ["第一专项督导组"]),
    "line with words of its own": (
        "广东7个扫黑除恶专项督导组进驻。\n第一专项督导组负责督导广州市。",
        ["广东省扫黑除恶专项督导组", "广东省扫黑除恶第一专项督导组"],
    ),
    "what it is for": ("教育部防溺水工作督导组在荆州市督导。", ["教育部防溺水工作督导组"]),
    "special envoys": ("全国扫黑办特派督导组进驻湖南。", ["全国扫黑办特派督导组"]),
    "named after a nationwide campaign": (
        "全国燃气安全专项整治第五督导组进驻海南。督导组走访企业。",
        ["全国燃气安全专项整治第五督导组", "全国燃气安全专项整治第五督导组"],
    ),
    "short and full name are one team": (
        "国务院食安委第四督查组抵达海南。国务院食品安全委员会第四督查组走访市场。",
        ["国务院食品安全委员会第四督查组", "国务院食品安全委员会第四督查组"],
    ),
    "led by an officer": (
        "由河南省公安厅治安总队政委李明带队的夏季行动第六督导组来到周口。督导组检查派出所。",
        ["河南省公安厅第六督导组", "河南省公安厅第六督导组"],
    ),
    "standing office with an officer before it": (
        "湖北省经信厅副厅长李明带队的省防办督导组来到黄石。",
        ["省防办督导组"],
    ),
    "office of a committee": (
        "江西省政府教育督导委员会办公室派出5个督导组到校。第二督导组走访九江市。",
        ["江西省政府教育督导委员会办公室督导组", "江西省政府教育督导委员会办公室第二督导组"],
    ),
    "places check each other": (
        "云南开展交叉检查。曲靖检查组负责红河州，玉溪检查组负责文山州。",
        ["曲靖检查组", "玉溪检查组"],
    ),
    "another sender opens the sentence": (
        "水利部派出5个工作组赴福建。国家防总维持响应，派往江西的两个工作组正在一线。",
        ["水利部工作组", "国家防总工作组"],
    ),
    "sent to places": ("公安部决定，向河北、广东派出3个督导组。", ["公安部督导组"]),
    "sent once more": ("国家防总增派2个工作组分赴北京、河北。", ["国家防总工作组"]),
    "made up with others": ("山阳县食安办联合教育、公安等部门组成3个督查组检查食堂。", ["山阳县食安办督查组"]),
    "officers split into teams": (
        "山阳县公安局领导带队，分2个督导组检查。第一督导组到城关镇。",
        ["山阳县公安局督导组", "山阳县公安局第一督导组"],
    ),
    "group of a team": (
        "中央扫黑除恶第11督导组进驻山西。第3下沉组到大同市。",
        ["中央扫黑除恶第11督导组", "中央扫黑除恶第11督导组第3下沉组"],
    ),
    "team and group in one name": (
        "中央扫黑除恶第11督导组第3下沉组到大同市。",
        ["中央扫黑除恶第11督导组第3下沉组"],
    ),
    "made up of a province's bodies": (
        "四川省部署督查。由省政府督查室、省信访局组成的第四督察组，赴遂宁市督查。",
        ["四川省第四督察组"],
    ),
    "sent by a place": (
        "广东省派出由省扶贫办、教育厅等单位人员组成的7个督查组，分赴汕头、韶关。",
        ["广东省督查组"],
    ),
    "pointing by 该组": (
        "公安部第九督察组抵达长沙市。该组随后走访市场。",
        ["公安部第九督察组", "公安部第九督察组"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_find_teams(text: str, expected: Names) -> None:
    assert [team.name for team in _teams(text)] == expected


def test_numbered_team_knows_its_parts() -> None:
    (team,) = _teams("公安部第九督察组抵达长沙市。")
    assert (team.sender, team.sender_slug, team.kind, team.number) == ("公安部", "mps", "督察组", 9)
    assert (team.start, team.end, team.pointing, team.listed) == (0, 8, False, False)


def test_counted_body_has_no_number() -> None:
    (team,) = _teams("海南省公安厅派出19个驻点督察组。")
    assert (team.count, team.number, team.jurisdiction) == (19, None, "460000")


def test_bare_level_is_that_of_the_home() -> None:
    teams = _teams("湖南省委第一巡视组进驻株洲市。省委第一巡视组走访醴陵市。")
    assert {(team.sender_slug, team.jurisdiction) for team in teams} == {("430000-party-committee", "430000")}


def test_several_teams_keep_their_ordinals() -> None:
    (team,) = _teams("公安部第一、第二督察组分别赴陕西、四川。")
    assert team.several == ("一", "二")


def test_range_keeps_no_ordinal() -> None:
    (team,) = _teams("中央扫黑除恶第11至第20督导组进驻各地。")
    assert (team.several, team.number) == ((), None)


LISTS = {
    "kind and sender of the preamble": (
        "公安部组建2个督察组。\n第一督察组：陕西、甘肃\n第二督察组：四川",
        ["公安部第一督察组", "公安部第二督察组"],
    ),
    "bare ordinals": (
        "第三轮第二批中央生态环境保护督察启动，组建2个督察组。\n第一组：上海市，组长李明；\n第二组：浙江省，组长王强；",
        ["中央第一生态环境保护督察组", "中央第二生态环境保护督察组"],
    ),
    "bare numbers": (
        "国务院安委会派出2个综合检查组。一组赴北京、河北，二组赴天津。",
        ["国务院安委会第一综合检查组", "国务院安委会第二综合检查组"],
    ),
    "bare numbers of one team": ("国务院安委会第二综合检查组进驻天津。一组到企业，二组到学校。", []),
    "an ordinal inside the preamble": (
        "国务院第五次大督查派出2个督查组。\n第一督查组：北京市，组长李明。\n第二督查组：天津市，组长王强。",
        ["国务院第一督查组", "国务院第二督查组"],
    ),
    "no preamble": ("比赛结果：\n第一组：上海市；\n第二组：浙江省；", []),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_list_lines(text: str, expected: Names) -> None:
    assert [team.name for team in _teams(text) if team.listed] == expected


FORMS = {
    "before": ("中央", "生态环境保护督察组", "三", "中央第三生态环境保护督察组"),
    "inside": ("中央", "扫黑除恶督导组", "11", "中央扫黑除恶第11督导组"),
    "body": ("公安部", "督察组", None, "公安部督察组"),
    "unknown kind": ("公安部", "巡防组", "2", "公安部第2巡防组"),
}


@pytest.mark.parametrize(("sender", "kind", "written", "expected"), FORMS.values(), ids=FORMS)
def test_compose(sender: str, kind: str, written: str | None, expected: str) -> None:
    assert compose(sender, kind, written) == expected


def _teams(text: str) -> tuple[TeamMention, ...]:
    return read_document(Article("a1", text, "a1.txt", published="2022-09-16")).teams
