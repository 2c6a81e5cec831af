"""Dates, years, rounds and batches in a question: 2022年8月, since July 2022, 第三轮第二批, third round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask.meanings import Meaning, Period
from graph.ask.units import Unit
from graph.index.days import first_day, last_day
from ontology.errors import ValueUnknown

UNSAID: Final = "XXXX"
"""The year of a date that names none."""
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_SEASONS: Final[Mapping[str, tuple[str, str]]] = {
    "春 季": ("03", "05"), "夏 季": ("06", "08"), "秋 季": ("09", "11"), "春 天": ("03", "05"), "夏 天": ("06", "08"),
    "秋 天": ("09", "11"), "上 半 年": ("01", "06"), "下 半 年": ("07", "12"), "spring": ("03", "05"),
    "summer": ("06", "08"), "autumn": ("09", "11"), "fall": ("09", "11"), "first half": ("01", "06"),
    "#1 half": ("01", "06"), "#2 half": ("07", "12"),
}  # fmt: skip
"""Parts of a year as its first and last month."""
_TENTHS: Final[Mapping[str, tuple[str, str]]] = {
    "上 旬": ("-01", "-10"), "中 旬": ("-11", "-20"), "下 旬": ("-21", ""), "底": ("", ""), "末": ("", ""), "初": ("", ""),
}  # fmt: skip
"""Parts of a month as its first and last day; where it begins or ends is the month, for nobody says how many days."""
_HOURS: Final = (
    "当 晚",
    "晚 上",
    "晚 间",
    "晚",
    "夜 间",
    "夜 里",
    "夜",
    "深 夜",
    "上 午",
    "下 午",
    "凌 晨",
    "早 上",
    "中 午",
    "当 天",
    "当 日",
)
"""What may follow a day: facts know no hours."""
_SINCE_AFTER: Final = ("以 来", "起", "之 后", "以 后", "后", "onward", "onwards")
_UNTIL_AFTER: Final = ("之 前", "以 前", "前", "为 止", "底 前")
_SINCE_BEFORE: Final = ("since", "after", "自 从", "自", "从", "starting", "starting from")
_UNTIL_BEFORE: Final = ("before", "until", "till", "by", "up to", "截 至", "截 止", "截 止 到", "through", "prior to")
_SPAN_BEFORE: Final = ("from", "between", "从", "自")
_JOINING: Final = ("至", "到", "to", "until", "till", "through")
_AND: Final = ("and", "和", "与")
"""What joins two periods, or behind `between` the ends of one."""
_COMMITTEE: Final = ("central committee", "party central committee", "cpc central committee", "central committee s")
_TERMS: Final = {"轮": "round", "批": "batch", "届": "session", "round": "round", "batch": "batch"}


@dataclass(frozen=True, slots=True)
class _Date:
    """A reduced date or part of a year; `last` is the unit after it, `whole` whether it names no more than a year."""

    since: str
    until: str
    last: int
    whole: bool = False


def times(parts: Sequence[Unit], first: int) -> Iterator[tuple[int, Meaning]]:
    """Yield what begins at a unit and says when: where it ends, and a `year` or a `time` (Period)."""
    yield from _open(parts, first)
    for begin in (first, *_after(parts, first, _SPAN_BEFORE)):
        for one in _dates(parts, begin):
            yield from _joined(parts, one, between=begin != first)
            if begin == first:
                yield from _alone(parts, one)


def terms(parts: Sequence[Unit], first: int) -> Iterator[tuple[int, Meaning]]:
    """Yield rounds, batches and sessions: 第三轮, 二批, third round, batch 2."""
    at = first + (parts[first].key == "第")
    key = _key(parts, at + 1)
    number = parts[at].number if at < len(parts) else None
    if number is not None and key in _TERMS:
        yield at + 2 + (_key(parts, at + 2) == "次"), Meaning(_TERMS[key], number, key)
    yield from _listed(parts, first)
    for last in _after(parts, first + 1, _COMMITTEE) if parts[first].ordinal else ():
        yield last, Meaning("session", parts[first].number or 0, "central committee")
    following = parts[first + 1].number if first + 1 < len(parts) else None
    if parts[first].key in {"round", "batch"} and following is not None:
        yield first + 2, Meaning(_TERMS[parts[first].key], following, parts[first].key)


def _listed(parts: Sequence[Unit], first: int) -> Iterator[tuple[int, Meaning]]:
    """Yield a number whose term comes with the next one (the second and third round, 第二、第三轮)."""
    at = first + (parts[first].key == "第")
    number = parts[at].number if at < len(parts) else None
    if number is None or not (at > first or parts[at].ordinal):
        return
    if _key(parts, at + 1) not in _TERMS and (before := _term_before(parts, first)) is not None:
        yield at + 1, Meaning(_TERMS[before], number, before)
    after = at + 1 + (_key(parts, at + 1) in {"and", "和", "与", "及"})
    following = after + (_key(parts, after) == "第")
    if following < len(parts) and parts[following].number is not None and _key(parts, following + 1) in _TERMS:
        yield at + 1, Meaning(_TERMS[_key(parts, following + 1)], number, _key(parts, following + 1))


def _term_before(parts: Sequence[Unit], first: int) -> str | None:
    """Return the term of the last number before (how does the second round differ from the third)."""
    for at in range(first - 1, 0, -1):
        if parts[at].key in _TERMS and parts[at - 1].number is not None:
            return parts[at].key
    return None


def _open(parts: Sequence[Unit], first: int) -> Iterator[tuple[int, Meaning]]:
    for words, build in ((_SINCE_BEFORE, _since), (_UNTIL_BEFORE, _until)):
        for begin in _after(parts, first, words):
            date = _date(parts, begin)
            if date is not None:
                tail = max(_after(parts, date.last, (*_SINCE_AFTER, *_UNTIL_AFTER)), default=date.last)
                yield tail, build(date)


def _alone(parts: Sequence[Unit], date: _Date) -> Iterator[tuple[int, Meaning]]:
    if date.whole:
        yield date.last, Meaning("year", int(date.since), date.since)
    else:
        yield date.last, _time(date.since, date.until)
    for last in _after(parts, date.last, _SINCE_AFTER):
        yield last, _since(date)
    for last in _after(parts, date.last, _UNTIL_AFTER):
        yield last, _until(date)


def _joined(parts: Sequence[Unit], one: _Date, *, between: bool) -> Iterator[tuple[int, Meaning]]:
    """Yield a period of two dates; the second may leave out what the first says, or the first its year.

    Where `and` joins them they are a period only if one follows the other without a gap (July and August 2022).
    """
    for begin in _after(parts, one.last, (*_JOINING, *_AND)):
        day = _day(parts, begin, one)
        apart = not between and _phrase(parts, one.last, begin) in _AND
        for other in list(_dates(parts, begin)) or ([day] if day else []):
            since, until = one.since, other.until
            if until.startswith(UNSAID):
                until = since[:4] + until[4:]
            elif since.startswith(UNSAID):
                since = until[:4] + since[4:]
            if not apart or _follows(one.until, other.since):
                yield other.last, _time(since, until)


def _follows(until: str, since: str) -> bool:
    """Whether a date begins on the day after another ends; a year that is not said is that of the other."""
    year = next((date[:4] for date in (until, since) if not date.startswith(UNSAID)), "2000")
    try:
        return first_day(since.replace(UNSAID, year)) == last_day(until.replace(UNSAID, year)) + 1
    except ValueUnknown:
        return False


def _day(parts: Sequence[Unit], at: int, one: _Date) -> _Date | None:
    """Return a day alone, as the end of a period that began in the same month (8月14日至20日)."""
    number = parts[at].number if at < len(parts) else None
    if number is None or len(one.since) < 10 or _key(parts, at + 1) not in {"日", "号"} or not 1 <= number <= 31:
        return None
    day = f"{one.since[:7]}-{number:02}"
    return _Date(day, day, at + 2)


def _dates(parts: Sequence[Unit], at: int) -> Iterator[_Date]:
    """Yield the longest date at a unit, and its year alone: the season may be part of a name (2023 | 夏季行动)."""
    longest = _date(parts, at)
    if longest is not None:
        yield longest
    if longest is not None and not longest.whole and _is_year(parts, at):
        year = parts[at].key
        yield _Date(year, year, at + 1 + (_key(parts, at + 1) == "年"), whole=True)


def _date(parts: Sequence[Unit], at: int) -> _Date | None:
    """Read a date at a unit, the longest that there is."""
    found = [date for read in (_chinese, _numeric, _english) if (date := read(parts, at)) is not None]
    return max(found, key=lambda date: date.last, default=None)


def _chinese(parts: Sequence[Unit], at: int) -> _Date | None:
    year, after = UNSAID, at
    if _is_year(parts, at):
        year, after = parts[at].key, at + 1 + (_key(parts, at + 1) == "年")
        for last in _after(parts, after, tuple(_SEASONS)):
            since, until = _SEASONS[_phrase(parts, after, last)]
            return _Date(f"{year}-{since}", f"{year}-{until}", last)
    month = parts[after].number if after < len(parts) else None
    if month is None or not 1 <= month <= 12 or _key(parts, after + 1) not in {"月", "月 份"}:
        return _Date(year, year, after, whole=True) if year != UNSAID else None
    last = after + 2 + (_key(parts, after + 2) == "份")
    for stop in _after(parts, last, tuple(_TENTHS)):
        since, until = _TENTHS[_phrase(parts, last, stop)]
        return _Date(f"{year}-{month:02}{since}", f"{year}-{month:02}{until}", stop)
    day = parts[last].number if last < len(parts) else None
    if day is not None and 1 <= day <= 31 and _key(parts, last + 1) in {"日", "号"}:
        stop = max(_after(parts, last + 2, _HOURS), default=last + 2)
        return _one(f"{year}-{month:02}-{day:02}", stop)
    return _one(f"{year}-{month:02}", last)


def _numeric(parts: Sequence[Unit], at: int) -> _Date | None:
    """Read 2022-08, 2022/8/14, 2022.8."""
    if not _is_year(parts, at) or at + 1 >= len(parts) or parts[at + 1].start != parts[at].end + 1:
        return None
    month = None if parts[at + 1].ordinal else parts[at + 1].number  # the 2018 second look-back
    if month is None or not 1 <= month <= 12 or _key(parts, at + 2) == "年":  # 2022 2023 两年
        return None
    if at + 2 < len(parts) and parts[at + 2].start == parts[at + 1].end + 1:
        day = parts[at + 2].number
        if day is not None and 1 <= day <= 31:
            return _one(f"{parts[at].key}-{month:02}-{day:02}", at + 3)
    return _one(f"{parts[at].key}-{month:02}", at + 2)


def _english(parts: Sequence[Unit], at: int) -> _Date | None:
    """Read August 2022, 14 August 2022, August 14th, 2022, the summer of 2022."""
    for after in _after(parts, at, tuple(_SEASONS)):
        place = after + sum(_key(parts, one) in {"of", "the"} for one in (after, after + 1))
        if _is_year(parts, place):
            since, until = _SEASONS[_phrase(parts, at, after)]
            return _Date(f"{parts[place].key}-{since}", f"{parts[place].key}-{until}", place + 1)
    day, after = _small(parts, at)
    after += day is not None and _key(parts, after) == "of"
    month = _MONTHS.get(_key(parts, after))
    if month is None:
        return None
    after += 1
    if day is None:
        day, after = _small(parts, after)
    said = _is_year(parts, after)
    date = f"{parts[after].key if said else UNSAID}-{month:02}" + (f"-{day:02}" if day else "")
    return _one(date, after + said)


def _small(parts: Sequence[Unit], at: int) -> tuple[int | None, int]:
    number = parts[at].number if at < len(parts) else None
    return (number, at + 1) if number is not None and 1 <= number <= 31 else (None, at)


def _one(text: str, last: int) -> _Date:
    return _Date(text, text, last)


def _time(since: str | None, until: str | None) -> Meaning:
    return Meaning("time", Period(since, until), f"{since or ''}–{until or ''}" if since != until else str(since))


def _since(date: _Date) -> Meaning:
    return _time(date.since, None)


def _until(date: _Date) -> Meaning:
    return _time(None, date.until)


def _is_year(parts: Sequence[Unit], at: int) -> bool:
    number = parts[at].number if at < len(parts) else None
    return number is not None and 1990 <= number <= 2099


def _after(parts: Sequence[Unit], at: int, phrases: Sequence[str]) -> list[int]:
    """Return where those phrases end that stand at a unit, the longest first."""
    ends = {
        at + phrase.count(" ") + 1 for phrase in phrases if _phrase(parts, at, at + phrase.count(" ") + 1) == phrase
    }
    return sorted(ends, reverse=True)


def _phrase(parts: Sequence[Unit], first: int, last: int) -> str:
    return " ".join([part.key for part in parts[first:last]])


def _key(parts: Sequence[Unit], at: int) -> str:
    return parts[at].key if at < len(parts) else ""
