"""Links: which entities the facts of an open index join. A link is a source, a target and a kind (edges.py)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.index.coding import Ints
from graph.index.edges import KINDS
from graph.index.postings import Flags
from graph.index.relation import RelationIndex
from graph.index.ties import Ties, ties


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Links as columns: `count` facts make each one; `row` is its place among the ties of its kind."""

    source: Ints
    target: Ints
    kind: Ints
    count: Ints
    row: Ints

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.source)

    def taken(self, rows: Ints | Flags) -> "Links":
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


def links_at(index: RelationIndex, entities: Ints, wanted: Flags | None = None) -> Links:
    """Return all links of some entities (ascending), in either direction; `wanted` flags what may be at the other end.

    Persons are leaves: their links are found from the other end alone.
    """
    entities, found = _inner(index, entities), []
    among = index.marked(entities) if len(entities) > 1 else None
    for kind, tied in _all(index):
        out, back = tied.by_source.rows(entities), tied.inward[tied.by_target.rows(entities)]
        if wanted is not None:
            out, back = out[wanted[tied.target[out]]], back[wanted[tied.source[back]]]
        if among is not None:
            back = back[~among[tied.source[back]]]  # it is found from its source
        found.append((kind, tied, np.concatenate((out, back))))
    return _joined(found)


def links_among(index: RelationIndex, entities: Ints) -> Links:
    """Return all links that have both ends among some entities (ascending)."""
    flags, found = index.marked(entities), []
    for kind, tied in _all(index):
        rows = tied.by_source.rows(entities)
        found.append((kind, tied, rows[flags[tied.target[rows]]]))
    return _joined(found)


def reached(index: RelationIndex, entities: Ints) -> Flags:
    """Flag what any of some entities (ascending) is linked to."""
    entities, flags = _inner(index, entities), np.zeros(len(index.entities) + 1, bool)
    for _, tied in _all(index):
        flags[tied.target[tied.by_source.rows(entities)]] = True
        flags[tied.source[tied.inward[tied.by_target.rows(entities)]]] = True
    return flags


def facts_of(index: RelationIndex, links: Links) -> tuple[Ints, Ints]:
    """Return the facts that make some links, and for each the place of its link among them."""
    found: list[Ints] = [np.empty(0, np.int32)]
    places: list[Ints] = [np.empty(0, np.int64)]
    for kind in np.unique(links.kind).tolist():
        chosen = np.flatnonzero(links.kind == kind)
        facts, at = ties(index, KINDS[kind]).made_by(links.row[chosen])
        found.append(facts)
        places.append(chosen[at])
    return np.concatenate(found), np.concatenate(places)


def _all(index: RelationIndex) -> Iterator[tuple[int, Ties]]:
    """Yield the code of each kind of link and its ties."""
    return ((code, ties(index, kind)) for code, kind in enumerate(KINDS))


def _inner(index: RelationIndex, entities: Ints) -> Ints:
    """Leave persons out."""
    people = index.entities.of_kind("person")
    return entities[(entities < people.start) | (entities >= people.stop)] if len(people) else entities


def _joined(found: list[tuple[int, Ties, Ints]]) -> Links:
    """Return some rows of ties as one table."""
    kinds = np.repeat([kind for kind, _, _ in found], [len(rows) for *_, rows in found])
    source, target, count = (
        np.concatenate([getattr(tied, name)[rows] for _, tied, rows in found]) for name in ("source", "target", "count")
    )
    return Links(source, target, kinds, count, np.concatenate([rows for *_, rows in found]))
