"""The questions that can be asked, read from frames.toml: what each asks for, what it needs, and how it is answered."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PLACES: Final = ("province", "city", "county", "place")
"""Levels of place that are asked for; `place` is whatever is reported."""
ANY: Final = "*"
"""Among `asks`, `nouns`: whatever it is."""
TOPICS: Final = frozenset({"assignment", "coverage", "difference", "publisher", "source", "total"})
"""Nouns that tell a kind of question, and so may be among its needs."""
_FILE: Final = Path(__file__).with_name("frames.toml")
_NONE: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of question; frames.toml says what the fields mean, `zh` and `en` are examples."""

    name: str
    zh: str
    en: str
    by: str
    type: str | None = None
    asks: frozenset[str] = _NONE
    needs: frozenset[str] = _NONE
    any_of: frozenset[str] = _NONE
    may: frozenset[str] = _NONE
    verbs: frozenset[str] = _NONE
    flags: frozenset[str] = _NONE
    nouns: frozenset[str] = _NONE

    @property
    def slots(self) -> frozenset[str]:
        """All slots that it takes."""
        return self.needs | self.any_of | self.may


_SETS: Final = ("asks", "needs", "any_of", "may", "verbs", "flags", "nouns")


def _frames() -> tuple[Frame, ...]:
    with _FILE.open("rb") as file:
        entries = tomllib.load(file)["frame"]
    return tuple(Frame(**_fields(entry)) for entry in entries)


def _fields(entry: dict[str, str]) -> dict[str, Any]:
    return {name: frozenset(value.split()) if name in _SETS else value for name, value in entry.items()}


FRAMES: Final = _frames()
"""All frames; where several fit, the first is taken."""
NAMED: Final = {frame.name: frame for frame in reversed(FRAMES)}
"""Name to the first frame of that name."""
OTHERWISE: Final = {"teams-counted": NAMED["teams-of-campaign"]}
"""Frame to the one that answers where it has nothing to say: teams that are named, where no article says how many."""
