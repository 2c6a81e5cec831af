"""Fiction, rules, notices, advertisements and encyclopedia pages are no news; news that quotes them is."""

import pytest

from ingest.genre import is_news

CASES = {
    "news": ("8月19日，山阳县公安局破案36起。", True),
    "news that quotes a law": ("依据刑法第二百六十六条 诈骗罪的规定，山阳县公安局立案36起。", True),
    "news about an exam": ("山阳县公安局破案36起。新警招录公告随后发布。", True),
    "news with one offer": ("市民咨询热线已开通，山阳县公安局破案36起。", True),
    "law": (
        "第一条 为了维护秩序，制定本规定。\n第二条 出动警力不少于3人。\n第三条 本规定自发布之日起施行。",
        False,
    ),
    "rules by their title": ("山阳县治安巡逻管理办法\n第一条 每个派出所配备民警5名。", False),
    "fiction": ("第一章 夜巡\n李捕头破案36起。\n第二章 追凶\n李捕头又破案12起。", False),
    "serial": ("李捕头破案36起。求月票！", False),
    "recruitment": ("山阳县公安局招聘辅警公告\n计划招聘30名。", False),
    "tender": ("山阳县公安局执法记录仪采购公告\n采购30台。", False),
    "explainer": ("督察和督导有什么不同\n督察组出动30人。", False),
    "advertisement": ("我公司出售岗亭200个，欢迎来电，厂家直销，免费咨询。", False),
    "match": ("客队射门17次，主教练换上替补，主场球迷欢呼。督察组到场。", False),
    "play": ("男主角饰演刑警，剧中督导组抓获12人，编剧说观众喜欢。", False),
    "police at a match": ("山阳县公安局在主场赛事安保中出动警力36人，服务观众2万人次。", True),
    "bank": ("江州银行开展“百日行动”,新增存款35亿元,新拓客户1.2万户。", False),
    "shop": ("平台“百日行动”促销,空调销售12万台,下架商品2.3万件。", False),
    "match of no public body": ("龙江虎队“夏季攻势”延续,全场射门17次,打击了对手的信心。", False),
    "weather": ("太阳公公开展“百日行动”,空调成了最佳“督察员”,绿豆汤卖到8元。", False),
    "police without their name": ("百日行动以来破案3起。", True),
    "team": ("第三督导组进驻长沙市。", True),
    "encyclopedia": ("百科词条。中文名：督察组。外文名：team。参考资料30条。", False),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_is_news(text: str, *, expected: bool) -> None:
    assert is_news(text) is expected
