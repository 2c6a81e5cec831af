"""What a log says, a piece in memory at a time: for exports of everything."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph import corrections
from graph.entries import Entry
from graph.held import completed, newest_rows, standing
from graph.log import Log, entries_in
from graph.parts import FACTS_FILE, Part
from ontology.tables import ARTICLES, FACTS

_ROWS: Final = tuple(name for name in ARTICLES.names if name not in {"signature", "residue"})


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A part's facts, open so that compaction cannot take them away, and which articles' facts of it stand."""

    file: pq.ParquetFile
    live: pa.Array


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The standing articles (without signature and residue), and their facts, corrected, in pieces."""

    articles: pa.Table
    parts: Sequence[_Held]
    judged: Mapping[str, Sequence[Entry]]

    def pieces(self) -> Iterator[pa.Table]:
        """Yield the facts (schema FACTS), those of an article side by side, corrected ones last."""
        touched, late = pa.array(list(self.judged), pa.string()), [FACTS.empty_table()]
        for part in self.parts:
            for table in _grouped(part):
                apart = pc.is_in(table["article"], value_set=touched)
                late.append(table.filter(apart))
                yield table.filter(pc.invert(apart))
        yield corrections.lay_over(pa.concat_tables(late), self.judged)


def told(log: Log) -> Told:
    """Return what a log says at this moment; later commits and compactions do not change it."""
    return log.steadily(_told)


def _told(parts: list[Part]) -> Told:
    rows = newest_rows(parts, 0, _ROWS)
    live = rows.filter(pc.invert(rows["retracted"]))
    by_part = {part.last: part for part in parts}
    with ExitStack() as opened:
        held = []
        for number in pc.unique(live["held"]).to_pylist():
            path = by_part[number].folder / FACTS_FILE
            file = opened.enter_context(pq.ParquetFile(path, page_checksum_verification=True))
            held.append(_Held(file, live.filter(pc.equal(live["held"], number))["id"].combine_chunks()))
        opened.pop_all()  # open for as long as anybody draws pieces
    return Told(standing(rows), held, corrections.standing(entries_in(parts)))


def _grouped(part: _Held) -> Iterator[pa.Table]:
    """Yield a part's standing facts by row groups; sorted first where an article's facts do not stand side by side."""
    names = part.file.read(columns=["article"])["article"]
    runs = 1 + pc.sum(pc.not_equal(names[1:], names[:-1]), min_count=0).as_py() if len(names) else 0
    if runs <= pc.count_distinct(names).as_py():
        for group in range(part.file.num_row_groups):
            yield _standing(part, part.file.read_row_group(group))
    else:
        yield _standing(part, part.file.read()).sort_by("article")


def _standing(part: _Held, table: pa.Table) -> pa.Table:
    table = completed(table, FACTS, FACTS.names)
    return table.filter(pc.is_in(table["article"], value_set=part.live))
