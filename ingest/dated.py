"""The dates of an article, one after the other: each takes its year from the one before it and from the words around it."""

import re
from datetime import date

from ingest import dates
from ingest.values import dataclass
from ontology.model import When

_SENTENCE = re.compile(r"[。!?\n]")
_COMING = re.compile(r"[^,。;\n]{0,10}(?:将(?!近)|拟|即将)")
_COMING_UP = re.compile(
    r",[^,。;\n]{0,24}?(?:即将|(?<!即)将|拟)(?=召开|举行|举办|赴|进驻|派|组织|开展|启动|陆续|分别|前往|正式|对[^,。;]{2,20}开展)"
)
_AHEAD = re.compile(r"将(?!近)|拟|计划|即将|预计|力争|定于|即日起|[至到]$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date with its bounds; `vague` marks 近日 and its kin, which end an earlier date's reach."""

    start: int
    end: int
    when: When
    vague: bool


def find_dates(text: str, published: str | None, year: int | None) -> list[DateMention]:
    """Resolve the dates of a text one after the other, each knowing the one before it."""
    day = date.fromisoformat(published) if published and len(published) == 10 else None
    calendar = dates.Calendar(day, year)
    found: list[DateMention] = []
    for mention in dates.mentions(text):
        ahead = _may_lie_ahead(mention, day) and _lies_ahead(text, mention, found, day)
        when = dates.resolve(mention, text, calendar, ahead=ahead)
        found.append(DateMention(mention.start, mention.end, when, mention.vague))
        if not mention.vague:
            explicit = mention.first.year
            other = explicit if explicit and day and explicit != day.year else calendar.year if not day else None
            calendar = calendar.then(when, other)
    return found


def _may_lie_ahead(mention: dates.DateMention, day: date | None) -> bool:
    """Whether the words around a date decide its year: those of a day up to that of publication, or of no date, decide nothing."""
    if day is None or mention.vague:
        return False
    first = mention.first
    return first.month is None or mention.last is not None or (first.month, first.day or 1) > (day.month, day.day)


def _lies_ahead(text: str, mention: dates.DateMention, found: list[DateMention], day: date | None) -> bool:
    """Whether the words around a date speak of what is to come."""
    start, end = mention.start, mention.end
    return bool(
        (mention.side == "until" and text[end - 1] == "前")
        or _COMING.match(text, end)
        or _COMING_UP.match(text, end)
        or _AHEAD.search(text[max(0, start - 12) : start])
        or _goes_on(text, mention, found, day)
    )


def _goes_on(text: str, mention: dates.DateMention, found: list[DateMention], day: date | None) -> bool:
    """Whether a month without its year follows one of the year of publication in the same sentence (3月进驻,5月结束)."""
    last = found[-1].when.start if found else None
    if not last or not day or last[:4] != str(day.year) or not mention.first.month:
        return False
    return mention.first.month >= int(last[5:7] or 13) and not _SENTENCE.search(text, found[-1].end, mention.start)
