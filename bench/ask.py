"""The question box over generated facts: every frame's examples, and completion, in one process.

    python -m bench.ask [--facts 1000000] [--rounds 3] [--json]

A million facts are 100,000 articles. Times are milliseconds of process time, the least of the rounds; `first` is what the first
question of a new index costs besides (names of the index, words of the grammar).
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from bench.facts import tables
from graph.ask.ask import as_json, ask
from graph.ask.complete import complete
from graph.ask.frames import FRAMES
from graph.index.relation import RelationIndex
from graph.workspace import Workspace

REFUSED = ("公安部第九督察组去过贵洲吗?", "Which teams inspected Anhiu?", "火星")
TYPED = ("公安部第", "哪些督察组督察过安", "which teams insp", "安徽")


def spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of process time that something takes."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def measure(index: RelationIndex, rounds: int) -> dict[str, float]:
    """Return the least time of every question, answer written as JSON."""
    questions = [text for frame in FRAMES for text in (frame.zh, frame.en)] + list(REFUSED)
    found = {
        text: min(spent(lambda text=text: orjson.dumps(as_json(ask(index, text)), default=str)) for _ in range(rounds))  # type: ignore[misc]
        for text in questions
    }
    return found | {
        f"{text}…": min(spent(lambda text=text: complete(index, text)) for _ in range(rounds))  # type: ignore[misc]
        for text in TYPED
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--facts", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "workspace", create=True)
        workspace.log.append_tables(*tables(given.facts))
        index = workspace.index()
        first = spent(lambda: (ask(index, "公安部第九督察组去过哪些省?"), complete(index, "公安部第")))
        found = measure(index, given.rounds)
    times = sorted(found.values())
    if given.json:
        sys.stdout.write(orjson.dumps({"first": first, "questions": found}).decode() + "\n")
        return
    for text, took in sorted(found.items(), key=lambda item: -item[1])[:12]:
        print(f"{took:8.1f}  {text}")
    print(
        f"{len(times)} questions over {given.facts:,} facts: median {statistics.median(times):.1f} ms, most {times[-1]:.1f} ms"
    )
    print(f"first question of an index: {first:.0f} ms")


if __name__ == "__main__":
    main()
