"""Dates in questions: years, months, days, seasons and periods in both languages, and rounds."""

import pytest

from graph.ask.dates import terms, times
from graph.ask.meanings import Period
from graph.ask.units import units

TIMES: dict[str, object] = {
    "2022年": 2022,
    "2022": 2022,
    "2022年8月": Period("2022-08", "2022-08"),
    "2022年8月14日": Period("2022-08-14", "2022-08-14"),
    "2022年8月14日至20日": Period("2022-08-14", "2022-08-20"),
    "2022年7月至9月": Period("2022-07", "2022-09"),
    "2022年7月以来": Period("2022-07", None),
    "自2022年7月": Period("2022-07", None),
    "截至2022年9月": Period(None, "2022-09"),
    "2022年9月之前": Period(None, "2022-09"),
    "2023年夏季": Period("2023-06", "2023-08"),
    "2023年上半年": Period("2023-01", "2023-06"),
    "2022年8月中旬": Period("2022-08-11", "2022-08-20"),
    "2022年8月下旬": Period("2022-08-21", "2022-08"),
    "2022年7月底": Period("2022-07", "2022-07"),
    "截至2022年7月底": Period(None, "2022-07"),
    "2022年8月14日晚上": Period("2022-08-14", "2022-08-14"),
    "8月": Period("XXXX-08", "XXXX-08"),
    "2022-08": Period("2022-08", "2022-08"),
    "2022/8/14": Period("2022-08-14", "2022-08-14"),
    "August 2022": Period("2022-08", "2022-08"),
    "Aug. 14, 2022": Period("2022-08-14", "2022-08-14"),
    "14 August 2022": Period("2022-08-14", "2022-08-14"),
    "since July 2022": Period("2022-07", None),
    "before September 2022": Period(None, "2022-09"),
    "from July to September 2022": Period("2022-07", "2022-09"),
    "2022年7月和8月": Period("2022-07", "2022-08"),
    "July and August 2022": Period("2022-07", "2022-08"),
    "between 2022 and 2024": Period("2022", "2024"),
    "between July 2022 and September 2023": Period("2022-07", "2023-09"),
    "summer of 2023": Period("2023-06", "2023-08"),
    "since 2021": Period("2021", None),
}
TERMS = {
    "第三轮": ("round", 3),
    "第二批次": ("batch", 2),
    "二十届": ("session", 20),
    "third round": ("round", 3),
    "the 2nd batch": ("batch", 2),
    "round 3": ("round", 3),
}


@pytest.mark.parametrize(("text", "meant"), TIMES.items(), ids=TIMES)
def test_time(text: str, meant: object) -> None:
    parts = units(text)
    last, meaning = max(times(parts, 0), key=lambda found: found[0])
    assert last == len(parts)
    assert meaning.value == meant


@pytest.mark.parametrize(("text", "meant"), TERMS.items(), ids=TERMS)
def test_term(text: str, meant: tuple[str, int]) -> None:
    parts = units(text.removeprefix("the "))
    ((last, meaning),) = terms(parts, 0)
    assert last == len(parts)
    assert (meaning.role, meaning.value) == meant


@pytest.mark.parametrize(
    "text",
    [
        "2022年和2024年",
        "2022 and 2024",
        "2022年夏季和2024年夏季",
        "2022年6月与2022年8月",
        "June and August 2022",
        "2018 second",
    ],
)
def test_two_times_are_no_period(text: str) -> None:
    parts = units(text)
    assert max(last for last, _ in times(parts, 0)) < len(parts)


@pytest.mark.parametrize("text", ["9", "第九", "百日", "1870", "三项治理"])
def test_no_time(text: str) -> None:
    assert not list(times(units(text), 0))
