"""Bounds: the interval that a stated number means, by its modifier and by how finely it is written.

A *step* is one of the last digit that is not zero: 100 for 3300, 10 000 for 27万, 0.01 for 7.56.

    26.98万     exact       269 800                   rounded to a step, so it may stand for 269 750 to 269 850
    3300余      over        3 300 to 3 400            余 and 多 end before the next step
    超2亿       over        200 000 000 and more      超, 逾 and 至少 have no end
    近120万     near        1 100 000 to 1 200 000
    不足100     under       0 to 100
    约500       about       450 to 550
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_DECIMALS: Final = 4
_DIGITS: Final = 12
_WHOLE: Final = 2.0**62
"""Size up to which numbers are taken as whole ones."""
_SMALLEST, _LARGEST = -8, 22
_POWERS: Final = 10.0 ** np.arange(_SMALLEST, _LARGEST + 1)
"""Powers of ten, looked up: numpy takes its time to raise one number a row."""


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """One element a number: what it says is `low` to `high`, what it may have been rounded from `least` to `most`."""

    low: Floats
    high: Floats
    least: Floats
    most: Floats


def bounds(value: Floats, modifier: list[str], code: npt.NDArray[np.integer], ends: Flags) -> Bounds:
    """Return the bounds of numbers; `modifier[code]` is each one's, `ends` marks those with 余 or 多.

    A fall (a negative number) is bounded by its size: 下降超过20% is 20 and more, downwards.
    """
    size = np.abs(value)
    step = steps(size)
    over, under, about, near = (
        np.array([*(name == wanted for name in modifier), False])[code] for wanted in ("over", "under", "about", "near")
    )
    below = np.where(under | near, step, np.where(about, step / 2, 0.0))
    above = np.where(over, np.where(ends, step, np.inf), np.where(about, step / 2, 0.0))
    # of a number without a modifier, at least two digits are taken to be meant
    digits = np.floor(np.log10(np.where(size > 0, size, 1.0))).astype(np.int64)
    half = (
        np.where(
            over | under | about | near,
            step,
            np.minimum(step, _POWERS[np.clip(digits - 1, _SMALLEST, _LARGEST) - _SMALLEST]),
        )
        / 2
    )
    half = np.where(step < 1, step / 2, half)
    low, high = size - below, size + above
    least, most = low - np.where(under | near | about, 0.0, half), high + np.where(over | under | about, 0.0, half)
    fall = value < 0
    return Bounds(
        np.where(fall, -high, low),
        np.where(fall, -low, high),
        np.where(fall, -most, least),
        np.where(fall, -least, most),
    )


def steps(size: Floats) -> Floats:
    """Return the step of numbers that are not negative: one of the last digit written."""
    step = np.ones(len(size))
    broken = np.flatnonzero(size != np.floor(size))
    for decimals in range(1, _DECIMALS + 1):
        step[broken] = 10.0**-decimals
        scaled = size[broken] * 10.0**decimals
        broken = broken[np.abs(scaled - np.round(scaled)) > 1e-6]
    round_ = np.flatnonzero((size > 0) & (step == 1) & (size < _WHOLE))
    left = size[round_].astype(np.int64)
    for digits in range(1, _DIGITS):
        tenth = left // 10
        even = tenth * 10 == left
        round_, left = round_[even], tenth[even]
        step[round_] = 10.0**digits
    return step
