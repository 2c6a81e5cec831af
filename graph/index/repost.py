"""Postings after a splice, and the numbers of links that follow from them."""

from dataclasses import dataclass

import numpy as np

from graph.index.affected import there
from graph.index.coding import NONE, Ints, distinct
from graph.index.edges import KINDS, ends, joined
from graph.index.links import Links
from graph.index.mentions import ROLES, Mentions
from graph.index.postings import NAMED, Posting, Postings
from graph.index.relation import RelationIndex
from graph.index.splice import Splice


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """What was spliced: entities and facts.

    `number` is each later entity's number now, `before` its old one or NONE, `place` that or the old entity that it
    comes before. `removed` are old facts; `found` and `types` are of the later facts.
    """

    entities: Splice
    facts: Splice
    number: Ints
    before: Ints
    place: Ints
    removed: Ints
    found: Mentions
    types: Ints


def reposted(index: RelationIndex, later: Postings, moves: Moves) -> Postings:
    """Return the postings after the splice; `later` are those of the later facts, numbered from 0."""
    gone = np.zeros(index.size, bool)
    gone[moves.removed] = True
    roles = {role: _spliced(index, later.role(role), moves, role, gone) for role in NAMED}
    old = index.postings
    kept = ~gone[old.extra_facts]
    facts = np.concatenate((moves.facts.moved()[old.extra_facts[kept]], moves.facts.placed()[later.extra_facts]))
    moved = moves.entities.moved()
    places = np.concatenate((moved[old.extra_places[kept]], moves.number[later.extra_places]))
    order = np.argsort(facts, kind="stable")
    return Postings(**roles, extra_facts=facts[order], extra_places=places[order])


def _spliced(index: RelationIndex, later: Posting, moves: Moves, role: str, gone: Ints) -> Posting:
    """Splice the facts of each entity: those of removed facts out, the later ones in."""
    old = index.postings.role(role)
    starts = old.whole(len(index.entities))
    lost = np.flatnonzero(gone[old.facts]) if len(moves.removed) else moves.removed
    local = np.repeat(np.arange(len(later.start) - 1), np.diff(later.start))
    at = np.empty(len(local), np.int64)
    where = zip(moves.place[local].tolist(), moves.before[local].tolist(), strict=True)
    for row, ((place, before), number) in enumerate(zip(where, moves.facts.at[later.facts].tolist(), strict=True)):
        start = int(starts[place])
        stop = start if before == NONE else int(starts[place + 1])
        at[row] = start + int(np.searchsorted(old.facts[start:stop], number))
    entity, fact = moves.number[local], moves.facts.placed()[later.facts]
    order = np.lexsort((fact, entity))
    pieces = Splice.of(len(old.facts), lost, at[order])
    counts = np.diff(starts).astype(np.int64)
    np.subtract.at(counts, np.searchsorted(starts, lost, "right") - 1, 1)
    counts = moves.entities.merged(counts, np.zeros(len(moves.entities.at), np.int64)).astype(np.int64)
    np.add.at(counts, entity, 1)
    last = int(np.flatnonzero(counts)[-1]) + 1 if counts.any() else 0
    begin = np.concatenate(([0], np.cumsum(counts[:last]))).astype(np.int32)
    return Posting(pieces.merged(moves.facts.moved()[old.facts], fact[order]), begin)


def relinked(old: RelationIndex, new: RelationIndex, moves: Moves) -> Ints:
    """Return the number of links of each entity of the new index, which is whole save for these."""
    moved, size = moves.entities.moved(), len(new.entities)
    links = moves.entities.merged(old.entities.links, np.zeros(len(moves.entities.at), np.int64)).astype(np.int64)
    lost = _lost(old, moves)
    one, two = moved[lost.source], moved[lost.target]
    vanished = (one == NONE) | (two == NONE)
    for end in (one[vanished], two[vanished]):
        np.subtract.at(links, end[end != NONE], 1)
    was = _links((one[~vanished].astype(np.int64) * size + two[~vanished]) * len(KINDS) + lost.kind[~vanished], size)
    affected = _links(distinct(np.concatenate((was.keys(size), _gained(moves, size)))), size)
    change = there(new, affected).astype(np.int64) - _before(old, affected, was.keys(size), moves, size)
    for end in (affected.source, affected.target):
        np.add.at(links, end, change)
    people = new.entities.of_kind("person")
    links[people.start : people.stop] = 0
    return links


def _lost(old: RelationIndex, moves: Moves) -> Links:
    """Return the links that removed facts made, in old numbers, each once."""
    removed, columns = moves.removed, old.columns
    roles = {role: getattr(columns, role)[removed].astype(np.int64) for role in ROLES}
    at, places = old.postings.further(removed)
    keys, _ = joined(columns.type[removed], Mentions(roles, at, places, [], {}), len(old.entities))
    return _links(distinct(keys), len(old.entities))


def _gained(moves: Moves, size: int) -> Ints:
    """Return the keys of links that later facts make."""
    number, found = np.append(moves.number, NONE), moves.found
    roles = {role: number[found.roles[role]] for role in ROLES}
    mentions = Mentions(roles, found.extra_facts, number[found.extra_places], [], {})
    return joined(moves.types, mentions, size)[0]


def _before(old: RelationIndex, affected: Links, was: Ints, moves: Moves, size: int) -> Ints:
    """Say of links of the new index whether the old one had them; `was` are the keys of some that it had."""
    had = np.isin(affected.keys(size), was)
    number = np.full(size, NONE, np.int64)
    moved = moves.entities.moved()[:-1]
    number[moved[moved != NONE]] = np.flatnonzero(moved != NONE)
    one, two = number[affected.source], number[affected.target]
    asked = np.flatnonzero(~had & (one != NONE) & (two != NONE))
    had[asked] = there(old, Links(one[asked], two[asked], affected.kind[asked], affected.count[asked], asked))
    return had.astype(np.int64)


def _links(keys: Ints, size: int) -> Links:
    source, target = ends(keys, size)
    nothing = np.zeros(len(keys), np.int64)
    return Links(source, target, keys % len(KINDS), nothing, nothing)
