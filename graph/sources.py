"""Texts that were sent to the server: one file an article in the workspace, for its page, gone when it is withdrawn.

A text is laid aside under its digest before its article is committed and moved to its place after it, so that a process
that is killed in between loses neither the text that was committed nor the one before:

    sources/NAME.txt         the text of an article
    sources/NAME+DIGEST.txt  a text whose article may be committed by now; no name holds a plus
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Final
from urllib.parse import quote

from graph.files import flush, make_folder, room, sweep, write_whole
from graph.withheld import Withheld

FOLDER: Final = "sources"
_LONGEST: Final = 150
"""Characters of a file's name; file systems take 255 bytes."""
YOUNG: Final = 600.0
"""Seconds in which a text that lies aside may still be waiting for its commit."""


def source_of(article: str) -> str:
    """Return an article's source: the path of its text below the workspace's folder.

    The id cannot lead out of `sources/`, for its slashes are quoted; a long id is hashed.
    """
    return f"{FOLDER}/{_name(article)}.txt"


def offer(folder: Path, article: str, text: str) -> None:
    """Lay an article's text aside, durably, before the article is committed; one that names somebody withheld is not kept."""
    if Withheld.load(folder).names_in(text):
        return
    path = _aside(folder, article, _digest(text))
    with room(folder):
        make_folder(path.parent)
        write_whole(path, text.encode())


def take(folder: Path, article: str, text: str) -> None:
    """Give the text that was offered its place, after the article was committed."""
    aside = _aside(folder, article, _digest(text))
    if aside.exists():
        _settle(aside, folder / source_of(article))


def drop(folder: Path, article: str, text: str) -> None:
    """Forget the text that was offered, because its article was refused."""
    _aside(folder, article, _digest(text)).unlink(missing_ok=True)


def forget(folder: Path, article: str) -> None:
    """Remove an article's text, if it was sent to the server."""
    path = folder / source_of(article)
    if path.exists():
        path.unlink()
        flush(path.parent)


def files_of(folder: Path, source: str, digest: str) -> Iterator[Path]:
    """Yield where an article's text may be, by its row's source and sha256: below the workspace, or where it was read."""
    path = folder / source
    yield path
    if path.parent == folder / FOLDER:
        yield path.with_stem(f"{path.stem}+{digest}")


def tidy(folder: Path, known: Mapping[str, str], young: float = YOUNG) -> None:
    """Finish what killed writers left, by the sha256 of every standing article: a committed text gets its place, others go.

    The caller holds the workspace's lock.
    """
    places = {_name(article): digest for article, digest in known.items()}
    sweep(folder / FOLDER, lambda path: time() - path.stat().st_mtime < young)
    for path in (folder / FOLDER).glob("*.txt"):
        name, _, digest = path.stem.partition("+")
        if digest and places.get(name) == digest:
            _settle(path, path.with_stem(name))
        elif time() - path.stat().st_mtime >= young if digest else name not in places:
            path.unlink()


def _settle(aside: Path, place: Path) -> None:
    aside.replace(place)
    flush(place.parent)


def _aside(folder: Path, article: str, digest: str) -> Path:
    return folder / FOLDER / f"{_name(article)}+{digest}.txt"


def _name(article: str) -> str:
    name = quote(article, safe="")
    return name if len(name) <= _LONGEST else sha256(article.encode()).hexdigest()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
