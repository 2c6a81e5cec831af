"""The entities of an open index: number to id and label and back, and the tree of places."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from graph.index.coding import Ints
from graph.index.mapped import arrays, table
from graph.index.mentions import kind_of


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that facts are about: `facts` counts those that name it."""

    id: str
    kind: str
    label: str
    facts: int


class Entities:
    """All entities by number, in the order of kinds and ids.

    `facts[i]` counts the facts that name entity i, `province[i]` is the code of its province (-1: no place).
    """

    def __init__(self, folder: Path) -> None:
        """Open `entities.arrow` and `entities/` in an index's folder."""
        names, found = table(folder / "entities.arrow"), arrays(folder / "entities")
        self._ids, self._labels = (names[name].combine_chunks() for name in ("id", "label"))
        spans = {kind.decode(): span.split() for kind, span in (names.schema.metadata or {}).items()}
        self._kinds = {kind: range(int(start), int(stop)) for kind, (start, stop) in spans.items()}
        self.facts, self.province = found["facts"], found["province"]
        self._containers, self._inside, self._inside_from = found["containers"], found["inside"], found["inside_from"]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)

    def __getitem__(self, number: int) -> Entity:
        """Return an entity by number."""
        name = self.id(number)
        return Entity(name, kind_of(name), self._labels[int(number)].as_py(), int(self.facts[number]))

    def id(self, number: int) -> str:
        """Return an entity's id by number."""
        name: str = self._ids[int(number)].as_py()
        return name

    def label(self, number: int) -> str:
        """Return an entity's label by number."""
        name: str = self._labels[int(number)].as_py()
        return name

    def number(self, entity: str) -> int | None:
        """Return the number of an entity id, None if no fact names it."""
        return self._numbers.get(entity)

    @property
    def kinds(self) -> dict[str, range]:
        """The numbers of each kind of entity; those of a kind adjoin."""
        return dict(self._kinds)

    def of_kind(self, kind: str) -> range:
        """Return the numbers of all entities of a kind."""
        return self._kinds.get(kind, range(0))

    def inside(self, code: str) -> Ints:
        """Return the places that a GB/T 2260 code contains, itself included; empty if facts name none of them."""
        at = int(np.searchsorted(self._containers, int(code)))
        if at == len(self._containers) or self._containers[at] != int(code):
            return self._inside[:0]
        return self._inside[self._inside_from[at] : self._inside_from[at + 1]]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._ids.to_pylist())}
