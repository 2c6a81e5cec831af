"""Meetings: one with a proper name, or a kind of meeting (发布会, 座谈会 …) with a date or a host. Counted meetings are results."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.bodies import Body
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.sentences import Sentence
from ingest.status import status_at
from ingest.team_names import TeamMention
from ingest.values import dataclass
from ontology.model import UNDATED, Meeting, When

_KIND = re.compile(
    r"(?:(?:新闻|媒体|情况|成果|消息|信息)?(?:宣布|公布|说明|发布|通气|通报|吹风)|推进|部署|动员|带动|座谈|调度|汇报|反馈|总结|表彰|现场|研判|例|誓师|启动|见面|约谈|恳谈|协调|对接|碰头|联席|培训|工作|电视电话|视频|视频调度|专题|扩大|常务|党委|党组|讲评|点评|交流|观摩|沟通|宣讲|退赃|返赃|返还|紧急|专项|学习|常委会|动员部署|部署推进|视频推进|工作推进|视频部署)"
    r"(?:工作|暨|全体|扩大|\(扩大\)){0,2}(?:大会|会议|会)|启动仪式|返还仪式|集中返还活动|全体(?:\(扩大\))?会议|全会|新闻发布暨[一-龥]{2,8}大会"
)
_CUE = re.compile(r"会|仪式|返还活动")
_HELD_AFTER = re.compile(
    r"\s*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?)?(?:于[^,。]{1,14})?(?:在[^,。;]{1,20})?(?:以[^,。;]{2,8}(?:形式|方式))?(?:组织|隆重|顺利|胜利|正式|如期|近日)?(?:召开|举行|举办|开幕|拉开|结束|开会)|正在进行|(?:之?后|上|期间|结束后)?[,,]|(?:上|后|由|现场|明确|要求|强调|指出|宣布|通报|传达|宣读|还|召)"
)
_HELD_BEFORE = re.compile(
    r"(?:召开|举行|举办|组织召开|主持召开|召集|参加|出席|的|开)(?:了|过)?(?:的)?$|(?:召开|举行|举办|组织召开|主持召开|召集|出席|参加)(?:了)?[^,。;]{0,50}$"
)
_HELD = re.compile(r"[^,。;]{0,6}?(?:组织召开|召开|举行|举办)")
_CONVENE = re.compile(r"(?:组织召开|主持召开|召开|举行|举办|召集)了?")
_STOPS = re.compile(
    r"[,。;:!?\n]|\((?!扩大)|(?<!\(扩大)\)|(?:组织召开|主持召开|召开|举行|举办|召集|出席|参加)了?|(?:上午|下午|晚间?|日)(?=[一-龥]{2})|(?<=[一-龥])(?:在|从)"
)
_COUNT = re.compile(r"\d[\d余多]*(?:次|场|个|轮)")
_COUNT_AFTER = re.compile(r"\)?(?:共计?|累计|合计)?\d[\d余多]*(?:次|场|个|轮)")
_COUNTED = re.compile(
    r"\d[\d余多]*(?:次|场|个)(?:[^,。]{0,8})$|(?:多次|先后|每[天周月日]|定期|各类|一系列|及时|适时)(?:组织)?(?:召开|举行)?[^,。]{0,6}$"
)
_GENERIC = re.compile(
    r"^(?:一次|一场|此次|本次|这次|该|本|上述|专题|有关|相关|各|工作|全体|全区|全市|视频|专门)*(?:会议|大会|全会|工作会议?|例会|视频会议|紧急会议)$"
)
_COMMON = re.compile(r"^(?:[一-龥]{0,4}工作)?(?:动员|部署|推进|汇报|调度|座谈|反馈|见面|对接|总结|会商|研判)+会$")
_NO_MEETING = re.compile(
    r"(?:委员|协|学|商|工|安委|人民代表|常务委员|互助|晚|社|机|都|才|不|就|又|约|误|融|基金|联合|居委|理事|董事|监事|议|学术|奥运|全运|运动|博览|展览|音乐|演唱)会$"
)
_OPENERS = re.compile(
    r"(?:以来|专门|近日|日前|会上|当天|当日|昨日|今日|此前|随后|同日|上午|下午|晚|,|、|在|于|的|了|由|又|再次|已|将|还|并|及时|第一时间|专题(?!学习)|组织|现场|迅速|随即|一场氛围热烈的|一场|一次|氛围热烈的|为期[一-龥\d]{1,3}天的)+"
)


_BARE_HOST = re.compile(
    r"(?:(?<=[,。;:\n日午晚])|^)\s*([省市县区州旗](?:委(?!员)|政府|公安[局厅]|纪委监委|[一-龥]{2,6}[局厅委办会]))(?:党委|党组)?(?:在[^,。;]{1,16}|联合|组织|紧急|专题|及时|连夜|迅速)*$"
)
"""A host of a level, as written, where the text does not settle whose it is (市公安局召开 …)."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A meeting named in a sentence."""

    name: str
    start: int
    end: int
    convened: bool


def extract(document: Document) -> Iterator[Meeting]:
    """Yield one meeting a name and date; what title and text both tell is one."""
    facts: list[Meeting] = []
    for _, sentence in document.cued(_CUE):
        for found in _in_sentence(document, sentence):
            fact = _fact(document, sentence, found)
            if fact:
                facts.append(fact)
    yield from _merged(facts)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[_Found]:
    text = document.text
    reached = sentence.start
    joined: int | None = None
    for match in _KIND.finditer(text, sentence.start, sentence.end):
        if (
            _NO_MEETING.search(text[max(0, match.end() - 6) : match.end()])
            or text[match.end() : match.end() + 1] in "员长室厅堂所址费商见晤议计标"
        ):
            continue
        start = _name_start(document, sentence, match.start(), reached) if joined is None else joined
        joined = start if text.startswith("暨", match.end()) else None
        if joined is not None:
            continue
        name = text[start : match.end()]
        if (
            _COUNT.match(name)
            or ">" in name
            or _COUNT_AFTER.match(text, match.end())
            or _COUNTED.search(text[max(sentence.start, start - 14) : start])
            or len(name) > 60
            or (name.startswith(("“", "”")) and "”" not in name[1:])
        ):
            continue
        convened = bool(_CONVENE.search(text[max(sentence.start, start - 6) : start])) or bool(
            _HELD_AFTER.match(text, match.end())
        )
        held = convened or bool(_HELD_BEFORE.search(text[max(sentence.start, start - 60) : start]))
        if held or sentence.kind != "body" or _handed_on(document, start, match.end()):
            yield _Found(name, start, match.end(), convened)
        reached = match.end()


def _handed_on(document: Document, start: int, end: int) -> bool:
    """Whether what a dated meeting said is passed on (传达了7月22日全国…推进会精神)."""
    return document.text.startswith("精神", end) and any(
        date.end == start and not date.vague for date in document.dates_in(start - 12, start)
    )


def _name_start(document: Document, sentence: Sentence, kind: int, reached: int) -> int:
    """Where a meeting's name begins: after the date, the verb that convened it, or the stop before it; quotation marks stay whole."""
    text = document.text
    floor = max(sentence.start, reached)
    stops = [match.end() for match in _STOPS.finditer(text, floor, kind) if not _quoted(text, floor, match.start())]
    dates = [
        mention.end for mention in document.dates_in(floor, kind) if len(mention.when.edtf or "") > 4 or mention.vague
    ]
    start = max([floor, *stops, *dates])
    opener = _OPENERS.match(text, start, kind)
    return opener.end() if opener else start


def _quoted(text: str, floor: int, position: int) -> bool:
    return text.count("“", floor, position) > text.count("”", floor, position)


def _fact(document: Document, sentence: Sentence, found: _Found) -> Meeting | None:
    text = document.text
    when = _when(document, sentence, found)
    host, host_id, name = _host(document, sentence, found)
    if not _is_meeting(name, when, host):
        return None
    start, end = document.clause(found.start, found.end)
    evidence = document.quote(min(start, found.start), end, (found.start, found.end))
    if evidence is None:
        return None
    return Meeting(
        article=document.article.id,
        evidence=evidence,
        rule="meeting.held" if sentence.kind == "body" else "meeting.title",
        campaign=document.campaign(start, end),
        when=when,
        status=status_at(text[start:end], when, document.article.published),
        name=name,
        host=host,
        host_id=host_id,
        place_code=_venue(document, found),
    )


def _venue(document: Document, found: _Found) -> str | None:
    """Where it was held: the place between the name and the verb (会在长沙市召开), or before them (在长沙市召开…会)."""
    start, end = document.clause(found.start, found.end)
    for place in document.places_in(start, end):
        outside = place.end <= found.start or place.start >= found.end
        if outside and document.text[place.start - 1] in "在于" and _HELD.match(document.text, place.end):
            return place.code
    return None


def _is_meeting(name: str, when: When, host: str | None) -> bool:
    """A proper name stands alone; a kind (座谈会) needs a date or host, a mere 会议 both."""
    if _GENERIC.match(name):
        return bool(host and when.edtf)
    if len(name) > 10 and not _COMMON.match(name):
        return True
    return bool(when.edtf or host)


def _when(document: Document, sentence: Sentence, found: _Found) -> When:
    """The date of a meeting: the last one before it in its sentence; no date that merely ended a stretch."""
    after = [
        mention
        for mention in document.dates_in(found.end, document.clause(found.start, found.end)[1])
        if mention.start - found.end < 12
    ]
    for mention in after + list(reversed(document.dates_in(sentence.start, found.start))):
        if mention.vague:
            return UNDATED
        if mention.when.edtf and mention.when.start == mention.when.end:
            return mention.when
    return UNDATED


def _host(document: Document, sentence: Sentence, found: _Found) -> tuple[str | None, str | None, str]:
    """Who held it: the body or team that the name begins with, or that convened it in the same clause; a venue is no host."""
    team = next((team for team in document.teams_in(found.start, found.end) if team.start == found.start), None)
    if team:
        return (*_team(document, team, found), found.name)
    inside = [
        body
        for body in document.bodies_in(found.start, found.end)
        if body.start == found.start and _holds(body) and "public-security-organs" not in body.id
    ]
    if inside:
        return inside[0].name, inside[0].id, found.name
    verbs = list(_CONVENE.finditer(document.text, sentence.start, found.start))
    if not found.convened or not verbs:
        return None, None, found.name
    low, high = max(sentence.start, verbs[-1].start() - 40), verbs[-1].start()
    teams = [team for team in document.teams_in(low, high) if "," not in document.text[team.end : high]]
    if teams:
        return (*_team(document, teams[-1], found), found.name)
    before = [
        body
        for body in document.bodies_in(low, high)
        if _holds(body) and document.text[body.start] != "各" and "," not in document.text[body.end : high]
    ]
    if before:
        return before[-1].name, before[-1].id, found.name
    bare = _BARE_HOST.search(document.text, low, high)
    return bare and bare[1], None, found.name


def _holds(body: Body) -> bool:
    """Whether a body can hold a meeting: an organisation, not the police of the country as a whole."""
    return body.id.startswith("org/") and body.name != "全国公安机关"


def _team(document: Document, team: TeamMention, found: _Found) -> tuple[str, str]:
    return team.name, team_id(team, team_campaign(team, found.start, found.end, document), document)


def _merged(facts: list[Meeting]) -> Iterator[Meeting]:
    """Keep one fact a meeting: told twice (title and text), the longer name and the date and host that either gives."""
    kept: list[Meeting] = []
    for fact in facts:
        twin = next((other for other in kept if _same(fact, other)), None)
        if twin is None:
            kept.append(fact)
        else:
            kept[kept.index(twin)] = _joined(twin, fact)
    yield from kept


def _same(fact: Meeting, other: Meeting) -> bool:
    mine, theirs = set(fact.name), set(other.name)
    short, long = sorted((mine, theirs), key=len)
    if fact.when.start and other.when.start and fact.when.start != other.when.start:
        return False
    return len(short & long) >= 0.9 * len(short) and fact.name[-2:] == other.name[-2:]


def _joined(first: Meeting, second: Meeting) -> Meeting:
    best, rest = (
        (first, second)
        if (bool(first.when.edtf), len(first.name)) >= (bool(second.when.edtf), len(second.name))
        else (second, first)
    )
    longer = max(first.name, second.name, key=len)
    return replace(
        best,
        name=longer,
        when=best.when if best.when.edtf else rest.when,
        host=best.host or rest.host,
        host_id=best.host_id or rest.host_id,
    )
