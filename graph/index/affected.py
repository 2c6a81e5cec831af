"""Which of a few links the facts of an index make: looked up through the postings, where nothing has counted them yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from graph.index.coding import NONE, Ints
from graph.index.edges import KINDS, LINKS
from graph.index.links import Links
from graph.index.mentions import TYPES
from graph.index.postings import NAMED, Flags
from graph.index.relation import RelationIndex

_CAMPAIGN: Final = "campaign"
_OF_PERSONS: Final = "role"

_Pairs = tuple[str, Ints, Ints]
"""Kind of link; source and target of each time that a fact makes one."""


def there(index: RelationIndex, links: Links) -> Flags:
    """Say of links whether any fact makes them."""
    sources, targets = np.unique(links.source), np.unique(links.target)
    rows = _made(_between(index, sources, targets), links, len(index.entities))
    found: Flags = np.bincount(rows, minlength=len(links)) > 0
    return found


@dataclass(frozen=True, eq=False)
class _Side:
    """Some entities, and the facts that name them by role, each looked up once."""

    index: RelationIndex
    entities: Ints
    _by_role: dict[str, tuple[Ints, Ints | None, list[int]]] = field(default_factory=dict)
    _entities: dict[str, Ints] = field(default_factory=dict)

    @cached_property
    def flags(self) -> Flags:
        return self.index.marked(self.entities)

    @cached_property
    def campaigns(self) -> Ints:
        numbers = self.index.entities.of_kind(_CAMPAIGN)
        return self.entities[(self.entities >= numbers.start) & (self.entities < numbers.stop)]

    @cached_property
    def _totals(self) -> dict[str, int]:
        return {role: int(self.index.postings.role(role).counts(self.entities).sum()) for role in NAMED}

    @cached_property
    def _people(self) -> bool:
        numbers = self.index.entities.of_kind("person")
        return bool(((self.entities >= numbers.start) & (self.entities < numbers.stop)).any())

    def work(self, role: str, block: range) -> int:
        """Return about how many facts have to be looked at; 0 where there is surely none."""
        if role != _CAMPAIGN:
            return self._totals[role]
        return len(block) if len(self.campaigns) else 0

    def has(self, role: str, kind: str) -> bool:
        """Say whether facts of a type name any of the entities in a role (a campaign: whether they may)."""
        block = self.index.types[kind]
        if role == _CAMPAIGN or not self.work(role, block):
            return bool(self.work(role, block))
        bounds = self._role(role)[2]
        return bounds[TYPES.index(kind)] < bounds[TYPES.index(kind) + 1]

    def may_have(self, role: str, block: range) -> bool:
        """Say whether facts may name any of the entities in a role; persons have no postings to tell."""
        return bool(len(block)) and (self.work(role, block) > 0 or (role == "object" and self._people))

    def facts(self, role: str, kind: str) -> tuple[Ints, Ints]:
        """Return the facts of a type that name any of the entities in a role, and for each the one that it names."""
        if role == _CAMPAIGN:
            return self._of_campaigns(self.index.types[kind])
        facts, order, bounds = self._role(role)
        some = slice(bounds[TYPES.index(kind)], bounds[TYPES.index(kind) + 1])
        if order is None:
            return facts[some], np.broadcast_to(self.entities[0], some.stop - some.start)
        return facts[some], self._here(role)[order[some]]

    def _of_campaigns(self, block: range) -> tuple[Ints, Ints]:
        column = self.index.columns.campaign[block.start : block.stop]
        one = len(self.campaigns) == 1
        rows = np.flatnonzero(column == self.campaigns[0] if one else self.index.marked(self.campaigns)[column])
        return rows + block.start, column[rows]

    def _role(self, role: str) -> tuple[Ints, Ints | None, list[int]]:
        """Return all facts that name the entities in a role, by type; the order that made them so; where types begin."""
        if role not in self._by_role:
            facts, order = self.index.postings.role(role).gathered(self.entities), None
            if len(self.entities) > 1:
                types = self.index.columns.type[facts]
                order = np.argsort(types, kind="stable")
                facts, types = facts[order], types[order]
                bounds = np.searchsorted(types, np.arange(len(TYPES) + 1))
            else:
                bounds = np.searchsorted(
                    facts, [*(block.start for block in self.index.types.values()), self.index.size]
                )
            self._by_role[role] = facts, order, bounds.tolist()
        return self._by_role[role]

    def _here(self, role: str) -> Ints:
        """Return the entity that each fact of a role's postings names."""
        if role not in self._entities:
            self._entities[role] = np.repeat(self.entities, self.index.postings.role(role).counts(self.entities))
        return self._entities[role]


def _made(pairs: Iterable[_Pairs], links: Links, size: int) -> Ints:
    """Return the row of the link that each pair makes, of those that make any."""
    rows = [np.empty(0, np.int64)]
    for kind, source, target in pairs:
        chosen = np.flatnonzero(links.kind == KINDS.index(kind))
        keys = links.source[chosen].astype(np.int64) * size + links.target[chosen]
        order = np.argsort(keys)
        made = source.astype(np.int64) * size + target
        at = np.searchsorted(keys[order], made)
        kept = np.append(keys[order], NONE)[at] == made
        rows.append(chosen[order[at[kept]]])
    return np.concatenate(rows)


def _between(index: RelationIndex, sources: Ints, targets: Ints) -> Iterator[_Pairs]:
    """Yield kind, sources and targets of the links from some entities to others, from the side with less work."""
    one, two = _Side(index, sources), _Side(index, targets)
    for kind_of_fact, source, target, kind in LINKS:
        block = index.types[kind_of_fact]
        if not one.may_have(source, block) or not two.may_have(target, block):
            continue
        # persons, who have no postings, are only ever sources
        forth = kind_of_fact != _OF_PERSONS and one.work(source, block) <= two.work(target, block)
        side, far, role, other_role = (one, two, source, target) if forth else (two, one, target, source)
        if not side.has(role, kind_of_fact):
            continue
        here, other = _paired(index, *side.facts(role, kind_of_fact), other_role)
        kept = far.flags[other] & (other != here)
        ends = (here[kept], other[kept]) if side is one else (other[kept], here[kept])
        yield kind, *ends


def _paired(index: RelationIndex, facts: Ints, here: Ints, other_role: str) -> tuple[Ints, Ints]:
    """Return entity and the one at the other end of every pair that facts join."""
    other = getattr(index.columns, other_role)[facts]
    named = other != NONE
    if not named.all():
        facts, here, other = facts[named], here[named], other[named]
    if other_role == "place":
        at, places = index.postings.further(facts)
        if len(at):
            here, other = np.concatenate((here, here[at])), np.concatenate((other, places))
    return here, other
