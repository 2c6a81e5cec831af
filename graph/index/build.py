"""Building: the standing articles and facts of the log as one folder of arrays and Arrow files.

* `columns/*.npy`: one element a fact; `facts.arrow`: row = fact number, sorted by type, article, offset, id
* `articles/*.npy`: one element an article; `articles.arrow`: sorted by id
* `entities/*.npy`: sizes and the tree of places; `entities.arrow`: id and label, sorted by kind and id
* `postings/*.npy`: facts by entity and role, which is the adjacency (postings.py)
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from graph.index.coding import NONE, Coded, Ints, coded, narrow, ordered
from graph.index.days import NO_DAY, first_day, last_day
from graph.index.edges import degrees
from graph.index.labels import labels
from graph.index.mentions import STATUSES, TYPES, Mentions, mentions
from graph.index.places import hierarchy
from graph.index.postings import NAMED, Postings, postings
from graph.stories import stories
from ontology.tables import FACTS

PLAIN: Final = frozenset({"id", "date_text", "demand"})
"""Text columns whose values hardly repeat; all others are kept as dictionaries."""
ENCODED: Final = tuple(f.name for f in FACTS if pa.types.is_string(f.type) and f.name not in PLAIN)
BATCH: Final = 1 << 20
"""Facts a record batch of facts.arrow."""
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
    facts = unified(facts)
    order = file_order(facts)
    _write_facts(facts, order, folder / "facts.arrow")
    _write_arrow(articles, folder / "articles.arrow")
    _save(folder / "articles", story=stories(articles["signature"].to_pylist()))
    index_facts(facts, order, articles["id"].to_pylist(), folder)


def index_facts(facts: pa.Table, order: Ints, articles: list[str], folder: Path) -> None:
    """Write columns, entities and postings of facts taken in `order`."""
    types = coded(facts, "type").mapped(TYPES.index)
    found = taken(mentions(facts, types), order)
    columns = columns_of(facts, order, types[order], found, articles)
    _save(folder / "columns", **{f.name: getattr(columns, f.name) for f in fields(Columns)})
    names = pa.table({"id": found.ids, "label": labels(facts, found.ids)}, _NAMES)
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


def unified(facts: pa.Table) -> pa.Table:
    """Return facts with one dictionary a text column, so that equal codes mean equal texts."""
    for name in ENCODED:
        place, column = facts.column_names.index(name), facts[name]
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        facts = facts.set_column(place, name, column.unify_dictionaries())
    return facts


def file_order(facts: pa.Table) -> Ints:
    """Return the rows of a facts table sorted by type (its place in TYPES), article, start offset and id."""
    article, kind = _ranks(coded(facts, "article")), coded(facts, "type").mapped(TYPES.index)
    start = pc.struct_field(facts["evidence"], "start").to_numpy().astype(np.int64)
    return ordered(kind << 58 | article << 31 | start, _id_numbers(facts))


def _id_numbers(facts: pa.Table) -> list[Ints]:
    """Return the 20 hex digits of fact ids as numbers that sort as the ids do: 8, 8 and 4 characters."""
    ids = facts["id"].cast(pa.binary()).cast(pa.binary(20))
    raw = b"".join(bytes(part.buffers()[1])[part.offset * 20 : (part.offset + len(part)) * 20] for part in ids.chunks)
    digits = np.frombuffer(raw, np.uint8).reshape(-1, 20)
    parts = ((0, 8, ">u8"), (8, 16, ">u8"), (16, 20, ">u4"))
    return [np.ascontiguousarray(digits[:, a:b]).view(kind).ravel().astype(np.uint64) for a, b, kind in parts]


def _ranks(column: Coded) -> Ints:
    """Return each row's value as its place among the values in ascending order."""
    ranks = np.empty(len(column.values), np.int64)
    ranks[sorted(range(len(column.values)), key=column.values.__getitem__)] = np.arange(len(column.values))
    return column.looked_up(ranks)


def taken(found: Mentions, order: Ints) -> Mentions:
    """Return mentions with facts numbered by `order`."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    roles = {role: numbers[order] for role, numbers in found.roles.items()}
    return Mentions(roles, place[found.extra_facts], found.extra_places, found.ids, found.kinds)


def columns_of(facts: pa.Table, order: Ints, types: Ints, found: Mentions, articles: list[str]) -> Columns:
    """Return the columns of facts taken in `order`; `types` and `found` are in that order already."""
    rows = {name: row for row, name in enumerate(articles)}
    start, end = _days(facts, order)
    return Columns(
        type=types.astype(np.int8),
        status=coded(facts, "status").mapped(STATUSES.index)[order].astype(np.int8),
        **{role: narrow(numbers) for role, numbers in found.roles.items()},
        article=coded(facts, "article").mapped(lambda name: rows.get(name, NONE))[order].astype(np.int32),
        start=start.astype(np.int32),
        end=end.astype(np.int32),
        rank=_rank(facts, order, start),
    )


def _days(facts: pa.Table, order: Ints) -> tuple[Ints, Ints]:
    """Return first and last day; of a fact with one bound only, that one's, of a fact without any, NO_DAY."""
    since, until = coded(facts, "start"), coded(facts, "end")
    first = np.where(since.codes >= 0, since.mapped(first_day), until.mapped(first_day))
    last = np.where(until.codes >= 0, until.mapped(last_day), since.mapped(last_day))
    undated = (since.codes < 0) & (until.codes < 0)
    return np.where(undated, NO_DAY, first)[order], np.where(undated, NO_DAY, last)[order]


def _rank(facts: pa.Table, order: Ints, start: Ints) -> Ints:
    ids = [part[order] for part in _id_numbers(facts)]
    rank = np.empty(len(order), np.int32)
    # the first digits of the id in the key itself leave few ties to look at
    rank[ordered(-start.astype(np.int64) << 31 | ids[0].astype(np.int64) >> 33, ids)] = np.arange(len(order))
    return rank


def sizes(found: Mentions) -> Ints:
    """Count the facts that name each entity."""
    named = [numbers[numbers != NONE] for numbers in found.roles.values()]
    return np.bincount(np.concatenate((*named, found.extra_places)).astype(np.int64), minlength=len(found.ids))


def _write_facts(facts: pa.Table, order: Ints, path: Path) -> None:
    schema = facts.schema
    with pa.ipc.new_file(path, schema) as writer:
        for start in range(0, len(order), BATCH):
            batch = facts.take(order[start : start + BATCH]).combine_chunks()
            writer.write_table(batch, max_chunksize=BATCH)


def _write_arrow(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(path, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def _save(folder: Path, **arrays: Ints) -> None:
    folder.mkdir()
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array if array.dtype.itemsize < 8 else narrow(array))
