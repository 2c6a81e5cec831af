"""Offices with the names of those who hold them, found once: for the role facts, and to know who in a text is no private person."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.lexicon import OFFICES, PRIVATE_CONTEXT
from ingest.names import is_name, read_loose_name, read_name, read_names
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence, holding
from ingest.table_heads import table_heads
from ingest.values import dataclass
from ingest.words import Word, Words, find_words

OFFICE = re.compile("|".join(sorted(OFFICES, key=len, reverse=True)))
"""The ending of an office's name."""
_BROKEN = re.compile(rf"(?:{OFFICE.pattern})[一-龥]{{1,3}}\ufffd")
_ENDINGS = tuple(OFFICES)
TEAM_HEAD = re.compile(r"^(?:副?组长|领队)$")
"""Who leads a team."""
_PRIVATE = re.compile(rf"(?:{'|'.join(PRIVATE_CONTEXT)})[^、局厅]{{0,6}}$")
_START = re.compile(
    r"[,。;:!?\n()—]|——|(?<=[一-龥])(?:由|任命|在|向|与|及|以及|并|是|为|时任|当选|现任|接待|听取|陪同|邀请|和)(?=[一-龥])"
)
_JOIN = re.compile(r"(?:\([^()]{1,12}\))?(?:(?:名单)?(?:依次|分别|均)?[为是由]|同志)?[\s:]{0,2}")
_PARTS = re.compile(r"[、兼/]|,(?=[一-龥]{0,8}(?:长|书记|委员|主任|主席)$)")
_UP_TO_STOP = re.compile(r"(?s:.*)[,。;:\n]")
"""Reaches to the last stop of a stretch; the nearest is met first, since it looks from the end."""
_THROUGH = re.compile(r"(?:的)?(?:分别|均)?[为是由](?=[一-龥]{2,14}$)")
_LEADS = re.compile(r"(?:同志)?(?:为|任|担任)(副?组长)的?")
"""The team's head, said after the name (以……副局长刘建为组长的……督查组)."""
_TITLED = re.compile(r"(?![^,]*(?:出席|参加|带队|率|主持|召开|陪同|介绍|表示|要求))[一-龥]{2,12}")
"""A title and nothing else."""
_ACTS = re.compile(
    r"(?:分别|代表|就|在会上|随后|先后|还)*(?:主持|通报|讲话|作(?!为)|致辞|发言|表态|出席|带队|率队|陪同|宣读|宣布|强调|指出|介绍|要求|表示|汇报)"
)
"""What an office does whose holder is named before it."""
_EDGES = tuple(",。;、由派:()\n")
_PERSON = re.compile(r"(?:民警|辅警|警员|干警|队员|同志)[一-龥]{2,3}$")
"""Somebody of no office before the next one (户籍民警某某、刑警大队大队长): no part of its title."""
_TITLE = re.compile(
    r"[一-龥“”]{0,30}?(?:组长|局长|厅长|部长|书记|主任委员|副主任|主任|总指挥|指挥长|主席|专员)(?=[,。;、)]|$)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as written, and where."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A person beside an office: the name's stretch, and every office that the words give."""

    start: int
    end: int
    offices: tuple[Office, ...]


def breaks_name(words: str) -> bool:
    """Whether words hold an office and a name that the page's encoding broke (局长刘建�带队), which nothing may quote."""
    return "\ufffd" in words and _BROKEN.search(words) is not None


def find_holders(
    text: str, sentences: Sequence[Sentence], places: Sequence[PlaceMention], words: Words | None = None
) -> list[Holder]:
    """Return who is named with a public office, in reading order; `words` are the text's words, if known."""
    words = words or find_words(text)
    offices, appointed = words["office"], words["appointed"]
    found: list[Holder] = []
    if not offices:
        return found
    starts = [sentence.start for sentence in sentences]
    for _, sentence in holding(sentences, starts, sorted([start for start, _, _ in (*offices, *appointed)])):
        here = _within(offices, sentence)
        found += _before_names(text, sentence, here, places) if here else ()
        here = _within(appointed, sentence)
        found += _after_names(text, sentence, here, found) if here else ()
    tabled = [Holder(start, end, (Office(title, start, start),)) for start, end, title in table_heads(text)]
    return sorted([*found, *tabled], key=lambda holder: holder.start) if tabled else found


def _within(words: list[Word], sentence: Sentence) -> list[Word]:
    return words[bisect_left(words, (sentence.start,)) : bisect_left(words, (sentence.end,))]


def _before_names(
    text: str, sentence: Sentence, words: Sequence[Word], places: Sequence[PlaceMention]
) -> Iterator[Holder]:
    """The usual order: office, then name or names."""
    reached = sentence.start
    for opens, closes, word in words:
        if (
            opens < reached
            or text.startswith("、", closes)
            or _splits_place(places, closes)
            or _RIVER.match(text, closes - 1)
        ):
            continue
        named = _named_before(text, sentence.start, opens, closes)
        if named:
            reached = closes
            yield Holder(*named, (Office(text[named[1] : closes], named[1], closes),))
            continue
        join = _JOIN.match(text, closes)
        start = join.end() if join else closes
        names = read_names(text, start, sentence.end)
        if not names and TEAM_HEAD.match(word):
            names = read_loose_name(text, start)
        if not names:
            continue
        floor = _floor(text, sentence.start, opens, reached)
        held = _held_through(text, sentence.start, opens)
        reached = names[-1][1]
        if _PRIVATE.search(text, floor, opens):
            continue
        led = _LEADS.match(text, names[-1][1])
        heads = (Office(led[1], led.start(1), led.end(1)),) if led else ()
        offices = (*_aside(text, sentence.start, floor), *_offices(text, floor, closes), *held, *heads)
        for name in names:
            yield Holder(*name, offices)


def _aside(text: str, start: int, floor: int) -> list[Office]:
    """The offices that fill the clause before a comma and wait for their name (省委常委、副省长,省安委会副主任某某)."""
    if text[floor - 1 : floor] != ",":
        return []
    opening = _UP_TO_STOP.match(text, start, floor - 1)
    begin = opening.end() if opening else start
    offices = _offices(text, begin, floor - 1)
    return offices if all(_TITLED.fullmatch(one.title) and _ends_office(one.title) for one in offices) else []


def _named_before(text: str, floor: int, opens: int, closes: int) -> tuple[int, int] | None:
    """Who is named before a bare office that acts (由某某省长主持, 某某副组长讲话); no private person's office follows so."""
    if not _ACTS.match(text, closes):
        return None
    for start in (opens - 3, opens - 2):
        edge = start == floor or (start > floor and text[start - 1] in _EDGES)
        if edge and is_name(text[start:opens]):
            return start, opens
    return None


def _after_names(text: str, sentence: Sentence, words: Sequence[Word], known: Sequence[Holder]) -> Iterator[Holder]:
    """The title after the name (由某某任组长; 某某现任…副主任委员)."""
    names = {text[holder.start : holder.end] for holder in known}
    for end, after, _ in words:
        starts = [start for start in (end - 3, end - 2, end - 4) if start >= sentence.start]
        starts = [
            start
            for start in starts
            if start == sentence.start or text[start - 1 : start] in _EDGES or text[start:end] in names
        ]
        title = _TITLE.match(text, after, sentence.end) if starts else None
        if title is None:
            continue
        for start in starts:
            if text[start:end] in names or _is_name(text, sentence.start, start, end):
                yield Holder(start, end, tuple(_offices(text, title.start(), title.end())))
                break


def _is_name(text: str, floor: int, start: int, end: int) -> bool:
    """Whether a stretch behind a stop is a name and nothing but one."""
    return (start == floor or text[start - 1 : start] in _EDGES) and read_name(
        text[floor:end], start - floor
    ) == end - floor


_RIVER = re.compile(r"长江(?:干|支|流|大|中|经济|沿|水|上|下|禁|十|保护|生态|两|北|南|岸|航|口|段|边|大桥)")
"""The river where 长 seems to end an office (湖北省|长江干流)."""


def _splits_place(places: Sequence[PlaceMention], end: int) -> bool:
    """Whether an office word only seems to end inside a place's name (湖南省长|沙市)."""
    number = bisect_left(places, end, key=lambda place: place.start) - 1
    return number >= 0 and end < places[number].end


def _held_through(text: str, start: int, end: int) -> list[Office]:
    """The office that those who hold another one are given (副组长由生态环境部副部长翟青、赵英民担任)."""
    for match in OFFICE.finditer(text, max(start, end - 20), end):
        if _THROUGH.match(text, match.end(), end):
            return [Office(match[0], match.start(), match.end())]
    return []


def _floor(text: str, start: int, end: int, reached: int) -> int:
    """Where the words of an office begin: after the last stop or preposition before it."""
    stops = [match.end() for match in _START.finditer(text, max(start, end - 46), end)]
    floor = max([start, reached, *stops])
    while floor < end and text[floor] in "、和与及以 ”":
        floor += 1
    return floor


def _offices(text: str, start: int, end: int) -> list[Office]:
    """Split several offices of one person (副市长、市公安局局长); a part that is no office of its own belongs to the next."""
    offices: list[Office] = []
    begin = start
    for match in _PARTS.finditer(text, start, end):
        if _ends_office(text[begin : match.start()]):
            offices.append(Office(text[begin : match.start()], begin, match.start()))
            begin = match.end()
        elif _PERSON.search(text, begin, match.start()):
            begin = match.end()
    offices.append(Office(text[begin:end], begin, end))
    return offices


def _ends_office(words: str) -> bool:
    return words.endswith(_ENDINGS)
