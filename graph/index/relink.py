"""Adjacency after a splice: edges that lost or gained facts are summed up anew, all others move."""

from dataclasses import dataclass

import numpy as np

from graph.index.build import Columns
from graph.index.coding import NONE, Ints, distinct
from graph.index.days import NO_DAY
from graph.index.edges import KINDS, LINKS, SHOWN, Edges, joined
from graph.index.entities import Entities
from graph.index.mentions import ROLES, TYPES, Mentions
from graph.index.splice import Splice


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """What was spliced: entities and facts; `number` is each later entity's number now, `removed` are old facts.

    `extra` pairs removed facts, counted from 0, with their further places; `found` and `types` are the later facts'.
    """

    entities: Splice
    facts: Splice
    number: Ints
    removed: Ints
    extra: tuple[Ints, Ints]
    found: Mentions
    types: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Now:
    """The spliced index without its edges; `story` is one an article."""

    columns: Columns
    posted: Ints
    posted_from: Ints
    entities: Entities
    story: Ints

    def naming(self, entity: int) -> Ints:
        """Return the facts that name an entity, ascending."""
        return self.posted[self.posted_from[entity] : self.posted_from[entity + 1]]


def relinked(old: Edges, before: Columns, moves: Moves, now: Now) -> Edges:
    """Return the edges after the splice; `before` are the old columns."""
    moved, size = moves.entities.moved(), len(now.entities)
    source, target = moved[old.source], moved[old.target]
    stay = np.flatnonzero((source != NONE) & (target != NONE))
    keys = (source[stay].astype(np.int64) * size + target[stay]) * len(KINDS) + old.kind[stay]
    affected = distinct(np.concatenate((_lost(before, moves, moved, size), _gained(moves, size))))
    at = np.searchsorted(keys, affected)
    there = np.append(keys, NONE)[at] == affected
    away = np.ones(len(old.source), bool)
    away[stay] = False
    away[stay[at[there]]] = True
    rows = [
        _summed(now, key // len(KINDS) // size, key // len(KINDS) % size, key % len(KINDS)) for key in affected.tolist()
    ]
    kept = np.array([row.size > 0 for row in rows], bool)
    place = np.append(stay, len(old.source))[at]
    pieces = Splice.of(len(old.source), np.flatnonzero(away), place[kept])
    return _spliced(old, pieces, moves, now, affected[kept], [row for row in rows if row.size])


def _lost(before: Columns, moves: Moves, moved: Ints, size: int) -> Ints:
    """Return the keys of edges that removed facts made, as they are numbered now."""
    removed = moves.removed
    roles = {role: moved[getattr(before, role)[removed]].astype(np.int64) for role in ROLES}
    extra, places = moves.extra
    mentions = Mentions(roles, extra, moved[places].astype(np.int64), [], {})
    return joined(before.type[removed], mentions, size)[0]


def _gained(moves: Moves, size: int) -> Ints:
    """Return the keys of edges that later facts make."""
    number, found = np.append(moves.number, NONE), moves.found
    roles = {role: number[found.roles[role]] for role in ROLES}
    mentions = Mentions(roles, found.extra_facts, number[found.extra_places], [], {})
    return joined(moves.types, mentions, size)[0]


def _summed(now: Now, source: int, target: int, kind: int) -> Ints:
    """Return the facts that make an edge, ascending."""
    kinds, columns = now.entities.kinds, now.columns
    person, place = source in kinds.get("person", ()), source in kinds.get("place", ())
    facts = now.naming(target if person else source)
    made = np.zeros(len(facts), bool)
    for name, one, two, link in LINKS:
        if KINDS[kind] == link:
            fits = (columns.type[facts] == TYPES.index(name)) & (getattr(columns, two)[facts] == target)
            # a place may be one of several that a fact names; that the fact is posted there says it
            made |= fits if one == "place" and place else fits & (getattr(columns, one)[facts] == source)
    return facts[made].astype(np.int64)


def _spliced(  # noqa: PLR0913, PLR0917  (keys and facts are one table)
    old: Edges, pieces: Splice, moves: Moves, now: Now, keys: Ints, rows: list[Ints]
) -> Edges:
    size = len(now.entities)
    moved = moves.entities.moved()
    source, target = keys // len(KINDS) // size, keys // len(KINDS) % size
    count = np.array([len(row) for row in rows], np.int64)
    facts = pieces.merged(old.facts, count)
    summed = {name: pieces.merged(getattr(old, name), values) for name, values in _summary(now, rows).items()}
    shown, shown_from = _shown(old, pieces, moves.facts, rows)
    one = pieces.merged(moved[old.source], source)
    two = pieces.merged(moved[old.target], target)
    ends, ends_from = _ends(old, pieces, moves.entities, now.entities, source, target, count)
    kind = pieces.merged(old.kind, keys % len(KINDS))
    return Edges(one, two, kind, facts, shown=shown, shown_from=shown_from, ends=ends, ends_from=ends_from, **summed)


def _summary(now: Now, rows: list[Ints]) -> dict[str, Ints]:
    columns = now.columns
    first, last, status, stories = [], [], [], []
    for row in rows:
        start = columns.start[row]
        dated = start[start != NO_DAY]
        first.append(int(dated.min()) if len(dated) else NO_DAY)
        last.append(int(columns.end[row].max()))
        status.append(int(columns.status[row].min()))
        stories.append(len(distinct(now.story[columns.article[row]])))
    found = {"first": first, "last": last, "status": status, "stories": stories}
    return {name: np.array(values, np.int64) for name, values in found.items()}


def _shown(old: Edges, pieces: Splice, facts: Splice, rows: list[Ints]) -> tuple[Ints, Ints]:
    counts = np.diff(old.shown_from)
    gone = pieces.moved()[:-1] == NONE
    shown = [row[:SHOWN] for row in rows]
    lengths = np.array([len(row) for row in shown], np.int64)
    inner = Splice.of(
        len(old.shown),
        np.flatnonzero(np.repeat(gone, counts)),
        np.repeat(old.shown_from[pieces.at], lengths).astype(np.int64),
    )
    merged = inner.merged(facts.moved()[old.shown], np.concatenate([old.shown[:0], *shown]))
    return merged, np.concatenate(([0], np.cumsum(pieces.merged(counts, lengths)))).astype(np.int32)


def _ends(  # noqa: PLR0913, PLR0917  (the edges that came, as columns)
    old: Edges, pieces: Splice, things: Splice, entities: Entities, source: Ints, target: Ints, count: Ints
) -> tuple[Ints, Ints]:
    """Splice the edges at each entity: most facts first, then by number; persons have none."""
    people = entities.kinds.get("person", range(0))
    edge = np.tile(np.arange(len(source)), 2)
    thing = np.concatenate((source, target))
    kept = (thing < people.start) | (thing >= people.stop)
    thing, edge = thing[kept], edge[kept]
    order = np.lexsort((edge, -count[edge], thing))
    thing, edge = thing[order], edge[order]
    moved, placed = things.moved(), things.placed()
    before = np.full(len(entities), NONE)
    before[moved[moved != NONE]] = np.flatnonzero(moved != NONE)
    place = before.copy()
    place[placed] = things.at
    at = np.array([
        _end_place(old, int(place[one]), before[one] != NONE, int(count[two]), int(pieces.at[two]))
        for one, two in zip(thing.tolist(), edge.tolist(), strict=True)
    ], np.int64)  # fmt: skip
    where = pieces.moved()
    lost = np.flatnonzero(where[old.ends] == NONE)
    inner = Splice.of(len(old.ends), lost, at)
    counts = np.diff(old.ends_from).astype(np.int64)
    np.subtract.at(counts, np.searchsorted(old.ends_from, lost, "right") - 1, 1)
    counts = things.merged(counts, np.zeros(len(things.at), np.int64)).astype(np.int64)
    np.add.at(counts, thing, 1)
    return inner.merged(where[old.ends], pieces.placed()[edge]), np.concatenate(([0], np.cumsum(counts))).astype(
        np.int32
    )


def _end_place(old: Edges, entity: int, known: bool, count: int, edge: int) -> int:
    """Return before which old end an edge of so many facts comes; `edge` is the old edge before which it comes."""
    start = int(old.ends_from[entity])
    span = old.ends[start : int(old.ends_from[entity + 1])] if known else old.ends[:0]
    fewer = -old.facts[span].astype(np.int64)
    first, last = np.searchsorted(fewer, -count, "left"), np.searchsorted(fewer, -count, "right")
    return start + int(first) + int(np.searchsorted(span[first:last], edge))
