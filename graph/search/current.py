"""The search of a workspace as one process has it open: the newest for commands, at once for servers."""

import logging
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Final

from graph.index.relation import RelationIndex
from graph.search.kept import Kept, Search
from graph.workspace import Workspace
from ontology.errors import CampaignGraphError, StoreError

_SOON: Final = 20_000
"""Facts up to which one waits for search to be built: a second or two."""
_MOMENT: Final = 0.5
"""Seconds in which what is on the disk is opened."""


@dataclass(slots=True)
class Searches:
    """The search indexes that are open in this process; safe to share between threads."""

    workspace: Workspace
    _held: Search | None = None
    _behind: Thread | None = None
    _mutex: Lock = field(default_factory=Lock, repr=False)

    def current(self) -> Search:
        """Return the search indexes of everything committed, built first where there are none."""
        return self._of(self.workspace.index())

    def at_hand(self, index: RelationIndex) -> Search | None:
        """Return what is open if it is of this index, without looking anywhere else."""
        held = self._held
        return held if held is not None and held.index is index else None

    def latest(self) -> Search:
        """Return what is open, at once; where it is behind, a thread catches up: for servers.

        Raises StoreError while a large one is built for the first time.
        """
        index = self.workspace.latest()
        if self._held is None and index.size <= _SOON:
            return self._of(index)
        opens = self._held is None
        self.follow()
        if opens and self._behind is not None:
            self._behind.join(_MOMENT)
        if self._held is None:
            raise StoreError(f"Search is being built for {index.size:,} facts; ask again in a few minutes.")
        return self._held

    def follow(self, unasked: bool = True) -> None:
        """Let a thread catch up with the relation index that is open, if it does not do so already.

        With `unasked` false only where somebody searched before.
        """
        held, index = self._held, self.workspace.generations.held
        if index is None or (held is None and not unasked) or (held is not None and held.index is index):
            return
        if self._behind is None or not self._behind.is_alive():
            self._behind = Thread(target=self._catch_up, args=(index,), name="search", daemon=True)
            self._behind.start()

    def _catch_up(self, index: RelationIndex) -> None:
        try:
            self._of(index)
        except (CampaignGraphError, OSError, ValueError) as error:  # the last: tantivy's, of a full disk
            logging.getLogger(__name__).warning("Search could not catch up: %s", error)

    def _of(self, index: RelationIndex) -> Search:
        """Return the search indexes of an index."""
        held = self._held
        if held is not None and held.index is index:
            return held
        with self._mutex:
            held = self._held
            if held is None or held.index is not index:
                kept = Kept(self.workspace.folder / "search", self.workspace.log)
                held = self._held = kept.opened(index) or kept.caught_up(index)
            return held
