"""Texts that were sent to the server: one file an article in the workspace, for its page, gone when it is withdrawn."""

from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote

from graph.files import write_whole

FOLDER: Final = "sources"
_LONGEST: Final = 150
"""Characters of a file's name; file systems take 255 bytes."""


def source_of(article: str) -> str:
    """Return an article's source: the path of its text below the workspace's folder.

    The id cannot lead out of `sources/`, for its slashes are quoted; a long id is hashed.
    """
    name = quote(article, safe="")
    if len(name) > _LONGEST:
        name = sha256(article.encode()).hexdigest()
    return f"{FOLDER}/{name}.txt"


def keep(folder: Path, article: str, text: str) -> None:
    """Write an article's text below a workspace's folder, whole or not at all."""
    path = folder / source_of(article)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text.encode())


def forget(folder: Path, article: str) -> None:
    """Remove an article's text, if it was sent to the server."""
    (folder / source_of(article)).unlink(missing_ok=True)
