"""How reading grows: time, memory, disk and accuracy over 10^3 to 10^6 generated articles, by the commands that a user types.

    python -m bench.growth --sizes 1000,10000,100000 --work DIR [--json]

Processor time of all processes; memory is the largest that one process ever had. What is done in `--work` is not done again: articles,
facts and figures of a size that was measured are kept, and a run that was stopped goes on. Accuracy is that of 300 articles spread over all.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from bench.generate import generate, one, write
from ingest.evaluation import measure
from ingest.pipeline import read
from ontology.wire import flatten

SEED = 7
FILE = 10_000
"""Articles of a file."""
SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor and clock seconds of a command, and the megabytes of its largest process."""

    cpu_s: float
    clock_s: float
    largest_mb: float


def measured(count: int, work: Path) -> dict[str, object]:
    """Return the figures of a size, from its folder where it was measured before."""
    folder = work / str(count)
    done = folder / "figures.json"
    if done.exists():
        known: dict[str, object] = orjson.loads(done.read_bytes())
        return known
    articles = _articles(count, folder / "articles")
    size = sum(file.stat().st_size for file in articles.iterdir())
    extract = _run("extract", str(articles), "-o", str(folder / "facts.jsonl"))
    ingest = _run("ingest", str(articles), "-w", str(folder / "workspace"))
    index = _run("stats", "-w", str(folder / "workspace"))
    facts = _lines(folder / "facts.jsonl")
    figures = {
        "articles": count,
        "facts": facts,
        "bytes_an_article": round(size / count),
        "extract_ms_an_article": round(extract.cpu_s / count * 1000, 3),
        "extract": asdict(extract),
        "ingest_ms_an_article": round(ingest.cpu_s / count * 1000, 3),
        "ingest": asdict(ingest),
        "index": asdict(index),
        "log_bytes_a_fact": round(_disk(folder / "workspace" / "log") / max(facts, 1)),
        "index_bytes_a_fact": round(_disk(folder / "workspace" / "index") / max(facts, 1)),
        "f1": accuracy(count),
    }
    done.write_bytes(orjson.dumps(figures))
    return figures


def accuracy(count: int) -> dict[str, float]:
    """Return F1 by type of fact over articles spread over all of a size."""
    numbers = range(0, count, max(1, count // SAMPLE))
    samples = [one(number, SEED) for number in numbers]
    lines = [flatten(fact) for sample in samples for fact in read(sample.article).facts]
    scores = orjson.loads(measure({sample.article.id: sample.gold() for sample in samples}, lines).to_json())["scores"]
    return {name: round(score["core"]["f1"], 3) for name, score in scores.items()}


def _articles(count: int, folder: Path) -> Path:
    """Write the articles that are not there yet."""
    samples = generate(count, SEED)
    for first in range(0, count, FILE):
        part = islice(samples, FILE)
        file = folder / f"{first:08}.jsonl"
        if file.exists():
            next(islice(part, FILE, FILE), None)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        write(part, folder / ".new.jsonl", None)
        (folder / ".new.jsonl").replace(file)
    return folder


def _run(*words: str) -> Cost:
    """Run a command of ours and return what it cost."""
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", "from api.cli import main; main()", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        largest = 0
        while True:
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                break
            largest = max([largest, *map(_memory, [process.pid, *_children(process.pid)])])
            time.sleep(0.1)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):
            sys.exit(process.stderr.read().decode() if process.stderr else "it failed")
    return Cost(
        usage.ru_utime + usage.ru_stime, time.monotonic() - began, round(max(largest, usage.ru_maxrss) / 1024, 1)
    )


def _children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def _memory(pid: int) -> int:
    """Return the most memory that a process had so far, in kilobytes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _lines(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(1 for _ in lines)


def _disk(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main() -> None:
    """Measure each size and print the figures."""
    parser = argparse.ArgumentParser(prog="bench.growth", description="How reading grows with the number of articles.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, with commas between")
    parser.add_argument("--work", type=Path, help="folder that is kept, so that a stopped run goes on")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as passing:
        figures = [measured(int(size), asked.work or Path(passing)) for size in asked.sizes.split(",")]
    if asked.json:
        print(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
        return
    for row in figures:
        print(*(f"{name}={value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
