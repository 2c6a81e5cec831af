"""Quantities: digits (or Chinese numerals), magnitude, bound and measure word, multiplied out.

A pattern starts with its digit: words before it (近, 超, 约, 达) are read by looking back. Numbers beside a character that was lost
in the page's encoding are dropped, for a digit may be lost with it.
"""

import re
from collections.abc import Iterator

from ingest.cleaning import LOST
from ingest.cues import opened
from ingest.values import dataclass
from ontology.model import Modifier

_UNITS = (
    "个百分点 波次 轮次 人次 间次 组次 家次 件次 场次 台次 辆次 艘次 架次 车次 户次 次件 起次 处次 班次 批次 条次 宗次 个次 人份 艘只 "
    "平方米 平方公里 立方米 公斤 千克 公里 公顷 毫升 万元 美元 港元 元 吨 克 升 亩 米 % ‰ 倍 "
    "起 名 人 个 处 家 件 份 场 台 辆 艘 把 支 枚 发 箱 项 条 次 宗 户 批 例 只 头 株 部 张 套 架 口 座 所 间 栋 块 篇 册 本 颗 粒 瓶 包 桶 "
    "根 袋 笔 单 盏 组 位 艇 幅 面 期 类 支队 队 种 桩 伙 片 点位 站 顶 盒 具 尾 匹 幢 轮 节 门 挺 卷 盘 则 桌 棵 层 道"
).split()
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_DIGITS = re.compile(
    rf"(?<![第\d./:·-])(\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)([余多来]?)((?:[十百千]?[万亿]|[百千](?![克米瓦]))?)([余多]?)({_UNIT})?(?![/:·])"
)
_HAN = re.compile(
    rf"(?<![\d余多来百千万])((?:[一二两三四五六七八九]?十)?[一二两三四五六七八九]?[百千万](?:[一二两三四五六七八九零百十千万]{{0,12}}))([余多]|)(?:({_UNIT}))(?<![近超逾过上]亿元)|(?<![一二三四五六七八九十百千万亿第几数\d])((?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]))([余多]?)({_UNIT})"
)
_RUN = re.compile(r"[0-9][0-9]*")
_AFTER_NUMERAL = "零一二两三四五六七八九十百千万余多" + "".join(sorted({unit[0] for unit in _UNITS}))
_NUMERALS = re.compile(
    rf"[一二两三四五六七八九十百千万](?=[{_AFTER_NUMERAL}])(?<!一(?![零一二两三四五六七八九十百千万]))"
)
"""Where Chinese numerals may begin a count: another one, or a measure word, follows; 一 alone counts nothing."""
_ROUND = re.compile(r"元(?:(?<=[近超逾过上]亿元)|(?<=[近超逾过上][千百]万元))")
_TENTHS = re.compile(r"成(?<=[\d一二三四五六七八九]成)(?![立功为员就果都绩长本分熟交人型形不])")
_SHARE = re.compile(
    r"(?<![\d一二三四五六七八九十百千万亿.第])([\d一二三四五六七八九])成(?:([一二三四五六七八九])|(多|以上)|半)?(?!的?\d)"
)
_AFTER: tuple[tuple[str, Modifier], ...] = (("以上", "over"), ("以下", "under"), ("左右", "about"), ("上下", "about"))
_MAGNITUDE = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "十亿": 10**9,
}
_MAGNITUDE |= {"百亿": 10**10, "千亿": 10**11}
_BEFORE: tuple[tuple[str, Modifier], ...] = (
    ("不少于", "over"), ("不低于", "over"), ("超过", "over"), ("突破", "over"), ("多达", "exact"), ("至少", "over"),
    ("不足", "under"), ("不到", "under"), ("低于", "under"), ("少于", "under"), ("大约", "about"), ("接近", "near"), ("将近", "near"),
    ("超", "over"), ("逾", "over"), ("近", "near"), ("约", "about"),
)  # fmt: skip
_BOUNDS = {end: tuple(pair for pair in _BEFORE if pair[0][-1] == end) for end in {word[-1] for word, _ in _BEFORE}}
"""The bounds by their last character."""
_FILLERS = re.compile(r"(?:达到了?|达成|高达|已达|达|共计|合计|总计|(?<!行)为|了|有|到)$")
_LENGTHS = re.compile(
    r"个(?:月|小时|工作日|多月|多小时|星期|季度|年头|昼夜|晚上|自然日|钟头)|(?:层|级|届)(?!级)|期(?!间)培训|年|倍"
)
_LENGTH = frozenset("个层级届期年倍")
"""First characters of lengths."""
_NUMERAL = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word: value multiplied out, `unit` bare; `lead` is where its bound (近, 超过) starts."""

    start: int
    end: int
    lead: int
    value: float
    unit: str
    modifier: Modifier


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text in reading order."""
    found = _digits(text)
    others = [*_numerals(text), *_implied(text), *_shares(text)]
    return sorted([*found, *others], key=lambda quantity: quantity.start) if others else found


def numeral(text: str) -> float:
    """Return the value of Chinese numerals below 10⁸, such as 两千三百 or 十二."""
    if "万" in text:
        high, _, low = text.partition("万")
        return (numeral(high) if high else 1) * 10**4 + (numeral(low) if low else 0)
    total = 0.0
    for char, size in (("千", 1000), ("百", 100), ("十", 10)):
        if char in text:
            high, _, text = text.partition(char)
            total += (_NUMERAL.get(high.lstrip("零"), 1) if high else 1) * size
    rest = text.lstrip("零")
    return total + _NUMERAL.get(rest, 0)


def ordinal(text: str) -> int:
    """Return the number of an ordinal written in digits or in Chinese numerals."""
    return int(text) if text.isdigit() else int(numeral(text))


def _digits(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in opened(_RUN, _DIGITS, text):
        digits, loose, size, more, unit = match.groups()
        if unit is None:
            continue
        start, end = match.span()
        before = text[start - 1] if start else " "
        # The character before a number was lost: the number may have lost a digit with it.
        if before in LOST or (unit[0] in _LENGTH and _LENGTHS.match(text, end - len(unit))):
            continue
        if before.isascii() and before.isalpha() and unit not in "家个辆名人":
            continue
        modifier, lead = bound(text, start)
        if loose or more:
            modifier = "over"
        value = float(digits.replace(",", ""))
        if size:
            value *= _MAGNITUDE.get(size, 1)
        if unit == "万元":
            value, unit = value * 10**4, "元"
        modifier, end = _loosened(text, end, modifier)
        found.append(Quantity(start, end, lead, round(value, 6) if "." in digits else value, unit, modifier))
    return found


def _loosened(text: str, end: int, modifier: Modifier) -> tuple[Modifier, int]:
    """Read the bound behind a measure word (2个以上, 90%左右); return it, else the one before it, and where both end."""
    if text[end : end + 1] in ("以", "左", "上"):
        for word, bounds in _AFTER:
            if text.startswith(word, end):
                return bounds, end + len(word)
    return modifier, end


def _numerals(text: str) -> Iterator[Quantity]:
    """Chinese numerals: from a hundred up, or small ones with a measure word of their own."""
    for match in opened(_NUMERALS, _HAN, text):
        large, loose, unit, small, more, small_unit = match.groups()
        unit = unit or small_unit
        if unit is None or _LENGTHS.match(text, match.end() - len(unit)) or _is_word(text, match):
            continue
        modifier, lead = bound(text, match.start())
        yield Quantity(
            match.start(), match.end(), lead, numeral(large or small), unit, "over" if loose or more else modifier
        )


def _implied(text: str) -> Iterator[Quantity]:
    """A magnitude that stands for its number (近亿元, 超千万元)."""
    for match in _ROUND.finditer(text):
        end = match.start()
        start = end - (1 if text[end - 1] == "亿" else 2)
        modifier: Modifier = "near" if text[start - 1] == "近" else "over"
        yield Quantity(start, end + 1, start - 1, float(_MAGNITUDE[text[start:end]]), "元", modifier)


def _shares(text: str) -> Iterator[Quantity]:
    """Tenths, as a percentage (三成, 近四成, 六成七, 七成以上)."""
    for hint in _TENTHS.finditer(text):
        match = _SHARE.match(text, hint.start() - 1)
        if match is None:
            continue
        half = 5 if match[0].endswith("半") else ordinal(match[2] or "0")
        modifier, lead = bound(text, match.start())
        value = float(10 * ordinal(match[1]) + half)
        yield Quantity(match.start(), match.end(), lead, value, "%", "over" if match[3] else modifier)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Idioms and names that look like a numeral (百家, 一起, 一条, 万家, 一批): no count."""
    before = text[max(0, match.start() - 1) : match.start()]
    if before in "“‘第每逐任同上数几近" and before:
        return before != "近" or not match[1]
    if match[4]:
        return _is_small_word(match[4], match[5], match[6])
    return not match[2] and len(match[1]) < 3


def _is_small_word(numeral: str, more: str, unit: str) -> bool:
    """Whether a number below a hundred with its measure word is a word or idiom (一起, 三条, 十方面) rather than a count."""
    if len(numeral) > 1 or (numeral == "十" and more):
        return unit in _NAMED
    return numeral in ("一", "十") or unit not in (_COUNTED if numeral != "两" else "次起")


_COUNTED = frozenset("起名家件场项次宗例处")
_NAMED = frozenset("条 类 期 层 节 门 片 期 道 面 点位 轮 则 卷 册".split())
"""Measure words of names of policies and series (二十条, 十二期)."""


def bound(text: str, start: int) -> tuple[Modifier, int]:
    """Read the bound before a number; return it and where it begins."""
    lead = start
    while True:
        for word, modifier in _BOUNDS.get(text[lead - 1 : lead], ()):
            if text.endswith(word, max(0, lead - 3), lead):
                return modifier, lead - len(word)
        filler = _FILLERS.search(text, max(0, lead - 3), lead)
        if filler is None:
            return "exact", lead
        lead = filler.start()
