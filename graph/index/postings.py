"""Postings: the facts that name an entity, by the role it has in them. They are the adjacency of the graph too.

Facts are numbered by type first, so those of one type are a stretch of every posting.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.index.coding import NONE, Ints, offsets
from graph.index.mentions import Mentions

NAMED: Final = ("actor", "place", "object")
"""Roles that have postings; campaigns are few, and found by looking through their column."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """Facts by entity in one role: those of entity i are `facts[start[i]:start[i + 1]]`, ascending.

    `start` ends with the last entity that has any.
    """

    facts: Ints
    start: Ints

    @classmethod
    def of_pairs(cls, entities: Ints, facts: Ints) -> "Posting":
        """Make it from pairs of entity and fact, facts ascending; pairs that come twice count once."""
        top = int(entities.max(initial=-1)) + 1
        if top <= 1 << 16:  # numpy sorts short numbers by radix, which keeps facts in their order
            order = np.argsort(entities.astype(np.uint16), kind="stable")
            entities, facts = entities[order], facts[order]
        else:
            keys = np.sort(entities.astype(np.int64) << 32 | facts)
            entities, facts = keys >> 32, keys & 0xFFFFFFFF
        fresh = np.ones(len(facts), bool)
        fresh[1:] = (facts[1:] != facts[:-1]) | (entities[1:] != entities[:-1])
        return cls(facts[fresh].astype(np.int32), offsets(entities[fresh], top).astype(np.int32))

    def span(self, entity: int) -> tuple[int, int]:
        """Return where an entity's facts begin and end."""
        last = len(self.start) - 1
        return int(self.start[min(entity, last)]), int(self.start[min(entity + 1, last)])

    def of(self, entity: int) -> Ints:
        """Return the facts of an entity, ascending."""
        first, last = self.span(entity)
        return self.facts[first:last]

    def counts(self, entities: Ints) -> Ints:
        """Count the facts of each of some entities."""
        last = len(self.start) - 1
        found: Ints = self.start[np.minimum(entities + 1, last)] - self.start[np.minimum(entities, last)]
        return found

    def gathered(self, entities: Ints) -> Ints:
        """Return the facts of ascending entities, one entity's after the other's; a fact comes once an entity."""
        last = len(self.start) - 1
        breaks = np.flatnonzero(np.diff(entities) != 1) + 1
        firsts = self.start[np.minimum(entities[np.concatenate(([0], breaks))], last)].tolist()
        lasts = self.start[np.minimum(entities[np.concatenate((breaks - 1, [len(entities) - 1]))] + 1, last)].tolist()
        spans = [self.facts[first:stop] for first, stop in zip(firsts, lasts, strict=True) if first < stop]
        return spans[0] if len(spans) == 1 else np.concatenate([self.facts[:0], *spans])

    def whole(self, size: int) -> Ints:
        """Return where each of `size` entities starts, and the end."""
        rest = np.full(size + 1 - len(self.start), self.start[-1], self.start.dtype)
        return np.concatenate((self.start, rest))


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The postings of each role. Persons have none: they are leaves.

    A result counted over several provinces is posted at each; `extra_facts` (ascending) and `extra_places` pair such a
    fact with every place beyond its first.
    """

    actor: Posting
    place: Posting
    object: Posting
    extra_facts: Ints
    extra_places: Ints

    def role(self, name: str) -> Posting:
        """Return the postings of a role by its name."""
        found: Posting = getattr(self, name)
        return found

    def further(self, facts: Ints) -> tuple[Ints, Ints]:
        """Return positions in some facts (ascending or not) and a further place of each: pairs, each one once."""
        if not len(self.extra_facts):
            return self.extra_facts, self.extra_places
        first = np.searchsorted(self.extra_facts, facts, "left")
        counts = np.searchsorted(self.extra_facts, facts, "right") - first
        at = np.repeat(np.arange(len(facts)), counts)
        rows = np.arange(len(at)) + np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return at, self.extra_places[rows]


def posted(roles: dict[str, Ints], extra: tuple[Ints, Ints], people: range) -> Postings:
    """Return the postings of facts whose roles are given, one element a fact; `extra` pairs facts and further places."""
    facts = np.arange(len(roles["actor"]))
    made = {}
    for role in NAMED:
        entities = roles[role]
        named = entities != NONE
        if role == "object":
            named &= (entities < people.start) | (entities >= people.stop)
        pairs = entities[named], facts[named]
        if role == "place" and len(extra[0]):
            pairs = _interleaved(pairs, extra)
        made[role] = Posting.of_pairs(*pairs)
    order = np.argsort(extra[0], kind="stable")
    return Postings(made["actor"], made["place"], made["object"], extra[0][order], extra[1][order])


def _interleaved(pairs: tuple[Ints, Ints], extra: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    entities, facts = np.concatenate((pairs[0], extra[1])), np.concatenate((pairs[1], extra[0]))
    order = np.argsort(facts, kind="stable")
    return entities[order], facts[order]


def postings(found: Mentions) -> Postings:
    """Return the postings of what facts name."""
    people = found.kinds.get("person", range(0))
    return posted(found.roles, (found.extra_facts, found.extra_places), people)
