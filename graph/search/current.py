"""The search indexes of a workspace: built from the relation index when first asked for, swapped in one step.

`search/CURRENT` holds the name of the folder to read; whatever is missing, damaged or of another state of the log is
built again, so the whole folder can be deleted at any time.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread
from time import monotonic
from typing import Final

import orjson

from graph.files import ASIDE, folder_aside, publish, sweep, write_whole
from graph.index.relation import RelationIndex
from graph.lock import locked
from graph.search import entities, sentences
from graph.search.entities import Names
from graph.search.sentences import Quotes
from graph.workspace import Workspace
from ontology.errors import CampaignGraphError, StoreError

FORMAT: Final = 1
"""Raised with every change of what is written."""
_PATIENCE: Final = 600.0
_SOON: Final = 20_000
"""Facts up to which one waits for search to catch up: a second or two."""
_MOMENT: Final = 0.5
"""Seconds in which what is on the disk is opened."""
_REST: Final = 9
"""Times as long as building took that a server waits until it builds again."""


@dataclass(frozen=True, slots=True)
class Search:
    """The search indexes of one state of the log (its stamp), and the relation index whose facts they number."""

    stamp: str
    index: RelationIndex
    names: Names
    quotes: Quotes


@dataclass(slots=True)
class Searches:
    """The folder of search indexes, and the one that is open in this process; safe to share between threads."""

    workspace: Workspace
    _held: Search | None = None
    _behind: Thread | None = None
    _rests: float = 0.0
    _mutex: Lock = field(default_factory=Lock, repr=False)

    def current(self) -> Search:
        """Return the search indexes of everything committed, built first where there are none."""
        index = self.workspace.index()
        held = self._held
        if held is not None and held.index is index:
            return held
        with self._mutex:
            if self._held is None or self._held.index is not index:
                self._held = self._newest(index) or self._built(index)
            return self._held

    def latest(self) -> Search:
        """Return what is open at once where it is large, and let a thread catch up behind it: for servers.

        Raises StoreError while a large one is built for the first time.
        """
        held, index = self._held, self.workspace.latest()
        if held is not None and held.index is index:
            return held
        if index.size <= _SOON:
            return self.current()
        if (self._behind is None or not self._behind.is_alive()) and (held is None or monotonic() >= self._rests):
            self._behind = Thread(target=self._catch_up, name="search", daemon=True)
            self._behind.start()
            self._behind.join(_MOMENT)
        found = self._held or held
        if found is None:
            raise StoreError(f"Search is being built for {index.size:,} facts; ask again in a few minutes.")
        return found

    def _catch_up(self) -> None:
        """Take up what was committed; then rest, so that building takes a tenth of the time however often one writes."""
        began = monotonic()
        try:
            self.current()
        except (CampaignGraphError, OSError) as error:
            logging.getLogger(__name__).warning("Search could not catch up: %s", error)
        now = monotonic()
        self._rests = now + _REST * (now - began)

    @property
    def _folder(self) -> Path:
        return self.workspace.folder / "search"

    def _newest(self, index: RelationIndex) -> Search | None:
        """Open what CURRENT names, None if it is not that of the index."""
        try:
            folder = self._folder / (self._folder / "CURRENT").read_text()
            if orjson.loads((folder / "search.json").read_bytes()) != self._manifest(index):
                return None
            return self._opened(folder, index)
        except (OSError, ValueError):
            return None

    def _built(self, index: RelationIndex) -> Search:
        """Build under a lock, so that of several processes only one has the work."""
        self._folder.mkdir(exist_ok=True)
        with locked(self._folder / "lock", _PATIENCE):
            found = self._newest(index)
            if found is None:
                sweep(self._folder)
                folder = self._write(index)
                write_whole(self._folder / "CURRENT", folder.name.encode())
                found = self._opened(folder, index)
                self._remove_all_but(folder)
            return found

    def _opened(self, folder: Path, index: RelationIndex) -> Search:
        stamp = self.workspace.log.stamp()
        return Search(stamp, index, Names(folder / "entities"), Quotes(folder / "sentences"))

    def _write(self, index: RelationIndex) -> Path:
        with folder_aside(self._folder) as aside:
            entities.write(index, aside / "entities")
            sentences.write(index, aside / "sentences")
            (aside / "search.json").write_bytes(orjson.dumps(self._manifest(index)))
            final = self._folder / f"{index.generation:08d}-{aside.name.removeprefix(ASIDE)}"
            publish(aside, final)
        return final

    def _manifest(self, index: RelationIndex) -> dict[str, object]:
        """Return what tells one state of the facts from another."""
        stamp = self.workspace.log.stamp()
        return {"format": FORMAT, "generation": index.generation, "stamp": stamp, "facts": index.size}

    def _remove_all_but(self, kept: Path) -> None:
        """Remove old ones; who has one mapped can go on reading it."""
        for path in self._folder.iterdir():
            if path.is_dir() and path != kept:
                rmtree(path, ignore_errors=True)
