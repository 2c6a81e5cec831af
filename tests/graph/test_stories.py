"""Stories: articles with the same words, whatever else is in the workspace."""

from itertools import permutations

import numpy as np
import pyarrow as pa
import pytest

from graph.stories import NUMBERS, stories
from tests.helpers import signature


def sharing(base: bytes, numbers: int) -> bytes:
    """Return a signature that shares its first numbers with another, and no other."""
    return base[: numbers * 4] + signature(*range(10_000, 10_000 + NUMBERS - numbers))[: (NUMBERS - numbers) * 4]


BASE = signature(*range(1, NUMBERS + 1))
CASES: dict[str, tuple[list[bytes], list[int]]] = {
    "none": ([], []),
    "one": ([BASE], [0]),
    "same": ([BASE, BASE], [0, 0]),
    "different": ([BASE, signature(7)], [0, 1]),
    "nearly the same": ([BASE, sharing(BASE, 92)], [0, 0]),
    "too little in common": ([BASE, sharing(BASE, 84)], [0, 1]),
    "chain": ([sharing(BASE, 100), signature(7), BASE], [0, 1, 0]),
    "unsigned articles are alone": ([b"", b"", b"short"], [0, 1, 2]),
}


@pytest.mark.parametrize(("signatures", "expected"), CASES.values(), ids=CASES)
def test_stories_groups_by_overlap(signatures: list[bytes], expected: list[int]) -> None:
    assert stories(pa.array(signatures, pa.binary())).tolist() == expected


def test_stories_are_the_same_sets_in_any_order() -> None:
    signatures = [BASE, sharing(BASE, 100), signature(7), signature(7), b""]
    for order in permutations(range(len(signatures))):
        numbers = stories(pa.array([signatures[i] for i in order], pa.binary()))
        groups = {frozenset(np.array(order)[numbers == number].tolist()) for number in numbers}
        assert groups == {frozenset({0, 1}), frozenset({2, 3}), frozenset({4})}
