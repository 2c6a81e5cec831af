"""Keys under which a name is found: its characters, its pinyin and its initials, from every syllable on."""

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from graph.search.folding import is_chinese

_PLACES: Final = 40
"""Characters of a name at which a key may start."""
_SPELLED: Final = 16
"""Of these, those from which pinyin and initials are keys too: nobody spells from further inside."""
LONGEST: Final = 24
"""Length at which a key is cut."""
SHORT: Final = 3
"""Length up to which beginnings of keys are kept as terms of their own: too many names share them to be put together."""
_WORDS: Final = (4, 3, 2)
"""Lengths of words that are looked up, longest first."""
_PARTS: Final = re.compile(r"[一-鿿]|[^一-鿿]+")


def keys(name: str, spelled: bool = True) -> tuple[list[str], list[str]]:
    """Return the keys of a folded name: those that begin with it, and those that begin inside it.

    `spelled` adds pinyin and initials.
    """
    parts = _PARTS.findall(name)[:_PLACES]
    heads, inside = [name[:LONGEST]], []
    at = 0
    for place, part in enumerate(parts):
        if place:
            inside.append(name[at : at + LONGEST])
        at += len(part)
    if spelled and is_chinese(name):
        sounds = list(_sounds(parts[:_SPELLED]))
        for place in range(len(sounds)):
            rest = sounds[place:]
            full, initials = "".join(rest)[:LONGEST], "".join([sound[0] for sound in rest])
            (inside if place else heads).extend((full, initials))
    return heads, inside


def beginnings(found: Iterable[str]) -> set[str]:
    """Return the beginnings of keys up to SHORT characters."""
    return {key[:length] for key in found for length in range(1, SHORT + 1)}


def _sounds(parts: list[str]) -> Iterator[str]:
    """Yield the sound of each part: that of the longest word known there, for a character alone has several."""
    at = 0
    while at < len(parts):
        length = next((n for n in _WORDS if "".join(parts[at : at + n]) in _words()), 1)
        yield from _read("".join(parts[at : at + length]))
        at += length


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a moment to load

    return tuple(lazy_pinyin(word))


@cache
def _words() -> Container[str]:
    """Return the words whose characters pypinyin reads together."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    found: Container[str] = PHRASES_DICT
    return found
