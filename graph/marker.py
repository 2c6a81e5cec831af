"""workspace.json: what makes a folder a workspace, and the version of its format.

    1   log of articles and facts
    2   entries in the log: journal and corrections (graph/entries.py)

A workspace of an older version is read as it is and becomes one of the newest at its first write, before the commit: an
older program, which would pass over corrections, refuses it from then on.
"""

from pathlib import Path
from typing import Final

import orjson

from graph.files import ASIDE, make_folder, write_whole
from ontology.errors import WorkspaceError

FORMAT: Final = 2
"""Version of the folder's layout; raised when an older program could no longer read it."""
READ: Final = (1, 2)
"""Versions that this program reads."""


def create(folder: Path) -> None:
    """Make a folder a workspace; a folder that holds other things is left alone. Raises WorkspaceError."""
    marker = folder / "workspace.json"
    if marker.exists():
        return
    try:
        make_folder(folder)
    except OSError as error:
        raise WorkspaceError(f"Workspace {str(folder)!r} cannot be made: {error.strerror}.") from error
    foreign = sorted(path.name for path in folder.iterdir() if not path.name.startswith(ASIDE))
    if foreign and not marker.exists():
        raise WorkspaceError(
            f"Folder {str(folder)!r} is no workspace and holds {foreign[0]!r}; a new workspace needs an empty folder."
        )
    _write(folder)


def renew(folder: Path) -> None:
    """Make a workspace one of the newest version; the caller holds its lock."""
    if check(folder) != FORMAT:
        _write(folder)


def check(folder: Path) -> int:
    """Return a workspace's version. Raises WorkspaceError if it is none, or none that this program reads."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise WorkspaceError(f"Workspace {str(folder)!r} {what}; `campaign-graph ingest` makes one.")
    try:
        found = orjson.loads((folder / "workspace.json").read_bytes())["format"]
    except FileNotFoundError as error:
        raise WorkspaceError(
            f"Folder {str(folder)!r} is no workspace: it has no workspace.json; `campaign-graph ingest` makes one."
        ) from error
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise WorkspaceError(f"Workspace {str(folder)!r} is damaged: workspace.json names no format.") from error
    if found not in READ:
        raise WorkspaceError(
            f"Workspace {str(folder)!r} has format {found!r}; this program reads formats {' and '.join(map(str, READ))}. "
            "Use the program that wrote it, or ingest the articles into a new workspace."
        )
    return int(found)


def _write(folder: Path) -> None:
    write_whole(folder / "workspace.json", orjson.dumps({"format": FORMAT}) + b"\n")
