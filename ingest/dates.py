"""Dates as Chinese news writes them, with years from the text or the publication date, as reduced ISO bounds and EDTF.

Reading has two steps: `mentions` finds what is written (a day without its year, 次日, 7月下旬以来), `resolve` gives it a year from
what is known around it. What stays unknown is `XXXX` in EDTF and null in the bounds.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ingest.date_bounds import Point, when_of
from ingest.date_points import after_impossible, point_starts, read_point
from ingest.values import dataclass
from ontology.model import UNDATED, When

_RANGE = re.compile(
    r"起?(?:(?:上午|下午|晚间?|凌晨)?\d{0,2}(?:时|点)?)?(?:至|到|—+|-+|~)(?=(?:\d{1,4}|[一二三四五六七八九十]{1,3})[年月日号]|(?:今|次|翌)[年日])"
)
_NIGHT = re.compile(r"[^,。;\n]{0,12}?(?:至|到)(?:次日|翌日|第二天|凌晨)")
_VAGUE = frozenset("近日 日前 近期 连日来 近段时间 最近 不久前 前不久 目前 截至发稿 近年来".split())
_WORD = re.compile(
    r"当日|当天|当晚|同日|次日|翌日|昨日|昨天|昨晚|今日|今天|今晚|今晨|今年|去年(?<![较比与]去年)(?!同)|前年|本月|上月|"
    r"(?:上午|下午|晚上|晚间)(?<=[,。;]..)|" + "|".join(sorted(_VAGUE))
)
_HALF_DAY = "同日"
"""What 上午 and 下午 mean where they open a clause: the day spoken of."""
_NEXT = re.compile(r"次日|翌日|第二天|凌晨")
_SINCE = re.compile(r"(?:(?:上午|下午|晚间?|夜间?|凌晨)?(?:\d{1,2}[时点])?)?(?:以来|起(?!草|诉|到|来)|开始)")
_FROM = re.compile(r"(?:^|[,。;(\n])从$")
_SOON = 45
"""Days within which a date after that of publication lies ahead rather than a year back."""
_UP_TO = re.compile(r"[,。;(\n](?:到|至)$")
_UNTIL = ("截至", "截止", "停止", "截止到", "截止至", "持续到", "持续至", "工作到", "工作至", "延续到")
_SHIFT = {"当": 0, "同": 0, "次": 1, "翌": 1}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written: one point or two, open to one side (以来: `since`, 截至 and 前: `until`, 即日起至: `now`).

    `relative` holds a word whose day depends on another date (次日, 昨日, 去年); `vague` marks 近日 and its kin.
    """

    start: int
    end: int
    first: Point = Point()
    last: Point | None = None
    side: str = ""
    relative: str = ""
    vague: bool = False
    overnight: bool = False


def mentions(text: str) -> list[DateMention]:
    """Return the dates of a text in reading order, none inside another."""
    found = [*_written(text), *_words(text)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            continue
        half = mention.relative == _HALF_DAY  # only behind a day of its paragraph (14日上午…;下午…)
        if not half or (kept and not kept[-1].vague and text.find("\n", kept[-1].end, mention.start) < 0):
            kept.append(mention)
    return kept


def _written(text: str) -> Iterator[DateMention]:
    reached = 0
    for start in point_starts(text):
        if start < reached or (start and text[start - 1] in "第.·/"):
            continue
        mention = _read(text, start)
        if mention:
            reached = mention.end
            yield mention
        else:  # an impossible date (2月30日) is none, its day not another one
            reached = after_impossible(text, start) or reached


def _read(text: str, start: int) -> DateMention | None:
    """Read a date that starts at `start`; None where the number is a count (3个月, 5年)."""
    first, end = read_point(text, start)
    if first is None:
        return None
    last = None
    joined = _RANGE.match(text, end)
    if joined:
        last, after = read_point(text, joined.end())
        end = after if last else end
    night = _NIGHT.match(text, end) if not last and _NEXT.search(text, end, end + 17) else None
    side, end = _side(text, start, night.end() if night else end)
    year = text[max(0, start - 2) : start]
    relative = year if year in ("今年", "去年", "前年", "明年") and first.year is None else ""
    begin = start - 2 if relative else start
    return DateMention(begin, end, first, last, side, relative, overnight=bool(night))


def _side(text: str, start: int, end: int) -> tuple[str, int]:
    """Read whether a date opens a stretch (以来, 起) or ends one (截至, 前)."""
    after = _SINCE.match(text, end)
    head = text[max(0, start - 6) : start]
    if head.endswith(("即日起至", "即日起到", "即日起持续到")):
        return "now", end
    if after:
        return "since", after.end()
    if head.endswith(("自", "自今年")) or (head.endswith("从") and _FROM.search(head)):
        return "since", end
    if head.endswith(_UNTIL) or (("到" in head or "至" in head) and _UP_TO.search(head)):
        return "until", end
    if text.startswith(("前", "之前", "以前"), end):
        return "until", end + 1
    return "", end


def _words(text: str) -> Iterator[DateMention]:
    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match[0]
        if word in _VAGUE:
            yield DateMention(start, end, vague=True)
        else:
            night = _NIGHT.match(text, end) if word[-1] in "晚日天" and _NEXT.search(text, end, end + 17) else None
            side, end = _side(text, start, night.end() if night else end)
            yield DateMention(
                start, end, side=side, overnight=bool(night), relative=_HALF_DAY if word[-1] in "午上间" else word
            )


_DAY = re.compile(r"[X\d]{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known around a date: publication day, the year the text speaks of, the last date read, the last single day."""

    published: date | None = None
    year: int | None = None
    last: When = UNDATED
    day: When = UNDATED

    def then(self, when: When, year: int | None) -> "Calendar":
        """Return the calendar after a date was read, and the year that holds from there on."""
        if not when.edtf:
            return Calendar(self.published, year, self.last, self.day)
        return Calendar(self.published, year, when, when if _DAY.fullmatch(when.edtf) else self.day)


def resolve(mention: DateMention, text: str, calendar: Calendar, *, ahead: bool = False) -> When:
    """Give a date its year and bounds; `ahead` says that the sentence speaks of what is to come."""
    words = text[mention.start : mention.end]
    if mention.vague:
        return When(text=words)
    if mention.relative and mention.first == Point():
        return _from_word(mention, words, calendar)
    first = _dated(mention.first, calendar, mention.relative, ahead=ahead)
    last = mention.last and _dated(_completed(mention.last, first), calendar, "", ahead=ahead, after=first)
    if last is None and mention.overnight and first.day and first.year:
        following = date(first.year, first.month or 1, first.day) + timedelta(days=1)
        last = Point(following.year, following.month, following.day)
    if first.day and first.month is None:
        return When(text=words)
    if mention.side == "now":
        return _from_now(when_of(first, last, "until", words), calendar)
    return when_of(first, last, mention.side, words)


def _from_now(until: When, calendar: Calendar) -> When:
    """即日起至9月底: from the day spoken of, else from the day of publication."""
    start = calendar.last.start or (calendar.published.isoformat() if calendar.published else None)
    return replace(until, start=start, edtf=f"{start or '..'}/{until.end}") if until.end else until


def _from_word(mention: DateMention, words: str, calendar: Calendar) -> When:
    word, published = mention.relative, calendar.published
    if word in ("今年", "去年", "前年"):
        base = calendar.year or (published.year if published else None)
        if base is None:
            return When(text=words)
        return when_of(Point(base - ("今年", "去年", "前年").index(word)), None, mention.side, words)
    if word in ("本月", "上月"):
        return When(text=words)
    if word[0] in _SHIFT:
        known = calendar.last.end or calendar.last.start or ""
        known = known if len(known) == 10 else calendar.day.start or ""
        shift = _SHIFT[word[0]]
        if not known and not shift and calendar.day.edtf:
            return replace(calendar.day, text=words)
        base_day = date.fromisoformat(known) if known else None
    else:
        base_day, shift = published, -1 if word[0] == "昨" else 0
    if base_day is None:
        return When(text=words)
    day = base_day + timedelta(days=shift)
    following = day + timedelta(days=1)
    last = Point(following.year, following.month, following.day) if mention.overnight else None
    return when_of(Point(day.year, day.month, day.day), last, mention.side, words)


def _completed(last: Point, first: Point) -> Point:
    """Give the second point of a range the month that only the first one names."""
    return Point(last.year, first.month, last.day, last.part) if last.month is None and last.day else last


def _open_month(last: When) -> str:
    """The month of a day whose year is open (XXXX-07-19), empty where none was spoken of."""
    return last.edtf[5:7] if last.edtf and last.edtf.startswith("XXXX-") else ""


def _dated(point: Point, calendar: Calendar, relative: str, *, ahead: bool, after: Point | None = None) -> Point:
    """Give a point its month and year."""
    known = calendar.last.end or calendar.last.start or ""
    if point.month is None and point.day:
        month = (
            known[5:7] or _open_month(calendar.last) or (f"{calendar.published.month:02}" if calendar.published else "")
        )
        if not known and calendar.published and point.day > calendar.published.day and not ahead:
            month = f"{(calendar.published.month - 2) % 12 + 1:02}"
        point = Point(point.year, int(month) if month else None, point.day, point.part)
    if point.year is None:
        year = _year(point, calendar, relative, ahead=ahead, after=after)
        point = Point(year, point.month, point.day, point.part)
    return point


def _year(point: Point, calendar: Calendar, relative: str, *, ahead: bool, after: Point | None) -> int | None:
    published = calendar.published
    base = published.year if published else calendar.year
    if relative:
        return None if base is None else base + {"今年": 0, "去年": -1, "前年": -2, "明年": 1}[relative]
    if after and after.year:
        return after.year + int(bool(point.month and after.month and point.month < after.month))
    if calendar.year:
        return calendar.year
    if published and point.month and not ahead and (point.month, point.day or 1) > (published.month, published.day):
        gap = 31 * (point.month - published.month) + (point.day or 1) - published.day
        return published.year - (gap > _SOON)
    return base
