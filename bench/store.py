"""The RDF store over generated facts: filled, followed and started, beside a raw bulk load of the same quads.

    python -m bench.store [--facts 100000] [--articles 30] [--json]

`rebuild` and `running` are the raw bulk load's time through theirs, so larger is faster. The raw load reads quads from memory;
the other two also make them from the log. Seconds, save where a name says otherwise.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import orjson
import pyoxigraph as ox

from bench.facts import tables
from graph.pairs import pairs
from graph.quads import quads
from graph.reference import reference_quads
from graph.store import Store
from graph.workspace import Workspace
from ontology.model import ArticleRow
from ontology.wire import unflatten

_FIRST = "SELECT ?fact { GRAPH ?graph { ?fact a <https://w3id.org/campaign-graph/ontology#Inspection> } } LIMIT 1"


def took(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def raw(content: bytes, folder: Path) -> float:
    """Return the seconds of a bulk load into an empty store of pyoxigraph on the disk."""
    store = ox.Store(str(folder))

    def load() -> None:
        store.bulk_load(content, ox.RdfFormat.N_QUADS)
        store.flush()

    return took(load)


def replaced(workspace: Workspace, store: Store, articles: int) -> list[float]:
    """Replace articles, one at a time, and return the milliseconds until the store has each."""
    index, times = workspace.index(), []
    for number in range(articles):
        name = index.articles.id(number)
        row = ArticleRow(name, f"{name} again", None, None, None, None, name, b"", "bench")
        workspace.put([(row, [unflatten(line) for line in index.told_in(number)])])
        times.append(took(lambda: store.catch_up(workspace.log)) * 1000)
    return times


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Make the facts, fill stores with them, and return all figures."""
    workspace = Workspace.open(folder / "workspace", create=True)
    workspace.log.append_tables(*tables(given.facts))
    changes = workspace.log.changed_since(0)
    facts = [quads(row, lines) for row, lines in pairs(changes.articles, changes.facts)]
    content = b"".join([*reference_quads(), *facts])
    store = Store(workspace.folder)
    store.start()
    raw_s = raw(content, folder / "raw")
    rebuild_s = took(lambda: store.rebuild(workspace.log))
    # filled a second time: the server runs, holds everything already and answers meanwhile
    running_s = took(lambda: store.rebuild(workspace.log))
    times = replaced(workspace, store, given.articles)
    store.close()
    again = Store(workspace.folder)
    first_s = took(lambda: again.query(_FIRST))
    again.close()
    lines = content.count(b"\n")
    return {
        "facts": given.facts,
        "quads_a_fact": round(sum(piece.count(b"\n") for piece in facts) / given.facts, 2),
        "raw_s": round(raw_s, 2),
        "raw_kquads_a_s": round(lines / raw_s / 1000, 1),
        "rebuild": round(raw_s / rebuild_s, 2),
        "running": round(raw_s / running_s, 2),
        "replace_ms": {"median": round(float(np.median(times)), 1), "p99": round(float(np.percentile(times, 99)), 1)},
        "first_answer_s": round(first_s, 2),
    }


def main() -> None:
    """Parse options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--facts", type=int, default=100_000)
    options.add_argument("--articles", type=int, default=30, help="articles to replace")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        figures = run(given, Path(folder))
    if given.json:
        sys.stdout.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.writelines(f"{name:16} {value}\n" for name, value in figures.items())


if __name__ == "__main__":
    main()
