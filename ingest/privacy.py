"""Private people in a text: where their names stand, so that no quote and no field ever holds one.

Whoever holds no public office or appointed role is private: 居民王先生, 李某, 嫌疑人张某某, a shopkeeper who is quoted. The search
errs on the side of finding too many.
"""

import re
from collections.abc import Collection, Iterator

from ingest.cues import cued
from ingest.lexicon import DOUBLE_SURNAMES, KIN, PRIVATE_TITLES, SURNAMES
from ingest.names import read_name

_SURNAME = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_MASKED = re.compile(rf"{_SURNAME}(?:某[某一-龥]?(?<![在的被等和与因为对向将是有说称])|[×xX*＊]{{1,2}})")
_MASK = re.compile("[某×xX*＊]")
_KIN_WORD = re.compile(
    "|".join(word for word in KIN if "某" not in word and word not in ("姓", "老师", "同学", "老人", "老板"))
)
_KIN = re.compile(rf"{_SURNAME}[一-龥]{{0,2}}?(?:{_KIN_WORD.pattern})")
_TITLE = re.compile("|".join(sorted(PRIVATE_TITLES, key=len, reverse=True)))
_NO_NAME = re.compile(r"安全|平安|和|于|等|成|支|从|方面|向|温|利益|权益|全部|应|明显|经|曾|高达|\d")
_QUOTED = re.compile(
    rf"[”。,]({_SURNAME}[一-龥]{{1,2}})(?=(?:激动|高兴|感激|感慨|笑着|开心|回忆|竖起|连连)?(?:地)?(?:说|告诉记者|点赞|称赞|表示感谢))"
)
_AGE = re.compile(r"[(,](?:男|女|化名|\d{1,3}岁)")
_AGED = re.compile(rf"({_SURNAME}[一-龥]{{1,2}})(?=[(,](?:男|女|化名|\d{{1,3}}岁))")


def find_private(text: str, officials: Collection[str] = ()) -> list[tuple[int, int]]:
    """Return the stretches of a repaired text that name private people, merged and in order.

    `officials` are the names that the text gives with a public office: theirs are no private ones.
    """
    found = [match.span() for match in cued(_MASK, _MASKED, text, 2)]
    found += [match.span() for match in cued(_KIN_WORD, _KIN, text, 4)]
    found += [match.span(1) for match in _QUOTED.finditer(text)]
    found += [match.span(1) for match in cued(_AGE, _AGED, text, 4)]
    found += _titled(text)
    found = [(start, end) for start, end in found if text[start:end] not in officials]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _titled(text: str) -> Iterator[tuple[int, int]]:
    """Names after words for private people (受害人李芳, 店主赵大明)."""
    for title in _TITLE.finditer(text):
        start = title.end()
        if text[start : start + 1] not in SURNAMES or _NO_NAME.match(text, start):
            continue
        end = read_name(text, start)
        if end is not None and not text[end : end + 1].isdigit():
            yield start, end
