"""Reduced dates stand for their first and last day."""

from datetime import date

import pytest

from graph.index.days import NO_DAY, first_day, last_day, written
from ontology.errors import ValueUnknown

CASES = {
    "2023": ("2023-01-01", "2023-12-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-12": ("2023-12-01", "2023-12-31"),
    "2022-08-14": ("2022-08-14", "2022-08-14"),
    "1969-07": ("1969-07-01", "1969-07-31"),
}


@pytest.mark.parametrize(("text", "days"), CASES.items(), ids=CASES)
def test_reduced_dates_have_a_first_and_a_last_day(text: str, days: tuple[str, str]) -> None:
    assert (written(first_day(text)), written(last_day(text))) == days
    assert first_day(days[0]) == (date.fromisoformat(days[0]) - date(1970, 1, 1)).days


@pytest.mark.parametrize("text", ["", "22", "2023-13", "2023-00", "2023-02-30", "0000", "2023/05", "2023-05-1", "８月"])
def test_what_is_no_date_is_refused(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueUnknown, match="is no date"):
            read(text)


def test_no_day_has_no_date() -> None:
    assert written(NO_DAY) is None
