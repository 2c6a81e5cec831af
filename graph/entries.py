"""Entries: who did what to a workspace, when and why; they stand in the parts of the log beside articles and facts.

An entry is never changed or dropped, by compaction neither. Those that judge a fact are corrections (graph/corrections.py);
all of them together are the journal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from typing import Any, Final, Literal

import orjson

from graph.parts import ENTRIES_FILE, Part
from ontology.errors import ValueUnknown, WorkspaceError
from ontology.model import Verdict

Action = Literal["add", "replace", "withdraw", "accept", "reject", "edit", "undo", "takedown"]
LONGEST: Final = 300
"""Characters of a reason."""


def now() -> str:
    """Return this second in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes and why: `by` is the name of a token or of the program's own door, never a person's or an address.

    `effect` is what a receipt said of it beforehand (graph/receipts.py), if one was made.
    """

    by: str = "library"
    why: str | None = None
    at: str = field(default_factory=now)
    effect: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        """Refuse a reason that is no line of text."""
        if self.why is not None and not (0 < len(self.why.strip()) <= LONGEST and self.why.isprintable()):
            raise ValueUnknown(f"The reason is {self.why!r}; it is one line of 1 to {LONGEST} characters.")


@dataclass(frozen=True, slots=True)
class Target:
    """The fact that a correction means, in a way that holds when the article is read again.

    `identity` are the identifying fields as they were read, `start` and `end` its evidence's offsets, `fact` the id it had.
    """

    article: str
    type: str
    identity: Mapping[str, Any]
    start: int
    end: int
    quote: str
    fact: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `id` and `generation` are given when it is written.

    `articles` are the ids it is about; `effect` how many facts, cells and totals a withdrawal or replacement moved,
    where that was worked out; `target` and `changes` (field to value) belong to a correction, `undoes` names the one
    that is taken back.
    """

    action: Action
    by: str
    at: str
    why: str | None = None
    articles: tuple[str, ...] = ()
    effect: Mapping[str, int] | None = None
    target: Target | None = None
    changes: Mapping[str, Any] | None = None
    undoes: str | None = None
    id: str = ""
    generation: int = 0

    @property
    def verdict(self) -> Verdict | None:
        """What it says of a fact, None if it judges none."""
        return self.action if self.action in ("accept", "reject", "edit") else None


_NAMES: Final = tuple(one.name for one in fields(Entry))


def numbered(entries: Iterable[Entry], generation: int) -> list[Entry]:
    """Return entries as a commit holds them, each with an id of its own."""
    return [_named(entry, place, generation) for place, entry in enumerate(entries)]


def _named(entry: Entry, place: int, generation: int) -> Entry:
    given = {**_values(entry), "id": "", "generation": generation}
    digest = blake2b(orjson.dumps([place, given], option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()
    return Entry(**{name: getattr(entry, name) for name in _NAMES} | {"id": digest, "generation": generation})


def dumped(entries: Sequence[Entry]) -> bytes:
    """Return the content of a part's file: a line with the digest of the rest, then one JSON line an entry."""
    content = b"".join(orjson.dumps(_values(entry), option=orjson.OPT_APPEND_NEWLINE) for entry in entries)
    return sha256(content).hexdigest().encode() + b"\n" + content


def entries_of(part: Part) -> list[Entry]:
    """Return a part's entries, oldest first. Raises WorkspaceError, which names the part, if they are damaged."""
    try:
        content = (part.folder / ENTRIES_FILE).read_bytes()
    except FileNotFoundError as error:
        if part.folder.is_dir():
            return []
        raise WorkspaceError(f"Part {part.name} of the log is gone.") from error
    digest, _, lines = content.partition(b"\n")
    if digest.decode("ascii", "replace") != sha256(lines).hexdigest():
        raise WorkspaceError(f"Part {part.name} of the log is damaged in {ENTRIES_FILE}.")
    return [_read(orjson.loads(line)) for line in lines.splitlines()]


def _values(entry: Entry) -> dict[str, Any]:
    """Return an entry without what it does not say."""
    return {name: value for name, value in asdict(entry).items() if value not in (None, ())}


def _read(line: dict[str, Any]) -> Entry:
    target = line.get("target")
    given = {name: value for name, value in line.items() if name in _NAMES}
    return Entry(
        **given | {"articles": tuple(line.get("articles", ())), "target": Target(**target) if target else None}
    )
