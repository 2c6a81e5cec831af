"""The log: durable Parquet parts of articles and facts, the one truth of a workspace.

A part (graph/parts.py) is written aside, flushed and renamed; the rename is the commit point, so a part is wholly there
or not at all. Commits are numbered by one; the newest is the generation. An article's newest row wins, and its facts
are those of the commit that holds that row; a retraction is a row without facts. Beside them stand entries, who did
what: facts are kept as they were read, and given out with the corrections among the entries laid over them. Writers
hold the workspace's lock; readers need none: a part never changes, and where one vanished into a compacted one, they
look again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph import corrections
from graph.entries import Entry, dumped, entries_of, numbered
from graph.files import discard, flush, folder_aside, make_folder, publish, sweep
from graph.held import facts_of, newest_rows, read, size, standing, standing_facts, stated_in
from graph.parts import ARTICLES_FILE, ENTRIES_FILE, FACTS_FILE, Part, covered, listed, seal, stamped
from ontology.errors import WorkspaceError
from ontology.model import ArticleRow, Fact
from ontology.tables import ARTICLES, FACTS, article_table, fact_table

GROWTH: Final = 2
"""A part is compacted with the later ones if it is at most so many times as large as they are together."""
ROWS: Final = 2**16
"""Rows that are read at least to get one article's facts."""
T = TypeVar("T")

Rewriting = Callable[[pa.Table], pa.Table]
Row = dict[str, Any]
"""One article's row as plain values, names of ARTICLES."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reader at an older generation has to do: drop the facts of `gone`, then take the new rows.

    `gone` holds every article that any later part names, also those that are new or were never known to the reader.
    """

    generation: int
    gone: frozenset[str]
    articles: pa.Table
    facts: pa.Table


@dataclass(frozen=True, slots=True)
class Log:
    """The parts under one folder; it need not exist yet."""

    folder: Path

    def append(self, rows: Sequence[ArticleRow], facts: Iterable[Fact], entries: Iterable[Entry] = ()) -> int:
        """Write one part and return its number; the caller holds the workspace's lock.

        Raises ValueError if an article comes twice, or a fact without its article.
        """
        return self.append_tables(article_table(rows), fact_table(facts), entries)

    def append_tables(self, articles: pa.Table, facts: pa.Table, entries: Iterable[Entry] = ()) -> int:
        """Write one part from tables of the schemas ARTICLES and FACTS; as `append`."""
        _check(articles, facts)
        make_folder(self.folder)
        self._tidy()
        parts = listed(self.folder)
        number, before = (parts[-1].last + 1, parts[-1].stamps()[0]) if parts else (1, "0")
        with folder_aside(self.folder) as aside:
            _write(articles, aside / ARTICLES_FILE)
            _write(facts, aside / FACTS_FILE)
            _write_entries(numbered(entries, number), aside)
            seal(aside, articles["id"].to_pylist(), facts.num_rows, [stamped(aside, number, before)])
            publish(aside, Part.of(self.folder, number, number).folder)
        return number

    def compact(self, everything: bool = False) -> int:
        """Put the newest parts together, or all, and return how many there are then; the caller holds the lock.

        What readers see stays the same, and so does the generation. Superseded rows are dropped, retractions kept.
        """
        self._tidy()
        parts = listed(self.folder)
        chosen = parts if everything else _small(parts)
        if len(chosen) > 1:
            with folder_aside(self.folder) as aside:
                self._write_compacted(chosen, aside)
                publish(aside, Part.of(self.folder, chosen[0].first, chosen[-1].last).folder)
            self._tidy()
        return len(listed(self.folder))

    def rewrite(
        self, rows: Rewriting, facts: Rewriting, entries: Callable[[list[Entry]], list[Entry]], more: Sequence[Entry]
    ) -> int:
        """Write the whole log anew as one part, changed by functions over its tables, and return the new commit's number.

        All stamps of before are forgotten, so that every reader begins anew. The caller holds the lock.
        """
        self._tidy()
        parts = listed(self.folder)
        number = parts[-1].last + 1
        with folder_aside(self.folder) as aside:
            newest = rows(newest_rows(parts, 0))
            _write(newest.drop_columns(["held"]), aside / ARTICLES_FILE)
            live = newest.filter(pc.invert(newest["retracted"]))
            count = _write_facts(map(facts, standing_facts(parts, live)), aside)
            _write_entries([*entries(entries_in(parts)), *numbered(more, number)], aside)
            seal(aside, newest["id"].to_pylist(), count, [stamped(aside, number, "anew")])
            publish(aside, Part.of(self.folder, parts[0].first, number).folder)
        self._tidy()
        return number

    def generation(self) -> int:
        """Return the number of the newest commit, 0 for an empty log."""
        parts = listed(self.folder)
        return parts[-1].last if parts else 0

    def newer_than(self, generation: int) -> bool:
        """Say whether a commit came after this one: mostly two looks at the disk, because numbers grow by one."""
        if Part.of(self.folder, generation + 1, generation + 1).folder.exists():
            return True
        there = Part.of(self.folder, generation, generation).folder.exists()
        return not there and self.generation() > generation

    def stamp(self) -> str:
        """Return what tells this state of the log from any other, also of the same generation, as after a restore."""
        return self.steadily(lambda parts: parts[-1].stamps()[0] if parts else "0")

    def stamp_of(self, generation: int) -> str | None:
        """Return the stamp that the log had at an earlier generation, None if that is no longer known."""
        if not generation:
            return "0"

        def find(parts: list[Part]) -> str | None:
            stamps = (stamp for part in parts if part.first <= generation <= part.last for stamp in part.stamps())
            return next((stamp for stamp in stamps if stamp.partition("-")[0] == str(generation)), None)

        return self.steadily(find)

    def parts(self) -> list[int]:
        """Return the number of each part's newest commit, ascending."""
        return [part.last for part in listed(self.folder)]

    def articles(self) -> pa.Table:
        """Return the newest row of every article that is not retracted (schema ARTICLES, in order of appending)."""
        return self.steadily(lambda parts: standing(newest_rows(parts, 0)))

    def facts(self, encoded: Sequence[str] = ()) -> pa.Table:
        """Return the facts of all standing articles, corrected (schema FACTS), columns in `encoded` as dictionaries."""

        def find(parts: list[Part]) -> pa.Table:
            judged = corrections.standing(entries_in(parts))
            return corrections.lay_over(facts_of(parts, newest_rows(parts, 0, ("id", "retracted")), encoded), judged)

        return self.steadily(find)

    def entries(self) -> list[Entry]:
        """Return all that was ever done to the log, oldest first."""
        return self.steadily(entries_in)

    def stated(self, articles: Iterable[str]) -> tuple[pa.Table, pa.Table]:
        """Return the rows of some articles and their facts as they were read; nothing for the unknown and retracted."""
        wanted = pa.array(sorted(set(articles)), pa.string())

        def find(parts: list[Part]) -> tuple[pa.Table, pa.Table]:
            rows = newest_rows(parts, 0, ("id", "retracted"))
            rows = rows.filter(pc.and_(pc.is_in(rows["id"], value_set=wanted), pc.invert(rows["retracted"])))
            return stated_in(parts, rows)

        return self.steadily(find)

    def article(self, article: str) -> Row | None:
        """Return the newest row of one article, None if there is none or it is retracted."""

        def find(parts: list[Part]) -> Row | None:
            for part in reversed(parts):
                table = read(part, ARTICLES)
                rows: list[Row] = table.filter(pc.equal(table["id"], article)).to_pylist()
                if rows:
                    return None if rows[0]["retracted"] else rows[0]
            return None

        return self.steadily(find)

    def changed_since(self, generation: int) -> Changes:
        """Return what later commits say, for a reader that stands at a generation."""

        def changes(parts: list[Part]) -> Changes:
            judged, rows = corrections.standing(entries_in(parts)), newest_rows(parts, generation)
            newest = max(parts[-1].last if parts else 0, generation)
            facts = corrections.lay_over(facts_of(parts, rows), judged)
            return Changes(newest, frozenset(rows["id"].to_pylist()), standing(rows), facts)

        return self.steadily(changes)

    def rows_since(self, generation: int, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the newest row, retracted or not, of every article in later commits, with its commit in `part`."""
        return self.steadily(lambda parts: newest_rows(parts, generation, columns).drop_columns(["held"]))

    def steadily(self, read: Callable[[list[Part]], T]) -> T:
        """Read the parts that there are, again if they were compacted meanwhile."""
        while True:
            parts = listed(self.folder)
            try:
                return read(parts)
            except (WorkspaceError, OSError):
                if listed(self.folder) == parts:
                    raise

    def _write_compacted(self, parts: Sequence[Part], aside: Path) -> None:
        rows = newest_rows(parts, 0)
        _write(rows.drop_columns(["held"]), aside / ARTICLES_FILE)
        count = _write_facts(standing_facts(parts, rows.filter(pc.invert(rows["retracted"]))), aside)
        _write_entries(entries_in(parts), aside)
        stamps = [stamp for part in reversed(parts) for stamp in part.stamps()]
        seal(aside, rows["id"].to_pylist(), count, stamps)

    def _tidy(self) -> None:
        """Remove what crashed writers and compactions left."""
        if self.folder.is_dir():
            sweep(self.folder)
            left = covered(self.folder)
            for part in left:
                discard(part.folder)
            if left:
                flush(self.folder)


def _small(parts: list[Part]) -> list[Part]:
    """Return the newest parts, back to one that is much larger than those after it together."""
    total, start = 0, len(parts)
    while start and (not total or size(parts[start - 1]) <= GROWTH * total):
        start -= 1
        total += size(parts[start])
    return parts[start:]


def _check(articles: pa.Table, facts: pa.Table) -> None:
    """Refuse a part that would break the rule that a fact belongs to its article's row."""
    ids = articles["id"].combine_chunks()
    if len(pc.unique(ids)) != len(ids):
        twice = pc.filter(ids.value_counts().field("values"), pc.greater(ids.value_counts().field("counts"), 1))
        raise ValueError(f"Article {twice[0].as_py()!r} comes twice in one part; a part holds one row an article.")
    strays = pc.filter(facts["article"], pc.invert(pc.is_in(facts["article"], value_set=ids)))
    if len(strays):
        raise ValueError(f"Article {strays[0].as_py()!r} has facts but no row in the same part; write both together.")


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", write_page_checksum=True, row_group_size=ROWS)


def _write_facts(tables: Iterable[pa.Table], aside: Path) -> int:
    """Write a part's facts and return how many they are."""
    count = 0
    with pq.ParquetWriter(aside / FACTS_FILE, FACTS, compression="zstd", write_page_checksum=True) as out:
        for table in tables:
            out.write_table(table, row_group_size=ROWS)
            count += table.num_rows
    return count


def _write_entries(entries: Sequence[Entry], aside: Path) -> None:
    if entries:
        (aside / ENTRIES_FILE).write_bytes(dumped(entries))


def entries_in(parts: Sequence[Part]) -> list[Entry]:
    """Return what was done in some parts, oldest first."""
    return [entry for part in parts for entry in entries_of(part)]
