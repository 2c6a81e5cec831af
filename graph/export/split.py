"""Everything as N-Quads in several files, for the bulk loaders of RDF stores; what is loaded so need not be filled again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.log import Changes, Log
from graph.pairs import pairs
from graph.quads import quads
from graph.reached import STATE, written
from graph.reference import reference_quads
from ontology.errors import ValueUnknown

SIZE: Final = 128 * 2**20
"""Bytes of a file, about."""


def write_split(log: Log, folder: Path, size: int = SIZE) -> list[Path]:
    """Write reference data, articles, and last what a store then holds, and return the files, in order.

    No graph is in two files. Raises ValueUnknown where the folder holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueUnknown(f"{str(folder)!r} is there already; --split writes into a folder that is new or empty.")
    folder.mkdir(parents=True, exist_ok=True)
    stamp, changes = log.stamp(), log.changed_since(0)
    files: list[Path] = []
    held: list[bytes] = []
    count = 0
    for piece in _graphs(changes):
        held.append(piece)
        count += len(piece)
        if count >= size:
            files.append(_written(folder, len(files), held))
            held, count = [], 0
    state = written(changes.generation, stamp).replace(b" .\n", f" <{STATE}> .\n".encode())
    files.append(_written(folder, len(files), [*held, state]))
    return files


def _graphs(changes: Changes) -> Iterator[bytes]:
    yield from reference_quads()
    for row, found in pairs(changes.articles, changes.facts):
        yield quads(row, found)


def _written(folder: Path, number: int, pieces: list[bytes]) -> Path:
    path = folder / f"{number:05}.nq"
    with path.open("wb") as out:
        out.writelines(pieces)
    return path
