"""Catching up: an open index and what later parts of the log say, spliced into the index of the newest generation.

The answer is what building anew would give, save that entities keep the label they have and stories their number. What
is spliced is small, so the cost is that of copying the columns; who has the old index open goes on reading it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from graph.index.arranged import arranged
from graph.index.articles import Articles
from graph.index.build import Columns, columns_of, sizes, taken
from graph.index.coding import NONE, Ints, narrow
from graph.index.entities import Entities
from graph.index.labels import labels
from graph.index.mentions import ROLES, Mentions, found_in, kind_of, kind_order
from graph.index.places import Hierarchy, hierarchy
from graph.index.postings import Postings, postings
from graph.index.relation import RelationIndex
from graph.index.repost import Moves, relinked, reposted
from graph.index.retell import retold
from graph.index.select import rank_of
from graph.index.splice import Splice
from graph.log import Changes

MOST: Final = 500
"""Facts and articles that are spliced at most, and one more for every MOST facts there are; with more, build anew."""


@dataclass(frozen=True, slots=True, eq=False)
class _Delta:
    """The later facts as a small index of their own: its facts, entities and articles are numbered from 0."""

    table: pa.Table
    found: Mentions
    columns: Columns
    postings: Postings


@dataclass(frozen=True, slots=True, eq=False)
class _Things:
    """The entities after the splice; `number` is a delta entity's number now, `before` its old one or NONE.

    `place` is the old number, or that of the first old entity that stands after it.
    """

    splice: Splice
    entities: Entities
    number: Ints
    before: Ints
    place: Ints


def caught_up(index: RelationIndex, changes: Changes) -> RelationIndex | None:
    """Return the index of the changes' generation, None if it is better built anew."""
    if max(changes.facts.num_rows, len(changes.gone)) > MOST + index.size // MOST:
        return None
    rows = changes.articles.sort_by("id").combine_chunks()
    known = (index.articles.number(name) for name in changes.gone)
    gone = np.array(sorted(number for number in known if number is not None), np.int64)
    at = np.array([index.articles.place(name) for name in rows["id"].to_pylist()], np.int64)
    articles = Splice.of(len(index.articles), gone, at)
    story = retold(index.articles, articles, gone, rows["signature"].to_pylist())
    told = Articles(articles.merged_table(index.articles.rows, rows), story)
    delta = _delta(changes.facts, rows["id"])
    removed = index.of_articles(gone)
    facts = Splice.of(index.size, removed, _places(index, at, delta.columns))
    things = _entities(index, removed, delta)
    columns = _columns(index, delta, facts, articles, things, removed)
    found, types = delta.found, delta.columns.type
    moves = Moves(things.splice, facts, things.number, things.before, things.place, removed, found, types)
    posted = reposted(index, delta.postings, moves)
    lines = index.lines.spliced(facts, delta.table)
    new = RelationIndex(changes.generation, columns, things.entities, told, posted, lines)
    things.entities.links = relinked(index, new, moves)
    return new


def _places(index: RelationIndex, articles: Ints, columns: Columns) -> Ints:
    """Return before which old fact each later one comes; `articles` says it of their articles."""
    at = np.empty(len(columns.type), np.int64)
    for code, block in enumerate(index.types.values()):
        chosen = columns.type == code
        known = index.columns.article[block.start : block.stop]
        at[chosen] = np.searchsorted(known, articles[columns.article[chosen]]) + block.start
    return at


def _delta(table: pa.Table, articles: pa.Array) -> _Delta:
    given = arranged(table)
    found = taken(found_in(given.texts, given.types), given.order)
    return _Delta(table.take(given.order), found, columns_of(given, found, articles), postings(found))


def _entities(index: RelationIndex, removed: Ints, delta: _Delta) -> _Things:
    old, ids = index.entities, delta.found.ids
    before = np.array([NONE if (there := old.number(name)) is None else there for name in ids], np.int64)
    left = old.facts.astype(np.int64)
    for lost in (*(getattr(index.columns, role)[removed] for role in ROLES), index.postings.further(removed)[1]):
        np.subtract.at(left, lost[lost != NONE], 1)
    counts, known = sizes(delta.found), before != NONE
    np.add.at(left, before[known], counts[known])
    vanished, fresh = np.flatnonzero(left == 0), np.flatnonzero(~known)
    names = [ids[n] for n in fresh.tolist()]
    splice = Splice.of(len(old), vanished, np.array([_place(old, name) for name in names], np.int64))
    number = splice.moved()[before]
    number[fresh] = splice.placed()
    called = pa.table({
        "id": splice.merged_arrow(old.ids, pa.array(names, pa.string())),
        "label": splice.merged_arrow(old.labels, pa.array(labels(delta.table, names), pa.string())),
    })  # fmt: skip
    kinds = _kinds(old, vanished, names)
    tree = _tree(old, splice, called["id"], kinds, [*names, *(old.id(n) for n in vanished.tolist())])
    counted = splice.merged(left, counts[fresh]), np.zeros(0, np.int64)
    entities = Entities(called, kinds, counted, tree)
    place = before.copy()
    place[fresh] = splice.at
    return _Things(splice, entities, number, before, place)


def _place(entities: Entities, name: str) -> int:
    """Return the number of the first entity that stands after a new one."""
    kind = kind_of(name)
    if kind in entities.kinds:
        return entities.place(name)
    later = [numbers.start for other, numbers in entities.kinds.items() if kind_order(other) > kind_order(kind)]
    return min(later, default=len(entities))


def _kinds(old: Entities, vanished: Ints, names: list[str]) -> dict[str, range]:
    sizes_now = {kind: len(numbers) for kind, numbers in old.kinds.items()}
    for name in names:
        sizes_now[kind_of(name)] = sizes_now.get(kind_of(name), 0) + 1
    for number in vanished.tolist():
        sizes_now[kind_of(old.id(number))] -= 1
    kinds: dict[str, range] = {}
    start = 0
    for kind in sorted((kind for kind, size in sizes_now.items() if size), key=kind_order):
        kinds[kind] = range(start, start + sizes_now[kind])
        start += sizes_now[kind]
    return kinds


def _tree(
    old: Entities, splice: Splice, ids: pa.ChunkedArray, kinds: dict[str, range], changed: list[str]
) -> Hierarchy:
    """Return the tree of places: as it was with other numbers, or anew where a place came or went."""
    if any(kind_of(name) == "place" for name in changed):
        places = kinds.get("place", range(0))
        names = ids.slice(places.start, len(places)).to_pylist()
        return hierarchy([*[""] * places.start, *names, *[""] * (len(ids) - places.stop)], places)
    none = np.full(len(splice.at), NONE)
    inside = splice.moved()[old.tree.inside]
    return Hierarchy(splice.merged(old.province, none), old.tree.containers, inside, old.tree.inside_from)


def _columns(  # noqa: PLR0913, PLR0917  (what a column needs to know of the three splices)
    index: RelationIndex, delta: _Delta, facts: Splice, articles: Splice, things: _Things, removed: Ints
) -> Columns:
    old, new = index.columns, delta.columns
    number = np.append(things.number, NONE)
    moved = things.splice.moved()
    same = bool((moved[:-1] == np.arange(len(moved) - 1)).all())

    def named(role: str) -> Ints:
        column: Ints = getattr(old, role)
        return facts.merged(column if same else narrow(moved[column]), number[getattr(new, role)])

    return Columns(
        **{name: facts.merged(getattr(old, name), getattr(new, name)) for name in ("type", "status", "start", "end")},
        **{role: named(role) for role in ROLES},
        article=facts.merged(articles.moved()[old.article], articles.placed()[new.article]),
        rank=_rank(index, delta, facts, removed),
    )


def _rank(index: RelationIndex, delta: _Delta, facts: Splice, removed: Ints) -> Ints:
    order = np.argsort(delta.columns.rank)
    ids = delta.table["id"].to_pylist()
    at = [rank_of(index, int(delta.columns.start[n]), ids[n]) for n in order.tolist()]
    ranks = Splice.of(index.size, np.sort(index.columns.rank[removed]).astype(np.int64), np.array(at, np.int64))
    by_rank = ranks.merged(facts.moved()[index.by_rank], facts.placed()[order])
    rank = np.empty(len(by_rank), np.int32)
    rank[by_rank] = np.arange(len(by_rank), dtype=np.int32)
    return rank
