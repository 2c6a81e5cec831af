"""Results: numbers reported as work done, set up, or as an outcome.

Not results: list announcers (4个方面), counts of places, teams (facts of their own), numbers inside a name
(“1、3、5分钟”), norms (应当, 每名). A headline that repeats the body is the same fact.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.changes import Reading, group_of, is_level, items, read_change
from ingest.demands import demanded_from, is_demanded, status_in
from ingest.document import Document
from ingest.exclusions import by_authority, is_reported, is_work
from ingest.moves import fell
from ingest.numbers import Quantity
from ingest.offices import breaks_name
from ingest.phrases import Phrase, read_phrase, segment
from ingest.scopes import listed_before, scope_at, scope_of
from ingest.sentences import Sentence
from ingest.values import dataclass
from ingest.verbs import opens_with_verb
from ingest.whereabouts import Whereabouts
from ontology.model import UNDATED, Change, Result, When, Window
from ontology.packs import load_vocabulary

_TOLD = re.compile(r"[,]?(?:记者|获悉|讯|电|消息)|.{0,3}(?:公布|通报|发布)|.{0,16}(?:发布会|通气会|了解到|获悉)")
_SPOKEN = 400
"""Characters before a number in which 以来 or 截至 may open its window."""
_SAID = re.compile(r"截至|截止|以来|累计|当晚|当日|当天|当夜|一夜|昨晚|行动当")
"""Words that open a window; those of neither a state nor a stretch mean the day."""
_STOPS = frozenset("。;\n")
_MAX = 30


@dataclass(frozen=True, slots=True)
class _Count:
    """One number read: what it counts, with sign and change."""

    quantity: Quantity
    phrase: Phrase
    value: float
    change: Change | None
    rule: str
    place: str | None = None
    """Where it was counted, if each number of several has its own place."""


def extract(document: Document) -> Iterator[Result]:
    """Yield one result a number reported; those of headings only where the text does not say them."""
    if not by_authority(document):
        return
    body: list[Result] = []
    headlines: list[Result] = []
    where = Whereabouts(document)
    for _, sentence in document.holding(document.starts.quantities):
        found = list(_facts(document, sentence, where))
        (body if sentence.kind == "body" else headlines).extend(found)
    yield from _distinct(body)
    yield from _distinct([fact for fact in headlines if not any(_repeats(fact, other) for other in body)])


def _facts(document: Document, sentence: Sentence, where: Whereabouts) -> Iterator[Result]:
    """Yield the results of a sentence; those after 其中 are parts of the one before it."""
    whole: Result | None = None
    last: Result | None = None
    reached = sentence.start
    for count in _counts(document, sentence):
        fact = _fact(document, sentence, count, where)
        if fact is None:
            continue
        if document.text.find("其中", reached, count.quantity.lead) >= 0:
            whole = last
        reached = count.quantity.end
        last = fact if whole is None else last
        yield replace(fact, part_of=whole.id) if whole and fact.change is None else fact


def _counts(document: Document, sentence: Sentence) -> Iterator[_Count]:
    """Read the numbers of a sentence in order; each may lean on what the one before it counted."""
    told: list[_Count] = []
    moved: list[Phrase] = []
    skip = 0
    demanded = demanded_from(document, sentence)
    for number in document.numbers_in(sentence.start, sentence.end):
        quantity = document.quantities[number]
        if skip:
            skip -= 1
            continue
        if not is_reported(document, quantity) or is_demanded(document, quantity, demanded):
            continue
        found, skip = _read(document, number, told, moved)
        yield from found
        phrases = [count.phrase for count in found]
        if found and found[0].change is None:
            told += found
            moved.clear()
        else:
            moved = phrases or moved


def _read(document: Document, number: int, told: list[_Count], moved: list[Phrase]) -> tuple[list[_Count], int]:
    """Read one number, or the several that share a subject (分别): the counts, and how many further numbers are done.

    `told` is what the sentence counted before; `moved`, what changed right before (同比下降5%,环比下降3%).
    """
    span = segment(document, number)
    change = read_change(document, number, span, moved[-1] if moved else told[-1].phrase if told else None)
    first, names = (
        _changed(document, number, change, moved or [count.phrase for count in told])
        if change
        else _counted(document, number, span, told)
    )
    if first is None:
        return [], 0
    codes = [] if change or names else _respective(document, number)
    if codes:
        spread = [_shared(document, number + offset, first, first.phrase.metric, 1) for offset in range(len(codes))]
        return [replace(one, place=code) for one, code in zip(spread, codes, strict=True)], len(codes) - 1
    if names is None:
        return [first], 0
    sign = -1 if first.value < 0 else 1
    shared = [_shared(document, number + offset, first, name, sign) for offset, name in enumerate(names)]
    if change and change.then and len(shared) > 1:
        shared[1] = replace(shared[1], change=change.then)
    return shared, len(shared) - 1


def _respective(document: Document, number: int) -> list[str]:
    """The codes of the places over which 分别 spreads as many numbers (大理市、祥云县分别抓获21名、9名); empty where it does not."""
    quantity = document.quantities[number]
    spread = document.text.rfind("分别", document.clause(quantity.lead, quantity.end)[0], quantity.lead)
    size = group_of(document, number) if spread >= 0 else 1
    codes = listed_before(document, spread) if size > 1 else []
    return codes if len(codes) == size else []


def _changed(document: Document, number: int, change: Reading, told: list[Phrase]) -> tuple[_Count, list[str] | None]:
    """A change, and the names of all that changed where several numbers follow one subject, or the counts just told."""
    quantity = document.quantities[number]
    phrase = Phrase(change.metric, "", change.metric, change.start, quantity.end, "")
    size = group_of(document, number)
    names = [change.metric] * 2 if change.then and size == 2 else items(change.metric, size) if size > 1 else None
    if size > 1 and len(told) >= size and change.metric == told[-1].metric:
        names = [before.metric for before in told[-size:]]
    return _Count(quantity, phrase, change.value, change.change, "result.change"), names


def _counted(
    document: Document, number: int, span: tuple[int, int], told: list[_Count]
) -> tuple[_Count | None, list[str] | None]:
    """A count, and the names of all that was counted where 分别 spreads several numbers over them."""
    quantity = document.quantities[number]
    before = _leaned_on(told, quantity)
    change = fell(document, number)
    phrase = replace(before, unit=quantity.unit) if change and before else read_phrase(document, number, span, before)
    if phrase is None:
        return None, None
    spread = document.text.find("分别", phrase.start, quantity.lead) >= 0
    size = group_of(document, number, mixed=True) if spread else 1
    objects = items(phrase.object, size) if size > 1 else None
    names = [name if opens_with_verb(name) else phrase.verb + name for name in objects] if objects else None
    return _Count(quantity, phrase, quantity.value, change, "result.count"), names


def _leaned_on(told: list[_Count], quantity: Quantity) -> Phrase | None:
    """What a number may take its object from: the count before it; the whole, where that was a part too small to hold it."""
    if not told:
        return None
    last = told[-1]
    if last.quantity.unit == quantity.unit and last.value < quantity.value:
        larger = (count for count in reversed(told) if count.quantity.unit == quantity.unit)
        last = next((count for count in larger if count.value >= quantity.value), last)
    return last.phrase


def _shared(document: Document, number: int, first: _Count, metric: str, sign: int) -> _Count:
    quantity = document.quantities[number]
    before = first.phrase
    phrase = Phrase(metric, before.verb, metric, before.start, quantity.end, before.unit)
    return _Count(quantity, phrase, sign * quantity.value, first.change, "result.respectively")


def _fact(document: Document, sentence: Sentence, count: _Count, where: Whereabouts) -> Result | None:
    quantity, phrase = count.quantity, count.phrase
    metric = tidy(phrase.metric)
    if len(metric) < 2 or not is_work(metric) or (count.change is None and not is_level(metric, quantity)):
        return None
    clause = document.clause(quantity.lead, quantity.end)
    start = min(clause[0], phrase.start) if phrase.start >= sentence.start else clause[0]
    evidence = document.quote(start, clause[1], (quantity.lead, quantity.end))
    if evidence is None or not _STOPS.isdisjoint(metric) or breaks_name(evidence.quote):
        return None
    when = _when(document, sentence, min(phrase.start, quantity.lead) if count.change == "other" else quantity.lead)
    scope = (
        scope_of([count.place]) if count.place else where.scope(scope_at(document, start, quantity.lead), quantity.lead)
    )
    known = _metric(metric)
    return Result(
        article=document.article.id,
        evidence=evidence,
        rule=count.rule,
        campaign=document.campaign(start, clause[1]),
        when=when,
        status=status_in(document, sentence, clause, when),
        metric=metric,
        metric_id=known,
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


@lru_cache(maxsize=1 << 14)
def _metric(words: str) -> str | None:
    """Return the id of the metric that words count: the same ones are counted in many articles."""
    known = load_vocabulary().metric_of(words)
    return known.id if known else None


def tidy(metric: str) -> str:
    """Strip what is no part of a metric's name: joints, quotation marks left open, words of the sentence around it."""
    metric = metric.strip("、,和与及的了:()等 ")
    metric = metric if "“" in metric[:-1] else metric.strip("“”")
    metric = metric if "”" in metric[1:] else metric.strip("“”")
    return metric[-_MAX:] if len(metric) > _MAX else metric


def _when(document: Document, sentence: Sentence, limit: int) -> When:
    """The date stated for a number: in its sentence, before it and what it moved from, no day on which it was merely told."""
    for mention in reversed(document.dates_in(sentence.start, limit)):
        if not mention.vague and mention.when.edtf and not _TOLD.match(document.text, mention.end):
            return mention.when
    return UNDATED


def _window(document: Document, sentence: Sentence, when: When, clause: tuple[int, int]) -> Window | None:
    if when.start is None and when.end:
        return "as_of"
    told = set(_SAID.findall(document.text, max(sentence.start, clause[1] - _SPOKEN), clause[1]))
    if "截至" in told or "截止" in told:
        return "as_of"
    if "以来" in told or "累计" in told or (when.start and when.end is None):
        return "since"
    return "day" if told or (when.start and when.start == when.end and len(when.start) == 10) else None


def _distinct(facts: list[Result]) -> list[Result]:
    """Drop a number told twice."""
    kept: dict[tuple[float, str, str | None, Change | None], list[Result]] = {}
    told: list[Result] = []
    for fact in facts:
        alike = kept.setdefault((fact.value, fact.unit, fact.scope_code, fact.change), [])
        if not any(_again(fact, other) for other in alike):
            alike.append(fact)
            told.append(fact)
    return told


def _again(fact: Result, other: Result) -> bool:
    """Whether one metric's words are inside the other's, so that the text says the same number a second time."""
    return fact.metric in other.metric or other.metric in fact.metric


def _repeats(fact: Result, other: Result) -> bool:
    if (
        fact.unit != other.unit
        or fact.change != other.change
        or abs(fact.value - other.value) > 0.05 * abs(other.value)
    ):
        return False
    mine, theirs = set(fact.metric), set(other.metric)
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))
