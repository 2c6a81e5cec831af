"""Folding for search: names, sentences and what people type, all made alike before they are compared.

Not ingest's folding, which may move no character because evidence points through it: here nothing points back, so text is
normalized freely, punctuation goes, and case too.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from opencc import OpenCC

_RADICALS: Final = str.maketrans(
    "⺁⺇⺌⺎⺓⺟⺠⺢⺣⺩⺬⺭⺯⺰⺶⺹⻁⻂⻃⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂几小兀幺母民水火王示示糸纟羊老虎衣西西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
"""Radicals of the CJK supplement, which re-encoded pages have for characters and NFKC leaves alone."""
_ASIDE: Final = re.compile(r"[^\w.%]+|_+|(?<!\d)\.|\.(?!\d)")
"""What is no letter, character or digit; a point and a percent sign stay with their number."""
_ORDINAL: Final = re.compile(r"第([一二三四五六七八九十]{1,3})(?![\d百千万])")
_DIGITS: Final = {"": 0} | {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}
_HAN: Final = re.compile(r"[一-鿿]")


def fold(text: str) -> str:
    """Return simplified, half-width, lower-case text without punctuation and blanks."""
    return _ASIDE.sub("", _normal(text))


def words(text: str) -> list[str]:
    """Return what stands between blanks, each folded; at most eight."""
    return [word for word in map(fold, _normal(text).split()) if word][:8]


def spellings(folded: str) -> list[str]:
    """Return a folded text, and the same with ordinals in digits where it has them in words (第九 is 第9)."""
    return list(dict.fromkeys((folded, _ORDINAL.sub(_in_digits, folded))))


def is_chinese(folded: str) -> bool:
    """Whether a text has a Chinese character."""
    return bool(_HAN.search(folded))


def _normal(text: str) -> str:
    whole = text.encode("utf-8", "ignore").decode()  # halves of a character: no encoder takes them
    normal = unicodedata.normalize("NFKC", whole).translate(_RADICALS).lower()
    return normal if normal.isascii() else str(_converter().convert(normal))


def _in_digits(match: re.Match[str]) -> str:
    tens, ten, ones = match[1].rpartition("十")
    if tens not in _DIGITS or ones not in _DIGITS:
        return match[0]
    return f"第{(_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[ones]}"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
