"""Load: mixed questions at a fixed rate while articles are written, then one query that runs away and one enormous export.

python -m bench.soak.load [--seconds 1800] [--rate 200] [--facts 200000]
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import orjson

from api.tokens import made
from bench.facts import tables
from bench.generate import one
from bench.soak.client import Ask, Told, again, drive
from graph.index.relation import RelationIndex
from graph.workspace import Workspace

WARM: Final = 0.3
"""The share of a run after which memory must not grow any more."""
_RUNAWAY: Final = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x != ?y && ?y != ?z) }"
_WORDS: Final = ("公安", "督察组", "团伙", "贵州", "检查", "破获", "群众", "宁夏")
_ASKED: Final = ("公安部督察组去过哪些省?", "which provinces did the teams inspect", "贵州有哪些督察组?")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs over a workspace, and a token to write with."""

    address: str
    pid: int
    token: str
    workspace: Path

    def memory(self) -> float:
        """Return megabytes that the server's process holds."""
        said = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", said)
        return int(found[1]) / 1024 if found else 0.0

    def store_memory(self) -> float:
        """Return megabytes that the RDF store's process holds."""
        pid = orjson.loads((self.workspace / "store" / "server.json").read_bytes())["pid"]
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
        return int(found[1]) / 1024 if found else 0.0


@dataclass(slots=True)
class Run:
    """What a run showed: answers, writes, megabytes by the second."""

    told: Told
    written: Told
    memory: list[float] = field(default_factory=list)
    store: list[float] = field(default_factory=list)

    def tenths(self) -> list[float]:
        """Return the server's megabytes in each tenth of the run, as medians."""
        tenth = max(len(self.memory) // 10, 1)
        return [_middle(self.memory[at : at + tenth]) for at in range(0, tenth * 10, tenth) if self.memory[at:]]

    def growth(self) -> tuple[float, float]:
        """Return the server's megabytes after warm-up and at the end, each the median of a tenth of the run."""
        tenth = max(len(self.memory) // 10, 1)
        warm = int(len(self.memory) * WARM)
        return _middle(self.memory[warm : warm + tenth]), _middle(self.memory[-tenth:])


@dataclass(frozen=True, slots=True)
class Load:
    """What a load run asked for and showed."""

    seconds: float
    rate: float
    facts: int
    run: Run
    quiet: Told
    disturbed: Told
    runaways: int
    exports: int

    @property
    def ratio(self) -> float:
        """How many times as long the slowest hundredth took beside a runaway query and an export."""
        return self.disturbed.percentile(99) / self.quiet.percentile(99)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


@contextmanager
def served(facts: int, folder: Path) -> Iterator[Served]:
    """Make a workspace of so many facts and serve it."""
    space = Workspace.open(folder / "workspace", create=True)
    space.log.append_tables(*tables(facts))
    token, secret = made("soak", ["articles"])
    environment = os.environ | {"CAMPAIGN_GRAPH_TOKENS": token.entry()}
    command = [
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        "serve",
        "-w",
        str(space.folder),
        "--port",
        "0",
    ]
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, stderr=out, env=environment)
    try:
        while not (address := re.search(r"http://\S+", log.read_text(encoding="utf-8"))):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        urlopen(f"{address[0]}/sparql?query={quote('ASK {}')}", timeout=600).close()  # noqa: S310 - our own server
        yield Served(address[0], process.pid, secret, space.folder)
    finally:
        process.terminate()
        process.wait()


def questions(index: RelationIndex, seed: int, sparql: bool = True) -> Iterator[Ask]:
    """Yield mixed requests without end: lists, one thing, numbers, diagrams, search, words, SPARQL."""
    rng = random.Random(seed)
    ids = {kind: [index.entities.id(n) for n in index.entities.of_kind(kind)][:2000] for kind in ("team", "place")}
    teams, places = ([name.partition("/")[2] for name in ids[kind]] for kind in ("team", "place"))
    kinds: list[tuple[int, Callable[[], tuple[str, str, dict[str, object]]]]] = [
        (20, lambda: ("facts", "/v1/inspections", {"place": rng.choice(places), "limit": rng.randint(1, 50)})),
        (10, lambda: ("facts", "/v1/results", {"from": f"20{rng.randint(18, 25)}", "limit": rng.randint(1, 50)})),
        (10, lambda: ("facts", "/v1/export.csv", {"type": "coverage", "from": "2022-08", "to": "2022-08"})),
        (15, lambda: ("one", f"/v1/teams/{quote(rng.choice(teams), safe='@')}", {})),
        (10, lambda: ("one", f"/v1/places/{rng.choice(places)}", {})),
        (5, lambda: ("numbers", "/v1/coverage", {"place": rng.choice(places)[:2] + "0000"})),
        (5, lambda: ("numbers", "/v1/matrix", {"from": f"20{rng.randint(18, 25)}-{rng.randint(1, 12):02}"})),
        (10, lambda: ("diagram", "/v1/graph/neighborhood", {"node": rng.choice(ids["team"]), "limit": rng.randint(5, 40)})),
        (5, lambda: ("search", "/v1/suggest", {"q": rng.choice(_WORDS)[: rng.randint(1, 3)]})),
        (5, lambda: ("search", "/v1/search", {"q": rng.choice(_WORDS), "limit": rng.randint(1, 20)})),
        (2, lambda: ("words", "/v1/ask", {"q": rng.choice(_ASKED)})),
        (3, lambda: ("sparql", "/sparql", {"query": _small(rng.choice(ids["team"]))})),
    ]  # fmt: skip
    weights, makers = zip(*(kinds if sparql else kinds[:-1]), strict=True)
    while True:
        kind, path, given = rng.choices(makers, weights)[0]()
        yield Ask(kind, f"{path}?{urlencode(given)}" if given else path)


def _small(team: str) -> str:
    iri = f"<https://w3id.org/campaign-graph/{quote(team, safe='/@')}>"
    return f"SELECT ?p {{ {iri} <https://w3id.org/campaign-graph/ontology#inspected> ?p }} LIMIT 20"


def articles(token: str, seed: int) -> Iterator[Ask]:
    """Yield articles to be written, without end; every tenth replaces the one before it."""
    for number in count():
        sample = one(number, seed)
        name = f"soak-{number - 1 if number % 10 == 9 else number}"
        said = {"id": name, "text": sample.article.text, "published": sample.article.published}
        yield Ask("write", "/v1/articles", "POST", orjson.dumps(said), token)


async def _measure(server: Served, run: Run, until: asyncio.Event) -> None:
    while not until.is_set():
        run.memory.append(server.memory())
        run.store.append(server.store_memory())
        await asyncio.sleep(1)


async def _mixed(server: Served, index: RelationIndex, rate: float, seconds: float) -> Run:
    ended = asyncio.Event()
    run = Run(Told(), Told())
    watching = asyncio.create_task(_measure(server, run, ended))
    run.told, run.written = await asyncio.gather(
        drive(server.address, questions(index, 1), rate, seconds),
        drive(server.address, articles(server.token, 1), 1, seconds, connections=2),
    )
    ended.set()
    await watching
    return run


async def _disturbed(server: Served, index: RelationIndex, rate: float, seconds: float) -> tuple[Told, int, int]:
    """Ask what the index answers while one query that never ends and one export of everything go on, over and over."""
    ended = asyncio.Event()
    runaway = Ask("runaway", f"/sparql?{urlencode({'query': _RUNAWAY})}")
    export = Ask("export", "/v1/export.jsonl")
    beside = [asyncio.create_task(again(server.address, ask, ended)) for ask in (runaway, export)]
    await asyncio.sleep(0.5)
    told = await drive(server.address, questions(index, 3, sparql=False), rate, seconds)
    ended.set()
    runaways, exports = await asyncio.gather(*beside)
    told.wrong += runaways.wrong + exports.wrong
    return told, runaways.count, exports.count


def loaded(address: str) -> None:
    """Wait until search is built, which a server does when it is first asked."""
    while True:
        try:
            urlopen(f"{address}/v1/suggest?q={quote('公安')}", timeout=600).close()  # noqa: S310 - our own server
        except HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.5)
        else:
            return


def measured(seconds: float, rate: float, facts: int, beside: float) -> Load:
    """Run the load; `beside` are seconds of the quiet and of the disturbed run."""
    with TemporaryDirectory() as name, served(facts, Path(name)) as server:
        index = Workspace.open(server.workspace).index()
        loaded(server.address)
        asyncio.run(drive(server.address, questions(index, 2), min(rate, 20), min(beside, 10)))
        run = asyncio.run(_mixed(server, index, rate, seconds))
        quiet = asyncio.run(drive(server.address, questions(index, 3, sparql=False), rate / 4, beside))
        disturbed, runaways, exports = asyncio.run(_disturbed(server, index, rate / 4, beside))
    return Load(seconds, rate, facts, run, quiet, disturbed, runaways, exports)


def report(found: Load) -> str:
    """Return the figures as lines of a table."""
    told, written, (warm, end) = found.run.told, found.run.written, found.run.growth()
    lines = [
        ("size", f"{found.seconds:.0f} s at {found.rate:.0f} requests/s, an article a second, {found.facts:,} facts"),
        ("answered, written, wrong", f"{told.count:,}, {written.count:,}, {len(told.wrong) + len(written.wrong)}"),
        ("p50, p99, longest", f"{told.percentile(50):.1f}, {told.percentile(99):.0f}, {told.percentile(100):.0f} ms"),
        *((f"p50, p99: {kind}", f"{told.percentile(50, kind):.1f}, {told.percentile(99, kind):.0f} ms") for kind in sorted(told.seconds)),
        ("p50, p99: write", f"{written.percentile(50):.0f}, {written.percentile(99):.0f} ms"),
        ("memory of the server after warm-up, at the end", f"{warm:.0f}, {end:.0f} MB"),
        ("memory by tenths of the run", ", ".join(f"{one:.0f}" for one in found.run.tenths())),
        ("memory of the RDF store at the end", f"{found.run.store[-1]:.0f} MB"),
        ("`/v1` p50, p99, quiet", f"{found.quiet.percentile(50):.1f}, {found.quiet.percentile(99):.0f} ms"),
        ("`/v1` p50, p99, beside a runaway query and an export", f"{found.disturbed.percentile(50):.1f}, {found.disturbed.percentile(99):.0f} ms"),
        ("p99 beside them to p99 quiet", f"{found.ratio:.2f}"),
        ("runaway queries stopped, exports made meanwhile", f"{found.runaways}, {found.exports}"),
    ]  # fmt: skip
    return "\n".join(f"| {name} | {value} |" for name, value in lines)


def main() -> None:
    """Run and print the figures; exit code 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="bench.soak.load", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--beside", type=float, default=60)
    asked = parser.parse_args()
    found = measured(asked.seconds, asked.rate, asked.facts, asked.beside)
    print(report(found))
    wrong = [*found.run.told.wrong, *found.run.written.wrong, *found.quiet.wrong, *found.disturbed.wrong]
    print("\n".join(wrong[:20]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
