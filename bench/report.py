"""All measurements of docs/benchmarks.md in one run, and the page.

    make bench SIZE=small
    python -m bench.report [--size small|medium|full] [--only reading,growth] [--rounds 3] [--out docs/benchmarks.md]

Each part runs as a command of its own, one after the other, several rounds; the page shows the median of the rounds and the lowest and highest.
`--work DIR` keeps what was measured, so that a run which was stopped goes on.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import orjson

Value = float | str
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES = "campaign-graph jieba jionlp cpca ahocorasick-rs rdflib pyoxigraph duckdb networkx numpy pyarrow fastapi uvicorn".split()


_HEAD = (
    "Written by `make bench SIZE={size}` on {day}, never by hand: the median of the rounds, the lowest and the highest. "
    "Ratios and processor times hold on other machines better than rates do.\n"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its command by size, the figures that it leaves out, and what a reader must know."""

    title: str
    text: str
    commands: dict[str, str]
    hidden: tuple[str, ...] = ()


PARTS = {
    "reading": Part(
        "Reading",
        "One process over generated articles, processor time. `ratio` is how many times as long as the reader another tool takes on the same articles: `jieba.cut` and "
        "`jieba.posseg` only part words, `scan` is the bare automaton, jionlp finds places and times, cpca places. `two processes` is by the clock. The reader does all of it and states facts; "
        "how right they are stands below, on the same articles.",
        {
            "small": "bench.read --count 60 --turns 1 --json",
            "medium": "bench.read --count 200 --turns 3 --json",
            "full": "bench.read --count 1000 --turns 3 --json",
        },
        ("target", "full", "matched", "gold", "found", "missing"),
    ),
    "growth": Part(
        "Growth",
        "The commands `extract`, `ingest` and `stats` (which builds the index) over more and more generated articles: processor milliseconds an article, the megabytes of the largest process, bytes a fact on "
        "disk, and F1 of 300 of the articles.",
        {
            "small": "bench.growth --sizes 100,400 --json",
            "medium": "bench.growth --sizes 1000,10000 --json",
            "full": "bench.growth --sizes 1000,10000,100000,1000000 --json",
        },
    ),
    "questions": Part(
        "Questions",
        "Milliseconds of processor time a question over generated facts, in the relation index and, over the facts named, in DuckDB, NetworkX, Oxigraph and rdflib.",
        {
            "small": "bench.questions --facts 10000 --store 2000 --seconds 0.1 --json",
            "medium": "bench.questions --facts 200000 --store 20000 --seconds 1 --json",
            "full": "bench.questions --facts 1000000 --store 100000 --seconds 2 --json",
        },
    ),
    "load": Part(
        "Load",
        "The RDF store filled from the log beside a raw bulk load of the same quads (`rebuild` and `running` are ratios, larger is faster), and an article replaced.",
        {
            "small": "bench.store --facts 2000 --articles 10 --json",
            "medium": "bench.store --facts 20000 --articles 20 --json",
            "full": "bench.store --facts 100000 --articles 30 --json",
        },
    ),
    "http": Part(
        "HTTP",
        "Requests a second under `wrk -t1 -c16`, beside a bare FastAPI route behind the same server program.",
        {
            "small": "bench.http --facts 2000 --seconds 1 --rounds 1 --json",
            "medium": "bench.http --facts 20000 --seconds 3 --rounds 3 --json",
            "full": "bench.http --facts 100000 --seconds 5 --rounds 5 --json",
        },
    ),
}


def main() -> None:
    """Run the parts and write the page."""
    parser = argparse.ArgumentParser(prog="bench.report", description="Measure, and write docs/benchmarks.md.")
    parser.add_argument("--size", choices=["small", "medium", "full"], default="small")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--work", type=Path, help="folder that is kept, so that a stopped run goes on")
    asked = parser.parse_args()
    with TemporaryDirectory() as passing:
        work = asked.work or Path(passing)
        work.mkdir(parents=True, exist_ok=True)
        began = _load()
        rounds = {
            name: [_measured(name, asked.size, at, work) for at in range(asked.rounds)]
            for name in asked.only.split(",")
        }
    text = page(rounds, asked.size, (began, _load()))
    asked.out.write_text(text, encoding="utf-8")


def _measured(name: str, size: str, number: int, work: Path) -> object:
    """Return the figures of one round of a part."""
    kept = work / f"{name}-{size}-{number}.json"
    if not kept.exists():
        words = PARTS[name].commands[size].split()
        sys.stderr.write(f"{time.strftime('%H:%M:%S')} {name}, round {number + 1}: python -m {' '.join(words)}\n")
        done = subprocess.run([sys.executable, "-W", "ignore", "-m", *words], stdout=subprocess.PIPE, check=True)  # noqa: S603
        kept.write_bytes(done.stdout[done.stdout.index(b"{" if done.stdout.lstrip()[:1] != b"[" else b"[") :])
    return orjson.loads(kept.read_bytes())


def page(rounds: dict[str, list[object]], size: str, load: tuple[float, float]) -> str:
    """Return the page: the machine, then a table a part."""
    pieces = [
        "# Benchmarks\n",
        _HEAD.format(size=size, day=time.strftime("%Y-%m-%d", time.gmtime())),
        *_machine(load),
    ]
    for name, found in rounds.items():
        part = PARTS[name]
        pieces += [
            f"\n## {part.title}\n",
            part.text + "\n",
            f"`python -m {part.commands[size]}`, rounds: {len(found)}\n",
        ]
        pieces += ["| figure | median | lowest | highest |", "| --- | ---: | ---: | ---: |", *_rows(found, part.hidden)]
    return "\n".join(pieces) + "\n"


def _rows(found: list[object], hidden: tuple[str, ...]) -> Iterator[str]:
    """Yield a row a figure: the median of its rounds, and their spread; words as they are."""
    tables = [dict(_flat(one, ())) for one in found]
    for path in tables[0]:
        if set(path) & set(hidden):
            continue
        values = [table[path] for table in tables if path in table]
        numbers = [value for value in values if isinstance(value, int | float)]
        name = " · ".join(path).replace("|", "/")
        if numbers:
            yield f"| {name} | {_shown(median(numbers))} | {_shown(min(numbers))} | {_shown(max(numbers))} |"
        else:
            yield f"| {name} | {values[0]} | | |"


def _flat(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _flat(inside, (*path, name.replace("_", " ")))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            label = (
                f"{inside['articles']:,} articles" if isinstance(inside, dict) and "articles" in inside else str(number)
            )
            yield from _flat(inside, (*path, label))
    elif isinstance(value, int | float | str):
        yield path, value


def _shown(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 or number == int(number) else f"{number:.3g}"


def _machine(load: tuple[float, float]) -> Iterator[str]:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield "| | |\n| --- | --- |"
    yield f"| processor | {model}, {os.cpu_count()} of them |"
    yield f"| memory | {memory:.0f} GiB |"
    yield f"| system | {platform.system()} {platform.release()}, Python {platform.python_version()} |"
    yield f"| load before and after | {load[0]:.1f}, {load[1]:.1f}: what the machine had to do, ours and others' work |"
    yield f"| packages | {', '.join(filter(None, map(_version, PACKAGES)))} |"


def _version(name: str) -> str | None:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return None


def _load() -> float:
    return os.getloadavg()[0]


if __name__ == "__main__":
    main()
