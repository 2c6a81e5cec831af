"""What a number counts: the verb and object around a quantity, wherever the sentence puts them.

`破获刑事案件603起`, `603起刑事案件`, `刑事案件破获603起`; chains share a verb (`出动警力3400余人、车辆500余台次`), a bare count takes the object
before it (`侦破走私案81起57人`). Read by structure, so that words the vocabulary does not know are read too.
"""

import re

from ingest.areas import area_at
from ingest.cues import last
from ingest.document import Document
from ingest.lexicon import LEADING
from ingest.moves import falls
from ingest.numbers import Quantity
from ingest.values import dataclass
from ingest.verbs import Words, closing_verb, done_to, is_verb, split_head

_UP_TO_STOP = re.compile(r"(?s:.*)(?:[,。;:!?\n()…]|——)")
"""Reaches to the last stop of a stretch; the nearest is met first, since it looks from the end."""
_BRACKETS = re.compile(r"\([^()\n]{1,6}\)$")
_AFTER = re.compile(
    r"[,。;:!?\n()“”、—…]|同比|环比|较去年|较上|比去年|和(?=\d)|及(?=\d)|并|共(?![同享治建])|累计|其中|已(?=[一-龥])|(?<=[一-龥])(?:近|超|逾|约)?(?=\d)"
)
_LEAD = re.compile(
    rf"(?:{'|'.join(sorted(LEADING, key=len, reverse=True))}|[的了、和与及,]|[一-龥]{{0,8}}(?:以来|期间|行动中|工作中|活动中))"
)
_TAIL = re.compile(
    r"(?:[提上攀回飙]?升[至到]|提高[至到]|增(?:加|长)?[至到]|[下回压]?降(?:低)?[至到]|减少?[至到]|共计|合计|总计|累计|共|达到|达|约|近|超|逾|了|(?<!行)为|有|是|计|数量|总数|分别|已|(?<![日月年人户])均|则|高达|多达|突破|至|到|的|等|各)$"
)
_NOUN_ENDS = frozenset("件户案车岗")
"""What is a noun together with the word that may else lead (重点件, 重点户)."""
_INNER = re.compile(
    r"共(?<=[一-龥”].)(?:计|有)?(?![同享治建产])|累计(?<=[一-龥”]..)|先后(?<=[一-龥”]..)|后(?<=[理后].)(?![续备勤果台方期])|合计(?<=[一-龥”]..)"
)
_AGENT = re.compile(
    r"(?:[一-龥]{0,6}?(?:民警(?!情)|辅警|民辅警|警方|交警|公安(?!派)|机关|部门|专班|专案组|分局|支队|大队|中队|派出所|全警|队员|各被督察对象|被督察对象|各地|全局|所队))++(?=[一-龥])"
)
_FROM = re.compile(r"([一-龥A-Z“”\d.]{2,20}?)[由从][^,。;由从]{0,10}$")
_DONE = re.compile(r"(?:进行|开展|实施)了?(?=[一-龥]{2})")
_REST = re.compile(r"(?:剩余|其余|余下|剩下|剩)的?$")
"""What is left of a number before: what was done to it follows (剩余226项移交属地整改)."""
_LISTED = 100
"""Characters at most from a number to the verb that closes its clause."""
_TO = re.compile(r"对(?![照应接象比待方策口外手抗话标立])")
_THING = re.compile(r"的?([一-龥A-Z“”]{2,16}?)(?=全部|逐一|依法|分别|分批|[、和与及等(]|$)")
_JOINT = re.compile(r"[、和与及,]|并|以及")
_RATE = re.compile(r"率|数$|额$|警情|发案|案件数|次$|下降|上升")
_NO_HEAD = re.compile(r"^(?:是|均为|都是|左右|以上|以下|以内|多|余|不等|,|的(?=[,。;])|参与|参加)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a quantity counts, as verb + object; `start`/`end` is the stretch of the repaired text it was read from."""

    metric: str
    verb: str
    object: str
    start: int
    end: int
    unit: str


def segment(document: Document, number: int) -> tuple[int, int]:
    """Return the stretch before a quantity, down to the clause's begin or the quantity before it."""
    text, lead = document.text, document.quantities[number].lead
    low = max(0, lead - 80)
    bracket = _BRACKETS.search(text, low, lead) if text[lead - 1] == ")" else None
    stop = _UP_TO_STOP.match(text, low, bracket.start() if bracket else lead)
    floor = stop.end() if stop else low
    opened = text.rfind("“", floor, lead)
    if opened >= 0 and text.find("”", opened, lead) < 0:
        floor = opened + 1
    if number and document.quantities[number - 1].end > floor:
        floor = _after_noun(document, number - 1, lead)
    return floor, lead


def _after_noun(document: Document, number: int, limit: int) -> int:
    """Return where the noun that follows a quantity ends."""
    end = document.quantities[number].end
    joint = _JOINT.search(document.text, end, limit)
    return joint.end() if joint else end


def noun_after(document: Document, quantity: Quantity) -> tuple[str, int]:
    """Return the words that follow a measure word and belong to it, and where they end."""
    text = document.text
    if text.startswith("“", quantity.end):
        close = text.find("”", quantity.end)
        if 0 < close - quantity.end <= 14:
            stop = _AFTER.search(text, close + 1)
            end = stop.start() if stop else len(text)
            return text[quantity.end : end], end
    stop = _AFTER.search(text, quantity.end)
    end = min(stop.start() if stop else len(text), quantity.end + 24)
    if end == quantity.end:
        return "", end
    words = text[quantity.end : end]
    done = _DONE.match(words)
    if _NO_HEAD.match(words) or ((stop is None or stop.start() > end) and not done):
        return "", quantity.end
    if done:
        return words[done.end() :], end
    return words, end


def read_phrase(document: Document, number: int, span: tuple[int, int], before: Phrase | None) -> Phrase | None:
    """Read what the quantity with this number counts; `span` is its segment, `before` what the one before it counted."""
    quantity = document.quantities[number]
    after = noun_after(document, quantity)
    return (
        _listed_to(document, quantity)
        or _without_head(document, number, before, span, after)
        or _with_head(document, quantity, before, span, after)
        or _told_before(document, quantity, span)
    )


def _listed_to(document: Document, quantity: Quantity) -> Phrase | None:
    """What a clause that 对 opens does at its end to all that it counts (对2家夜市、3个广场开展巡防检查)."""
    text = document.text
    start, end = document.clause(quantity.lead, quantity.end)
    opened = _TO.search(text, start, quantity.lead) if end - quantity.end < _LISTED else None
    closed = closing_verb(text[quantity.end : end]) if opened else None
    thing = _THING.match(text, quantity.end, quantity.end + closed[1]) if closed else None
    if opened is None or closed is None or thing is None:
        return None
    return Phrase(closed[0] + thing[1], closed[0], thing[1], opened.start(), end, quantity.unit)


def _told_before(document: Document, quantity: Quantity, span: tuple[int, int]) -> Phrase | None:
    """What the clause before the comma says was done, for a count with no words of its own (抓获嫌疑人,截至8月3日,共36名)."""
    head, start = words_before(document, span[0])
    words = split_head(head)
    if not words.verb or not words.object or document.numbers_in(start, span[0]):
        return None
    return Phrase(words.verb + words.object, words.verb, words.object, start + words.start, quantity.end, quantity.unit)


def words_before(document: Document, begin: int) -> tuple[str, int]:
    """Return the words of the clause that a stop at `begin` - 1 ends, and where they begin; one that only dates is passed over."""
    floor = document.sentence(max(0, begin - 1)).start
    while begin - 1 > floor:
        clause = document.clause(begin - 2, begin - 1)[0]
        head, start = strip_head(document, clause, begin - 1)
        if head or document.text[clause - 1 : clause] != ",":
            return head, start
        begin = clause
    return "", begin


def _without_head(
    document: Document, number: int, before: Phrase | None, span: tuple[int, int], after: tuple[str, int]
) -> Phrase | None:
    """Read a count whose words before it are another's, a place's or those of a change: those words are no head."""
    quantity = document.quantities[number]
    (start, lead), (noun, end) = span, after
    if noun and number and start == document.quantities[number - 1].end:
        return Phrase(noun, "", noun, quantity.end, end, quantity.unit)
    head = document.text[start:lead]
    fallen = _FROM.match(head) if ("由" in head or "从" in head) and falls(document, number) else None
    if fallen:
        thing, start = strip_head(document, start, start + fallen.end(1))
        return Phrase(thing, "", thing, start, quantity.end, quantity.unit)
    if before:
        places = document.places_in(start, lead)
        if places and places[-1].end == lead:
            return _bare(before, quantity)
    return None


def _with_head(
    document: Document, quantity: Quantity, before: Phrase | None, span: tuple[int, int], after: tuple[str, int]
) -> Phrase | None:
    """Read a count from the verb and object before it and the noun after it."""
    noun, end = after
    if noun and _REST.search(document.text, span[0], quantity.lead):
        return Phrase(noun, "", noun, quantity.lead, end, quantity.unit)
    done = done_to(noun) if document.text[quantity.lead - 1 : quantity.lead] in ("对", "将") else None
    if done:
        return Phrase("".join(done), *done, quantity.lead - 1, end, quantity.unit)
    head, start = strip_head(document, *span)
    words = split_head(head)
    begin = start + words.start
    if noun and words.takes(noun, quantity):
        named = words.verb + noun if words.verb or len(words.object) < 3 else words.object + noun
        return Phrase(named, words.verb, named.removeprefix(words.verb), begin, end, quantity.unit)
    if words.object:
        joined = document.text[max(0, start - 1) : start] in ("、", "和", "及", "与")
        money = noun if quantity.unit == "元" else ""
        return _with_verb(words, begin, quantity, before if joined else None, money)
    if words.verb:
        return _inherit(words.verb, begin, quantity, before)
    return Phrase(noun, "", noun, quantity.end, end, quantity.unit) if noun else _bare(before, quantity)


def strip_head(document: Document, start: int, lead: int) -> tuple[str, int]:
    """Drop who did it, when and how from the words before a quantity; return what remains and where it begins."""
    start = _after_names(document, start, lead)
    text = document.text
    inner = last(_INNER.finditer(text, start, lead))
    if inner and inner.end() < lead:
        if is_verb(text, inner.end(), lead) and not _AGENT.search(text, start, inner.start() + 1):
            return text[start : inner.start()] + text[inner.end() : lead], start
        start = inner.end()
    agent = _AGENT.match(text, start, lead)
    if agent and agent.end() < lead:
        start = agent.end()
    while (match := _LEAD.match(text, start, lead)) and match.end() > start:
        if match.end() == lead - 1 and text[lead - 1] in _NOUN_ENDS:
            break
        start = match.end()
    while (match := _TAIL.search(text, start, lead)) and not is_verb(text, start, lead):
        lead = match.start()
    return text[start:lead], start


def _after_names(document: Document, start: int, lead: int) -> int:
    """Return where the words go on after the bodies, dates, the leading place and campaign that they name."""
    begin = start
    for body in document.bodies_in(begin, lead):
        start = max(start, min(body.end, lead))
    for date in document.dates_in(begin, lead):
        start = max(start, min(date.end, lead))
    for place in document.places_in(start, lead):
        if place.start - start <= 1 and place.end < lead:
            start = min(place.end + len(area_at(document.text, place.end)), lead)
    for named in document.campaigns_in(start, lead):
        if named.start - start <= 1 and named.end < lead and not is_verb(document.text, start, named.start):
            start = named.end
    return start


def _with_verb(words: Words, begin: int, quantity: Quantity, before: Phrase | None, noun: str) -> Phrase:
    """Give an object its verb: its own, else the chain's before it (出动警力…人、车辆…台次)."""
    shared = before.verb if not words.verb and before and _chained(words.object) else ""
    verb = words.verb or shared
    return Phrase(verb + words.object + noun, verb, words.object, begin, quantity.end, quantity.unit)


def _chained(thing: str) -> bool:
    return len(thing) <= 10 and not _RATE.search(thing)


def _inherit(verb: str, begin: int, quantity: Quantity, before: Phrase | None) -> Phrase:
    """A verb without an object takes the one before it where the measure word could count the same (破获诈骗案69起,抓获70人)."""
    fits = before is not None and before.unit == quantity.unit and quantity.unit not in ("人", "名", "位", "人次", "元")
    thing = before.object if before and fits and verb != before.verb else ""
    return Phrase(verb + thing, verb, thing, begin, quantity.end, quantity.unit)


def _bare(before: Phrase | None, quantity: Quantity) -> Phrase | None:
    """A count with nothing of its own: a second measure of what was just counted (81起57人)."""
    if before is None:
        return None
    return Phrase(before.metric, before.verb, before.object, quantity.lead, quantity.end, quantity.unit)
