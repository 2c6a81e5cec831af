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
from graph.index.coding import Ints, distinct
from graph.index.edges import Edges
from graph.index.entities import Entities
from graph.index.lines import Lines
from graph.index.mapped import arrays
from graph.index.mentions import TYPES
from ontology.wire import Line

T = TypeVar("T")
REMEMBERED: Final = 256
"""Answers that an index keeps."""


@dataclass(frozen=True)
class RelationIndex:
    """All facts of one generation of the log, as columns (one element a fact, see Columns) and as adjacency (Edges).

    Facts, articles and entities are numbered from 0 within a generation; ids hold across generations.
    """

    generation: int
    columns: Columns
    entities: Entities
    articles: Articles
    edges: Edges
    lines: Lines
    posted: Ints
    posted_from: Ints
    _memo: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path, generation: int) -> "RelationIndex":
        """Map the index in a folder. Raises OSError, KeyError or ValueError if it is not whole."""
        columns, edges, postings = (arrays(folder / name) for name in ("columns", "edges", "postings"))
        return cls(
            generation,
            Columns(**_chosen(columns, Columns)),
            Entities.open(folder),
            Articles.open(folder),
            Edges(**_chosen(edges, Edges)),
            Lines.open(folder / "facts.arrow"),
            postings["facts"],
            postings["start"],
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

    def of_type(self, name: str) -> Ints:
        """Return the facts of a type, ascending."""
        return np.flatnonzero(self.columns.type == TYPES.index(name))

    def among(self, numbers: Ints, name: str) -> Ints:
        """Return those of some facts that are of a type."""
        kept: Ints = numbers[self.columns.type[numbers] == TYPES.index(name)]
        return kept

    def naming(self, entities: Sequence[int] | Ints) -> Ints:
        """Return the facts that name any of these entities as actor, place or object, ascending."""
        spans = [self.posted[self.posted_from[e] : self.posted_from[e + 1]] for e in np.asarray(entities).tolist()]
        if len(spans) == 1:
            return spans[0]
        return distinct(np.concatenate([*spans, self.posted[:0]]))

    def named_by(self, entities: range) -> tuple[Ints, Ints]:
        """Return the facts that name entities whose numbers adjoin, and for each which one, counted from 0.

        A fact comes once an entity that it names.
        """
        starts = self.posted_from[entities.start : entities.stop + 1]
        facts = self.posted[starts[0] : starts[-1]] if len(entities) else self.posted[:0]
        return facts, np.repeat(np.arange(len(entities)), np.diff(starts) if len(entities) else 0)

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

    @cached_property
    def by_rank(self) -> npt.NDArray[np.int32]:
        """Fact numbers in the order of answers: newest start first, undated last, then by id."""
        numbers = np.empty(self.size, np.int32)
        numbers[self.columns.rank] = np.arange(self.size, dtype=np.int32)
        return numbers


def _chosen(found: dict[str, Ints], kind: type[Columns] | type[Edges]) -> dict[str, Any]:
    return {one.name: found[one.name] for one in fields(kind)}
