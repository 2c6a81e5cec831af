"""One pass over a text: every place name, campaign and operation that the vocabulary knows, longest match first."""

from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.lexicon import NO_PLACES
from ingest.values import dataclass
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

Kind = Literal["place", "campaign", "operation", "other"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A known word in a text. `key` is a place's name, a concept's id, or empty for a word that only hides others."""

    start: int
    end: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Scanner:
    """The automaton and what each of its words means."""

    automaton: AhoCorasick
    meaning: tuple[tuple[Kind, str], ...]

    def scan(self, text: str) -> list[Hit]:
        """Return the known words of a text in reading order, none overlapping another."""
        found = self.automaton.find_matches_as_indexes(text)
        return [Hit(start, end, *self.meaning[word]) for word, start, end in found]


@cache
def load_scanner() -> Scanner:
    """Build the automaton from gazetteer and packs once a process."""
    words: dict[str, tuple[Kind, str]] = dict.fromkeys(NO_PLACES, ("other", ""))
    for name, rows in load_gazetteer().names.items():
        if len(name) > 1 and not (name in words and all(row.name != name for row in rows)):
            words[name] = ("place", name)
    for label, kind, key in load_vocabulary().labels():
        if kind in ("campaign", "operation") and len(label) > 1:
            words.setdefault(label, ("campaign" if kind == "campaign" else "operation", key))
    automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)
    return Scanner(automaton, tuple(words.values()))
