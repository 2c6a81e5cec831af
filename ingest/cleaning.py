"""Repair and fold an article's text once, and keep the way back to the text as given.

Two kinds of repair: *folding* swaps one character for another (full width, radicals, traditional script) and moves nothing;
*edits* remove or shorten a stretch (pinyin in brackets, doubled punctuation, blanks inside names) and shift what follows.
Only edits need a map, so the map is as long as the list of edits.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from ingest.lexicon import AFTER_NAME, SURNAMES
from ingest.values import dataclass

LOST = "?\ufffd□�"
"""Characters that stand for one lost in the page's encoding (a half-width question mark directly before a digit)."""

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_PINYIN = re.compile(rf"[(（](?<=[一-鿿〇].)[a-zü{_TONES}]{{1,6}}[)）](?:[(（][a-zü{_TONES}]{{1,6}}[)）])*")
_TONED = re.compile(rf"[{_TONES}][a-z]{{0,3}}[)）]")
_DOUBLED = re.compile(r"[,，、][,，、]*(?=[,，、。;；:：!！?？”])")
_AFTER_STOP = re.compile(r"[,，、。](?<=[。;；!！?？].)[,，、。]*")
_HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\u0000-\u0008][\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\u0000-\u0008]*"
)
_BLANKS = " \t\u00a0\u2002\u2003\u2009\u3000"
_NEAR_DIGIT = re.compile(
    rf"[{_BLANKS}](?:(?<=[一-鿿].)[{_BLANKS}]*(?=\d[\d.,]*[{_BLANKS}]*[一-鿿%％])|(?<=[\d%].)[{_BLANKS}]*(?=[一-鿿]))"
)
_BEFORE_NAME = "长任记员席官委人⻓長記員"
_HAN = "⺀-⿕一-鿿"
_SURNAME = f"[{''.join(sorted(SURNAMES))}]"
_FOLLOWS = f"(?:{'|'.join(word for word in AFTER_NAME if len(word) > 1)})"
_GIVEN_END = rf"[{_HAN}](?:[,，、。;；:：)）\n]|$|{_FOLLOWS})"
_ALONE = f"[男女{''.join(word for word in AFTER_NAME if len(word) == 1)}]"
"""What follows a whole name as a word of one character, so that it is none of the name's (王强 等)."""
_IN_NAME = re.compile(
    rf"[{_BLANKS}](?:(?<=[{_BEFORE_NAME}][一-鿿].)[{_BLANKS}]?(?=[一-鿿](?:[,，、。;；:：)）\n{_BLANKS}]|$))"
    rf"|(?<=[{_BEFORE_NAME}]{_SURNAME}.)[{_BLANKS}]?(?=[一-鿿])"
    rf"|(?<=[{_BEFORE_NAME}][{_BLANKS}]{_SURNAME}.)[{_BLANKS}]?(?=[一-鿿][{_BLANKS}])"
    rf"|(?<=[{_BEFORE_NAME}][:：]{_SURNAME}.)[{_BLANKS}]?(?=[一-鿿](?:[{_BLANKS},，、。;；\n]|$))"
    rf"|(?<=[{_BEFORE_NAME}]{_SURNAME}[一-鿿].)(?!{_ALONE})(?=[一-鿿](?:[,，、。;；:：\n]|{_FOLLOWS})))"
)
_IN_LONG_NAME = re.compile(
    rf"[{_BLANKS}](?:(?<=[{_BEFORE_NAME}][{_HAN}].)[{_BLANKS}]?(?=[{_HAN}][{_BLANKS}]{{1,2}}{_GIVEN_END})"
    rf"|(?<=[{_BEFORE_NAME}][{_HAN}][{_BLANKS}][{_HAN}].)[{_BLANKS}]?(?={_GIVEN_END}))"
)
_BLANK = re.compile(f"[{_BLANKS}]")
_BLANKED = re.compile(rf"[{_BLANKS}]{{1,2}}(?<=[一-鿿)）].)(?=[一-鿿])")
_NEAR, _NAMED = 40, 5
"""Characters as given, and those left without pinyin, in which an office and a name stand before a blank."""
_DOUBLE = re.compile("[,，、。;；!！?？](?:[,，、。]|(?<=[,，、])[;；:：!！?？”])")
_AT_BLANKS, _AT_MARKS = (_IN_LONG_NAME, _NEAR_DIGIT, _IN_NAME), (_DOUBLED, _AFTER_STOP)
"""What is removed at blanks, and where one mark follows another: one search tells whether there are any."""

_RADICALS = str.maketrans(
    "⺁⺇⺌⺎⺓⺟⺠⺢⺣⺩⺬⺭⺯⺰⺶⺹⻁⻂⻃⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂几小兀幺母民水火王示示糸纟羊老虎衣西西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PAIRS = "陜陕 「“ 」” 『‘ 』’ ﹁“ ﹂” ﹃‘ ﹄’ 〝“ 〞” ﹑、 ︰: ﹔; ﹕: ﹐, •· ・· ‧·"
_MARKS = {ord(pair[0]): pair[1] for pair in _PAIRS.split()} | {0x3000: " "}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # halves of a character: no encoder takes them
_FOLD: dict[int, int | str] = {**_RADICALS, **_KANGXI, **_WIDE, **_MARKS, **_SURROGATES}
_FOLD_TO = {chr(code): chr(to) if isinstance(to, int) else to for code, to in _FOLD.items()}
_FEW = 40
"""Up to so many different characters are swapped one after the other, which is faster than a translation of the whole."""
_FOLDABLE = re.compile("[陜\ud800-\udfff⺀-⿕！-～「」『』﹁﹂﹃﹄〝〞﹑︰﹔﹕﹐•・‧　]")
_TRADITIONAL = re.compile(
    "[個們來時會國學對開發進動員機關問題為經濟實現總導組長間點線區縣廳門車東"
    "業務應戰對積極體與無產農產後當處號號報單類選邊還過這說請設計認識議討論證訴]"
)


@dataclass(frozen=True, slots=True)
class Clean:
    """A repaired text and the way back: position `at[i]` of `text` and all after it lie `shift[i]` further on in the original."""

    text: str
    at: tuple[int, ...]
    shift: tuple[int, ...]

    def origin(self, position: int) -> int:
        """Return the offset in the text as given of a character of the repaired text."""
        return position + (self.shift[bisect_right(self.at, position) - 1] if len(self.at) > 1 else self.shift[0])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text as given behind a non-empty stretch of the repaired text."""
        if len(self.at) == 1:
            shift = self.shift[0]
            return start + shift, end + shift
        return self.origin(start), self.origin(end - 1) + 1


def clean(given: str, start: int = 0) -> Clean:
    """Repair `given` from offset `start` on; offsets of the result lead back into the whole of `given`."""
    pieces: list[str] = []
    at, shift = [0], [start]
    position, length = start, 0
    for begin, end in _edits(given, start):
        pieces.append(given[position:begin])
        length += begin - position
        at.append(length)
        shift.append(end - length)
        position = end
    pieces.append(given[position:])
    return Clean(fold("".join(pieces)), tuple(at), tuple(shift))


def fold(text: str) -> str:
    """Swap characters one for one: full width, radicals, quotation marks, traditional script, lone surrogates."""
    present = set(_FOLDABLE.findall(text))
    if len(present) > _FEW:
        text = text.translate(_FOLD)
    else:
        for char in present:
            text = text.replace(char, _FOLD_TO.get(char, char))
    if _TRADITIONAL.search(text):
        text = _simplify(text)
    return text


def _edits(given: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches to remove, in order and apart from each other."""
    pinyin = _pinyin(given, start)
    found = [match.span() for match in pinyin]
    if pinyin:
        found += _between_pinyin(given, start)
    blank, doubled = _BLANK.search(given, start), _DOUBLE.search(given, start)
    for pattern in (*(_AT_BLANKS if blank else ()), *(_AT_MARKS if doubled else ()), _HIDDEN):
        found += [match.span() for match in pattern.finditer(given, start)]
    if not found:
        return
    reached = start
    for begin, end in sorted(found):
        if end > reached:
            yield max(begin, reached), end
            reached = end


def _pinyin(given: str, start: int) -> list[re.Match[str]]:
    """Pinyin in brackets: toned, or so frequent that single letters in brackets (a list's `(a)`) cannot be meant."""
    if "(" not in given and "（" not in given:
        return []
    found = list(_PINYIN.finditer(given, start))
    return found if len(found) >= 5 or any(_TONED.search(match[0]) for match in found) else []


def _between_pinyin(given: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the blanks inside names whose characters have their pinyin behind them (盧(lú)志 剛一行)."""
    for blank in _BLANKED.finditer(given, start):
        before = _PINYIN.sub("", given[max(start, blank.start() - _NEAR) : blank.start()])[-_NAMED:]
        after = _PINYIN.sub("", given[blank.end() : blank.end() + _NEAR])[:_NAMED]
        around = fold(f"{before} {after}")
        if any(pattern.match(around, len(before)) for pattern in (_IN_LONG_NAME, _IN_NAME)):
            yield blank.span()


@cache
def _converter() -> "object":
    # OpenCC loads its tables in some 20 ms: only for texts that show traditional characters.
    from opencc import OpenCC  # noqa: PLC0415

    return OpenCC("t2s")


def _simplify(text: str) -> str:
    """Convert traditional script; character by character where a phrase would change its length."""
    converter = _converter()
    simplified: str = converter.convert(text)  # type: ignore[attr-defined]
    if len(simplified) == len(text):
        return simplified
    simple = {char: converter.convert(char) for char in set(text)}  # type: ignore[attr-defined]
    return "".join([simple[char] if len(simple[char]) == 1 else char for char in text])
