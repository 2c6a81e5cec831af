"""Results: numbers reported as work done, set up, or as an outcome.

Not results: list announcers (4个方面), counts of places, teams (facts of their own), numbers inside a name
(“1、3、5分钟”), norms (应当, 每名). A headline that repeats the body is the same fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.changes import fell, group_of, is_level, items, read_change
from ingest.document import Document
from ingest.lexicon import ANNOUNCERS, PLACE_COUNTS
from ingest.numbers import Quantity
from ingest.phrases import Phrase, noun_after, read_phrase, segment
from ingest.scopes import scope_at
from ingest.sentences import Sentence
from ingest.status import status_of
from ontology.model import COUNTRY, Change, Result, When, Window
from ontology.packs import load_vocabulary

_ANNOUNCER = re.compile(rf"(?:{'|'.join(ANNOUNCERS)})")
_PLACES = re.compile(rf"(?:{'|'.join(sorted(PLACE_COUNTS, key=len, reverse=True))})")
_NORM = re.compile(r"(?<![响相适反对供])应当?(?![急对用])|必须|不得|每(?:个|家|名|人|户|次|起|年|月|日|周|季度|半年|处|条|辆|所|天)|不少于.{0,6}(?:的|次)$|以上的?(?:罚款|有期徒刑)|处以|最高可|奖励标准")
_NAME = re.compile(r"“[^“”]{1,16}”")
_PEOPLE_LIST = re.compile(r"一行$|本人$|年龄|身高|体重")
_LOSS = re.compile(r"被骗(?:走|取)?$|价值$|售价$|单价$|市值$|获利$|作案$|年仅$|刑期|有期徒刑|距离|长达|高约|宽约|全长|面积|(?:常住|总|户籍)人口|常住|拥有|注册资本|号$|编号|门牌|No\.?$|第$|版$|热线")
_GROUPS = re.compile(r"[一-龥]{0,8}?组(?![织成建])")
_POINTED = re.compile(r"(?:这|该|上述|其余|另外|另|前)$")
_LAUNCHED = re.compile(r"发起|提起")
_MARKET = re.compile(r"订单|出游|门票|票房|销售额|营业额|客流|交易额|接待游客|旅游收入|成交|房价|生产总值|融资|投资额|产值|销量")
_WORK = re.compile(r"整治|执法检查|督查|督导|排查|专项行动|集中行动|统一行动|安全生产检查|打击")
_DAY = re.compile(r"当晚|当日|当天|当夜|一夜|昨晚|行动当")
_MAX = 30


@dataclass(frozen=True, slots=True)
class _Count:
    """One number read: what it counts, with sign and change."""

    quantity: Quantity
    phrase: Phrase
    value: float
    change: Change | None
    rule: str


def extract(document: Document) -> Iterator[Result]:
    """Yield one result a number reported; those of headings only where the text does not say them."""
    if not _by_authority(document):
        return
    body: list[Result] = []
    headlines: list[Result] = []
    for sentence in document.sentences:
        found = [fact for count in _counts(document, sentence) if (fact := _fact(document, sentence, count))]
        (body if sentence.kind == "body" else headlines).extend(found)
    yield from _distinct(body)
    yield from _distinct([fact for fact in headlines if not any(_repeats(fact, other) for other in body)])


def _by_authority(document: Document) -> bool:
    """Whether the text speaks of public bodies at work at all; numbers of anybody else are no results."""
    if document.campaigns.mentions or document.teams or any(body.id.startswith("org/") for body in document.bodies):
        return True
    return document.home not in (None, COUNTRY) and bool(_WORK.search(document.text))


def _counts(document: Document, sentence: Sentence) -> Iterator[_Count]:
    """Read the numbers of a sentence in order; each may lean on what the one before it counted."""
    told: list[Phrase] = []
    skip = 0
    for number, quantity in enumerate(document.quantities):
        if quantity.start < sentence.start:
            continue
        if quantity.start >= sentence.end:
            break
        if skip:
            skip -= 1
            continue
        if not _is_reported(document, quantity):
            continue
        found, skip = _read(document, number, told)
        for count in found:
            yield count
            if count.change is None:
                told.append(count.phrase)


def _read(document: Document, number: int, told: list[Phrase]) -> tuple[list[_Count], int]:
    """Read one number, or the several that share a subject (分别): the counts, and how many further numbers are done."""
    quantity = document.quantities[number]
    before = told[-1] if told else None
    size = group_of(document, number)
    change = read_change(document, number, before)
    if change:
        phrase = Phrase(change.metric, "", change.metric, change.start, quantity.end)
        split = items(change.metric, size) if size > 1 else None
        if size > 1 and before and change.metric == before.metric and len(told) >= size:
            split = [phrase.metric for phrase in told[-size:]]
        first = _Count(quantity, phrase, change.value, change.change, "result.change")
        if split is None:
            return [first], 0
        sign = -1 if change.value < 0 else 1
        return [_shared(document, number + offset, first, name, sign) for offset, name in enumerate(split)], size - 1
    change_to = fell(document, number)
    phrase = replace(before, unit=quantity.unit) if change_to and before else read_phrase(document, number, before)
    if phrase is None:
        return [], 0
    first = _Count(quantity, phrase, quantity.value, change_to, "result.count")
    split = items(phrase.object, size) if size > 1 and "分别" in document.text[phrase.start : quantity.lead] else None
    if split:
        return [_shared(document, number + offset, first, phrase.verb + name, 1) for offset, name in enumerate(split)], size - 1
    return [first], 0


def _shared(document: Document, number: int, first: _Count, metric: str, sign: int) -> _Count:
    quantity = document.quantities[number]
    phrase = replace(first.phrase, metric=metric, object=metric, end=quantity.end)
    return replace(first, quantity=quantity, phrase=phrase, value=sign * quantity.value, rule="result.respectively")


def _is_reported(document: Document, quantity: Quantity) -> bool:
    """Whether a number can be a result at all, by the words around it."""
    text = document.text
    head = text[max(0, quantity.lead - 14) : quantity.lead]
    after = text[quantity.end : quantity.end + 6]
    if quantity.unit in ("个", "项", "类", "种", "条", "大", "组", "位", "点位", "节", "轮", "层") and _ANNOUNCER.match(after):
        return False
    if quantity.unit == "个" and (_PLACES.match(after) or _GROUPS.match(text, quantity.end)):
        return False
    if _POINTED.search(head) or _LAUNCHED.search(text[quantity.end : quantity.end + 80].split("。")[0]) and head.endswith("对"):
        return False
    if quantity.unit in ("类", "种", "节", "层", "组", "期", "片", "则", "道", "倍") and not _PEOPLE_LIST.search(head):
        return quantity.value >= 100
    if any(team.start <= quantity.start < team.end for team in document.teams):
        return False
    if any(match.start() < quantity.start and quantity.end < match.end() for match in _NAME.finditer(text, max(0, quantity.start - 18), quantity.end + 18)):
        return False
    clause_start, clause_end = document.clause(quantity.lead, quantity.end)
    return not _LOSS.search(head) and not _PEOPLE_LIST.search(head) and not _NORM.search(text[clause_start:clause_end])


def _fact(document: Document, sentence: Sentence, count: _Count) -> Result | None:
    quantity, phrase = count.quantity, count.phrase
    metric = tidy(phrase.metric)
    if len(metric) < 2 or _MARKET.search(metric) or metric.endswith(("督察组", "检查组", "巡查组", "督导组", "巡视组")) or (count.change is None and not is_level(metric, quantity)):
        return None
    clause = document.clause(quantity.lead, quantity.end)
    start = min(clause[0], phrase.start) if phrase.start >= sentence.start else clause[0]
    evidence = document.quote(start, clause[1], (quantity.lead, quantity.end))
    if evidence is None or any(char in metric for char in "。;\n"):
        return None
    when = _when(document, sentence, quantity)
    scope = scope_at(document, start, quantity.lead)
    known = load_vocabulary().metric_of(metric)
    return Result(
        article=document.article.id,
        evidence=evidence,
        rule=count.rule,
        campaign=document.campaign(start, clause[1]),
        when=when,
        status=status_of(document.text[clause[0] : clause[1]]),
        metric=metric,
        metric_id=known.id if known else None,
        value=count.value,
        unit=quantity.unit,
        modifier=quantity.modifier,
        change=count.change,
        window=_window(document, sentence, when, clause),
        scope=scope.name,
        scope_code=scope.code,
        agency=scope.agency,
        agency_id=scope.agency_id,
    )


def tidy(metric: str) -> str:
    """Strip what is no part of a metric's name: joints, quotation marks left open, words of the sentence around it."""
    metric = metric.strip("、,和与及的了:“”()等 ")
    return metric[-_MAX:] if len(metric) > _MAX else metric


def _when(document: Document, sentence: Sentence, quantity: Quantity) -> When:
    """The date stated for a number: in its sentence, before it, no day on which it was merely told."""
    told = re.compile(r"[,]?(?:记者|获悉|讯|电|消息)|.{0,3}(?:公布|通报|发布)|.{0,16}(?:发布会|通气会|了解到|获悉)")
    for mention in reversed(document.dates_in(sentence.start, quantity.lead)):
        if not mention.vague and mention.when.edtf and not told.match(document.text, mention.end):
            return mention.when
    return When()


def _window(document: Document, sentence: Sentence, when: When, clause: tuple[int, int]) -> Window | None:
    words = document.text[sentence.start : clause[1]]
    if when.start is None and when.end or re.search(r"截至|截止", words):
        return "as_of"
    if re.search(r"以来|累计", words) or (when.start and when.end is None):
        return "since"
    return "day" if _DAY.search(words) or (when.start and when.start == when.end and len(when.start) == 10) else None


def _distinct(facts: list[Result]) -> list[Result]:
    """Drop a number told twice."""
    kept: list[Result] = []
    for fact in facts:
        if not any(_again(fact, other) for other in kept):
            kept.append(fact)
    return kept


def _again(fact: Result, other: Result) -> bool:
    """Whether the text says a number a second time: the same value, unit and scope, and one metric's words inside the other's."""
    same = (fact.value, fact.unit, fact.scope_code, fact.change) == (other.value, other.unit, other.scope_code, other.change)
    return same and (fact.metric in other.metric or other.metric in fact.metric)


def _repeats(fact: Result, other: Result) -> bool:
    if fact.unit != other.unit or fact.change != other.change or abs(fact.value - other.value) > 0.05 * abs(other.value):
        return False
    mine, theirs = set(fact.metric), set(other.metric)
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))
