"""Dates get their year from the text or the publication date; what stays unknown stays open."""

from datetime import date

import pytest

from ingest.dates import Calendar, mentions, resolve
from ontology.model import When

PUBLISHED = Calendar(published=date(2022, 9, 16))
UNKNOWN = Calendar()

Bounds = tuple[str | None, str | None, str | None]

CASES: dict[str, tuple[str, Bounds]] = {
    "day": ("8月19日", ("2022-08-19", "2022-08-19", "2022-08-19")),
    "day with a year": ("2021年8月19日", ("2021-08-19", "2021-08-19", "2021-08-19")),
    "day after publication is last year's": ("11月3日", ("2021-11-03", "2021-11-03", "2021-11-03")),
    "month": ("2023年5月", ("2023-05", "2023-05", "2023-05")),
    "end of a month": ("2019年5月底", ("2019-05", "2019-05", "2019-05")),
    "soon after the day of publication": ("10月5日至16日", ("2022-10-05", "2022-10-16", "2022-10-05/2022-10-16")),
    "last third": ("7月下旬", ("2022-07", "2022-07", "2022-07-21/2022-07-31")),
    "middle third": ("8月中旬", ("2022-08", "2022-08", "2022-08-11/2022-08-20")),
    "last third of February": ("2022年2月下旬", ("2022-02", "2022-02", "2022-02-21/2022-02-28")),
    "first half-year": ("2022年上半年", ("2022-01", "2022-06", "2022-01/2022-06")),
    "year": ("2021年", ("2021", "2021", "2021")),
    "range of days": ("7月22日至24日", ("2022-07-22", "2022-07-24", "2022-07-22/2022-07-24")),
    "range, first day bare": ("7月22至24日", ("2022-07-22", "2022-07-24", "2022-07-22/2022-07-24")),
    "range, em dash": ("7月22日—24日", ("2022-07-22", "2022-07-24", "2022-07-22/2022-07-24")),
    "range over months": ("7月30日至8月2日", ("2022-07-30", "2022-08-02", "2022-07-30/2022-08-02")),
    "range of months": ("今年1至7月", ("2022-01", "2022-07", "2022-01/2022-07")),
    "range of months, with a year": ("2021年1-7月", ("2021-01", "2021-07", "2021-01/2021-07")),
    "range over New Year": ("2021年12月30日至1月2日", ("2021-12-30", "2022-01-02", "2021-12-30/2022-01-02")),
    "since": ("7月以来", ("2022-07", None, "2022-07/..")),
    "since, third of a month": ("7月下旬以来", ("2022-07", None, "2022-07-21/..")),
    "since, 自": ("自6月25日，", ("2022-06-25", None, "2022-06-25/..")),
    "from then on": ("8月1日起", ("2022-08-01", None, "2022-08-01/..")),
    "this year since": ("今年以来", ("2022", None, "2022/..")),
    "until": ("截至8月底", (None, "2022-08", "../2022-08")),
    "until, in words of a respun page": ("停止12月4日", (None, "2021-12-04", "../2021-12-04")),
    "up to": ("启动,到7月底", (None, "2022-07", "../2022-07")),
    "before": ("6月12日前", (None, "2022-06-12", "../2022-06-12")),
    "this year's month": ("今年6月", ("2022-06", "2022-06", "2022-06")),
    "last year's month": ("去年6月", ("2021-06", "2021-06", "2021-06")),
    "overnight": ("7月22日20时至次日凌晨2时", ("2022-07-22", "2022-07-23", "2022-07-22/2022-07-23")),
    "from a day on to another": ("自7月1日起至9月10日", ("2022-07-01", "2022-09-10", "2022-07-01/2022-09-10")),
    "several nights": ("7月7日晚20时至10日凌晨", ("2022-07-07", "2022-07-10", "2022-07-07/2022-07-10")),
    "overnight at a month's end": ("7月31日晚8时至次日凌晨", ("2022-07-31", "2022-08-01", "2022-07-31/2022-08-01")),
    "yesterday": ("昨日", ("2022-09-15", "2022-09-15", "2022-09-15")),
    "today": ("今天", ("2022-09-16", "2022-09-16", "2022-09-16")),
    "this year": ("今年", ("2022", "2022", "2022")),
    "day alone": ("12日", ("2022-09-12", "2022-09-12", "2022-09-12")),
    "day alone, of the month before": ("25日", ("2022-08-25", "2022-08-25", "2022-08-25")),
    "in Chinese numerals": ("二〇二一年八月十三日", ("2021-08-13", "2021-08-13", "2021-08-13")),
    "in Chinese numerals, with a circle": ("二○二一年八月三日", ("2021-08-03", "2021-08-03", "2021-08-03")),
    "in Chinese numerals, without a year": ("八月二十三日", ("2022-08-23", "2022-08-23", "2022-08-23")),
    "in Chinese numerals, range": ("八月三日至五日", ("2022-08-03", "2022-08-05", "2022-08-03/2022-08-05")),
    "in Chinese numerals, range over months": (
        "七月三十日至八月二日",
        ("2022-07-30", "2022-08-02", "2022-07-30/2022-08-02"),
    ),
    "in Chinese numerals, month of this year": ("今年七月", ("2022-07", "2022-07", "2022-07")),
    "in Chinese numerals, since": ("七月以来", ("2022-07", None, "2022-07/..")),
    "in Chinese numerals, last third": ("七月下旬", ("2022-07", "2022-07", "2022-07-21/2022-07-31")),
    "vague": ("近日", (None, None, None)),
    "vague, days on end": ("连日来", (None, None, None)),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_resolve_with_publication_date(text: str, expected: Bounds) -> None:
    assert _bounds(text, PUBLISHED) == expected


OPEN: dict[str, tuple[str, Bounds]] = {
    "day": ("7月29日", (None, None, "XXXX-07-29")),
    "range": ("7月29日至31日", (None, None, "XXXX-07-29/XXXX-07-31")),
    "month": ("7月", (None, None, "XXXX-07")),
    "since": ("7月以来", (None, None, "XXXX-07/..")),
    "until": ("截至8月底", (None, None, "../XXXX-08")),
    "day alone": ("25日", (None, None, None)),
    "this year": ("今年6月", (None, None, "XXXX-06")),
    "yesterday": ("昨日", (None, None, None)),
    "year in the text": ("2023年7月29日", ("2023-07-29", "2023-07-29", "2023-07-29")),
}


@pytest.mark.parametrize(("text", "expected"), OPEN.values(), ids=OPEN)
def test_resolve_leaves_an_unknown_year_open(text: str, expected: Bounds) -> None:
    assert _bounds(text, UNKNOWN) == expected


LATER: dict[str, tuple[str, Bounds]] = {
    "same day": ("当日", ("2022-08-31", "2022-08-31", "2022-08-31")),
    "same night": ("当晚", ("2022-08-31", "2022-08-31", "2022-08-31")),
    "next day, over a month's end": ("次日", ("2022-09-01", "2022-09-01", "2022-09-01")),
    "that night to the next day": ("当晚8时至次日凌晨2时", ("2022-08-31", "2022-09-01", "2022-08-31/2022-09-01")),
    "day alone carries the month": ("25日", ("2022-08-25", "2022-08-25", "2022-08-25")),
    "afternoon of the day": ("当天，下午", ("2022-08-31", "2022-08-31", "2022-08-31")),
    "from now to": ("即日起至9月底", ("2022-08-31", "2022-09", "2022-08-31/2022-09")),
}


@pytest.mark.parametrize(("text", "expected"), LATER.values(), ids=LATER)
def test_resolve_leans_on_the_date_before(text: str, expected: Bounds) -> None:
    known = PUBLISHED.then(When("2022-08-31", "2022-08-31", "2022-08-31", "8月31日"), None)
    assert _bounds(text, known) == expected


def test_resolve_looks_past_a_month_to_the_day_spoken_of() -> None:
    known = PUBLISHED.then(When("2022-08-05", "2022-08-05", "2022-08-05", "5日"), None)
    known = known.then(When(None, "2022-07", "../2022-07", "7月底"), None)
    assert _bounds("当天", known) == ("2022-08-05", "2022-08-05", "2022-08-05")


def test_resolve_keeps_the_year_of_the_same_day_open() -> None:
    known = UNKNOWN.then(When(None, None, "XXXX-07-29", "7月29日"), None)
    assert _bounds("当天", known) == (None, None, "XXXX-07-29")


def test_resolve_gives_a_day_alone_the_month_of_an_open_year() -> None:
    known = UNKNOWN.then(When(None, None, "XXXX-07-19", "7月19日"), None)
    assert _bounds("25日", known) == (None, None, "XXXX-07-25")


def test_resolve_takes_the_year_that_the_text_speaks_of() -> None:
    assert _bounds("7月29日", Calendar(year=2023)) == ("2023-07-29", "2023-07-29", "2023-07-29")


def test_resolve_counts_from_publication_where_no_date_was_spoken_of() -> None:
    assert _bounds("即日起至9月底", PUBLISHED) == ("2022-09-16", "2022-09", "2022-09-16/2022-09")


def test_resolve_reads_what_is_to_come_as_this_years() -> None:
    assert _bounds("11月3日", PUBLISHED, ahead=True) == ("2022-11-03", "2022-11-03", "2022-11-03")


@pytest.mark.parametrize(
    "text",
    [
        "第3日报到",
        "8.15日标",
        "3月饼",
        "去年同期",
        "一日三餐",
        "13月2日",
        "2月30日",
        "二月三十日",
        "农历八月十五日",
        "第三月底",
        "三月兔",
        "两个月",
        "七八月份",
        "00月00日",
    ],
)
def test_mentions_no_date(text: str) -> None:
    assert mentions(text) == []


def test_mentions_of_a_sentence_in_reading_order() -> None:
    text = "近日，自7月22日至24日，截至8月底，当晚开展。"
    assert [text[one.start : one.end] for one in mentions(text)] == ["近日", "7月22日至24日", "8月底", "当晚"]


def test_calendar_ignores_what_gave_no_date() -> None:
    assert PUBLISHED.then(When(text="近日"), None) == PUBLISHED


def _bounds(text: str, calendar: Calendar, *, ahead: bool = False) -> Bounds:
    mention = mentions(text)[0]
    when = resolve(mention, text, calendar, ahead=ahead)
    return when.start, when.end, when.edtf
