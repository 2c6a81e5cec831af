"""Building: the standing articles and facts of the log as one folder of arrays and Arrow files.

* `columns/*.npy`: one element a fact, sorted by type, article, offset, id; `facts/TYPE.arrow`: the facts (lines.py)
* `articles/*.npy`: one element an article; `articles.arrow`: sorted by id
* `entities/*.npy`: sizes and the tree of places; `entities.arrow`: id and label, sorted by kind and id
* `postings/*.npy`: facts by entity and role, which is the adjacency (postings.py)
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from graph.index.arranged import Arranged, arranged
from graph.index.coding import NONE, Coded, Ints, narrow, ordered
from graph.index.days import NO_DAY, first_day, last_day
from graph.index.edges import degrees
from graph.index.labels import labels_in
from graph.index.lines import write_lines
from graph.index.mentions import STATUSES, Mentions, found_in
from graph.index.places import hierarchy
from graph.index.postings import NAMED, Postings, postings
from graph.stories import stories

_DIGITS: Final = 24
"""Bits of an id that are part of the key by which facts are ranked."""
_NAMES: Final = pa.schema([("id", pa.string()), ("label", pa.string())])


@dataclass(frozen=True, slots=True)
class Columns:
    """One element a fact. Codes into TYPES and STATUSES, entity numbers, article rows, days; NONE or NO_DAY if missing.

    A date of which only one bound is stated has that bound as both. `rank` is the fact's place among all in the order
    of answers: newest start first, undated last, then by id.
    """

    type: Ints
    status: Ints
    actor: Ints
    place: Ints
    object: Ints
    campaign: Ints
    article: Ints
    start: Ints
    end: Ints
    rank: Ints


def build(articles: pa.Table, facts: pa.Table, folder: Path) -> None:
    """Write the index of these tables (schemas ARTICLES and FACTS, text columns of any kind) into an empty folder."""
    articles = articles.sort_by("id").combine_chunks()
    given = arranged(facts)
    (folder / "facts").mkdir()
    write_lines(given.table, given.blocks, folder / "facts")
    _write_arrow(articles, folder / "articles.arrow")
    _save(folder / "articles", story=stories(articles["signature"]))
    index_facts(given, articles["id"], folder)


def index_facts(given: Arranged, articles: pa.ChunkedArray, folder: Path) -> None:
    """Write columns, entities and postings of facts; `articles` are ids, ascending."""
    found = taken(found_in(given.texts, given.types), given.order)
    columns = columns_of(given, found, articles)
    _save(folder / "columns", **{f.name: getattr(columns, f.name) for f in fields(Columns)})
    names = pa.table({"id": found.ids, "label": labels_in(given.texts, found.ids)}, _NAMES)
    kinds = {kind: f"{numbers.start} {numbers.stop}" for kind, numbers in found.kinds.items()}
    _write_arrow(names.replace_schema_metadata(kinds), folder / "entities.arrow")
    tree = hierarchy(found.ids, found.kinds.get("place", range(0)))
    _save(
        folder / "entities",
        facts=sizes(found),
        links=degrees(columns.type, found),
        province=tree.province,
        inside=tree.inside,
        inside_from=tree.inside_from,
        containers=tree.containers,
    )
    _save(folder / "postings", **_arrays(postings(found)))


def _arrays(posted: Postings) -> dict[str, Ints]:
    """Return all arrays of the postings by name."""
    named = {f"{role}_{part}": getattr(posted.role(role), part) for role in NAMED for part in ("facts", "start")}
    return {**named, "extra_facts": posted.extra_facts, "extra_places": posted.extra_places}


def taken(found: Mentions, order: Ints) -> Mentions:
    """Return mentions with facts numbered by `order`."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    roles = {role: numbers[order] for role, numbers in found.roles.items()}
    return Mentions(roles, place[found.extra_facts], found.extra_places, found.ids, found.kinds)


def columns_of(given: Arranged, found: Mentions, articles: pa.ChunkedArray | pa.Array) -> Columns:
    """Return the columns of facts in their order, in which `found` is already; `articles` are ids, ascending."""
    order, article = given.order, given.texts["article"]
    rows = pc.index_in(pa.array(article.values, pa.string()), value_set=articles).fill_null(NONE)
    start, end = _days(given)
    return Columns(
        type=given.types[order].astype(np.int8),
        status=given.texts["status"].mapped(STATUSES.index)[order].astype(np.int8),
        **{role: narrow(numbers) for role, numbers in found.roles.items()},
        article=article.looked_up(rows.to_numpy(zero_copy_only=False))[order].astype(np.int32),
        start=start,
        end=end,
        rank=_rank(given, start),
    )


def _days(given: Arranged) -> tuple[Ints, Ints]:
    """Return first and last day; of a fact with one bound only, that one's, of a fact without any, NO_DAY."""
    since, until = given.texts["start"], given.texts["end"]
    first, last = _day_of(since, first_day), _day_of(until, last_day)
    first = np.where(since.codes < 0, _day_of(until, first_day), first)
    last = np.where(until.codes < 0, _day_of(since, last_day), last)
    return first[given.order], last[given.order]


def _day_of(dates: Coded, day: Callable[[str], int]) -> Ints:
    """Return a day a row, NO_DAY where there is no date."""
    days = np.array([*map(day, dates.values), NO_DAY], np.int32)
    found: Ints = days[dates.codes]
    return found


def _rank(given: Arranged, start: Ints) -> Ints:
    dated = start != NO_DAY
    newest, oldest = int(start.max(initial=0)), int(start.min(initial=0, where=dated))
    age = np.where(dated, newest - start.astype(np.int64), newest - oldest + 1)
    # the first digits of the id in the key itself leave few ties to look at
    ids = [part[given.order] for part in given.ids]
    rank = np.empty(len(start), np.int32)
    rank[ordered(age << _DIGITS | (ids[0] >> np.uint64(64 - _DIGITS)).astype(np.int64), ids)] = np.arange(len(start))
    return rank


def sizes(found: Mentions) -> Ints:
    """Count the facts that name each entity."""
    named = (*found.roles.values(), found.extra_places)
    counts: Ints = np.stack([np.bincount(numbers + 1, minlength=len(found.ids) + 1) for numbers in named]).sum(axis=0)
    return counts[1:]


def _write_arrow(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(path, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def _save(folder: Path, **arrays: Ints) -> None:
    folder.mkdir()
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array if array.dtype.itemsize < 8 else narrow(array))
