"""Units: measure words as they are written, and what they convert to."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """What a written unit is in its base unit: `value * factor` of `base`."""

    base: str
    factor: float = 1.0


_MEASURES: Final = {
    "元": {"元": 1, "万元": 1e4, "亿元": 1e8},
    "公斤": {"公斤": 1, "千克": 1, "克": 1e-3, "毫克": 1e-6, "斤": 0.5, "吨": 1e3, "万吨": 1e7},
    "米": {"米": 1, "公里": 1e3, "千米": 1e3},
    "平方米": {"平方米": 1, "平方千米": 1e6, "平方公里": 1e6, "公顷": 1e4, "万平方米": 1e4},
    "升": {"升": 1, "毫升": 1e-3},
}
_WORDS: Final = {
    "人": "人 名 位", "起": "起 件 宗", "个": "个 处 家 间 所", "辆": "辆 台", "辆次": "辆次 台次 车次", "份": "份 张 册",
    "个百分点": "个百分点 百分点", "家次": "家次 处次 个次",
}  # fmt: skip
"""Measure words that count the same things one by one: 633起 and 633宗 cases are as many."""
UNITS: Final[dict[str, Unit]] = {
    **{word: Unit(base) for base, words in _WORDS.items() for word in words.split()},
    **{word: Unit(base, factor) for base, words in _MEASURES.items() for word, factor in words.items()},
}


def unit_of(written: str) -> Unit:
    """Return what a written unit converts to; one that is not listed is its own."""
    return UNITS.get(written) or Unit(written)
