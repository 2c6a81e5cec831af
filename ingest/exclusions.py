"""Which numbers are no results: list announcers, counts of places and teams, names, norms, losses, market figures."""

import re
from functools import lru_cache

from ingest.document import Document
from ingest.lexicon import ANNOUNCERS, PLACE_COUNTS
from ingest.numbers import Quantity
from ontology.model import COUNTRY

_ANNOUNCER = re.compile(rf"(?:{'|'.join(ANNOUNCERS)})")
_PLACES = re.compile(rf"(?:{'|'.join(sorted(PLACE_COUNTS, key=len, reverse=True))})")
_NORM = re.compile(
    r"应(?<![响相适反对供].)当?(?![急对用])|必须|不得|(?<![由从到至为])每(?:个|组|家|名|人|户|次|起|年|月|日|周|季度|半年|处|条|辆|所|天)|不少于.{0,6}的$|不少于[\d一二两三四五六七八九十]{1,2}次$|以上的?(?:罚款|有期徒刑)|处以|最高可|奖励标准"
)
_NAME = re.compile(r"“[^“”]{1,16}”")
_OTHERWISE = re.compile(
    r"一行$|载(?:有|着|了)?$|守护[^,。;]{0,8}$|本人$|年龄|身高|体重|这$|该$|上述$|其余$|另外$|另$|前$|被骗(?:走|取)?$|价值$|标价$|[一每][斤碗杯瓶][^,。]{0,6}$|售价$|单价$|市值$|获利$|作案$|年仅$|刑期|有期徒刑|距离|长达|高约|宽约|全长|面积|总人口|户籍人口|常住|拥有|注册资本|号$|编号|门牌|No\.?$|第$|版$|热线"
)
"""Words before a number that is said of people, of what was counted before (这18名), of a loss or of a size; each begins with a character, so that a
search skips to it."""
_GIVEN_BACK = re.compile(r"(?:返还|追回|追缴|挽回|发还|缴获|查获|扣押)[^,。;\d]{2,14}价值$|涉案价值$")
"""Goods whose worth is what was given back (返还财物价值约21万元)."""
_GROUPS = re.compile(r"[一-龥()]{0,12}?组(?![织成建])")
_LAUNCHED = re.compile(r"发起|提起")
_MARKET = re.compile(
    r"(?<![买倒贩拐变])卖(?:到|出|了)?$|卖出|售价|单价|票价|球[票迷赛]|订单|出游|门票|票房|销售|营业额|客流|交易额|接待游客|旅游收入|成交|房价|生产总值|融资|投资额|产值|销量"
    r"|股价|个股|涨停|射门|射正|控球|投篮|命中率|篮板|阅读量|播放量|点击量|浏览量|热搜|话题|粉丝|存款|贷款"
)
_WORK = re.compile(r"整治|执法检查|督查|督导|排查|专项行动|集中行动|统一行动|安全生产检查|打击")
_OBJECTS = re.compile(
    r"[^,。;\n]{0,16}?(?:开展|进行|接受)[^,。;\n]{0,12}(?:巡视|巡察)|[^,。;\n]{0,10}?(?:[省市县区旗州镇](?!属|直)|街道|部门|单位|政府|党[组委]|工作|情况|央企|中央企业|集团|“回头看”)[^,。;\n]{0,12}?(?:开展|进行|接受)[^,。;\n]{0,12}(?:督察|督查|督导|巡查|考核)|[^,。;\n]{0,12}(?:巡视|巡察|督察|督查|督导|巡查|考核)(?:工作)?(?:均|都|全部|陆续|正式)?(?:已|启动|展开|结束)|(?:中央|国务院)?(?:部门|单位)[^,。;]{0,8}(?:带队|牵头|组成)|[^,。;\n]{0,14}?期间(?=[,。;])|巡视干部|督察干部|(?:任务|工作)(?=[^,。]{0,6}(?:结合|合并|统筹|整合))|[^,。;\n]{2,30}?(?:落实|执行|推进|整改|完成|开展)情况(?=[,。;\n]|$)"
)
_NO_METRIC = frozenset("涨幅 降幅 增幅 升幅 跌幅 幅度 同比 环比 下降 上升 减少 增加 降至 升至".split())
"""Words of a change that lost its subject."""
_LISTING = frozenset("个 项 类 种 条 大 组 位 点位 节 轮 层".split())
"""Measure words that announce a list."""
_VAGUE = frozenset("类 种 节 层 组 期 片 则 道 倍".split())
"""Measure words that count no work, unless there are many."""
_MANY = 100


def by_authority(document: Document) -> bool:
    """Whether the text speaks of public bodies at work at all; numbers of anybody else are no results."""
    if document.campaigns.mentions or document.teams or any(body.id.startswith("org/") for body in document.bodies):
        return True
    return document.home not in (None, COUNTRY) and bool(_WORK.search(document.text))


def is_reported(document: Document, quantity: Quantity) -> bool:
    """Whether a number can be a result at all, by its measure word and the words around it."""
    text = document.text
    if quantity.unit in _VAGUE:
        return quantity.value >= _MANY
    for team in document.teams_in(quantity.start - 40, quantity.end):
        if team.start <= quantity.start < team.end:
            return False
    return not (
        _announces(text, quantity)
        or _refers(text, quantity)
        or _is_named(text, quantity)
        or _is_norm(document, quantity)
    )


@lru_cache(maxsize=1 << 14)
def is_work(metric: str) -> bool:
    """Whether what is counted is work of public bodies: no teams, no market figures."""
    teams = ("督察组", "检查组", "巡查组", "督导组", "巡视组")
    return not _MARKET.search(metric) and not metric.endswith(teams) and metric not in _NO_METRIC


def _announces(text: str, quantity: Quantity) -> bool:
    """A list's announcer (4个方面), a count of places or of groups."""
    if quantity.unit in _LISTING and _ANNOUNCER.match(text, quantity.end):
        return True
    return quantity.unit in ("个", "家", "路", "批", "支") and bool(
        _PLACES.match(text, quantity.end) or _GROUPS.match(text, quantity.end)
    )


def _refers(text: str, quantity: Quantity) -> bool:
    """A number said of what was counted before (这18名), of a loss or a size, or of cases that were merely taken up (对27起…发起)."""
    otherwise = _OTHERWISE.search(text, max(0, quantity.lead - 14), quantity.lead)
    if (
        otherwise
        and not (otherwise[0] == "价值" and _GIVEN_BACK.search(text, max(0, quantity.lead - 20), quantity.lead))
    ) or _OBJECTS.match(text, quantity.end):
        return True
    taken_up = text[quantity.lead - 1 : quantity.lead] == "对"
    return taken_up and bool(_LAUNCHED.search(text[quantity.end : quantity.end + 80].partition("。")[0]))


def _is_named(text: str, quantity: Quantity) -> bool:
    """A number inside a name in quotation marks (“1、3、5分钟”快速响应机制)."""
    if text.rfind("“", max(0, quantity.start - 18), quantity.start) < 0:
        return False
    found = _NAME.finditer(text, max(0, quantity.start - 18), quantity.end + 18)
    return any(match.start() < quantity.start and quantity.end < match.end() for match in found)


def _is_norm(document: Document, quantity: Quantity) -> bool:
    start, end = document.clause(quantity.lead, quantity.end)
    return bool(_NORM.search(document.text, start, end))
