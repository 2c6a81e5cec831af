"""Upkeep: whether the log is whole, and one file that holds a workspace."""

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.files import flush, folder_aside, make_folder, publish, room
from graph.parts import FACTS_FILE, listed
from graph.withheld import FILE as WITHHELD
from graph.workspace import Workspace
from ontology.errors import WorkspaceError

_TRIES: Final = 5
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of the log that is not as it was written: which tables, and the articles that it held."""

    part: str
    tables: tuple[str, ...]
    articles: tuple[str, ...]
    facts: int | None

    def __str__(self) -> str:
        """Say it in a sentence."""
        shown = ", ".join(self.articles[:_SHOWN]) + (", …" if len(self.articles) > _SHOWN else "")
        held = f"it held {self.facts} facts of {len(self.articles)} articles: {shown}" if self.articles else ""
        lost = held or "what it held is not known"
        return f"Part {self.part} is damaged in {', '.join(self.tables)}; {lost}. Ingest these articles again."


def verify(workspace: Workspace) -> Iterator[Damage]:
    """Yield what is damaged in a workspace's log, by the checksums of its parts."""
    for part in listed(workspace.log.folder):
        tables = part.damages()
        if tables and part.folder.is_dir():  # else it was compacted while we looked
            manifest = part.manifest() or {"articles": (), "facts": None}
            yield Damage(part.name, tuple(tables), tuple(manifest["articles"]), manifest["facts"])


def backup(workspace: Workspace, out: Path) -> int:
    """Write a workspace's log, sources and marker to a tar file that appears whole, and return its generation.

    Writers and readers may go on meanwhile; what they commit after the start is left out.
    """
    for attempt in range(_TRIES):
        parts = listed(workspace.log.folder)
        paths = [part.folder for part in parts]
        try:
            with room(out.absolute().parent):
                _pack(workspace.folder, paths, out)
        except FileNotFoundError:  # a part was compacted while we read it
            if attempt + 1 == _TRIES:
                raise
        else:
            return parts[-1].last if parts else 0
    raise AssertionError


def restore(archive: Path, folder: Path) -> Workspace:
    """Unpack a backup into a new folder and return the workspace, checked.

    Raises WorkspaceError if the folder exists, or the file is no backup or damaged.
    """
    if folder.exists():
        raise WorkspaceError(f"{str(folder)!r} exists already; a backup is restored into a new folder.")
    make_folder(folder.absolute().parent)
    with folder_aside(folder.parent) as aside:
        try:
            with tarfile.open(archive) as packed:
                packed.extractall(aside, filter="data")
        except (tarfile.TarError, EOFError) as error:
            raise WorkspaceError(f"{str(archive)!r} is no whole backup: {error}.") from error
        for damage in verify(Workspace.open(aside)):
            raise WorkspaceError(f"{str(archive)!r} cannot be restored. {damage}")
        publish(aside, folder)
    return Workspace.open(folder)


def _pack(folder: Path, parts: Iterable[Path], out: Path) -> None:
    part = out.with_name(f".{out.name}.part")
    try:
        with tarfile.open(part, "w") as packed:
            for name in ("workspace.json", WITHHELD):
                if (folder / name).exists():
                    packed.add(folder / name, name)
            for path in parts:
                for file in sorted(path.iterdir()):
                    packed.add(file, f"log/{path.name}/{file.name}")
                if f"log/{path.name}/{FACTS_FILE}" not in packed.getnames():
                    raise FileNotFoundError(path / FACTS_FILE)
            if (folder / "sources").is_dir():
                packed.add(folder / "sources", "sources")
        flush(part)
        part.replace(out)
        flush(out.absolute().parent)
    finally:
        part.unlink(missing_ok=True)
