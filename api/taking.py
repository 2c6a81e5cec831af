"""Files taken into a workspace: what is known is passed over, the rest is read and committed, and whole files are remembered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.entries import Act
from graph.ledger import Ledger, Taken, file_of, total, weight
from graph.workspace import Known, Receipt, Workspace, judge
from ingest.feed import Fed, FileEnd, Meter, feed, files
from ingest.pipeline import Reading
from ingest.reader import Skipped
from ingest.stamp import digest, extractor_version
from ontology.limits import LIMITS, Limits
from ontology.model import Article

BATCH: Final = 500
"""Articles a commit; what was committed before a run is stopped is kept."""


@dataclass(slots=True)
class Tally:
    """What a run did, article by article; `refused` are sentences, `done` files that were not read again.

    `seen` are the ids that were offered, kept where somebody will ask.
    """

    seen: set[str] | None = None
    done: set[str] = field(default_factory=set)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    retracted: int = 0
    unread: list[Skipped] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def take(self, receipt: Receipt) -> None:
        """Add what one commit did."""
        self.added += len(receipt.added)
        self.replaced += len(receipt.replaced)
        self.unchanged += len(receipt.unchanged)
        self.refused += receipt.refused

    @property
    def skipped(self) -> list[str]:
        """What was left out, and why."""
        return [f"{one.path}: {one.reason}" for one in self.unread] + self.refused

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {name: getattr(self, name) for name in ("added", "replaced", "unchanged", "retracted")}


class Taking:
    """One run over files into a workspace; `fed` and `fresh` say what is to be read, `take` commits what was."""

    def __init__(self, space: Workspace, tally: Tally, act: Act) -> None:
        """Take the workspace, where to count, and who does it."""
        self._space, self._tally, self._act = space, tally, act
        self._known = space.known()
        self._ledger = Ledger(space.folder, self._known)
        self._weights: dict[str, int] = defaultdict(int)
        self._readings: list[Reading] = []
        self._ended: list[Taken] = []
        self._complaints: list[Skipped] = []

    def fed(self, paths: Iterable[Path], published: str | None, meter: Meter, limits: Limits = LIMITS) -> Iterator[Fed]:
        """Yield the articles of files that are not done, each file's followed by its end."""
        return feed(files(paths), published, self._done, meter, limits)

    def fresh(self, items: Iterable[Fed]) -> Iterator[Fed]:
        """Pass on what has to be read; articles that did not change are counted."""
        reader = extractor_version()
        for item in items:
            if not isinstance(item, Article):
                yield item
                continue
            self._see(item.id)
            offered = Known(digest(item.text), item.source, item.url, reader)
            if judge(offered, self._known.get(item.id)) == "unchanged":
                self._tally.unchanged += 1
                self._weigh(item.id, offered)
            else:
                yield item

    def take(self, found: Iterable[Fed | Reading]) -> None:
        """Commit what was read, BATCH articles at a time, and remember the files of which all is committed."""
        for item in found:
            if isinstance(item, Reading):
                self._readings.append(item)
                self._see(item.row.id)
                self._weigh(item.row.id, Known(item.row.sha256, item.row.source, item.row.url, item.row.extractor))
            elif isinstance(item, Skipped):
                self._complaints.append(item)
                self._tally.unread.append(item)
            elif isinstance(item, FileEnd):
                self._end(item)
            if len(self._readings) >= BATCH or len(self._ended) >= BATCH:
                self._commit()
        self._commit()

    def _done(self, path: str, stamp: str) -> bool:
        taken = self._ledger.done(path, stamp)
        if taken is None:
            return False
        self._tally.done.add(path)
        self._tally.unchanged += self._ledger.count(path)
        self._tally.unread += [Skipped(*one) for one in taken.skipped]
        return True

    def _see(self, article: str) -> None:
        if self._tally.seen is not None:
            self._tally.seen.add(article)

    def _weigh(self, article: str, one: Known) -> None:
        self._weights[file_of(one.source)] += weight(article, one.sha256)

    def _end(self, file: FileEnd) -> None:
        skipped = tuple((one.path, one.reason) for one in self._complaints)
        self._ended.append(Taken(file.path, file.stamp, total([self._weights.pop(file.path, 0)]), skipped))
        self._complaints = []

    def _commit(self) -> None:
        readings: Sequence[Reading] = self._readings
        if readings:
            given = ((reading.row, reading.facts) for reading in readings)
            self._tally.take(self._space.put(given, act=self._act))
        self._ledger.add(self._ended)
        self._readings, self._ended = [], []
