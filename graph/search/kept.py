"""The search indexes on disk: built whole where there are none, then changed by what each commit changes.

`search/CURRENT` names the folder in use. In it lie `entities/` and `sentences/`, which tantivy changes by commits of its
own, and `search.json`, the state of the log that both have reached, written last. An article's sentences, and the
entities that they named before or name now, are replaced whole; so what breaks off in between is simply done again.
Whatever is missing, damaged, of another format or of another log is built again, so the whole folder can be deleted.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from typing import Final

import numpy as np
import orjson

from graph.files import ASIDE, folder_aside, publish, sweep, write_whole
from graph.index.relation import RelationIndex
from graph.lock import locked
from graph.log import Log
from graph.search import entities, sentences
from graph.search.entities import Names
from graph.search.sentences import Quotes

FORMAT: Final = 3
"""Raised with every change of what is written."""
_PATIENCE: Final = 600.0
"""Seconds to wait for another process that writes the same indexes."""
_SHARE: Final = 4
"""Where more than one fact in so many is new, building anew is quicker."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of the log that the search indexes have reached."""

    generation: int
    stamp: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Search:
    """The search indexes of one state of the log (its stamp), and the relation index that their answers come from."""

    stamp: str
    index: RelationIndex
    names: Names
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of search indexes, and the log that they follow; any process may write, one at a time."""

    folder: Path
    log: Log

    def opened(self, index: RelationIndex) -> Search | None:
        """Open what CURRENT names, None if it is behind the index, damaged, or of another log."""
        try:
            folder = self._current()
            state = self._state(folder)
            if state is None or state.generation < index.generation:
                return None
            return Search(state.stamp, index, Names(folder / "entities"), Quotes(folder / "sentences"))
        except (OSError, ValueError):
            return None

    def caught_up(self, index: RelationIndex) -> Search:
        """Open the search indexes, first brought to the state of a relation index where they are behind it."""
        self.folder.mkdir(exist_ok=True)
        with locked(self.folder / "lock", _PATIENCE):
            found = self.opened(index) or self._followed(index)
            if found is None:
                self._build(index)
                found = self.opened(index)
            if found is None:
                raise OSError(f"The search indexes in {str(self.folder)!r} cannot be read back after they were built.")
            return found

    def _followed(self, index: RelationIndex) -> Search | None:
        """Take up what later commits changed, None if that is much or what is there is damaged."""
        try:
            folder = self._current()
            state = self._state(folder)
            changed = self._changed(state, index) if state else None
            if changed is None:
                return None
            before = sentences.named(folder / "sentences", changed)
            entities.replace(index, folder / "entities", changed, before)
            sentences.replace(index, folder / "sentences", changed)
            self._reach(folder, index)
        except (OSError, ValueError):  # of tantivy too
            return None
        return self.opened(index)

    def _changed(self, state: State, index: RelationIndex) -> Sequence[str] | None:
        """Return the articles of later commits, None if building anew is better."""
        changed: list[str] = self.log.rows_since(state.generation, ("id",))["id"].to_pylist()
        numbers = [number for name in changed if (number := index.articles.number(name)) is not None]
        facts = len(index.of_articles(np.array(sorted(numbers), np.int64)))
        return None if facts * _SHARE > index.size else changed

    def _current(self) -> Path:
        return self.folder / (self.folder / "CURRENT").read_text()

    def _state(self, folder: Path) -> State | None:
        """Return the state that a folder has reached, None if it is of another format, or the log was never so."""
        said = orjson.loads((folder / "search.json").read_bytes())
        if said.get("format") != FORMAT:
            return None
        state = State(**said)
        return state if state.stamp == self.log.stamp_of(state.generation) else None

    def _reach(self, folder: Path, index: RelationIndex) -> None:
        """Write down, last, what a folder has reached."""
        state = State(index.generation, self.log.stamp_of(index.generation) or "")
        write_whole(folder / "search.json", orjson.dumps(asdict(state)))

    def _build(self, index: RelationIndex) -> None:
        """Write both indexes aside, swap them in, and remove the old ones; who has one mapped can go on reading it."""
        sweep(self.folder)
        with folder_aside(self.folder) as aside:
            entities.write(index, aside / "entities")
            sentences.write(index, aside / "sentences")
            self._reach(aside, index)
            final = self.folder / f"{index.generation:08d}-{aside.name.removeprefix(ASIDE)}"
            publish(aside, final)
        write_whole(self.folder / "CURRENT", final.name.encode())
        for path in self.folder.iterdir():
            if path.is_dir() and path != final:
                rmtree(path, ignore_errors=True)
