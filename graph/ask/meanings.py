"""What a stretch of a question can mean."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

NAMES: Final = frozenset({"team", "place", "campaign", "metric", "org", "operation", "measure", "target", "sender"})
"""Roles of the graph's own names, as against words of the grammar."""


ANY_TEAM: Final = frozenset("督察组 督导组 督查组 巡查组 检查组 考核组 指导组 工作组 驻点组 小组 组".split())
"""Words that people say of any team."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A role in a question, and what fills it: a code, key, entity id or a word's value; `label` is its usual name.

    `said` is how a campaign was called.
    """

    role: str
    value: Hashable
    label: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TeamMeant:
    """Which teams are spoken of: all of those that fit everything that is not None or empty.

    `sender` and `kinds` are ids of the vocabulary, `suffix` is how the label ends (督察组), `ordinals` the numbers.
    `code` is the place whose body sent it.
    """

    sender: str | None = None
    kinds: frozenset[str] = frozenset()
    suffix: str = ""
    ordinals: tuple[int, ...] = ()
    code: str | None = None

    @property
    def particular(self) -> bool:
        """Whether it names a kind of team that is no word for any team."""
        return bool(self.kinds) and self.suffix not in ANY_TEAM

    @property
    def general(self) -> bool:
        """Whether it is no name, but the word for teams (督察组, teams)."""
        return not (self.sender or self.ordinals or self.code)


@dataclass(frozen=True, slots=True)
class Period:
    """From a reduced date to a reduced date, either None for open."""

    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """Units `first` to `last` (not included) of a question, and all that they can mean; nothing: an unknown word."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]

    def of(self, role: str) -> Meaning | None:
        """Return the meaning with a role, None if it has none."""
        return next((meaning for meaning in self.meanings if meaning.role == role), None)

    @property
    def known(self) -> bool:
        """Whether it has a meaning that a question may have; a person's name has none."""
        return any(meaning.role != "person" for meaning in self.meanings)

    def all(self, role: str) -> list[Meaning]:
        """Return all meanings with a role."""
        return [meaning for meaning in self.meanings if meaning.role == role]
