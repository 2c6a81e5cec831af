"""Links: which entities the facts of an open index join. A link is a source, a target and a kind (edges.py)."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.edges import KINDS
from graph.index.network import Ties, network, network_at_hand
from graph.index.postings import Flags
from graph.index.relation import RelationIndex


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Links as columns: `count` facts make each one; `row` is its place in the network."""

    source: Ints
    target: Ints
    kind: Ints
    count: Ints
    row: Ints

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.source)

    def joined(self, other: "Links") -> "Links":
        """Return these and others."""
        return Links(*(np.concatenate((getattr(self, one.name), getattr(other, one.name))) for one in fields(Links)))

    def taken(self, rows: Ints | Flags | slice) -> "Links":
        """Return some of them."""
        return Links(self.source[rows], self.target[rows], self.kind[rows], self.count[rows], self.row[rows])

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


NO_LINKS: Final = Links(*(np.empty(0, np.int64) for _ in fields(Links)))


def links_at(index: RelationIndex, entities: Ints, wanted: Flags | None = None, least: int = 1) -> Links:
    """Return all links of some entities (ascending), in either direction, that at least so many facts make (of LEVELS).

    `wanted` flags what may be at the other end. Persons are leaves: their links are found from the other end alone.
    """
    entities, tied = _inner(index, entities), network(index).levels[least]
    out, back = tied.by_source.rows(entities), tied.by_target.rows(entities)
    if wanted is not None:
        out, back = out[wanted[tied.target[out]]], back[wanted[tied.origin[back]]]
    if len(entities) > 1:
        back = back[~index.marked(entities)[tied.origin[back]]]  # it is found from its source
    return _taken(tied, np.concatenate((out, tied.inward[back])))


def links_among(index: RelationIndex, entities: Ints, least: int = 1) -> Links:
    """Return all links with both ends among some entities (ascending) that at least so many facts make (of LEVELS)."""
    tied = network(index).levels[least]
    rows = tied.by_source.rows(entities)
    return _taken(tied, rows[index.marked(entities)[tied.target[rows]]])


def picked(index: RelationIndex, source: Ints, target: Ints, kind: Ints) -> Links:
    """Return the links of these ends and kinds, in their order; each of them has to be there."""
    nothing = np.zeros(len(source), np.int64)
    there, size = links_among(index, np.union1d(source, target)), len(index.entities)
    keys = there.keys(size)
    order = np.argsort(keys)
    wanted = Links(source, target, kind, nothing, nothing).keys(size)
    return there.taken(order[np.searchsorted(keys[order], wanted)])


def reached(index: RelationIndex, entities: Ints) -> Flags:
    """Flag what any of some entities (ascending) is linked to."""
    entities, flags, tied = _inner(index, entities), np.zeros(len(index.entities) + 1, bool), network(index).levels[1]
    flags[tied.target[tied.by_source.rows(entities)]] = True
    flags[tied.origin[tied.by_target.rows(entities)]] = True
    return flags


def ends_of(index: RelationIndex, entities: Ints, kind: str, *, outward: bool) -> tuple[Ints, Ints] | None:
    """Return what links of a kind lead to from some entities, ascending, and how many facts make the links to each.

    None where the links of the index are not counted yet.
    """
    counted = network_at_hand(index)
    if counted is None:
        return None
    tied = counted.levels[1]
    runs, others = (tied.by_source, tied.target) if outward else (tied.by_target, tied.origin)
    at = slice(*runs.span(int(entities[0]))) if len(entities) == 1 else runs.rows(entities)
    rows: Ints | slice = at if outward else tied.inward[at]
    chosen = np.flatnonzero(tied.kind[rows] == KINDS.index(kind))
    ends, counts = others[at][chosen], tied.count[rows][chosen]
    if len(entities) == 1:
        return ends, counts
    sums = np.bincount(ends, counts).astype(np.int64)
    found = np.flatnonzero(sums)
    return found, sums[found]


def facts_of(index: RelationIndex, links: Links) -> tuple[Ints, Ints]:
    """Return the facts that make some links, one's after the other's, ascending, and for each the place of its link."""
    return network(index).made_by(links.row)


def _taken(tied: Ties, rows: Ints) -> Links:
    """Return some of the ties as links."""
    return Links(tied.source[rows], tied.target[rows], tied.kind[rows], tied.count[rows], tied.row[rows])


def _inner(index: RelationIndex, entities: Ints) -> Ints:
    """Leave persons out."""
    people = index.entities.of_kind("person")
    return entities[(entities < people.start) | (entities >= people.stop)] if len(people) else entities
