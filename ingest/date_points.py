"""Where a day, month or year is written, in digits (2022年8月3日) or in Chinese numerals (二〇二二年八月三日), and which one it is."""

import re
from calendar import monthrange

from ingest.date_bounds import Point
from ingest.numbers import ordinal

_HAN = r"[一二三四五六七八九十]{1,3}"
_YEAR = r"[〇○零Oo0一二三四五六七八九]{4}"
_NUMBER = rf"(?:\d{{1,2}}|{_HAN})"
_TO = r"(?:至|到|—+|-+|~)"
_POINT = re.compile(
    rf"(?:(\d{{4}}|{_YEAR})年)?(?:({_NUMBER})(?:月份?|(?={_TO}{_NUMBER}月)))?(?:({_NUMBER})(?:[日号]|(?={_TO}{_NUMBER}日)))?(上半年|下半年|上旬|中旬|下旬|月?底|末|初)?"
)
_START = re.compile(
    rf"[0-9](?:[0-9]{{0,3}}(?=年(?!度)|月(?!饼)|日(?!常|均|益|夜|照|报|本)|号(?=[,上下当至,晚]))|[0-9]?(?={_TO}[0-9]{{1,2}}[日月]))"
)
"""Where a date may begin, the first day or month of a range among them; its first character leads a search from digit to digit."""
_HAN_MONTH = re.compile(r"月(?<=[一二三四五六七八九十]月)")
_HEAD = re.compile(rf"(?:(?P<year>{_YEAR}年)|(?P<near>[今去前当本]年|自|从)|(?<![第历一二三四五六七八九十])){_HAN}$")
_TAIL = re.compile(rf"{_HAN}[日号]|份|[上中下]旬|[底初末]|以来|[至到]{_HAN}月")
"""What makes a month in Chinese numerals a date where no year stands before it: 三月 alone may be a name or a length."""
_LONGEST = len("二〇二二年十二")
_DIGIT = {**dict.fromkeys("〇○零Oo", "0"), **{char: str(ordinal(char)) for char in "一二三四五六七八九"}}


def point_starts(text: str) -> list[int]:
    """Return where dates may begin, in reading order."""
    starts = [match.start() for match in _START.finditer(text)]
    written = [_han_start(text, month.start()) for month in _HAN_MONTH.finditer(text)]
    return sorted([*starts, *(start for start in written if start is not None)]) if written else starts


def _han_start(text: str, month: int) -> int | None:
    """Return where the date in Chinese numerals begins whose 月 stands at `month`; None where it is none."""
    head = _HEAD.search(text, max(0, month - _LONGEST), month)
    if head is None or not (head["year"] or head["near"] or _TAIL.match(text, month + 1)):
        return None
    return head.end("near") if head["near"] else head.start()


def read_point(text: str, start: int) -> tuple[Point | None, int]:
    """Return the point written at `start` and where it ends; None where the number is a count (3个月, 5年)."""
    match = _POINT.match(text, start)
    if match is None or match.end() == start or not any(match.group(1, 2, 3)):
        return None, start
    year = _year(match[1]) if match[1] else None
    month, day = (ordinal(part) if part else None for part in match.group(2, 3))
    limits = ((year, 1949, 2100), (month, 1, 12), (day, 1, 31))
    if any(number is not None and not low <= number <= high for number, low, high in limits):
        return None, start
    if day and month and day > 28 and day > monthrange(year or 2024, month)[1]:
        return None, start
    return Point(year, month, day, match[4] or ""), match.end()


def after_impossible(text: str, start: int) -> int:
    """Return where an impossible date (2月30日) ends, whose day is not another one; 0 where none is written."""
    point = _POINT.match(text, start)
    return point.end() if point and point[2] else 0


def _year(written: str) -> int:
    return int("".join(_DIGIT.get(char, char) for char in written))
