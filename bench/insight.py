"""Insight questions over a generated workspace: coverage, totals, sums, agreement, series, comparison, rounds, sources.

    python -m bench.insight --articles 100000 [--seconds 1] [--json]

Ten facts an article (bench/facts.py), with numbers that reprints repeat, round off, raise and contradict, totals, and windows of
every kind. Times are milliseconds of process time. `first` is a question's first answer over a generation: the index remembers what it
made until something is ingested; `again` is the median of answers from then on, with another team, place or page each time.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa

from bench.facts import tables
from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.agreement import AgreementFilter, agreement
from graph.questions.cell import cell
from graph.questions.compare import compare
from graph.questions.coverage import coverage
from graph.questions.rounds import rounds
from graph.questions.series import SeriesFilter, series
from graph.questions.sources import sources, stories
from graph.questions.sums import sums
from graph.questions.totals import totals
from graph.workspace import Workspace

CAMPAIGN, NEXT = "summer-policing-2022", "summer-policing-2023"
BODIES: Final = tuple(f"team/mps-supervision@summer-policing-{year}" for year in range(2018, 2026))
Asked = Callable[[RelationIndex, int], object]
Ints = npt.NDArray[np.int64]


def varied(facts: pa.Table, seed: int = 5) -> pa.Table:
    """Give generated facts what the insight questions look at: national and provincial numbers, windows, bounds, totals."""
    rng = np.random.default_rng(seed)
    size = facts.num_rows
    result, covered, team = (_of(facts, name) for name in ("result", "coverage", "team"))
    alike = result & (rng.random(size) < 0.1)
    national = rng.random(size) < 0.2
    codes = np.array(
        [f"{n}0000" for n in (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45)]
    )
    where = np.where(national, "100000", codes[rng.integers(0, len(codes), size)])
    months = np.array(["2022-07-31", "2022-08-31", "2023-07-31", "2023-08-31"])
    up_to, window = months[rng.integers(0, 4, size)], rng.integers(0, 3, size)
    value = np.round(10.0 ** rng.integers(2, 6, size) * rng.integers(1, 9, size) * (1 + rng.integers(0, 3, size) / 100))
    changed: dict[str, tuple[npt.NDArray[np.bool_], Any]] = {
        "scope_code": (alike, where), "scope": (alike, where), "value": (alike, value), "modifier": (alike, np.where(rng.random(size) < 0.3, "over", "exact")),
        "metric_id": (alike, "cases-solved"), "metric": (alike, "破获刑事案件"), "window": (alike & (window == 0), "as_of"),
        "end": (alike, np.where(window == 2, None, up_to)), "start": (alike, np.where(window == 1, up_to, None)),
        "who_id": (covered, np.array(BODIES)[rng.integers(0, len(BODIES), size)]), "unit": (covered, "省"), "place_code": (covered, "100000"),
        "count": (covered | team, np.where(covered, rng.integers(15, 32, size), 250)), "team_id": (team, np.array(BODIES)[rng.integers(0, len(BODIES), size)]),
    }  # fmt: skip
    for name, (rows, values) in changed.items():
        facts = _set(facts, name, rows, values)
    return facts


def _of(facts: pa.Table, kind: str) -> npt.NDArray[np.bool_]:
    return np.asarray(facts["type"].combine_chunks().cast(pa.string()).to_numpy(zero_copy_only=False) == kind)


def _set(facts: pa.Table, name: str, rows: npt.NDArray[np.bool_], values: object) -> pa.Table:
    """Return facts with a column changed in some rows."""
    place, field = facts.column_names.index(name), facts.schema.field(name)
    column = facts[name].combine_chunks()
    old = column.cast(pa.string() if pa.types.is_string(field.type) else column.type).to_numpy(zero_copy_only=False)
    kind = object if pa.types.is_string(field.type) or old.dtype == object else old.dtype
    fresh = np.where(rows, np.broadcast_to(np.asarray(values, kind), len(old)), old.astype(kind))
    return facts.set_column(place, field, pa.array(fresh, field.type, from_pandas=True))


def questions(index: RelationIndex) -> dict[str, Asked]:
    """Return the questions; each takes a number that is another one each time."""
    rng = np.random.default_rng(3)
    teams = [index.entities.id(n) for n in rng.choice(np.array(index.entities.of_kind("team")), 100)]
    places = cycle(["110000", "340000", "510000", "650000", "440000"])
    results = index.of_type("result")
    some = index.lines.ids(rng.choice(results, 100))
    year = {n: Limits(CAMPAIGN, since=f"{1000 + n}") for n in range(1, 200)}
    return {
        "coverage of a campaign": lambda index, _n: coverage(index, limits=Limits(CAMPAIGN)),
        "coverage, another each time": lambda index, n: coverage(index, limits=year[1 + n % 199]),
        "coverage of all campaigns": lambda index, _n: coverage(index),
        "coverage of a province": lambda index, _n: coverage(index, place=next(places), limits=Limits(CAMPAIGN)),
        "a cell": lambda index, n: cell(index, teams[n % 100], next(places)),
        "announced totals": lambda index, n: totals(index, first=n % 100, limit=50),
        "totals of a campaign": lambda index, _n: totals(index, limits=Limits(CAMPAIGN)),
        "national against provinces": lambda index, n: sums(index, first=n % 10),
        "sums of a campaign": lambda index, _n: sums(index, limits=Limits(CAMPAIGN)),
        "agreement, everything": lambda index, n: agreement(index, AgreementFilter(), n % 100, 20),
        "agreement of a campaign": lambda index, n: agreement(
            index, AgreementFilter(limits=Limits(CAMPAIGN)), n % 100, 20
        ),
        "agreement of a metric": lambda index, n: agreement(index, AgreementFilter("cases-solved"), n % 100, 20),
        "contradictions": lambda index, n: agreement(index, AgreementFilter(label="contradicts"), n % 100, 20),
        "series of a metric": lambda index, _n: series(index, SeriesFilter("cases-solved")),
        "series in a place": lambda index, _n: series(index, SeriesFilter("cases-solved", next(places))),
        "series, campaign and place": lambda index, _n: series(
            index, SeriesFilter("cases-solved", next(places), Limits(CAMPAIGN))
        ),
        "two numbers": lambda index, n: compare(index, some[n % 100], some[(n + 1) % 100]),
        "round to round": lambda index, _n: rounds(index, CAMPAIGN, NEXT),
        "sources of a fact": lambda index, n: sources(index, [some[n % 100]]),
        "stories": lambda index, n: stories(index, first=n % 100),
    }


def measured(ask: Callable[[int], object], seconds: float) -> dict[str, float]:
    """Ask once, then for some seconds; return the first answer's time and the others' median and p99."""
    times: list[float] = []
    end, numbers = time.perf_counter() + seconds, count()
    while len(times) < 6 or (time.perf_counter() < end and len(times) < 1000):
        start = time.process_time()
        ask(next(numbers))
        times.append((time.process_time() - start) * 1000)
    again = times[1:]
    return {
        "first": round(times[0], 1),
        "again": round(float(np.median(again)), 2),
        "p99": round(float(np.percentile(again, 99)), 2),
    }


def run(articles: int, seconds: float, folder: Path) -> dict[str, object]:
    """Make the workspace, open it twice (the first run warms what a process keeps), ask; return all figures."""
    workspace = Workspace.open(folder / "all", create=True)
    rows, facts = tables(articles * 10)
    workspace.log.append_tables(rows, varied(facts))
    index = workspace.rebuild()
    small = Workspace.open(folder / "small", create=True)
    rows, facts = tables(1000)
    small.log.append_tables(rows, varied(facts))
    warm = small.rebuild()
    for ask in questions(warm).values():
        ask(warm, 0)
    asked = {name: measured(lambda n, ask=ask: ask(index, n), seconds) for name, ask in questions(index).items()}  # type: ignore[misc]
    return {"articles": articles, "facts": index.size, "questions": asked}


def main() -> None:
    """Parse options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=1.0, help="seconds a question")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        found = run(given.articles, given.seconds, Path(folder))
    if given.json:
        sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    sys.stdout.write(f"{found['articles']:,} articles, {found['facts']:,} facts; milliseconds\n")
    asked = found["questions"]
    assert isinstance(asked, dict)  # noqa: S101
    for name, times in asked.items():
        sys.stdout.write(f"  {name:32} {times}\n")


if __name__ == "__main__":
    main()
