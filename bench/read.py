"""What reading costs on one core: the reader beside jieba, jionlp and the bare automaton, over the same generated articles, and how right it is.

    python -m bench.read --count 200 --seed 7 [--json]

Every tool is warmed up on the articles first; tools take turns, and each tool's best turn counts, so that a busy machine does not favor one of
them. Processor time, not the clock, but for what the clock is asked about: two processes beside one, and the time to the first fact.
"""

import argparse
import contextlib
import gc
import importlib
import importlib.util
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

from bench.generate import STYLES, Sample, generate
from ingest.cleaning import clean
from ingest.evaluation import Evaluation, measure
from ingest.pipeline import read
from ingest.scan import load_scanner
from ontology.wire import flatten

Tool = Callable[[Sample], object]
TARGETS = {"jieba.cut": 10.0, "jieba.posseg": 150.0, "jionlp": 60.0, "scan": 0.1, "two processes": 1.4}
"""How many times as fast as a tool the reader has to be; two processes, how many times as fast as one."""
_SLOW = {"jieba.posseg": 20, "jionlp": 10, "cpca": 10}
"""Tools that are measured on the first so many articles only."""


def main() -> None:
    """Measure and print a table, or JSON."""
    parser = argparse.ArgumentParser(prog="bench.read", description="What reading costs on one core.")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--mangle", type=float, default=0.3, metavar="SHARE")
    parser.add_argument("--style", choices=list(STYLES), action="append", help="only these styles (repeatable)")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", type=Path, help="write each missed or spurious fact to a JSON Lines file")
    asked = parser.parse_args()
    samples = list(generate(asked.count, asked.seed, tuple(asked.style or STYLES), asked.mangle))
    figures = measured(samples, asked.turns)
    outcome = accuracy(samples)
    figures["accuracy"] = orjson.loads(outcome.to_json())["scores"]
    if asked.errors:
        asked.errors.write_bytes(
            b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in outcome.errors)
        )
    print(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode() if asked.json else table(figures))


def measured(samples: Sequence[Sample], turns: int) -> dict[str, Any]:
    """Return speeds of all tools, the reader's ratio to each, its memory and the time to the first fact."""
    _read_all(samples)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tools = {"reader": lambda sample: read(sample.article), **_others(samples)}
    best: dict[str, float] = {}
    for turn in range(turns + 1):
        for name, tool in tools.items():
            share = samples[: _SLOW.get(name, len(samples))]
            if name in _SLOW and turn > 1:
                continue
            spent = _timed(tool, share) / len(share)
            if turn:
                best[name] = min(best.get(name, spent), spent)
    size = sum(len(sample.article.text.encode("utf-8", "surrogatepass")) for sample in samples) / len(samples)
    speed = {
        name: {"articles_per_second": 1 / spent, "megabytes_per_second": size / spent / 1e6}
        for name, spent in best.items()
    }
    ratios = {name: best[name] / best["reader"] for name in best if name != "reader"}
    ratios["two processes"] = two_processes(samples, turns)
    return {
        "articles": len(samples),
        "characters": sum(len(sample.article.text) for sample in samples) / len(samples),
        "mangled": sum(bool(sample.ways) for sample in samples),
        "speed": speed,
        "missing": [name for name in TARGETS if name not in ratios],
        "ratio": ratios,
        "target": TARGETS,
        "memory_megabytes": memory,
        "first_fact_seconds": first_fact(),
    }


def _others(samples: Sequence[Sample]) -> dict[str, Tool]:
    """Return the tools to compare with; the automaton scans texts that are cleaned already."""
    import jieba  # noqa: PLC0415 - after the reader's own memory is known
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(60)
    jieba.initialize()
    scanner = load_scanner()
    texts = {sample.article.id: clean(sample.article.text).text for sample in samples}
    tools: dict[str, Tool] = {
        "scan": lambda sample: scanner.scan(texts[sample.article.id]),
        "jieba.cut": lambda sample: list(jieba.cut(sample.article.text)),
        "jieba.posseg": lambda sample: list(jieba.posseg.cut(sample.article.text)),
    }
    if importlib.util.find_spec("jionlp"):
        tools["jionlp"] = _jionlp()
    if importlib.util.find_spec("cpca"):
        cpca: Any = importlib.import_module("cpca")
        tools["cpca"] = lambda sample: cpca.transform_text_with_addrs(sample.article.text)
    return tools


def _jionlp() -> Tool:
    with contextlib.redirect_stdout(sys.stderr):  # it greets on import
        jionlp: Any = importlib.import_module("jionlp")

    def places_and_times(sample: Sample) -> object:
        text = sample.article.text
        return jionlp.recognize_location(text), jionlp.ner.extract_time(text)

    return places_and_times


def _timed(tool: Tool, samples: Sequence[Sample]) -> float:
    """Return the processor seconds that a tool needs for all samples."""
    gc.collect()
    start = time.process_time()
    for sample in samples:
        tool(sample)
    return time.process_time() - start


def two_processes(samples: Sequence[Sample], turns: int) -> float:
    """Return how many times as fast as one process two read the articles, by the clock; each is warm, the best turns count."""
    best = {1: float("inf"), 2: float("inf")}
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as one, context.Pool(2) as two:
        for turn in range(turns + 1):
            for size, pool in ((1, one), (2, two)):
                start = time.perf_counter()
                pool.map(_read_all, [samples, samples], chunksize=1)
                if turn:
                    best[size] = min(best[size], time.perf_counter() - start)
    return best[1] / best[2]


def _read_all(samples: Sequence[Sample]) -> int:
    return sum(len(read(sample.article).facts) for sample in samples)


def first_fact() -> float:
    """Return the seconds from the start of `campaign-graph extract one.txt` to its first line; no person is met in it.

    The modules are compiled to bytecode before, as an installation does it.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    page = "7月19日,公安部第九督察组赴贵州省贵阳市开展督察。行动以来,全国公安机关共破获刑事案件603起。\n"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.txt")
        file.write_text(page, encoding="utf-8")
        spent = []
        for _ in range(5):
            start = time.perf_counter()
            command = [sys.executable, "-c", "from api.cli import main; main()", "extract", str(file)]
            with subprocess.Popen(  # noqa: S603
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            ) as process:
                line = process.stdout.readline() if process.stdout else b""
                spent.append(time.perf_counter() - start)
            if not line.startswith(b"{"):
                return float("nan")
    return min(spent)


def accuracy(samples: Sequence[Sample]) -> Evaluation:
    """Return how the reader's facts agree with what the articles state."""
    lines = [flatten(fact) for sample in samples for fact in read(sample.article).facts]
    return measure({sample.article.id: sample.gold() for sample in samples}, lines)


def table(figures: dict[str, Any]) -> str:
    """Return the figures as lines of text."""
    rows = [
        f"{figures['articles']} articles, {figures['characters']:.0f} characters on average, {figures['mangled']} mangled",
        "",
    ]
    rows.append(f"{'tool':14}{'articles/s':>12}{'MB/s':>9}{'ratio':>9}{'target':>9}")
    for name, speed in figures["speed"].items():
        ratio = f"{figures['ratio'][name]:9.2f}{TARGETS[name]:9.1f}" if name in figures["ratio"] else ""
        rows.append(f"{name:14}{speed['articles_per_second']:12.1f}{speed['megabytes_per_second']:9.2f}{ratio}")
    rows.append(f"{'two processes':14}{'':21}{figures['ratio']['two processes']:9.2f}{TARGETS['two processes']:9.1f}")
    rows += [f"{name:14}not installed" for name in figures["missing"]]
    rows += [
        "",
        f"memory {figures['memory_megabytes']:.0f} MB, first fact after {figures['first_fact_seconds']:.2f} s",
        "",
    ]
    rows.append(f"{'fact type':14}{'core P':>8}{'R':>7}{'F1':>7}{'full P':>9}{'R':>7}{'F1':>7}{'gold':>7}")
    for kind, levels in figures["accuracy"].items():
        core, full = levels["core"], levels["full"]
        rows.append(
            f"{kind:14}{core['precision']:8.3f}{core['recall']:7.3f}{core['f1']:7.3f}"
            f"{full['precision']:9.3f}{full['recall']:7.3f}{full['f1']:7.3f}{core['gold']:7}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
