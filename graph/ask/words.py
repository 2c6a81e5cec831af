"""The words of questions that are no names, read from words.toml once a process."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from graph.ask.meanings import Meaning

_FILE: Final = Path(__file__).with_name("words.toml")


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of words.toml: role to value to words."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def said() -> Iterator[tuple[str, Meaning]]:
    """Yield every word of the grammar with its meaning."""
    for role, values in tables().items():
        if role not in {"english", "chinese"}:
            for value, names in values.items():
                yield from ((name, Meaning(role, value, names[0])) for name in names)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(name for names in tables()["noun"].values() for name in names)


def is_noun(word: str) -> bool:
    """Whether a word is one that a question may ask for."""
    return word in _nouns()


def english_verbs() -> Mapping[str, tuple[str, ...]]:
    """Map the words with which English names of metrics end to all their forms."""
    return {verb: tuple(forms) for verb, forms in tables()["english"]["verbs"].items()}


def chinese_verbs() -> Mapping[str, tuple[str, ...]]:
    """Map verbs of metrics to what people say for them."""
    return {verb: tuple(forms) for verb, forms in tables()["chinese"]["verbs"].items()}


def chinese_objects() -> Mapping[str, tuple[str, ...]]:
    """Map what is counted, as metrics have it, to what people say for it."""
    return {thing: tuple(forms) for thing, forms in tables()["chinese"]["objects"].items()}


def english_objects() -> Mapping[str, tuple[str, ...]]:
    """Map what is counted, as English names of metrics have it, to what people say for it."""
    return {thing.replace("-", " "): tuple(forms) for thing, forms in tables()["english"]["objects"].items()}
