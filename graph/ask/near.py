"""Names that look like a word nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from graph.ask.lexicon import names
from graph.ask.meanings import Meaning
from graph.index.relation import RelationIndex
from graph.search.folding import fold

_SHOWN: Final = 3
_ALIKE: Final = 0.5
_ALIKE_LATIN: Final = 0.7
"""Words of letters are longer, and share letters by chance."""
_SAME: Final = 0.4
_LARGE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Near:
    """A name that may have been meant, and the id of what it names (None: no entity's)."""

    text: str
    id: str | None


def near(index: RelationIndex, word: str) -> tuple[Near, ...]:
    """Return up to three names most like a word: by their characters, their sound, and how large a place is."""
    folded = fold(word)
    alike: dict[str, tuple[float, Near]] = {}
    for name, given, meaning in index.remembered(_folded):
        if abs(len(name) - len(folded)) <= max(2, len(folded) // 2) and set(name) & set(folded):
            likeness = _likeness(folded, name, meaning)
            key = id_of(meaning) or given
            if likeness >= _ALIKE:
                alike[key] = max(
                    alike.get(key, (0.0, Near("", None))), (likeness, Near(given, id_of(meaning))), key=_first
                )
    return tuple(found for _, found in sorted(alike.values(), key=_first, reverse=True)[:_SHOWN])


def _likeness(word: str, name: str, meaning: Meaning) -> float:
    """Return how alike two folded words are; one that sounds the same, or has the same letters, is more so."""
    ratio = SequenceMatcher(None, word, name, autojunk=False).ratio()
    if ratio < (_ALIKE_LATIN if word.isascii() else _ALIKE):
        return 0.0
    same = len(word) == len(name) and (sorted(word) == sorted(name) or _sound(word) == _sound(name))
    large = meaning.role == "place" and str(meaning.value).endswith("0000")
    return ratio + _SAME * same + _LARGE * large


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a moment to load

    return "".join(lazy_pinyin(word))


def _first(found: tuple[float, Near]) -> float:
    return found[0]


def id_of(meaning: Meaning) -> str | None:
    """Return the entity id of what a name means, None where that is no single entity."""
    value = str(meaning.value)
    if meaning.role in {"place", "campaign"}:
        return f"{meaning.role}/{value}"
    return value if meaning.role in {"metric", "org"} else None


def _folded(index: RelationIndex) -> Sequence[tuple[str, str, Meaning]]:
    return [(fold(name), name, meaning) for name, meaning in names(index)]
