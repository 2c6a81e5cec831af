"""Questions over HTTP beside a writer: the same questions, quiet and while an article is written each second, in turns in one run.

    python -m bench.writing [--facts 20000] [--rate 20] [--seconds 20] [--turns 3] [--json]

Milliseconds by the clock from the moment a request is due, p50 and p99 over all turns; `index` are lists, single things, numbers and
diagrams. `ratio` is p99 beside the writer to p99 quiet. `cpu` is processor time of the server: percent of a second quiet and beside the writer,
and the difference a write in ms. `seen after` is how long after its answer a write was in lists, and in search.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.parse import quote
from urllib.request import Request, urlopen

import numpy as np
import orjson

from bench.soak.client import Ask, Told, drive
from bench.soak.load import Served, articles, loaded, questions, served
from graph.index.relation import RelationIndex
from graph.workspace import Workspace

INDEX = ("facts", "one", "numbers", "diagram")
_SEEN = 5
_LONGEST = 60
_MARK = "7月29日,公安部第九督察组到宁夏回族自治区银川市兴庆区,对夏季治安打击整治“百日行动”开展专项督察。"
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Turns:
    """What came of one kind of turn: answers, writes, seconds by the clock and of the server's processor time."""

    told: list[Told] = field(default_factory=list)
    written: list[Told] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    def percentile(self, share: float, *kinds: str) -> float:
        """Return a percentile over all turns in milliseconds."""
        return _percentile(self.told, share, *kinds)


def _percentile(told: list[Told], share: float, *kinds: str) -> float:
    chosen = [
        second for one in told for kind, some in one.seconds.items() if not kinds or kind in kinds for second in some
    ]
    return round(float(np.percentile(chosen, share)) * 1000, 1) if chosen else float("nan")


def cpu(pid: int) -> float:
    """Return seconds of processor time that a process has taken."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / _TICK


async def turn(  # noqa: PLR0913, PLR0917  (what a turn is)
    server: Served, asks: Iterator[Ask], writes: Iterator[Ask] | None, rate: float, seconds: float, turns: Turns
) -> None:
    """Ask for some seconds, beside a writer or not."""
    began, spent = monotonic(), cpu(server.pid)
    asking = drive(server.address, asks, rate, seconds)
    if writes is None:
        turns.told.append(await asking)
    else:
        told, written = await asyncio.gather(asking, drive(server.address, writes, 1, seconds, connections=2))
        turns.told.append(told)
        turns.written.append(written)
    turns.seconds += monotonic() - began
    turns.cpu += cpu(server.pid) - spent


def seen(server: Served) -> dict[str, float]:
    """Write articles, and return the seconds until the last of them was in lists and in search, the median."""
    found: dict[str, list[float]] = {"lists": [], "search": []}
    for number in range(_SEEN):
        name = f"seen-{number}"
        body = orjson.dumps(
            {"id": name, "text": _MARK, "title": f"见闻之{'一二三四五'[number]}", "published": "2022-08-03"}
        )
        headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
        urlopen(Request(f"{server.address}/v1/articles", body, headers)).close()  # noqa: S310 - our own server
        began = monotonic()
        title = quote(f"见闻之{'一二三四五'[number]}")
        for kind, path in (("lists", f"/v1/articles/{name}"), ("search", f"/v1/suggest?q={title}")):
            while name.encode() not in _answer(server.address + path) and monotonic() < began + _LONGEST:
                sleep(0.01)
            found[kind].append(monotonic() - began)
    return {kind: round(float(np.median(some)), 2) for kind, some in found.items()}


def _answer(address: str) -> bytes:
    with suppress(OSError), urlopen(address) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())
    return b""


def figures(quiet: Turns, beside: Turns) -> dict[str, object]:
    """Return all figures."""
    kinds = {"index": INDEX} | {kind: (kind,) for kind in sorted({kind for one in quiet.told for kind in one.seconds})}
    rows: dict[str, object] = {}
    for name, chosen in kinds.items():
        one, other = ([turns.percentile(share, *chosen) for share in (50, 99)] for turns in (quiet, beside))
        rows[name] = {"quiet": one, "beside": other, "ratio": round(other[1] / one[1], 2)}
    shares = [turns.cpu / turns.seconds for turns in (quiet, beside)]
    return {
        **rows,
        "write": [_percentile(beside.written, share) for share in (50, 99)],
        "cpu": {
            "quiet": round(shares[0] * 100),
            "beside": round(shares[1] * 100),
            "a write ms": round((shares[1] - shares[0]) * 1000),
        },
        "wrong": sum(len(one.wrong) for one in (*quiet.told, *beside.told, *beside.written)),
        "load": os.getloadavg()[0],
    }


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Serve, ask in turns, return all figures."""
    with served(given.facts, folder) as server:
        index: RelationIndex = Workspace.open(server.workspace).index()
        loaded(server.address)
        asks, writes = questions(index, 1, sparql=given.sparql), articles(server.token, 1)
        quiet, beside = Turns(), Turns()
        asyncio.run(turn(server, asks, writes, given.rate, 5, Turns()))
        for _ in range(given.turns):
            asyncio.run(turn(server, asks, None, given.rate, given.seconds, quiet))
            asyncio.run(turn(server, asks, writes, given.rate, given.seconds, beside))
        return {"facts": given.facts, **figures(quiet, beside), "seen after": seen(server)}


def main() -> None:
    """Parse options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--facts", type=int, default=20_000)
    options.add_argument("--rate", type=float, default=20)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--sparql", action="store_true", help="ask the RDF store too")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        found = run(given, Path(folder))
    if given.json:
        sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.writelines(f"{name:12} {row}\n" for name, row in found.items())


if __name__ == "__main__":
    main()
