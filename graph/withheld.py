"""Names that were taken down: kept as salted digests in `withheld.json`, so that the file names nobody, and never read again.

A digest is of a name's characters without blanks. A text is searched by the digests of all its stretches of such lengths.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final

import orjson

from graph.files import write_whole
from ontology.errors import ValueUnknown
from ontology.model import ArticleRow, Fact
from ontology.wire import flatten

FILE: Final = "withheld.json"
_BLANK: Final = re.compile(r"\s+")
_SHORTEST, _LONGEST = 2, 30


@dataclass(frozen=True, slots=True)
class Withheld:
    """The names that are withheld in a workspace: pairs of length and digest, and the salt of the digests."""

    salt: str
    names: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> "Withheld":
        """Read a workspace's list, an empty one where there is none."""
        try:
            said = orjson.loads((folder / FILE).read_bytes())
        except FileNotFoundError:
            return cls(secrets.token_hex(16))
        return cls(said["salt"], frozenset((length, digest) for length, digest in said["names"]))

    def save(self, folder: Path) -> None:
        """Write the list, whole and durably."""
        write_whole(folder / FILE, orjson.dumps({"salt": self.salt, "names": sorted(self.names)}) + b"\n")

    def adding(self, name: str) -> "Withheld":
        """Return the list with one name more. Raises ValueUnknown for what is no name."""
        bare = _BLANK.sub("", name)
        if not _SHORTEST <= len(bare) <= _LONGEST:
            raise ValueUnknown(f"A name that is taken down has {_SHORTEST} to {_LONGEST} characters.")
        return replace(self, names=self.names | {(len(bare), self._digest(bare))})

    def names_in(self, *texts: str | None) -> bool:
        """Say whether a text holds a name of the list."""
        lengths = sorted({length for length, _ in self.names})
        bare = (_BLANK.sub("", text) for text in texts if text)
        return bool(lengths) and any(
            (length, self._digest(text[at : at + length])) in self.names
            for text in bare
            for length in lengths
            for at in range(len(text) - length + 1)
        )

    def cleaned(self, row: ArticleRow, facts: Iterable[Fact]) -> tuple[ArticleRow, tuple[Fact, ...]]:
        """Return an article's row and facts without what names somebody of the list."""
        if not self.names:
            return row, tuple(facts)
        kept = tuple(fact for fact in facts if not self.names_in(*texts_of(flatten(fact))))
        title, publisher, url = (None if self.names_in(one) else one for one in (row.title, row.publisher, row.url))
        return replace(row, title=title, publisher=publisher, url=url), kept

    def _digest(self, name: str) -> str:
        return blake2b(name.encode("utf-8", "surrogatepass"), key=self.salt.encode(), digest_size=16).hexdigest()


def texts_of(value: object) -> Iterator[str]:
    """Yield all texts in a line of plain values, however deep they stand."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
