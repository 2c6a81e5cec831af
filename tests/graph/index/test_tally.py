"""Counting by group."""

import random
from dataclasses import astuple

import numpy as np
import pytest

from graph.index import tally
from graph.index.cells import FEW
from graph.index.days import NO_DAY, dates, written
from graph.index.tally import different, earliest, latest, summed
from tests.graph.conftest import MakeIndex
from tests.graph.index.generated import generated


def test_tallies_hold_one_number_a_group() -> None:
    groups, values = np.array([0, 0, 2, 2, 2]), np.array([5, 5, 1, 0, 1])
    days = np.array([NO_DAY, 7, 9, 3, NO_DAY])
    assert different(groups, values, 3).tolist() == [1, 0, 2]
    assert earliest(groups, days, 3).tolist() == [7, NO_DAY, 3]
    assert latest(groups, days, 3).tolist() == [7, NO_DAY, 9]


@pytest.mark.parametrize("seed", range(5))
def test_few_facts_sum_up_as_many_do(make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    index = make_index([fact for name in "abcdef" for fact in generated(rng, name)])
    facts = np.array([rng.randrange(index.size) for _ in range(FEW - 3)])
    groups = np.array([0, 1, 2, *(rng.randrange(3) for _ in facts[3:])])
    few = summed(index, facts, groups, 3)
    monkeypatch.setattr(tally, "FEW", -1)
    assert [column.tolist() for column in astuple(few)] == [
        column.tolist() for column in astuple(summed(index, facts, groups, 3))
    ]


def test_no_facts_sum_up_to_nothing(make_index: MakeIndex) -> None:
    none = np.empty(0, np.int64)
    assert all(column.tolist() in ([], [0]) for column in astuple(summed(make_index([]), none, none, 0)))


def test_many_days_are_written_as_few_are() -> None:
    days = np.array([NO_DAY, *range(-200, 20_000, 100)])
    assert dates(days) == [written(day) for day in days.tolist()]
