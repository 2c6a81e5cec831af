"""The values that all rooms share: articles, quotes and the ten types of fact.

Field names are those of the fact format (docs/facts.md); each is the local name of a property in campaign.ttl. `wire.py`
flattens a fact to a line and reads it back.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import ClassVar, Self

from ontology.values import (
    COUNTRY,
    UNDATED,
    Article,
    ArticleRow,
    CampaignRef,
    Change,
    Clue,
    Modifier,
    Quote,
    Residue,
    Review,
    Status,
    Verdict,
    When,
    Why,
    Window,
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that one article states once, with the characters that say so."""

    type: ClassVar[str]
    identity: ClassVar[tuple[str, ...]]
    article: str
    evidence: Quote
    rule: str
    campaign: CampaignRef | None = None
    when: When = UNDATED
    status: Status = "done"
    context: tuple[Quote, ...] = ()
    confidence: float = 0.5
    review: Review | None = None
    why: Why | None = None

    @cached_property
    def id(self) -> str:
        """Stable hash of article, type, evidence span and the type's identifying fields (20 hex digits)."""
        parts = [self.article, self.type, f"{self.evidence.start}-{self.evidence.end}"]
        values = [getattr(self, name) for name in self.identity]
        parts += [value if type(value) is str else _canonical(value) for value in values]
        return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()

    def settled(self, confidence: float, why: Why | None) -> Self:
        """Return the same fact with its confidence and the reason for its place, many times as fast as `replace`; its id stays."""
        fact = object.__new__(type(self))
        fact.__dict__.update(self.__dict__, confidence=confidence, why=why)
        return fact


def _canonical(value: object) -> str:
    """Write an identifying value so that 490 and 490.0 are the same."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


@dataclass(frozen=True, kw_only=True)
class Inspection(Fact):
    """A supervision team, or a body of teams named together, worked in a place."""

    type = "inspection"
    identity = ("team_id", "place_code")
    team: str
    team_id: str
    place: str
    place_code: str
    province_code: str
    sites: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Directive(Fact):
    """A team or authority demanded something."""

    type = "directive"
    identity = ("issuer_id", "demand")
    issuer: str
    issuer_id: str
    demand: str
    place_code: str | None = None
    topics: tuple[str, ...] = ()
    org: str | None = None
    org_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(Fact):
    """A meeting was held."""

    type = "meeting"
    identity = ("name",)
    name: str
    host: str | None = None
    host_id: str | None = None
    place_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Operation(Fact):
    """An agency ran a named or dated operation."""

    type = "operation"
    identity = ("name", "agency_id")
    name: str
    agency: str | None = None
    agency_id: str | None = None
    place_code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class Measure(Fact):
    """An agency adopted a mechanism or practice that has a name."""

    type = "measure"
    identity = ("name", "agency_id")
    name: str
    agency: str | None = None
    agency_id: str | None = None
    place_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Target(Fact):
    """An agency or campaign set itself a goal, or took aim at a class of offences."""

    type = "target"
    identity = ("agency_id", "target")
    target: str
    agency: str | None = None
    agency_id: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result(Fact):
    """A number reported as work done, set up, or as an outcome. `value` is multiplied out, `unit` the bare measure word."""

    type = "result"
    identity = ("metric", "value", "unit", "scope_code")
    metric: str
    value: float
    unit: str
    scope: str | None
    scope_code: str | None
    metric_id: str | None = None
    modifier: Modifier = "exact"
    change: Change | None = None
    window: Window | None = None
    part_of: str | None = None
    agency: str | None = None
    agency_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Role(Fact):
    """A public office held. Persons are leaves: nothing else of a person is kept."""

    type = "role"
    identity = ("person", "role", "org_id")
    person: str
    role: str
    org: str | None = None
    org_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Team(Fact):
    """A team exists: who sent it, how many there are, in which round and batch."""

    type = "team"
    identity = ("team_id",)
    team: str
    team_id: str
    sent_by: str | None = None
    count: int | None = None
    term: str | None = None


@dataclass(frozen=True, kw_only=True)
class Coverage(Fact):
    """A total over places that names none of them."""

    type = "coverage"
    identity = ("who", "count")
    who: str
    count: int
    unit: str
    who_id: str | None = None
    place_code: str | None = None


KINDS: tuple[type[Fact], ...] = (
    Inspection, Directive, Meeting, Operation, Measure, Target, Result, Role, Team, Coverage,
)  # fmt: skip
"""The ten types, in the order in which the fact format lists them."""

__all__ = [
    "COUNTRY", "KINDS", "UNDATED",
    "Article", "ArticleRow", "CampaignRef", "Change", "Clue", "Coverage", "Directive", "Fact", "Inspection", "Measure", "Meeting",
    "Modifier", "Operation", "Quote", "Residue", "Result", "Review", "Role", "Status", "Target", "Team", "Verdict", "When",
    "Why", "Window",
]  # fmt: skip
