"""Search over generated names and sentences: medians and p99 of processor time, in milliseconds.

    python -m bench.search [--sentences 1000000]

Each text is asked for three times and the quickest counts, so that other work on the machine does not.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import orjson

from bench.facts import tables
from graph.search.current import Searches
from graph.search.kept import Search
from graph.search.sentences import SentenceFilter
from graph.workspace import Workspace

Row = dict[str, float]
_TRIES = 3
_ASKED = 300


def measured(ask: Callable[[str], object], texts: list[str]) -> Row:
    """Ask for every text; return median and p99."""
    times = []
    for text in texts:
        best = float("inf")
        for _ in range(_TRIES):
            start = time.thread_time()
            ask(text)
            best = min(best, time.thread_time() - start)
        times.append(best * 1000)
    return {"median": round(float(np.median(times)), 2), "p99": round(float(np.percentile(times, 99)), 2)}


def pieces(rng: np.random.Generator, labels: list[str], length: int) -> list[str]:
    """Return stretches of labels, drawn evenly."""
    found = []
    for label in rng.choice(np.array([one for one in labels if len(one) >= length]), _ASKED).tolist():
        at = int(rng.integers(0, len(label) - length + 1))
        found.append(label[at : at + length])
    return found


def slipped(text: str) -> str:
    """Return a text with its second character replaced."""
    return text[0] + "鑫" + text[2:]


def typed(rng: np.random.Generator, labels: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what people type, by kind."""
    for length in (1, 2, 3, 4, 6):
        yield f"{length} characters", pieces(rng, labels, length)
    for length in (4, 6, 8):
        yield f"one slip in {length}", [slipped(text) for text in pieces(rng, labels, length)]
    pairs = zip(pieces(rng, labels, 2), pieces(rng, labels, 2), strict=True)
    yield "two words", [" ".join(pair) for pair in pairs]


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Make the facts, build the search indexes, ask."""
    workspace = Workspace.open(folder, create=True)
    workspace.log.append_tables(*tables(given.sentences))
    start = time.process_time()
    found: Search = Searches(workspace).current()
    built = time.process_time() - start
    rng, index = np.random.default_rng(5), found.index
    labels = sorted(set(index.entities.labels.to_pylist()))
    quotes = [line["evidence"]["quote"] for line in index.facts(rng.integers(0, index.size, 2000))]
    wanted = SentenceFilter()
    return {
        "names": len(index.entities),
        "sentences": index.size,
        "build_cpu_s": round(built, 1),
        "suggest": {
            name: measured(found.names.suggest, texts) for name, texts in typed(rng, labels)
        },
        "search": {
            name: measured(lambda text: found.quotes.search(index, text, wanted), texts)
            for name, texts in [
                *((f"{length} characters", pieces(rng, quotes, length)) for length in (1, 2, 4, 6, 10)),
                ("two words", [" ".join(pair) for pair in zip(pieces(rng, quotes, 2), pieces(rng, quotes, 3), strict=True)]),
            ]
        },
    }  # fmt: skip


def main() -> None:
    """Parse options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--sentences", type=int, default=1_000_000, help="facts; a quarter as many names come with them"
    )
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        figures = run(given, Path(folder) / "workspace")
    sys.stdout.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode() + "\n")


if __name__ == "__main__":
    main()
