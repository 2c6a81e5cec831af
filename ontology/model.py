"""The values that all rooms share: articles, quotes and the ten types of fact.

Field names are those of the fact format (docs/facts.md); each is the local name of a property in campaign.ttl. `wire.py`
flattens a fact to a line and reads it back.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import ClassVar, Literal, Self

Status = Literal["done", "underway", "planned", "denied"]
Modifier = Literal["exact", "over", "under", "about", "near"]
Change = Literal["yoy", "mom", "other"]
Window = Literal["day", "since", "as_of"]
Verdict = Literal["accept", "reject", "edit"]
"""What a person says of a fact."""

COUNTRY = "100000"
"""Place code of the whole country; ours, GB/T 2260 has none."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of an article: code-point offsets into the text as given, and the characters there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Article:
    """One source as it was given; `text` is what every offset points into (docs/facts.md, *Text as given*).

    `body` is the offset at which the text proper starts, after any front matter.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    body: int = 0


@dataclass(frozen=True, slots=True)
class Residue:
    """A sentence that names a team, place or number and gave no fact; offsets and a reason, never words."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the log keeps of an article: never its text."""

    id: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    source: str
    signature: bytes
    extractor: str
    residue: tuple[Residue, ...] = ()
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time: reduced ISO 8601 bounds, the same as EDTF, and the words it was read from."""

    start: str | None = None
    end: str | None = None
    edtf: str | None = None
    text: str | None = None


UNDATED = When()


@dataclass(frozen=True, slots=True)
class CampaignRef:
    """A campaign as a fact names it: vocabulary key (with year where known), name, year."""

    key: str
    name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a fact: `by` is the name of a token, never a person's; `at` ISO 8601 in UTC.

    `correction` is the id of the entry in the log that says so. A rejected fact is no fact any more.
    """

    verdict: Verdict
    by: str
    at: str
    correction: str


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

    @cached_property
    def id(self) -> str:
        """Stable hash of article, type, evidence span and the type's identifying fields (20 hex digits)."""
        parts = [self.article, self.type, f"{self.evidence.start}-{self.evidence.end}"]
        values = [getattr(self, name) for name in self.identity]
        parts += [value if type(value) is str else _canonical(value) for value in values]
        return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()

    def rated(self, confidence: float) -> Self:
        """Return the same fact with another confidence, many times as fast as `replace`; its id stays."""
        fact = object.__new__(type(self))
        fact.__dict__.update(self.__dict__, confidence=confidence)
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
    "Article", "ArticleRow", "CampaignRef", "Change", "Coverage", "Directive", "Fact", "Inspection", "Measure", "Meeting",
    "Modifier", "Operation", "Quote", "Residue", "Result", "Review", "Role", "Status", "Target", "Team", "Verdict", "When",
    "Window",
]  # fmt: skip
