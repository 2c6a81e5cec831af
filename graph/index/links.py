"""Links: which entities the facts of an open index join, found through the postings when they are asked for.

A link is a source, a target and a kind (edges.py), made by all facts that say so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from graph.index.coding import NONE, Ints
from graph.index.edges import KINDS, LINKS
from graph.index.mentions import TYPES
from graph.index.postings import NAMED, Flags
from graph.index.relation import RelationIndex
from graph.index.steps import STEPS, Step
from graph.index.tally import counted

_CAMPAIGN: Final = "campaign"
_OF_PERSONS: Final = "role"

_Pairs = tuple[str, Ints, Ints, Ints]
"""Kind of link; source, target and fact of each time that a fact makes one."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Links as columns: `count` facts make each one."""

    source: Ints
    target: Ints
    kind: Ints
    count: Ints

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.source)

    def taken(self, rows: Ints | Flags) -> "Links":
        """Return some of them."""
        return Links(self.source[rows], self.target[rows], self.kind[rows], self.count[rows])

    def keys(self, size: int) -> Ints:
        """Return one number a link that sorts as source, target and kind do; `size` is the number of entities."""
        found: Ints = (self.source.astype(np.int64) * size + self.target) * len(KINDS) + self.kind
        return found

    def strongest(self, most: int, size: int) -> "Links":
        """Return up to `most` of them: those with most facts first, then by source, target and kind."""
        rows = np.arange(len(self))
        if most < len(self):
            at_least = np.cumsum(np.bincount(self.count)[::-1])[::-1]  # links of so many facts or more
            least = int(np.flatnonzero(at_least >= most)[-1])
            rows, same = np.flatnonzero(self.count > least), np.flatnonzero(self.count == least)
            if len(rows) + len(same) > most:
                keys = self.taken(same).keys(size)
                same = same[np.argpartition(keys, most - len(rows) - 1)[: most - len(rows)]]
            rows = np.concatenate((rows, same))
        best = self.taken(rows)
        return best.taken(np.lexsort((best.keys(size), -best.count)))


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

    def steps(self) -> Iterator[Step]:
        """Yield the ways that lead from any of the entities: those of roles and types that facts name one in."""
        for role, steps in STEPS.items():
            if role == _CAMPAIGN:
                yield from (step for step in steps if len(self.campaigns) and len(self.index.types[step.type]))
            elif self._totals[role]:
                bounds = self._role(role)[2]
                yield from (step for step in steps if bounds[step.code] < bounds[step.code + 1])

    def facts(self, role: str, kind: str) -> tuple[Ints, Ints]:
        """Return the facts of a type that name any of the entities in a role, and for each the one that it names."""
        if role == _CAMPAIGN:
            return self._of_campaigns(self.index.types[kind])
        facts, order, bounds = self._role(role)
        some = slice(bounds[TYPES.index(kind)], bounds[TYPES.index(kind) + 1])
        if order is None:
            return facts[some], np.broadcast_to(self.entities[0], some.stop - some.start)
        return facts[some], self._here(role)[order[some]]

    def only_facts(self, role: str, kind: str) -> Ints:
        """Return the same facts alone."""
        if role == _CAMPAIGN:
            return self._of_campaigns(self.index.types[kind])[0]
        facts, _, bounds = self._role(role)
        return facts[bounds[TYPES.index(kind)] : bounds[TYPES.index(kind) + 1]]

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


def links_at(index: RelationIndex, entities: Ints, wanted: Flags | None = None) -> Links:
    """Return all links of some entities (ascending), in either direction; `wanted` flags what may be at the other end."""
    side, found = _Side(index, entities), []
    for step in side.steps():
        facts, here = side.facts(step.role, step.type)
        here, other, _ = _paired(index, facts, here, step.other)
        kept = other != here
        if wanted is not None:
            kept &= wanted[other]
        if not step.outward and len(entities) > 1:
            kept &= ~side.flags[other]  # it is found from its source
        found.append(_counted(here[kept], other[kept], step.kind, step.outward))
    return _merged(index, found)


class Among:
    """All links that have both ends among some entities (ascending), and the facts that make them."""

    def __init__(self, index: RelationIndex, entities: Ints) -> None:
        """Find them."""
        self._size, self._pairs = len(index.entities), list(_between(index, entities, entities))
        kinds = [_counted(one, two, KINDS.index(kind), True) for kind, one, two, _ in self._pairs]
        self.links = _merged(index, kinds)

    def facts_of(self, links: Links) -> tuple[Ints, Ints]:
        """Return the facts that make some of the links, and for each the row of the link."""
        return _made(self._pairs, links, self._size)


def reached(index: RelationIndex, entities: Ints) -> Flags:
    """Flag what any of some entities (ascending) is linked to."""
    side, flags = _Side(index, entities), np.zeros(len(index.entities) + 1, bool)
    for step in side.steps():
        facts = side.only_facts(step.role, step.type)
        flags[getattr(index.columns, step.other)[facts]] = True
        if step.other == "place":
            flags[index.postings.further(facts)[1]] = True
    flags[-1] = False
    return flags


def facts_of(index: RelationIndex, links: Links) -> tuple[Ints, Ints]:
    """Return the facts that make some links, and for each the row of the link."""
    sources, targets = np.unique(links.source), np.unique(links.target)
    return _made(_between(index, sources, targets), links, len(index.entities))


def _made(pairs: Iterable[_Pairs], links: Links, size: int) -> tuple[Ints, Ints]:
    """Return those facts of pairs that make some links, and for each the row of the link."""
    found, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for kind, source, target, facts in pairs:
        chosen = np.flatnonzero(links.kind == KINDS.index(kind))
        keys = links.source[chosen].astype(np.int64) * size + links.target[chosen]
        order = np.argsort(keys)
        made = source.astype(np.int64) * size + target
        at = np.searchsorted(keys[order], made)
        kept = np.append(keys[order], NONE)[at] == made
        found.append(facts[kept])
        rows.append(chosen[order[at[kept]]])
    return np.concatenate(found), np.concatenate(rows)


def _between(index: RelationIndex, sources: Ints, targets: Ints) -> Iterator[_Pairs]:
    """Yield kind, sources, targets and facts of the links from some entities to others, from the side with less work."""
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
        here, other, facts = _paired(index, *side.facts(role, kind_of_fact), other_role)
        kept = far.flags[other] & (other != here)
        ends = (here[kept], other[kept]) if side is one else (other[kept], here[kept])
        yield kind, *ends, facts[kept]


def _paired(index: RelationIndex, facts: Ints, here: Ints, other_role: str) -> tuple[Ints, Ints, Ints]:
    """Return entity, the one at the other end and the fact of every pair that facts join."""
    other = getattr(index.columns, other_role)[facts]
    named = other != NONE
    if not named.all():
        facts, here, other = facts[named], here[named], other[named]
    if other_role == "place":
        at, places = index.postings.further(facts)
        if len(at):
            facts, here = np.concatenate((facts, facts[at])), np.concatenate((here, here[at]))
            other = np.concatenate((other, places))
    return here, other, facts


def _counted(here: Ints, other: Ints, kind: int, outward: bool) -> Links:
    """Count the pairs that are the same."""
    if not len(here):
        return _NOTHING
    low, first = int(other.min()), int(here.min())
    width, height = int(other.max()) - low + 1, int(here.max()) - first + 1
    keys, count = counted((here.astype(np.int64) - first) * width + (other - low), height * width)
    ends = keys // width + first, keys % width + low
    source, target = ends if outward else ends[::-1]
    return Links(source, target, np.full(len(keys), kind), count)


def _merged(index: RelationIndex, found: list[Links]) -> Links:
    """Return one table; where facts of several types make a link it is one."""
    kinds: dict[int, list[Links]] = {}
    for some in found:
        if len(some):
            kinds.setdefault(int(some.kind[0]), []).append(some)
    return _joined([some[0] if len(some) == 1 else _together(index, _joined(some)) for some in kinds.values()])


def _together(index: RelationIndex, links: Links) -> Links:
    """Return links of one kind, each once."""
    size = len(index.entities)
    keys, groups = np.unique(links.source.astype(np.int64) * size + links.target, return_inverse=True)
    count = np.bincount(groups, weights=links.count).astype(np.int64)
    return Links(keys // size, keys % size, np.full(len(keys), links.kind[0]), count)


def _joined(found: list[Links]) -> Links:
    names = ("source", "target", "kind", "count")
    return Links(*(np.concatenate([np.empty(0, np.int64), *(getattr(one, name) for one in found)]) for name in names))


_NOTHING: Final = _joined([])
