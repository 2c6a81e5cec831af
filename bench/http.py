"""Requests a second beside a bare FastAPI route, in one run: `python -m bench.http [--facts N] [--seconds S] [--rounds R]`.

The server is `campaign-graph serve` with everything on that production has: metrics, request lines, caching, security
headers. The bare one is FastAPI with one route that returns 8 kB of static bytes, behind the same server program. wrk -c16
asks both in turn, several rounds; medians of
requests a second and of the server's processor time a request, which other processes disturb less. Needs wrk (Debian: `apt install wrk`).
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote
from urllib.request import urlopen

from bench.facts import tables
from graph.index.relation import RelationIndex
from graph.workspace import Workspace

FRESH = 50_000
"""Addresses of an uncached question for one turn; each turn has others, so that none is asked twice."""
_YEARS = 900
"""Years from 1000 on from which a question may ask: before any fact, so that its answer is whole."""
LUA = """
local paths, at = {}, 0
for line in io.lines("FILE") do paths[#paths + 1] = line end
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""
_RATE, _P99 = re.compile(r"Requests/sec:\s+([\d.]+)"), re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
_COUNT = re.compile(r"(\d+) requests in")
_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Row:
    """Requests a second, 99th percentile in milliseconds, processor time of the server a request in microseconds."""

    rate: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    address: str
    pid: int

    def spent(self) -> float:
        """Return the processor time that it took so far, in seconds."""
        fields_ = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields_[11]) + int(fields_[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=int, default=20_000)
    options.add_argument("--seconds", type=int, default=3)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing; on Debian: apt install wrk")
    with TemporaryDirectory() as name:
        folder = Path(name)
        space = Workspace.open(folder / "workspace", create=True)
        space.log.append_tables(*tables(given.facts))
        cases = _cases(space.index())
        with _bare(folder) as bare, _served(space.folder, folder) as ours:
            rounds = [
                {"bare": _asked(bare, "/", given.seconds, None)}
                | {
                    name: _asked(ours, "", given.seconds, _script(folder / f"case-{at}", case, turn))
                    for at, (name, case) in enumerate(cases.items())
                }
                for turn in range(given.rounds + 1)
            ][1:]  # the first fills what is filled once
    _print(rounds) if given.json else _report(rounds)


def _cases(index: RelationIndex) -> dict[str, Callable[[int], str]]:
    """Return the address of each case by number: another one each time, or for answers from memory always the same."""
    teams = [quote(index.entities.id(n).partition("/")[2], safe="@") for n in index.entities.of_kind("team")][:400]
    codes = [index.entities.id(n).partition("/")[2] for n in index.entities.of_kind("place")]
    around = "/v1/graph/neighborhood?node=team"
    typed = [name[:size] for name in map(index.entities.label, index.entities.of_kind("team")) for size in (2, 4, 6)]
    return {
        "places of a team": lambda n: f"/v1/teams/{teams[n % len(teams)]}/places?from={_day(n)}&limit=20",
        "teams of a place": lambda n: f"/v1/places/{codes[n % len(codes)]}/teams?from={_day(n)}&limit=20",
        "20 with evidence": lambda n: f"/v1/inspections?team={teams[n % len(teams)]}&from={_day(n)}&limit=20",
        # who asks for at least a generation is never answered from memory
        "diagram of 20": lambda n: f"{around}/{teams[n % len(teams)]}&limit={20 + n % 5}&kinds=team,place&at_least=1",
        "suggestions": lambda n: f"/v1/suggest?q={quote(typed[n % len(typed)])}&limit={n // len(typed) % 20 + 1}",
        "cached": lambda _: f"/v1/teams/{teams[0]}/places?limit=20",
        "cached, diagram": lambda _: f"{around}/{teams[0]}&limit=20",
    }


def _day(number: int) -> str:
    return f"{1000 + number // 336 % _YEARS:04}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def _script(stem: Path, case: Callable[[int], str], turn: int) -> Path:
    """Return a wrk script that asks for the addresses of a turn, one after the other."""
    stem.with_suffix(".txt").write_text("\n".join(map(case, range(turn * FRESH, (turn + 1) * FRESH))))
    stem.with_suffix(".lua").write_text(LUA.replace("FILE", str(stem.with_suffix(".txt"))))
    return stem.with_suffix(".lua")


def _asked(server: Server, path: str, seconds: int, script: Path | None) -> Row:
    """Ask for some seconds."""
    command = [
        "wrk",
        "-t1",
        "-c16",
        f"-d{seconds}s",
        "--latency",
        "--timeout",
        "20s",
        *(["-s", str(script)] if script else []),
    ]
    before = server.spent()
    said = subprocess.run([*command, server.address + path], capture_output=True, text=True, check=True).stdout  # noqa: S603
    spent = server.spent() - before
    rate, slow, count, bad = (pattern.search(said) for pattern in (_RATE, _P99, _COUNT, _BAD))
    if bad or rate is None or slow is None or count is None:
        sys.exit(f"{script}: {bad[0] if bad else said}")
    return Row(float(rate[1]), float(slow[1]) * _MS[slow[2]], spent / max(int(count[1]), 1) * 1e6)


def _print(rounds: list[dict[str, Row]]) -> None:
    """Print medians as JSON, and what they are of the bare route's."""
    middle = {
        case: Row(*(median(getattr(one[case], field.name) for one in rounds) for field in fields(Row)))
        for case in rounds[0]
    }
    bare = middle["bare"]
    found = {
        case: {"requests_a_second": round(row.rate), "p99_ms": row.p99, "cpu_us": round(row.cpu)}
        | {"rate_of_bare": round(row.rate / bare.rate, 2), "cpu_of_bare": round(row.cpu / bare.cpu, 2)}
        for case, row in middle.items()
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _report(rounds: list[dict[str, Row]]) -> None:
    sys.stdout.write(f"{'':20}{'req/s':>9}{'of bare':>9}{'p99 ms':>9}{'cpu us':>9}{'of bare':>9}\n")
    middle = {
        case: Row(*(median(getattr(one[case], field.name) for one in rounds) for field in fields(Row)))
        for case in rounds[0]
    }
    bare = middle["bare"]
    for case, row in middle.items():
        ratios = row.rate / bare.rate, bare.cpu / row.cpu
        sys.stdout.write(f"{case:20}{row.rate:9.0f}{ratios[0]:9.2f}{row.p99:9.2f}{row.cpu:9.0f}{ratios[1]:9.2f}\n")


@contextmanager
def _served(workspace: Path, folder: Path) -> Iterator[Server]:
    environment = os.environ | {"CAMPAIGN_GRAPH_LOG": "requests"}
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "-w", str(workspace), "--port", "0"]
    yield from _running(command, environment, folder / "ours.log", f"sparql?query={quote('ASK {}')}")


@contextmanager
def _bare(folder: Path) -> Iterator[Server]:
    yield from _running([sys.executable, "-m", "bench.bare"], dict(os.environ), folder / "bare.log", "")


def _running(command: list[str], environment: dict[str, str], log: Path, warm: str) -> Iterator[Server]:
    """Run a server that writes its address first, and its log, to a file; `warm` is answered when it is all there."""
    with log.open("w") as out:
        process = subprocess.Popen(command, stderr=out, env=environment)  # noqa: S603
    try:
        while not (address := re.search(r"http://\S+", log.read_text())):
            time.sleep(0.05)
        urlopen(f"{address[0]}/{warm}", timeout=600).close()  # noqa: S310
        yield Server(address[0], process.pid)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
