"""The values that facts are made of: articles, quotes, times, campaigns, reviews and reasons; `model.py` holds the facts themselves."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["done", "underway", "planned", "denied"]
Modifier = Literal["exact", "over", "under", "about", "near"]
Change = Literal["yoy", "mom", "other"]
Window = Literal["day", "since", "as_of"]
Clue = Literal["name", "chain", "near", "title", "level", "home"]
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


@dataclass(frozen=True, slots=True)
class Why:
    """Why a fact's place is this one: the clue, the place that gave it, and the codes of that name that lost.

    `name`: no other place has the name; `chain`: it lies in the place written right before it (`by`); `near`: in or beside
    one named near it; `title`: in or beside that of the title or publisher; `level`: a province, city or full name goes
    before a short one; `home`: the jurisdiction that the article speaks of, for 全市 and for what names no place.
    """

    clue: Clue
    by: str | None = None
    lost: tuple[str, ...] = ()
