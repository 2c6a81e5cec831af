"""What a stated number means: its interval, and what it may have been rounded from."""

import numpy as np
import pytest

from graph.figures.bounds import bounds, steps
from graph.figures.units import unit_of

INFINITY = float("inf")
CASES = {
    "to the last digit": (7442, "exact", False, (7442, 7442), (7441.5, 7442.5)),
    "26.98万": (269800, "exact", False, (269800, 269800), (269750, 269850)),
    "two digits are meant": (10_000_000, "exact", False, (10_000_000, 10_000_000), (9_500_000, 10_500_000)),
    "one digit": (3, "exact", False, (3, 3), (2.95, 3.05)),
    "a share": (85.5, "exact", False, (85.5, 85.5), (85.45, 85.55)),
    "3300余": (3300, "over", True, (3300, 3400), (3250, 3400)),
    "27万余": (270_000, "over", True, (270_000, 280_000), (265_000, 280_000)),
    "超2亿": (200_000_000, "over", False, (200_000_000, INFINITY), (150_000_000, INFINITY)),
    "近120万": (1_200_000, "near", False, (1_100_000, 1_200_000), (1_100_000, 1_250_000)),
    "不足100": (100, "under", False, (0, 100), (0, 100)),
    "约500": (500, "about", False, (450, 550), (450, 550)),
    "下降16.8%": (-16.8, "exact", False, (-16.8, -16.8), (-16.85, -16.75)),
    "下降超20%": (-20, "over", False, (-INFINITY, -20), (-INFINITY, -15)),
    "下降近30%": (-30, "near", False, (-30, -20), (-35, -20)),
    "none at all": (0, "exact", False, (0, 0), (-0.05, 0.05)),
}


@pytest.mark.parametrize(("value", "modifier", "ends", "says", "from_"), CASES.values(), ids=CASES)
def test_bounds(value: float, modifier: str, ends: bool, says: tuple[float, float], from_: tuple[float, float]) -> None:
    found = bounds(np.array([float(value)]), [modifier], np.array([0]), np.array([ends]))
    assert (found.low[0], found.high[0]) == pytest.approx(says)
    assert (found.least[0], found.most[0]) == pytest.approx(from_)


@pytest.mark.parametrize(
    ("value", "step"),
    [(0, 1), (1, 1), (603, 1), (490, 10), (3300, 100), (269_800, 100), (270_000, 10_000), (7.56, 0.01), (44.2, 0.1)],
)
def test_step(value: float, step: float) -> None:
    assert steps(np.array([float(value)]))[0] == pytest.approx(step)


UNITS = {
    "吨": ("公斤", 1000), "克": ("公斤", 0.001), "千克": ("公斤", 1), "万元": ("元", 10_000), "亿元": ("元", 1e8),
    "名": ("人", 1), "人次": ("人次", 1), "宗": ("起", 1), "家": ("个", 1), "公里": ("米", 1000), "艘次": ("艘次", 1),
}  # fmt: skip


@pytest.mark.parametrize(("written", "base", "factor"), [(name, *said) for name, said in UNITS.items()], ids=UNITS)
def test_unit(written: str, base: str, factor: float) -> None:
    assert (unit_of(written).base, unit_of(written).factor) == (base, factor)
