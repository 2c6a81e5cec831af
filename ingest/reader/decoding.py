"""Bytes to text: byte order mark, UTF-8, what a page declares, else the encoding that gives most common words."""

import codecs
import re

from ontology.errors import ArticleError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDE = ("utf-16-le", "utf-16-be")
_CHINESE = ("utf-8", "gb18030", "big5hkscs", *_WIDE)
_NO_TEXT = "it is no text: neither UTF-8, GB18030, Big5 nor UTF-16"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,20})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
"""Declared encodings to the larger ones that pages really use."""
_COMMON = frozenset(
    "的一是不了在有人和国大中上为个以要年时公安部局市县区省会行动治开展组全月日发现工作生对这到地进成员出政民关"
    "國時會動開組發現個為這進員關,。、:;“”"
)
_MARKS = "，。、；：？！“”‘’（）《》—…·　【】『』「」"
_SAMPLE = 20_000
_LOST = "\ufffd"


def decode(data: bytes) -> str:
    """Return the text of bytes; raises ArticleError where they are no text. A BOM is dropped, nothing else changes."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    encoding = detect(data)
    text = data.decode(encoding, "replace")
    if text.count(_LOST) > 0.05 * len(text):
        raise ArticleError(_NO_TEXT)
    return text


def decode_page(data: bytes) -> str:
    """Return the text of a web page: UTF-8 where it is valid, whatever is declared; else as declared; else a guess."""
    if any(data.startswith(mark) for mark, _ in _BOMS) or _is_utf8(data):
        return decode(data)
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        try:
            text = data.decode(_WIDER.get(name, name), "replace")
        except LookupError:
            return decode(data)
        if text.count(_LOST) <= 0.01 * len(text):
            return text
    return decode(data)


def detect(data: bytes) -> str:
    """Return the encoding of bytes that have no BOM, by a sample of them; raises ArticleError where none fits."""
    if b"\x00" not in data[:4096] and _is_utf8(data):
        return "utf-8"
    wide = b"\x00" in data[:4096]
    rates = {name: _rate(data[: 2 * _SAMPLE], name) for name in (_WIDE if wide else _CHINESE)}
    best = max(rates, key=rates.__getitem__)
    if not rates[best]:
        raise ArticleError(_NO_TEXT)
    return best


def bom(data: bytes) -> str | None:
    """Return the encoding that a byte order mark at the beginning names, None without one."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def _is_utf8(data: bytes) -> bool:
    try:
        # Not final: a sample may end inside a character.
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _rate(sample: bytes, encoding: str) -> float:
    """Share of common words in a sample read in an encoding; 0 where it does not read as Chinese or ASCII."""
    text = sample.decode(encoding, "ignore" if encoding.startswith("utf-16") else "replace")[:_SAMPLE]
    if not text:
        return 0
    fit = sum("一" <= char <= "龥" or char.isascii() or char in _MARKS for char in text)
    controls = sum(char < " " and char not in "\r\n\t\f" for char in text)
    if fit < 0.85 * len(text) or controls > 0.001 * len(text) or text.count(_LOST) > 0.05 * len(text):
        return 0
    letters = [char for char in text if char >= "\x80"]
    return 0.001 + (sum(char in _COMMON for char in letters) / len(letters) if letters else 1)
