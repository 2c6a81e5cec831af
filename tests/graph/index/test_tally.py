"""Counting by group."""

import numpy as np

from graph.index.days import NO_DAY
from graph.index.tally import different, earliest, latest


def test_tallies_hold_one_number_a_group() -> None:
    groups, values = np.array([0, 0, 2, 2, 2]), np.array([5, 5, 1, 0, 1])
    days = np.array([NO_DAY, 7, 9, 3, NO_DAY])
    assert different(groups, values, 3).tolist() == [1, 0, 2]
    assert earliest(groups, days, 3).tolist() == [7, NO_DAY, 3]
    assert latest(groups, days, 3).tolist() == [7, NO_DAY, 9]
