"""The entities of an open index: number to id and label and back, and the tree of places."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.cells import FEW, Cell, cell
from graph.index.coding import Ints
from graph.index.mapped import arrays, table
from graph.index.mentions import ENTITY_KINDS, kind_of
from graph.index.places import Hierarchy

_FEW: Final = ENTITY_KINDS[: ENTITY_KINDS.index("operation")]
"""Kinds of which there are thousands, not as many as facts; they are numbered first."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that facts are about: `facts` counts those that name it."""

    id: str
    kind: str
    label: str
    facts: int


class Entities:
    """All entities by number, in the order of kinds and ids.

    `facts[i]` counts the facts that name entity i, `links[i]` the other entities that they join it to (once a kind and
    direction; a person has none), `province[i]` is the code of its province (-1: no place).
    """

    def __init__(self, names: pa.Table, kinds: dict[str, range], counts: tuple[Ints, Ints], tree: Hierarchy) -> None:
        """Take a table of `id` and `label`, the numbers of each kind, `facts` and `links`, and the tree of places."""
        self.ids, self.labels = (names[name].combine_chunks() for name in ("id", "label"))
        self._id, self._label = cell(self.ids), cell(self.labels)
        self._kinds, self.tree = kinds, tree
        self.facts, self.links = counts
        self.province = tree.province

    @classmethod
    def open(cls, folder: Path) -> "Entities":
        """Open `entities.arrow` and `entities/` in an index's folder."""
        names, found = table(folder / "entities.arrow"), arrays(folder / "entities")
        spans = {kind.decode(): span.split() for kind, span in (names.schema.metadata or {}).items()}
        kinds = {kind: range(int(start), int(stop)) for kind, (start, stop) in spans.items()}
        counts = found.pop("facts"), found.pop("links")
        return cls(names, kinds, counts, Hierarchy(**found))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def __getitem__(self, number: int) -> Entity:
        """Return an entity by number."""
        name = self.id(number)
        return Entity(name, kind_of(name), self.label(number), int(self.facts[number]))

    def id(self, number: int) -> str:
        """Return an entity's id by number."""
        name: str = self._id(number)
        return name

    def label(self, number: int) -> str:
        """Return an entity's label by number."""
        name: str = self._label(number)
        return name

    def names(self, numbers: Ints) -> list[str]:
        """Return the ids of entities by number."""
        few = self._few
        if len(numbers) and numbers.max() < len(few):
            found: list[str] = few[numbers].tolist()
            return found
        return _taken(self.ids, self._id, numbers)

    def called(self, numbers: Ints) -> list[str]:
        """Return the labels of entities by number."""
        return _taken(self.labels, self._label, numbers)

    def number(self, entity: str) -> int | None:
        """Return the number of an entity id, None if no fact names it."""
        found = self._numbers.get(entity)
        if found is not None or kind_of(entity) in _FEW:
            return found
        at = self.place(entity)
        return at if at < len(self) and self.id(at) == entity else None

    @cached_property
    def _few(self) -> npt.NDArray[np.object_]:
        """The ids of the kinds of which there are few, by number: plain strings, for they are asked for most."""
        last = max((self.of_kind(kind).stop for kind in _FEW), default=0)
        return np.array(self.ids.slice(0, last).to_pylist(), object)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each of these ids."""
        return {name: number for number, name in enumerate(self._few.tolist())}

    def place(self, entity: str) -> int:
        """Return the number that an entity id has, or would have if there are others of its kind."""
        numbers = self._kinds.get(kind_of(entity), range(0))
        return numbers.start + bisect_left(numbers, entity, key=self.id)

    @property
    def kinds(self) -> dict[str, range]:
        """The numbers of each kind of entity; those of a kind adjoin."""
        return dict(self._kinds)

    def of_kind(self, kind: str) -> range:
        """Return the numbers of all entities of a kind."""
        return self._kinds.get(kind, range(0))

    def inside(self, code: str) -> Ints:
        """Return the places that a GB/T 2260 code contains, itself included; empty if facts name none of them."""
        tree, at = self.tree, int(np.searchsorted(self.tree.containers, int(code)))
        if at == len(tree.containers) or tree.containers[at] != int(code):
            return tree.inside[:0]
        return tree.inside[tree.inside_from[at] : tree.inside_from[at + 1]]


def _taken(column: pa.StringArray, find: Cell, numbers: Ints) -> list[str]:
    """Return some texts of a column."""
    if len(numbers) <= FEW:
        return [find(number) for number in numbers.tolist()]
    found: list[str] = column.take(pa.array(numbers)).to_pylist()
    return found
