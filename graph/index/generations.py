"""Generations of the index on disk: built aside, swapped in by one rename, old ones removed.

`index/CURRENT` holds the name of the folder to read. What the log says since is spliced into it in memory, or built anew
where it is much. Whatever is missing, damaged, of another format or of another log is built again, so the whole folder
can be deleted at any time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread
from typing import Any, Final

import orjson
import pyarrow as pa

from graph.files import ASIDE, folder_aside, publish, room, sweep, write_whole
from graph.index.arranged import ENCODED
from graph.index.build import build
from graph.index.catchup import caught_up
from graph.index.mapped import plain_memory
from graph.index.relation import RelationIndex
from graph.lock import locked
from graph.log import Log
from ontology.errors import CampaignGraphError

FORMAT: Final = 6
"""Raised with every change of what build.py writes."""
_PATIENCE: Final = 600.0
"""Seconds to wait for another process that builds the same index."""
_TRIES: Final = 5


@dataclass(slots=True)
class _Held:
    """The index that this process reads at the moment, and one that a writer made of it and of its own commit."""

    index: RelationIndex | None = None
    offered: tuple[RelationIndex, RelationIndex] | None = None


@dataclass(frozen=True, slots=True)
class Generations:
    """The folder of generations, and the one that is open in this process."""

    folder: Path
    log: Log
    _held: _Held = field(default_factory=_Held, repr=False, compare=False)
    _mutex: Lock = field(default_factory=Lock, repr=False, compare=False)
    _turn: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def held(self) -> RelationIndex | None:
        """The index that is open in this process, None before the first."""
        return self._held.index

    def current(self) -> RelationIndex:
        """Return the index of the log's newest commit, made first if there is none; mostly two looks at the disk."""
        index = self._held.index
        if index is not None and not self.log.newer_than(index.generation):
            return index
        with self._mutex:
            index = self._held.index = self._fresh(self._held.index)
            return index

    def latest(self, prepare: Callable[[RelationIndex], object]) -> RelationIndex:
        """Return the index that is open, at once; where the log is ahead, a thread catches up behind it.

        `prepare` is called with a new index before it is given out. Only the first call ever waits.
        """
        index = self._held.index
        if index is None:
            prepare(index := self.current())
        elif self.log.newer_than(index.generation) and self._turn.acquire(blocking=False):
            Thread(target=self._catch_up, args=(prepare,), daemon=True).start()
        return index

    def offer(self, before: RelationIndex, after: RelationIndex) -> None:
        """Take what a writer foresaw of the commit that it then made, so that it need not be made again.

        It is given out like any other, by the next who catches up, if what is open then is still the index before.
        """
        self._held.offered = before, after

    def _catch_up(self, prepare: Callable[[RelationIndex], object]) -> None:
        """Make the newest index while others go on reading the one before; what fails is tried again."""
        try:
            with self._mutex:
                index = self._fresh(self._held.index)
                prepare(index)
                self._held.index = index
        except (CampaignGraphError, OSError) as error:
            logging.getLogger(__name__).warning("The index could not catch up: %s", error)
        finally:
            self._turn.release()

    def _fresh(self, index: RelationIndex | None) -> RelationIndex:
        """Return the newest index, from the one given, else the one on disk, else from nothing."""
        offered, self._held.offered = self._held.offered, None
        if offered is not None and offered[0] is index:
            index = offered[1]
        index = index or self._newest()
        if index is None:
            return self._built()
        if not self.log.newer_than(index.generation):
            return index
        if self.log.stamp_of(index.generation) is None:  # the log was written anew, without something
            return self._built()
        return caught_up(index, self.log.changed_since(index.generation)) or self._built()

    def rebuild(self) -> RelationIndex:
        """Build the index from the log, whatever there is, and return it."""
        with self._mutex:
            index = self._held.index = self._built(anew=True)
            return index

    def _newest(self) -> RelationIndex | None:
        """Open the index that CURRENT names, None if the log was never as it was then."""
        for _ in range(_TRIES):
            name = self._pointed()
            try:
                return _opened(self.folder / name, self.log) if name else None
            except (OSError, KeyError, ValueError, TypeError, pa.ArrowException):
                # another process may just have swapped generations; if not, the folder is damaged
                if self._pointed() == name:
                    return None
        return None

    def _built(self, anew: bool = False) -> RelationIndex:
        """Build under the index's own lock, so that of several processes only one has the work."""
        self.folder.mkdir(exist_ok=True)
        with locked(self.folder / "lock", _PATIENCE):
            index = None if anew else self._newest()
            if index is None or self.log.newer_than(index.generation):
                sweep(self.folder)
                with room(self.folder):
                    folder = self._write()
                write_whole(self.folder / "CURRENT", folder.name.encode())
                index = RelationIndex.open(folder, int(folder.name.partition("-")[0]))
                self._remove_all_but(folder)
            return index

    def _remove_all_but(self, kept: Path) -> None:
        """Remove old generations; who has one mapped can go on reading it."""
        for path in self.folder.iterdir():
            if path.is_dir() and path != kept:
                rmtree(path, ignore_errors=True)

    def _write(self) -> Path:
        """Write one generation and return its folder."""
        with plain_memory(), folder_aside(self.folder) as aside:
            stamp, generation, articles, facts = self._read()
            build(articles, facts, aside)
            manifest = {"format": FORMAT, "generation": generation, "stamp": stamp, "facts": facts.num_rows}
            (aside / "index.json").write_bytes(orjson.dumps(manifest))
            final = self.folder / f"{generation:08d}-{aside.name.removeprefix(ASIDE)}"
            publish(aside, final)
        return final

    def _read(self) -> tuple[str, int, pa.Table, pa.Table]:
        """Read the log as it is at one moment: again, if a part came in between."""
        while True:
            stamp, generation = self.log.stamp(), self.log.generation()
            articles, facts = self.log.articles(), self.log.facts(ENCODED)
            if stamp == self.log.stamp():
                return stamp, generation, articles, facts

    def _pointed(self) -> str | None:
        try:
            return (self.folder / "CURRENT").read_text()
        except OSError:
            return None


def _opened(folder: Path, log: Log) -> RelationIndex | None:
    """Open a generation, None if it is of another format or of another log."""
    manifest: dict[str, Any] = orjson.loads((folder / "index.json").read_bytes())
    if manifest["format"] != FORMAT or manifest["stamp"] != log.stamp_of(manifest["generation"]):
        return None
    return RelationIndex.open(folder, manifest["generation"])
