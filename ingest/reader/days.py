"""Publication days as records, pages and people write them, to ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_CHINA = timezone(timedelta(hours=8))
_WRITTEN = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:日|(?!\d))")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6})?")
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def day_of(value: object) -> str | None:
    """Return the day in China that a date, time stamp or text gives, None where it is no full date.

    Read are ISO 8601 (a time with a zone becomes China's day), 2022/8/3, 2022年8月3日, 20220803, RFC 2822 and Unix
    seconds or milliseconds.
    """
    if isinstance(value, datetime):
        return (value.astimezone(_CHINA) if value.tzinfo else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    try:
        return _parsed(text)
    except (ValueError, OverflowError, OSError, IndexError, TypeError):
        return None


def _parsed(text: str) -> str | None:
    if _ZONED.fullmatch(text):
        return datetime.fromisoformat(text).astimezone(_CHINA).date().isoformat()
    for pattern in (_WRITTEN, _COMPACT):
        match = pattern.match(text) if pattern is _WRITTEN else pattern.fullmatch(text)
        if match:
            return date(*map(int, match.groups())).isoformat()
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date().isoformat()
    if "," in text[:5]:
        return parsedate_to_datetime(text).astimezone(_CHINA).date().isoformat()
    return None
