"""The open relation index: arrays mapped from disk, read by any number of threads without locks."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from graph.index.articles import Articles
from graph.index.build import Columns
from graph.index.coding import Ints
from graph.index.entities import Entities
from graph.index.lines import Lines
from graph.index.mapped import arrays
from graph.index.mentions import TYPES
from graph.index.postings import NAMED, Flags, Posting, Postings
from ontology.wire import Line

T = TypeVar("T")
REMEMBERED: Final = 256
"""Answers that an index keeps."""
_FEW: Final = 50
"""Fact numbers are put in order by marking them where they are more than one in so many, else by sorting."""


@dataclass(frozen=True)
class RelationIndex:
    """All facts of one generation of the log, as columns (one element a fact, see Columns) and as adjacency (Postings).

    Facts, articles and entities are numbered from 0 within a generation; ids hold across generations. Facts are
    numbered by type, then article: those of a type adjoin.
    """

    generation: int
    columns: Columns
    entities: Entities
    articles: Articles
    postings: Postings
    lines: Lines
    _memo: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path, generation: int) -> "RelationIndex":
        """Map the index in a folder. Raises OSError, KeyError or ValueError if it is not whole."""
        columns, posted = (arrays(folder / name) for name in ("columns", "postings"))
        by_role = {role: Posting(posted[f"{role}_facts"], posted[f"{role}_start"]) for role in NAMED}
        return cls(
            generation,
            Columns(**{one.name: columns[one.name] for one in fields(Columns)}),
            Entities.open(folder),
            Articles.open(folder),
            Postings(**by_role, extra_facts=posted["extra_facts"], extra_places=posted["extra_places"]),
            Lines.open(folder / "facts"),
        )

    @property
    def size(self) -> int:
        """How many facts there are."""
        return len(self.columns.type)

    def fact(self, number: int) -> Line:
        """Return one fact as it was stated."""
        return self.lines.take([number])[0]

    def facts(self, numbers: Sequence[int] | Ints) -> list[Line]:
        """Return facts as they were stated, in the order of the numbers."""
        return self.lines.take(numbers)

    @cached_property
    def types(self) -> dict[str, range]:
        """The fact numbers of each type."""
        bounds = np.searchsorted(self.columns.type, np.arange(len(TYPES) + 1)).tolist()
        return {name: range(bounds[code], bounds[code + 1]) for code, name in enumerate(TYPES)}

    def of_type(self, name: str) -> Ints:
        """Return the facts of a type, ascending."""
        return np.arange(self.types[name].start, self.types[name].stop)

    def among(self, numbers: Ints, name: str) -> Ints:
        """Return those of some ascending facts that are of a type."""
        first, last = np.searchsorted(numbers, (self.types[name].start, self.types[name].stop)).tolist()
        return numbers[first:last]

    def of_articles(self, articles: Ints) -> Ints:
        """Return the facts of some articles (ascending numbers), ascending."""
        found = [np.empty(0, np.int64)]
        for block in self.types.values():
            column = self.columns.article[block.start : block.stop]
            first, last = (np.searchsorted(column, articles, side) + block.start for side in ("left", "right"))
            found += [np.arange(*span) for span in zip(first.tolist(), last.tolist(), strict=True) if span[0] < span[1]]
        return np.concatenate(found)

    def told_in(self, article: int) -> list[Line]:
        """Return the facts of an article by number, in the order of the text."""
        lines = self.facts(self.of_articles(np.array([article])))
        return sorted(lines, key=lambda line: (line["evidence"]["start"], line["type"], line["id"]))

    def naming(self, entities: Sequence[int] | Ints, kind: str | None = None) -> Ints:
        """Return the facts (of a type) that name any of these entities as actor, place or object, ascending."""
        wanted = np.asarray(entities, np.int64)
        if not len(wanted):
            return np.empty(0, np.int64)
        block = self.types[kind] if kind else range(self.size)
        found = [self._named(role, wanted, block) for role in NAMED]
        found = [facts for facts in found if len(facts)] or [np.empty(0, np.int64)]
        if len(found) == 1 and (len(wanted) == 1 or len(found[0]) <= 1):
            return found[0]
        return self._ordered(np.concatenate(found), block)

    def _named(self, role: str, entities: Ints, block: range) -> Ints:
        """Return the facts of a block that name some entities in a role; each one's ascend."""
        posting = self.postings.role(role)
        if len(entities) == 1:
            facts = posting.of(int(entities[0]))
            first, last = np.searchsorted(facts, (block.start, block.stop)).tolist()
            return facts[first:last]
        if len(block) < 2 * int(posting.counts(entities).sum()) and len(block) < self.size:
            column = getattr(self.columns, role)[block.start : block.stop]
            facts = np.flatnonzero(self.marked(entities)[column]) + block.start
            return np.concatenate((facts, self._further(entities, block))) if role == "place" else facts
        facts = posting.gathered(entities)
        return facts if len(block) == self.size else facts[(facts >= block.start) & (facts < block.stop)]

    def _further(self, places: Ints, block: range) -> Ints:
        """Return the facts of a block that name places beyond their first."""
        first, last = np.searchsorted(self.postings.extra_facts, (block.start, block.stop)).tolist()
        facts = self.postings.extra_facts[first:last]
        return facts[self.marked(places)[self.postings.extra_places[first:last]]]

    def _ordered(self, facts: Ints, block: range) -> Ints:
        """Return different facts of a block, ascending."""
        if len(facts) * _FEW < len(block):
            return np.unique(facts)
        seen = np.zeros(len(block), bool)
        seen[facts - block.start] = True
        return np.flatnonzero(seen) + block.start

    def marked(self, entities: Ints) -> Flags:
        """Return one flag an entity, and one more that stays down, so that NONE looks it up."""
        flags = np.zeros(len(self.entities) + 1, bool)
        flags[entities] = True
        return flags

    def about(self, numbers: Ints, entities: Ints) -> Flags:
        """Say of each of some facts whether it names any of these entities as actor, place or object."""
        flags, columns = self.marked(entities), self.columns
        found: Flags = flags[columns.actor[numbers]] | flags[columns.place[numbers]] | flags[columns.object[numbers]]
        at, places = self.postings.further(numbers)
        found[at[flags[places]]] = True
        return found

    def named_by(self, entities: range) -> tuple[Ints, Ints]:
        """Return the facts that name entities whose numbers adjoin, and for each which one, counted from 0.

        A fact comes once an entity that it names.
        """
        numbers = np.arange(entities.start, entities.stop)
        keys = [np.empty(0, np.int64)]
        for role in NAMED if len(numbers) else ():
            posting = self.postings.role(role)
            here = np.repeat(np.arange(len(numbers)), posting.counts(numbers))
            keys.append(here << 32 | posting.gathered(numbers))
        used = [some for some in keys if len(some)]
        pairs = used[0] if len(used) == 1 else np.unique(np.concatenate(keys))
        return pairs & 0xFFFFFFFF, pairs >> 32

    def story(self, numbers: Ints) -> Ints:
        """Return the story that each of these facts is from."""
        told: Ints = self.articles.story[self.columns.article[numbers]]
        return told

    def remembered(self, make: Callable[..., T], *given: Hashable) -> T:
        """Return what a function makes of this index and what is given, made once; keeps the last REMEMBERED.

        Two threads may both make it the first time.
        """
        key = (make.__module__, make.__qualname__, *given)
        made: T | None = self._memo.get(key)
        if made is None:
            made = self._memo[key] = make(self, *given)
            if len(self._memo) > REMEMBERED:
                self._memo.pop(next(iter(self._memo)), None)
        return made

    def kept(self, make: Callable[..., T], *given: Hashable) -> T:
        """Return what a function makes of this index and what is given, made once and kept as long as the index.

        For parts of the index itself. Two threads may both make it the first time.
        """
        made: T | None = self._kept.get((make, *given))
        if made is None:
            made = self._kept[make, *given] = make(self, *given)
        return made

    def held(self, make: Callable[..., T], *given: Hashable) -> T | None:
        """Return what `kept` has made, None if it has not yet."""
        return self._kept.get((make, *given))

    @cached_property
    def by_rank(self) -> npt.NDArray[np.int32]:
        """Fact numbers in the order of answers: newest start first, undated last, then by id."""
        numbers = np.empty(self.size, np.int32)
        numbers[self.columns.rank] = np.arange(self.size, dtype=np.int32)
        return numbers
