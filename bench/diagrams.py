"""How long diagrams take: `python -m bench.diagrams [FACTS]`; neighborhoods of 50, 500 and 2,000 nodes, both layouts.

Milliseconds of processor time, the least of several runs, JSON included; `question` is the neighborhood alone.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import orjson

from bench.facts import tables
from graph.diagram.views import of_neighborhood
from graph.index.relation import RelationIndex
from graph.questions.neighborhood import neighborhood
from graph.workspace import Workspace

START = "place/520000"
SIZES = (50, 500, 2000)
RUNS = 7


def main() -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        space = Workspace.open(Path(folder) / "workspace", create=True)
        space.log.append_tables(*tables(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
        index = space.index()
        _say("nodes", "links", "kB", "question", "layers", "force")
        for size in SIZES:
            _row(index, size)


def _row(index: RelationIndex, size: int) -> None:
    drawn = of_neighborhood(index, START, depth=3, limit=size)
    _say(
        len(drawn["nodes"]),
        len(drawn["links"]),
        len(orjson.dumps(drawn)) // 1000,
        _least(lambda: neighborhood(index, START, depth=3, limit=size)),
        _least(lambda: of_neighborhood(index, START, depth=3, limit=size)),
        _least(lambda: of_neighborhood(index, START, depth=3, limit=size, layout="force")),
    )


def _least(make: Callable[[], object]) -> float:
    """Return milliseconds."""
    taken = []
    for _ in range(RUNS):
        start = process_time()
        orjson.dumps(make())
        taken.append(process_time() - start)
    return round(min(taken) * 1000, 2)


def _say(*cells: object) -> None:
    sys.stdout.write("".join(f"{cell!s:>12}" for cell in cells) + "\n")


if __name__ == "__main__":
    main()
