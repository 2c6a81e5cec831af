"""Facts made ready for an index: text columns as dictionaries, and the order in which facts are numbered."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import Coded, Ints, Texts, ordered
from graph.index.mentions import TYPES
from ontology.tables import FACTS

PLAIN: Final = frozenset({"id", "date_text", "demand"})
"""Text columns whose values hardly repeat; all others are kept as dictionaries."""
ENCODED: Final = tuple(f.name for f in FACTS if pa.types.is_string(f.type) and f.name not in PLAIN)


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Facts (schema FACTS, each dictionary the same in all chunks) as they came; `order` is that of their numbers.

    `types` are codes into TYPES, `ids` the 20 hex digits of ids as numbers that sort as they do: 16 and 4 digits.
    """

    table: pa.Table
    texts: Texts
    types: Ints
    ids: tuple[Ints, Ints]
    order: Ints

    @property
    def blocks(self) -> dict[str, Ints]:
        """The rows of each type, in order."""
        bounds = np.searchsorted(self.types[self.order], np.arange(len(TYPES) + 1)).tolist()
        return {kind: self.order[bounds[code] : bounds[code + 1]] for code, kind in enumerate(TYPES)}


def arranged(facts: pa.Table) -> Arranged:
    """Put facts in order: by type (its place in TYPES), article, start offset and id."""
    table = _unified(facts)
    texts, ids = Texts(table), _id_numbers(table["id"])
    types = texts["type"].mapped(TYPES.index)
    article = _ranks(texts["article"])
    start = pc.struct_field(table["evidence"], "start").to_numpy().astype(np.int64)
    articles, offsets = int(article.max(initial=0)) + 1, int(start.max(initial=0)) + 1
    return Arranged(table, texts, types, ids, ordered((types * articles + article) * offsets + start, ids))


def _unified(facts: pa.Table) -> pa.Table:
    """Return facts with one dictionary a text column, so that equal codes mean equal texts."""
    for name in ENCODED:
        place, column = facts.column_names.index(name), facts[name]
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        facts = facts.set_column(place, name, column.unify_dictionaries())
    return facts


def _id_numbers(ids: pa.ChunkedArray) -> tuple[Ints, Ints]:
    fixed = ids.cast(pa.binary()).cast(pa.binary(20))
    raw = b"".join(bytes(part.buffers()[1])[part.offset * 20 : (part.offset + len(part)) * 20] for part in fixed.chunks)
    digits = np.frombuffer(raw, np.uint8).reshape(-1, 20)
    halves = (digits & 15) + (digits >> 6) * 9  # the letters a to f stand at 0x61, digits at 0x30
    octets = halves[:, ::2] << 4 | halves[:, 1::2]
    first, last = (np.ascontiguousarray(octets[:, cut]) for cut in (np.s_[:8], np.s_[8:]))
    return first.view(">u8").ravel().astype(np.uint64), last.view(">u2").ravel().astype(np.uint64)


def _ranks(column: Coded) -> Ints:
    """Return each row's value as its place among the values in ascending order."""
    order = pc.sort_indices(pa.array(column.values, pa.string())).to_numpy()
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return column.looked_up(ranks)
