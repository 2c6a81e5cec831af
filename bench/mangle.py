"""What copies do to a page: traditional script, pinyin in brackets, doubled punctuation, lost characters, other words.

A text is a list of pieces, one a character of the clean text; a piece may become longer or empty. So the words of a quote are always
the pieces between its first and its last character.
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache

from bench.told import Gold

_PINYIN = dict(
    pair.split(":")
    for pair in (
        "组:zǔ 长:zhǎng 环:huán 境:jìng 保:bǎo 护:hù 督:dū 察:chá 公:gōng 安:ān 国:guó 行:xíng 动:dòng 市:shì 县:xiàn 省:shěng 部:bù 民:mín 人:rén 员:yuán 开:kāi "
        "展:zhǎn 局:jú 案:àn 件:jiàn 查:chá 处:chù 会:huì 工:gōng 作:zuò 起:qǐ 名:míng 专:zhuān 项:xiàng 机:jī 关:guān 群:qún 众:zhòng 全:quán 治:zhì 下:xià 上:shàng 中:zhōng"
    ).split()
)
_RADICALS = str.maketrans("西长民食马见车门青风", "⻄⻓⺠⻝⻢⻅⻋⻔⻘⻛")
_WIDE = str.maketrans("0123456789,:;()%", "０１２３４５６７８９，：；（）％")
RESPUN = (
    ("打击", "冲击"), ("嫌疑人", "怀疑人"), ("抓获", "捉获"), ("查处", "查究"), ("化解", "消解"), ("纠纷", "胶葛"), ("检查", "查看"), ("隐患", "隐忧"),
    ("群众", "大众"), ("巡逻", "巡查"), ("踏实", "结壮"), ("热闹", "喧闹"), ("提高", "进步"), ("秩序", "次序"),
)  # fmt: skip
"""Words and what a spinner puts in their place."""

Pieces = list[str]
Mangler = Callable[[random.Random, Pieces, Sequence[Gold]], None]


@cache
def _traditional(char: str) -> str:
    converted: str = _converter().convert(char)  # type: ignore[attr-defined]
    return converted if len(converted) == 1 else char


@cache
def _converter() -> object:
    from opencc import OpenCC  # noqa: PLC0415 - only mangled articles need its tables

    return OpenCC("s2t")


def _script(rng: random.Random, pieces: Pieces, _facts: Sequence[Gold]) -> None:
    """Traditional script, with pinyin in brackets behind some characters, once or doubled."""
    pinyin, twice = rng.random() < 0.7, rng.random() < 0.3
    for place, char in enumerate(pieces):
        said = _PINYIN.get(char)
        pieces[place] = _traditional(char) if len(char) == 1 else char
        if pinyin and said and rng.random() < 0.4:
            pieces[place] += f"({said})" * (1 + twice)


def _punctuation(rng: random.Random, pieces: Pieces, _facts: Sequence[Gold]) -> None:
    for place, char in enumerate(pieces):
        if char in (",", "。") and rng.random() < 0.15:
            pieces[place] = {",": rng.choice((",,", ",、")), "。": ",。"}[char]


def _radicals(_rng: random.Random, pieces: Pieces, _facts: Sequence[Gold]) -> None:
    pieces[:] = [piece.translate(_RADICALS) for piece in pieces]


def _width(_rng: random.Random, pieces: Pieces, _facts: Sequence[Gold]) -> None:
    pieces[:] = [piece.translate(_WIDE) for piece in pieces]


def _spaces(_rng: random.Random, pieces: Pieces, facts: Sequence[Gold]) -> None:
    """A space inside the two-character names of officials (刘 伟)."""
    text = "".join(piece if len(piece) == 1 else "\0" for piece in pieces)
    for fact in facts:
        name = fact.get("person", "")
        for match in re.finditer(re.escape(name), text) if len(name) == 2 else ():
            pieces[match.start()] += " "


def _lost(rng: random.Random, pieces: Pieces, facts: Sequence[Gold]) -> None:
    """Characters lost where nothing is stated: in text that no fact quotes and that no digit stands beside."""
    text = "".join(piece if len(piece) == 1 else "\0" for piece in pieces)
    taken = {
        place
        for fact in facts
        for place in range(text.find(fact["text"]) - 40, text.find(fact["text"]) + len(fact["text"]) + 8)
    }
    mark = rng.choice("?\ufffd")
    for place in range(40, len(pieces)):
        near = text[max(0, place - 6) : place + 7]
        if (
            place not in taken
            and "一" <= text[place] <= "鿿"
            and not re.search(r"[\d\n一-十]", near)
            and rng.random() < 0.02
        ):
            pieces[place] = mark


def respun(words: str) -> str:
    """Return words as a spinner writes them."""
    for word, other in RESPUN:
        words = words.replace(word, other)
    return words


def _spin(_rng: random.Random, pieces: Pieces, _facts: Sequence[Gold]) -> None:
    text = "".join(piece if len(piece) == 1 else "\0" for piece in pieces)
    for word, other in RESPUN:
        for match in re.finditer(word, text):
            start, size = match.start(), len(word)
            pieces[start : start + size] = [other[:1], *([""] * (size - 2)), other[1:]]
        text = "".join(piece if len(piece) == 1 else "\0" for piece in pieces)


_MANGLERS: dict[str, Mangler] = {
    "script": _script, "punctuation": _punctuation, "radicals": _radicals, "width": _width, "spaces": _spaces, "lost": _lost, "spin": _spin,
}  # fmt: skip
WAYS = tuple(_MANGLERS)
"""The ways of mangling, by name."""


def mangle(rng: random.Random, text: str, facts: Sequence[Gold], ways: Sequence[str]) -> tuple[str, list[Gold]]:
    """Return a mangled text and its facts with the quotes that it now has; metrics of a respun page in its own words too."""
    pieces = list(text)
    for way in sorted(ways, key=_ORDER.index):
        _MANGLERS[way](rng, pieces, facts)
    kept = []
    for given in facts:
        start = text.find(given["text"])
        fact = given | {"text": "".join(pieces[start : start + len(given["text"])])}
        if "spin" in ways:
            fact |= {
                f"{key}_alt": [*fact.get(f"{key}_alt", ()), respun(fact[key])]
                for key in ("metric", "demand", "name", "target")
                if key in fact and respun(fact[key]) != fact[key]
            }
        kept.append(fact)
    return "".join(pieces), kept


_ORDER = ("lost", "spin", "spaces", "radicals", "punctuation", "width", "script")
