"""Writing over HTTP: an article is read, judged against what is known, and committed; or only what would change is said."""

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal

from graph import sources
from graph.questions.article import article
from graph.workspace import Workspace, identity, judge, refusal
from ingest.pipeline import Reading, read
from ontology.errors import ConflictError, NotFound
from ontology.model import Article
from ontology.wire import Line, flatten

Outcome = Literal["added", "replaced", "unchanged", "retracted"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did, or with `dry_run` would do, to one article.

    `generation` is the log's after it (before it, with `dry_run`): what a reader may ask for at least. `facts` counts
    what the article states then; `added` and `removed` are the facts that came and went, in the order of the text.
    """

    id: str
    outcome: Outcome
    dry_run: bool
    generation: int
    facts: int
    added: tuple[Line, ...]
    removed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """The one door for writes of this process; each waits for the one before, and for other processes up to a limit."""

    workspace: Workspace
    _turn: Lock = field(default_factory=Lock, repr=False)

    def put(self, offered: Article, dry_run: bool = False) -> Change:
        """Read an article and commit what it states; the answer comes when it is durable.

        Raises ConflictError if its id is another source's, WorkspaceLocked if another process goes on writing.
        """
        reading = read(offered)
        with self._turn:
            change = self._planned(reading, dry_run)
            if dry_run or change.outcome == "unchanged":
                return change
            sources.keep(self.workspace.folder, offered.id, offered.text)
            receipt = self.workspace.put([(reading.row, reading.facts)])
            if receipt.refused:  # another process took the id since
                sources.forget(self.workspace.folder, offered.id)
                raise ConflictError(receipt.refused[0])
        return replace(change, generation=receipt.generation)

    def retract(self, name: str, dry_run: bool = False) -> Change:
        """Withdraw an article and what only it said, with its text if it was sent here. Raises NotFound."""
        with self._turn:
            removed = self._stated(name)
            change = Change(name, "retracted", dry_run, self.workspace.log.generation(), 0, (), removed)
            if dry_run:
                return change
            receipt = self.workspace.retract(name)
            sources.forget(self.workspace.folder, name)
        return replace(change, generation=receipt.generation)

    def _planned(self, reading: Reading, dry_run: bool) -> Change:
        row, known = reading.row, self.workspace.known().get(reading.row.id)
        verdict = judge(identity(row), known)
        if verdict == "refused":
            assert known is not None  # noqa: S101  (only a known article can be refused)
            raise ConflictError(refusal(row.id, identity(row), known))
        before = self._stated(row.id) if known else ()
        now = before if verdict == "unchanged" else tuple(map(flatten, reading.facts))
        kept = {line["id"] for line in before} & {line["id"] for line in now}
        return Change(
            id=row.id,
            outcome=verdict,
            dry_run=dry_run,
            generation=self.workspace.log.generation(),
            facts=len(now),
            added=tuple(line for line in now if line["id"] not in kept),
            removed=tuple(line for line in before if line["id"] not in kept),
        )

    def _stated(self, name: str) -> tuple[Line, ...]:
        """Return what an article states now. Raises NotFound."""
        if name not in self.workspace.known():
            raise NotFound(f"No article has the id {name!r}.")
        return article(self.workspace.index(), name).facts
