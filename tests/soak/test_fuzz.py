"""A hundredth of the soak's bad input: nothing but documented errors, nothing that hangs."""

import random

import pytest

from bench.soak.fuzz import fuzzed


@pytest.mark.slow
def test_mutated_input_only_raises_what_is_documented() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    found = fuzzed(10_000, seed)
    assert found.wrong == ()
    assert set(found.cases.values()) == {2_500}
    assert found.grown < 200
