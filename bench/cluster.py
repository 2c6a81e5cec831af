"""Reading on a Spark cluster beside two local processes: a standalone master and two workers of this machine, one processor each.

    make spark && python -m bench.cluster [--articles 6000] [--rounds 2] [--json]

The clock, for the work is shared out. `local` is `campaign-graph extract` with two processes; `warm` a job in a Spark session that has run one; `killed` a
warm job of which a worker is killed when two fifths of a warm job's time are over. All write the same facts, which is checked.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import orjson
import pyarrow.parquet as pq

from bench.generate import generate
from graph.processes import free_port

FILES = 12
"""Files that the articles are in, so that each processor has several to read."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster."""

    master: str
    workers: tuple[int, ...]


@contextmanager
def standalone(folder: Path) -> Iterator[Cluster]:
    """Run a standalone master and two workers with one processor each."""
    import pyspark  # noqa: PLC0415 - an extra

    home, port, page = Path(pyspark.__file__).parent, free_port(), free_port()
    environment = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder)}
    master = ["deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page)]
    worker = ["deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "-c", "1", "-m", "1g"]
    started: list[subprocess.Popen[bytes]] = []

    def start(command: list[str]) -> int:
        with (folder / f"log-{len(started)}").open("wb") as log:
            words = [str(home / "bin" / "spark-class"), f"org.apache.spark.{command[0]}", *command[1:]]
            started.append(
                subprocess.Popen(words, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - Spark's own
            )
        return started[-1].pid

    try:
        start(master)
        until(lambda: alive(page) is not None)
        workers = tuple(start([*worker, f"spark://127.0.0.1:{port}"]) for _ in range(2))
        until(lambda: alive(page) == 2)
        yield Cluster(f"spark://127.0.0.1:{port}", workers)
    finally:
        for process in started:
            kill(process.pid)
            process.wait()


def alive(page: int) -> int | None:
    """Return how many workers the master's page shows, None if it shows nothing yet."""
    try:
        with urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            return int(orjson.loads(answer.read())["aliveworkers"])
    except OSError:
        return None


def until(ready: Callable[[], bool], patience: float = 500) -> None:
    """Wait for something. Raises TimeoutError after so many seconds."""
    deadline = time.monotonic() + patience
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it was not so after {patience:.0f} s")
        time.sleep(0.1)


def kill(group: int) -> None:
    """Kill a process with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def written(articles: int, folder: Path) -> Path:
    """Write generated articles as JSON Lines."""
    folder.mkdir()
    samples = list(generate(articles, seed=7))
    for part in range(FILES):
        records = [
            {"id": one.article.id, "text": one.article.text, "published": one.article.published}
            for one in samples[part::FILES]
        ]
        (folder / f"{part:02}.jsonl").write_bytes(b"\n".join(map(orjson.dumps, records)) + b"\n")
    return folder


def local(articles: Path, out: Path) -> set[str]:
    """Read with two processes of this machine; return the ids of the facts."""
    words = ["extract", str(articles), "-o", str(out), "--processes", "2"]
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", "from api.cli import main; main()", *words], check=True, stderr=subprocess.DEVNULL
    )
    return {orjson.loads(line)["id"] for line in out.read_bytes().splitlines()}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(articles: int, rounds: int, folder: Path) -> dict[str, object]:
    """Return the seconds of each way, the rounds taking turns."""
    from ingest.cluster import run, session  # noqa: PLC0415 - an extra

    pages = written(articles, folder / "articles")
    seconds: dict[str, list[float]] = {"local": [], "warm": []}
    with standalone(folder) as running:
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        spark = session(running.master)
        number = iter(range(100))

        def job() -> Path:
            out = folder / f"spark-{next(number)}"
            run(spark, [str(pages)], str(out))
            return out

        first = timed(job)
        for turn in range(rounds):
            seconds["local"].append(timed(lambda turn=turn: local(pages, folder / f"local-{turn}.jsonl")))  # type: ignore[misc]
            seconds["warm"].append(timed(job))
        threading.Timer(0.4 * min(seconds["warm"]), kill, [running.workers[0]]).start()
        killed = timed(job)
        spark.stop()
    expected = local(pages, folder / "again.jsonl")
    for out in sorted(folder.glob("spark-*")):
        ids = pq.read_table(out, columns=["id"])["id"].to_pylist()
        if len(ids) != len(set(ids)) or set(ids) != expected:
            raise SystemExit(f"{out.name} has other facts than the single machine")
    best = {name: min(times) for name, times in seconds.items()}
    return {
        "articles": articles,
        "facts": len(expected),
        "first_s": round(first, 1),
        **{f"{name}_s": [round(one, 1) for one in times] for name, times in seconds.items()},
        "killed_s": round(killed, 1),
        "warm_to_local": round(statistics.median(seconds["local"]) / statistics.median(seconds["warm"]), 2),
        "killed_to_warm": round(killed / best["warm"], 2),
    }


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = measured(asked.articles, asked.rounds, Path(folder))
    if asked.json:
        print(orjson.dumps(figures).decode())
        return
    print("| | |\n| --- | --- |")
    for name, value in figures.items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
