"""The workspace: one folder with the log and what is derived from it.

    workspace.json   format version
    log/             the truth (graph/log.py)
    index/           the relation index, one folder a generation (graph/index/)
    lock             held by the one writer, with its process number

    sources/         texts that were sent (graph/sources.py)
    withheld.json    digests of names that were taken down (graph/withheld.py)

Everything but `workspace.json`, `log/`, `sources/` and `withheld.json` can be deleted and comes back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

import pyarrow as pa

from graph import marker
from graph.entries import Act, Entry
from graph.files import room
from graph.index.generations import Generations
from graph.index.relation import RelationIndex
from graph.lock import locked
from graph.log import Log
from graph.prepare import prepare
from graph.withheld import Withheld
from ontology.errors import DiskFull, NotFound
from ontology.model import ArticleRow, Fact
from ontology.tables import article_table, fact_table

PATIENCE: Final = 5.0
"""Seconds that a write waits for another writer before it gives up."""

CROWD: Final = 16
"""Parts that the log has at most before a write compacts the newest."""

Verdict = Literal["added", "replaced", "unchanged", "refused"]
Readings = Iterable[tuple[ArticleRow, Sequence[Fact]]]


@dataclass(frozen=True, slots=True)
class Known:
    """What decides whether an article that comes again is the same one."""

    sha256: str
    source: str
    url: str | None
    extractor: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write did: article ids by outcome, `refused` as sentences; `generation` is the log's after it."""

    generation: int
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()


def judge(offered: Known, known: Known | None) -> Verdict:
    """Say what an offered article is to a known one of the same id; see *Articles* in docs/facts.md."""
    if known is None:
        return "added"
    if offered.sha256 == known.sha256:
        return "unchanged" if offered.extractor == known.extractor else "replaced"
    same = offered.source == known.source or (offered.url is not None and offered.url == known.url)
    return "replaced" if same else "refused"


def refusal(article: str, offered: Known, known: Known) -> str:
    """Return the sentence for two sources that claim one article id."""
    return (
        f"Article {article!r} of {offered.source!r} is already known from {known.source!r} with another text; "
        "give one of them an id of its own in its front matter."
    )


def identity(row: ArticleRow) -> Known:
    """Return what `judge` compares of a row."""
    return Known(row.sha256, row.source, row.url, row.extractor)


@dataclass(slots=True)
class _Memory:
    """What one process has read so far; every value can be read again."""

    generation: int = 0
    known: dict[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace; safe to share between threads and cheap to keep for the life of a server."""

    folder: Path
    log: Log
    generations: Generations
    _memory: _Memory = field(default_factory=_Memory, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path, create: bool = False) -> "Workspace":
        """Return the workspace in a folder, made first if it is missing and `create` says so.

        Raises WorkspaceError if the folder is none, holds no workspace, or one of another format version.
        """
        folder = folder.absolute()
        if create:
            marker.create(folder)
        marker.check(folder)
        log = Log(folder / "log")
        return cls(folder, log, Generations(folder / "index", log))

    @contextmanager
    def lock(self, wait: float = PATIENCE) -> Iterator[None]:
        """Hold the write lock. Raises WorkspaceLocked, naming the process that has it."""
        with locked(self.folder / "lock", wait):
            yield

    def known(self) -> Mapping[str, Known]:
        """Return the standing articles by id, so that unchanged ones need not be read again."""
        return dict(self._catch_up())

    def put(self, readings: Readings, wait: float = PATIENCE, act: Act | None = None) -> Receipt:
        """Append read articles as one part, under the write lock; articles that are unchanged write nothing.

        The readings are drawn before the lock is taken. `act` is who does it and why. Raises WorkspaceLocked.
        """
        drawn, act = list(readings), act or Act()
        with self.lock(wait):
            batch = _Batch(dict(self._catch_up()), Withheld.load(self.folder))
            for row, facts in drawn:
                batch.offer(row, facts)
            generation = self._append(batch.rows.values(), batch.facts, batch.entries(act))
        return batch.receipt(generation)

    def weigh(self, readings: Readings) -> tuple[Receipt, pa.Table, pa.Table]:
        """Say what `put` would do, and return the rows and facts that it would write; nothing is written."""
        batch = _Batch(dict(self._catch_up()), Withheld.load(self.folder))
        for row, facts in readings:
            batch.offer(row, facts)
        told = fact_table(fact for name in batch.rows for fact in batch.facts[name])
        return batch.receipt(self.log.generation()), article_table(batch.rows.values()), told

    def retract(self, article: str, wait: float = PATIENCE, act: Act | None = None) -> Receipt:
        """Take one article back, with all that only it said. Raises NotFound if the workspace does not know it."""
        act = act or Act()
        entry = Entry("withdraw", act.by, act.at, act.why, (article,), act.effect)
        with self.lock(wait):
            known = self._catch_up().get(article)
            if known is None:
                raise NotFound(f"No article has the id {article!r} in the workspace {str(self.folder)!r}.")
            return Receipt(self._append([_retraction(article, known)], {}, [entry]), retracted=(article,))

    def index(self, at_least: int | None = None) -> RelationIndex:
        """Return the relation index of the newest generation, made first where the log is ahead.

        With `at_least`, the one that is open will do if it has that generation (a Receipt's).
        """
        held = self.generations.held
        if at_least is not None and held is not None and held.generation >= at_least:
            return held
        return self.generations.current()

    def latest(self) -> RelationIndex:
        """Return the relation index that is open, at once: for servers; a thread catches up behind it."""
        return self.generations.latest(prepare)

    def rebuild(self) -> RelationIndex:
        """Build the relation index from the log alone and return it."""
        return self.generations.rebuild()

    def compact(self, wait: float = PATIENCE) -> int:
        """Put all parts of the log into one, and return the log's generation. Raises WorkspaceLocked."""
        with self.lock(wait), room(self.folder):
            self.log.compact(everything=True)
            return self.log.generation()

    def commit(self, articles: pa.Table, facts: pa.Table, entries: Sequence[Entry]) -> int:
        """Append tables and entries as one part, and return the log's generation; the caller holds the lock."""
        with room(self.folder):
            marker.renew(self.folder)
            generation = self.log.append_tables(articles, facts, entries)
        if len(self.log.parts()) > CROWD:
            with suppress(DiskFull), room(self.folder):  # committed all the same; the next commit compacts
                self.log.compact()
        return generation

    def _append(self, rows: Iterable[ArticleRow], facts: Mapping[str, Sequence[Fact]], entries: Sequence[Entry]) -> int:
        batch = list(rows)
        if not batch:
            return self.log.generation()
        told = fact_table(fact for row in batch for fact in facts.get(row.id, ()))
        return self.commit(article_table(batch), told, entries)

    def _catch_up(self) -> Mapping[str, Known]:
        """Take the article rows of parts that were written since the last look."""
        memory = self._memory
        if not self.log.newer_than(memory.generation):
            return memory.known
        if self.log.stamp_of(memory.generation) is None:  # the log was written anew, without something
            memory.known, memory.generation = {}, 0
        newest, known = self.log.generation(), dict(memory.known)
        columns = ("id", "sha256", "source", "url", "extractor", "retracted")
        for row in self.log.rows_since(memory.generation, columns).to_pylist():
            if row["retracted"]:
                known.pop(row["id"], None)
            else:
                known[row["id"]] = Known(row["sha256"], row["source"], row["url"], row["extractor"])
        memory.known, memory.generation = known, newest
        return known


class _Batch:
    """Articles offered in one write, judged against what is known and against each other."""

    def __init__(self, known: dict[str, Known], withheld: Withheld) -> None:
        self.known, self.withheld = known, withheld
        self.rows: dict[str, ArticleRow] = {}
        self.facts: dict[str, Sequence[Fact]] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.refused: list[str] = []

    def offer(self, row: ArticleRow, facts: Sequence[Fact]) -> None:
        """Take an article into the part, unless it is unchanged or refused."""
        offered, known = identity(row), self.known.get(row.id)
        verdict = judge(offered, known)
        if verdict == "refused" and known is not None:
            self.refused.append(refusal(row.id, offered, known))
            return
        if verdict == "unchanged":
            self.verdicts.setdefault(row.id, verdict)
            return
        # an article that comes twice in one batch keeps what it was to the workspace before the batch
        self.verdicts[row.id] = "added" if self.verdicts.get(row.id) == "added" else verdict
        self.known[row.id] = offered
        self.rows[row.id], self.facts[row.id] = self.withheld.cleaned(row, facts)

    def receipt(self, generation: int) -> Receipt:
        """Say what became of each article."""
        added, replaced = self._having("added"), self._having("replaced")
        return Receipt(generation, added, replaced, self._having("unchanged"), tuple(self.refused))

    def entries(self, act: Act) -> list[Entry]:
        """Return what the journal keeps: how many articles came, and which took the place of others."""
        added, replaced = self._having("added"), self._having("replaced")
        counts = {"articles": len(added), "facts": sum(len(self.facts[article]) for article in added)}
        entries = [Entry("add", act.by, act.at, act.why, effect=counts)] if added else []
        if replaced:
            entries.append(Entry("replace", act.by, act.at, act.why, replaced, act.effect))
        return entries

    def _having(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(article for article, found in self.verdicts.items() if found == verdict)


def _retraction(article: str, known: Known) -> ArticleRow:
    nothing = ArticleRow(article, known.sha256, None, None, None, known.url, known.source, b"", known.extractor)
    return replace(nothing, retracted=True)
