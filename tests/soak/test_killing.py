"""Kill -9 before a step on the disk of every operation; `make soak` draws 50 points, here each operation has one."""

import random

import pytest

from bench.soak.killing import killed
from bench.soak.operations import OPERATIONS


@pytest.mark.slow
def test_kill_at_any_step_loses_nothing_and_leaves_nothing_half() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    wrong = [found for found in killed(len(OPERATIONS), seed) if found[-1] is not None]
    assert wrong == []
