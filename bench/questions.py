"""Questions over generated facts: the relation index beside DuckDB, NetworkX, Oxigraph and rdflib, in one run.

    python -m bench.questions --facts 1000000 --store 100000 [--seconds 2] [--writing 20] [--json]

`--store` is how many of the facts the rivals take (bench/rivals.py). `build` is the processor time of a build from the log, all in: `read` the log's tables and
`copy` the facts for answers are parts of it, the rest makes columns, entities, stories and adjacency; search is built apart, when first asked.
Times are milliseconds of processor time, of all threads together, so that other work on the machine counts little. A
question is asked for another team or place each time, three times over, of which the quickest counts; results are made in
full, the matrix and the lists as JSON too. The rivals give ids and counts; so does the index beside them.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import numpy as np
import orjson

from bench import rivals
from bench.facts import tables
from graph.index.arranged import ENCODED, arranged
from graph.index.lines import write_lines
from graph.index.mapped import plain_memory
from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.index.select import Selection, page
from graph.index.tallies import Tallies
from graph.prepare import prepare
from graph.questions.communities import communities
from graph.questions.connected import connected
from graph.questions.directives import DirectiveFilter, directives
from graph.questions.inspections import InspectionFilter, inspections
from graph.questions.leaders import leaders
from graph.questions.matrix import matrix
from graph.questions.metric import across_places, across_years
from graph.questions.neighborhood import neighborhood, surroundings
from graph.questions.paths import paths
from graph.questions.place import place
from graph.questions.places_of_team import places_of_team
from graph.questions.results import ResultFilter, results
from graph.questions.shared import shared
from graph.questions.stats import stats
from graph.questions.teams import teams
from graph.questions.teams_of_place import teams_of_place
from graph.questions.timeline import timeline
from graph.workspace import Workspace
from ontology.model import ArticleRow
from ontology.wire import unflatten

Asked = Callable[[RelationIndex, str, str], object]
"""A question about a team's id and a place's code."""
Row = dict[str, object]
_YEAR = cycle(range(1, 1900))
"""Years before all facts: the matrix since another one each time is not remembered."""


def _listed(found: Tallies) -> bytes:
    return _json({"ids": found.ids(), "counts": found.counts})


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def _page(index: RelationIndex, found: Selection) -> object:
    return index.facts(page(index, found).numbers)


QUESTIONS: dict[str, Asked] = {
    "teams": lambda index, _team, _code: teams(index),
    "statistics": lambda index, _team, _code: stats(index),
    "places of a team": lambda index, team, _code: _listed(places_of_team(index, team)),
    "teams of a place": lambda index, _team, code: _listed(teams_of_place(index, code)),
    "50 places of a team": lambda index, team, _code: places_of_team(index, team)[:50],
    "50 teams of a place": lambda index, _team, code: teams_of_place(index, code)[:50],
    "matrix, first": lambda index, _team, _code: _json(matrix(index, Limits(since=f"{next(_YEAR):04}"))),
    "matrix": lambda index, _team, _code: matrix(index),
    "inspections of a team": lambda index, team, _code: inspections(index, InspectionFilter(team=team)),
    "inspections in a place": lambda index, _team, code: inspections(index, InspectionFilter(place=code)),
    "results in a place": lambda index, _team, code: results(index, ResultFilter(scope=code)),
    "50 with evidence, team": lambda index, team, _code: _page(index, inspections(index, InspectionFilter(team=team))),
    "50 with evidence, place": lambda index, _team, code: _page(
        index, inspections(index, InspectionFilter(place=code))
    ),
    "what a place saw": lambda index, _team, code: place(index, code),
    "timeline of a team": lambda index, team, _code: timeline(index, team),
    "timeline of a place": lambda index, _team, code: timeline(index, f"place/{code}"),
    "leaders in a place": lambda index, _team, code: leaders(index, place=code),
    "directives to a place": lambda index, _team, code: directives(index, DirectiveFilter(place=code)),
    "metric across places": lambda index, _team, _code: across_places(index, "cases-solved"),
    "campaign across years": lambda index, _team, _code: across_years(index, "summer-policing"),
    "shared facts": lambda index, team, code: shared(index, team, f"place/{code}"),
    "shortest paths": lambda index, team, code: paths(index, team, f"place/{code}"),
    "neighborhood": lambda index, team, _code: neighborhood(index, team),
    "neighborhood, ids and counts": lambda index, team, _code: surroundings(index, team),
    "2 steps, ids and counts": lambda index, team, _code: surroundings(index, team, depth=2, limit=500),
    "neighborhood, 2 steps": lambda index, team, _code: neighborhood(index, team, depth=2, limit=500),
    "most connected": lambda index, _team, _code: connected(index, "team"),
    "communities": lambda index, _team, _code: communities(index),
}
RIVALS: dict[str, Asked] = {name: QUESTIONS[name] for name in ("places of a team", "teams of a place", "matrix, first")}


def measured(  # noqa: PLR0913
    ask: Callable[[str, str], object],
    pairs: list[tuple[str, str]],
    seconds: float,
    clock: Callable[[], float] = time.process_time,
    *,
    tries: int = 3,
    least: int = 5,
) -> Row:
    """Ask about pairs of team and place for some seconds, at least about `least`; return median and p99."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    for pair in pairs:
        if len(times) >= least and time.perf_counter() > end:
            break
        best = float("inf")
        for _ in range(tries):
            start = clock()
            ask(*pair)
            best = min(best, clock() - start)
        times.append(best * 1000)
    return {"median": round(float(np.median(times)), 3), "p99": round(float(np.percentile(times, 99)), 3)}


def subjects(index: RelationIndex) -> list[tuple[str, str]]:
    """Return pairs of a team and a place to ask about, drawn evenly."""
    rng = np.random.default_rng(3)
    teams_, places = (
        index.entities.names(rng.choice(np.array(index.entities.of_kind(kind)), 300)) for kind in ("team", "place")
    )
    return [(team, place.partition("/")[2]) for team, place in zip(teams_, places, strict=True)]


def asked(
    index: Callable[[], RelationIndex],
    questions: dict[str, Asked],
    seconds: float,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Row]:
    """Measure questions over an index, one after the other; what it remembers is made first."""
    pairs = subjects(index())
    prepare(index())
    return {
        name: measured(lambda *pair, ask=ask: ask(index(), *pair), pairs, seconds, clock)
        for name, ask in questions.items()
    }


def while_writing(workspace: Workspace, questions: dict[str, Asked], seconds: float) -> dict[str, Row]:
    """Measure seconds by the clock while an article is written each second, and how long the last took to be seen."""
    stop = Event()
    line = {**workspace.index().fact(0), "article": ""}

    def write() -> None:
        number = 0
        while not stop.wait(1):
            number += 1
            name = f"written-{number}"
            row = ArticleRow(name, name, None, None, None, None, name, b"", "bench")
            workspace.put([(row, [unflatten(line | {"article": name})])])

    writer = Thread(target=write)
    writer.start()
    found = asked(workspace.latest, questions, seconds / len(questions), time.perf_counter)
    stop.set()
    writer.join()
    newest, start = workspace.log.generation(), time.perf_counter()
    while workspace.latest().generation < newest:
        time.sleep(0.005)
    return found | {"seen after": {"median": round((time.perf_counter() - start) * 1000, 1)}}


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Make the facts, build, ask; return all figures."""
    workspace = Workspace.open(folder / "all", create=True)
    workspace.log.append_tables(*tables(given.facts))
    start = time.process_time()
    index = workspace.rebuild()
    built = {"all": time.process_time() - start, **build_parts(workspace, folder)}
    start = time.perf_counter()
    Workspace.open(folder / "all").index()
    figures: dict[str, object] = {
        "facts": given.facts,
        "build_cpu_s_per_million": {part: round(spent / given.facts * 1e6, 2) for part, spent in built.items()},
        "open_ms": round((time.perf_counter() - start) * 1000, 1),
        "mb_per_million": {name: round(size / given.facts, 1) for name, size in sizes(folder / "all").items()},
        "index": asked(lambda: index, QUESTIONS, given.seconds),
    }
    figures["rivals"] = of_rivals(folder, given.store)
    if given.writing:
        each = given.writing / len(QUESTIONS)
        figures["quiet, by the clock"] = asked(workspace.latest, QUESTIONS, each, time.perf_counter)
        figures["writing, by the clock"] = while_writing(workspace, QUESTIONS, given.writing)
    return figures


def build_parts(workspace: Workspace, folder: Path) -> dict[str, float]:
    """Return the processor time of those parts of a build that read the log and copy facts, each done once more."""
    with plain_memory():
        start = time.process_time()
        facts = workspace.log.facts(ENCODED)
        read = time.process_time()
        given = arranged(facts)
        (folder / "copy").mkdir()
        between = time.process_time()
        write_lines(given.table, given.blocks, folder / "copy")
        return {"read": read - start, "copy": time.process_time() - between}


def of_rivals(folder: Path, facts: int) -> dict[str, object]:
    """Ask the same elsewhere; a rival is asked each question once a pair, for some of them take seconds."""
    return rivals.measured(
        folder, facts, lambda one: asked(lambda: one, RIVALS, 1.0), subjects, partial(measured, tries=1, least=3)
    )


def sizes(folder: Path) -> dict[str, float]:
    """Return bytes of each folder of the index."""
    (current,) = (path for path in (folder / "index").iterdir() if path.is_dir())
    return {
        path.name: sum(file.stat().st_size for file in path.iterdir()) for path in current.iterdir() if path.is_dir()
    }


def show(figures: dict[str, object]) -> None:
    """Print figures as indented lines."""
    for name, value in figures.items():
        if isinstance(value, dict) and any(isinstance(one, dict) for one in value.values()):
            sys.stdout.write(f"{name}\n")
            for part, row in value.items():
                sys.stdout.write(f"  {part:26} {row}\n")
        else:
            sys.stdout.write(f"{name:26} {value}\n")


def main() -> None:
    """Parse options, run, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--facts", type=int, default=1_000_000)
    options.add_argument("--store", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=1.0, help="seconds a question")
    options.add_argument("--writing", type=float, default=0.0, help="seconds to ask while articles are written")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        figures = run(given, Path(folder))
    if given.json:
        sys.stdout.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        show(figures)


if __name__ == "__main__":
    main()
