"""Private people in a text: where their names stand, so that no quote and no field ever holds one.

Whoever holds no public office or appointed role is private: 居民王先生, 李某, 嫌疑人张某某, a shopkeeper who is quoted. The search
errs on the side of finding too many.
"""

import re
from collections.abc import Collection

from ingest.lexicon import DOUBLE_SURNAMES, SURNAMES
from ingest.names import find_bare_names, read_name
from ingest.values import dataclass
from ingest.words import KIN_WORDS, MASKS, SPEECH, Words, find_words

_SURNAME = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_MASKED = re.compile(rf"{_SURNAME}(?:某[某一-龥]?(?<![在的被等和与因为对向将是有说称])|[×xX*＊]{{1,2}})")
_KIN = re.compile(rf"{_SURNAME}[一-龥]{{0,2}}?(?:{'|'.join(sorted(KIN_WORDS))})")
_NO_NAME = re.compile(r"安全|平安|和|于|等|成|支|从|方面|向|温|利益|权益|全部|应|明显|经|曾|高达|\d")
_QUOTED = re.compile(
    rf"[”。,]({_SURNAME}[一-龥]{{1,2}})(?=(?:激动|高兴|感激|感慨|笑着|开心|回忆|竖起|连连)?(?:地)?(?:说|告诉记者|点赞|称赞|表示感谢))"
)
_AGED = re.compile(rf"({_SURNAME}[一-龥]{{1,2}})(?=[(,](?:男|女|化名|\d{{1,3}}岁))")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A pattern, how many characters before its cue it begins at most, and the group that holds the name."""

    name: str
    pattern: re.Pattern[str]
    reach: int
    group: int


_MASK_SIGN, _KIN_SIGN, _SPEECH_SIGN, _AGE_SIGN = (
    _Sign("masked", _MASKED, 2, 0),
    _Sign("kin", _KIN, 4, 0),
    _Sign("quoted", _QUOTED, 8, 1),
    _Sign("aged", _AGED, 4, 1),
)
_SIGNS = (
    dict.fromkeys(MASKS, _MASK_SIGN)
    | dict.fromkeys(KIN_WORDS, _KIN_SIGN)
    | dict.fromkeys(SPEECH, _SPEECH_SIGN)
    | dict.fromkeys("(,", _AGE_SIGN)
)


def find_private(text: str, officials: Collection[str] = (), words: Words | None = None) -> list[tuple[int, int]]:
    """Return the stretches of a repaired text that name private people, merged and in order.

    `officials` are the names that the text gives with a public office: theirs are no private ones; `words` are its words, if known.
    """
    words = words or find_words(text)
    found: list[tuple[int, int]] = []
    reached: dict[str, int] = {}
    for start, end, word in (*words["private"], *words["age"]):
        sign = _SIGNS.get(word)
        if sign is None:
            name = _titled(text, end)
        else:
            match = _around(sign, text, start, reached.get(sign.name, 0))
            name = match.span(sign.group) if match else None
            if match:
                reached[sign.name] = match.end()
        if name:
            found.append(name)
    found = [(start, end) for start, end in found if text[start:end] not in officials]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def find_names(text: str) -> list[tuple[int, int]]:
    """Return where a text that is no article names anybody at all, with a sign that they are private or without.

    For words that people write beside facts: there is no office in them that would tell whom the public knows.
    """
    signed = find_private(text)
    return sorted({*signed, *find_bare_names(text)})


def _around(sign: _Sign, text: str, cue: int, reached: int) -> re.Match[str] | None:
    """Return the match that begins first around a cue, none before `reached`."""
    for start in range(max(reached, cue - sign.reach), cue + 1):
        match = sign.pattern.match(text, start)
        if match:
            return match
    return None


def _titled(text: str, start: int) -> tuple[int, int] | None:
    """Return the name after a word for private people (受害人李芳, 店主赵大明)."""
    if text[start : start + 1] not in SURNAMES or _NO_NAME.match(text, start) or _KIN.match(text, start):
        return None  # 市民王女士 is found by the word behind the name
    end = read_name(text, start)
    return (start, end) if end is not None and not text[end : end + 1].isdigit() else None
