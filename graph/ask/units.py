"""What people type, cut into units: one Chinese character, one Latin word or one number each, with its place.

Script, width, case, plural endings and the way numbers are written make no difference, in questions and in names alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.search.folding import fold, is_chinese

LONGEST: Final = 400
"""Characters of a question that are read."""
_DIGITS: Final = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNTED: Final = frozenset("年月日号轮批组届省市个")
"""What a number in characters stands before; elsewhere it belongs to a name (百日行动, 三项治理)."""
_WORDS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CARDINALS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
).split()
_NUMBERED: Final = frozenset({"round", "batch", "team", "group"})
"""English words behind which a cardinal is a number (round two); elsewhere it is a word (one of them)."""
_ENDING: Final = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_ORDINAL: Final = re.compile(r"(\d+)(st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A character, word or number of a text, folded, and where it stands there; `number` is what it counts."""

    key: str
    start: int
    end: int
    number: int | None = None
    ordinal: bool = False


def units(text: str) -> tuple[Unit, ...]:
    """Return the units of a text in order; punctuation and blanks are none."""
    return tuple(_numbered(list(_raw(text))))


def phrase(parts: Sequence[Unit]) -> str:
    """Return the key under which names with these units are found."""
    return " ".join([part.key for part in parts])


def key_of(name: str) -> str:
    """Return the key under which a name is found; quicker than its units for one of Chinese characters alone."""
    folded = [_folded(character) for character in name[:LONGEST]]
    if all(one and not one.isascii() and not _is_digit(one) for one in folded):
        return " ".join(folded)
    return phrase(units(name))


def _raw(text: str) -> Iterator[Unit]:
    """Yield characters, and runs of Latin letters or digits."""
    run, start = "", 0
    for place, character in enumerate(text[:LONGEST]):
        folded = _folded(character)
        if run and not _goes_on(run, folded, text, place):
            yield _word(run, start, place)
            run = ""
        if not folded:
            continue
        if folded.isascii():
            start = place if not run else start
            run += folded
        else:
            yield Unit(folded, place, place + 1)
    if run:
        yield _word(run, start, min(len(text), LONGEST))


def _goes_on(run: str, folded: str, text: str, place: int) -> bool:
    """Whether a character belongs to the word or number before it; st, nd, rd and th belong to a number."""
    if not folded or not folded.isascii():
        return False
    if run[-1].isdigit() and folded.isalpha():
        return _ENDING.match(text[place : place + 3].lower()) is not None
    return folded.isdigit() == run[-1].isdigit()


@lru_cache(maxsize=1 << 13)
def _folded(character: str) -> str:
    return fold(character)


def _word(run: str, start: int, end: int) -> Unit:
    if run.isdigit():
        return Unit(str(int(run)), start, end, int(run))
    if (match := _ORDINAL.fullmatch(run)) is not None:
        return Unit(f"#{match[1]}", start, end, int(match[1]), ordinal=True)
    if run in _WORDS:
        return Unit(f"#{_WORDS.index(run)}", start, end, _WORDS.index(run), ordinal=True)
    return Unit(stem(run), start, end)


def stem(word: str) -> str:
    """Return an English word without the ending of its plural or third person."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _numbered(raw: list[Unit]) -> Iterator[Unit]:
    """Yield units with numbers in characters made digits where they count: 第九, 二轮, 八月, 二〇二二年."""
    place = 0
    while place < len(raw):
        stop = place
        while stop < len(raw) and _is_digit(raw[stop].key):
            stop += 1
        after = raw[stop].key if stop < len(raw) else ""
        before = raw[place - 1].key if place else ""
        value = _value("".join(unit.key for unit in raw[place:stop])) if stop > place else None
        if value is not None and (before == "第" or after in _COUNTED):
            yield Unit(str(value), raw[place].start, raw[stop - 1].end, value)
            place = stop
        else:
            yield _cardinal(raw[place]) if before in _NUMBERED else raw[place]
            place += 1


def _cardinal(unit: Unit) -> Unit:
    """Return a number in English letters as digits, anything else as it is."""
    value = _CARDINALS.index(unit.key) if unit.key in _CARDINALS else None
    return unit if value is None else Unit(str(value), unit.start, unit.end, value)


def _is_digit(key: str) -> bool:
    return key in _DIGITS or key == "十"


def _value(text: str) -> int | None:
    """Return what a number in characters means, up to 99, or digit by digit (二〇二二); None for none."""
    if "十" not in text:
        return int("".join(str(_DIGITS[character]) for character in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def language_of(text: str) -> str:
    """Return `zh` for a question with a Chinese character, else `en`."""
    return "zh" if is_chinese(text) else "en"
