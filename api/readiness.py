"""Whether a server can do all that it promises at this moment, and what it cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from shutil import disk_usage
from time import monotonic
from typing import Literal

from api.dependencies import Readers
from ontology.errors import CampaignGraphError

BEHIND = 30.0
"""Seconds that the index may take for a commit."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What works: `problems` are sentences, none where all does. `behind` are seconds since a commit waits for the index."""

    status: Literal["ready", "failing"]
    generation: int
    committed: int
    behind: float
    sparql: Literal["ready", "filling", "failing"]
    disk_free: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class Watch:
    """Looks at a server's readers and disk; remembers since when the index is behind."""

    readers: Readers
    free: int
    since: float | None = None

    def look(self) -> Readiness:
        """Return what works now; asks the RDF store, and waits for it no longer than two seconds."""
        problems = list(self._unreadable())
        generation = self.readers.held.index.generation if self.readers.held else 0
        committed = generation if problems else self.readers.workspace.log.generation()
        behind = self._behind(generation, committed)
        if behind > BEHIND:
            problems.append(
                f"The index is at generation {generation}, and {committed} was committed {behind:.0f} s ago."
            )
        sparql, trouble = self._sparql()
        problems += [f"SPARQL is not answered: {trouble}."] if trouble else []
        folder = self.readers.workspace.folder
        left = disk_usage(folder).free if folder.exists() else 0
        if left < self.free:
            problems.append(f"The disk of the workspace has {left // 2**20} MB left; articles may not be taken.")
        status: Literal["ready", "failing"] = "failing" if problems else "ready"
        return Readiness(status, generation, committed, round(behind, 1), sparql, left, tuple(problems))

    def _unreadable(self) -> Iterator[str]:
        try:
            self.readers.latest()
            self.readers.workspace.log.generation()
        except (CampaignGraphError, OSError) as error:
            yield f"The workspace cannot be read: {error}"

    def _behind(self, generation: int, committed: int) -> float:
        if generation >= committed:
            self.since = None
            return 0.0
        now = monotonic()
        self.since = now if self.since is None else self.since
        return now - self.since

    def _sparql(self) -> tuple[Literal["ready", "filling", "failing"], str | None]:
        trouble = self.readers.store.trouble()
        if self.readers.store_ready:
            return ("failing", trouble) if trouble else ("ready", None)
        return ("failing", self.readers.trouble) if self.readers.trouble else ("filling", None)
