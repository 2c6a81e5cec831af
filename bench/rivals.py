"""The same questions asked elsewhere: DuckDB edge tables, NetworkX, Oxigraph's SPARQL, rdflib's.

    python -m bench.rivals [--facts 50000] [--json]

All in one run over the same facts; rdflib, which takes minutes for what the others do in seconds, over MOST of them at most,
with the index asked beside it at that size. Figures as in bench/questions.py; `index` is how many times the index is faster.
DuckDB is no dependency: `pip install duckdb`, else it is left out.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import numpy as np
import orjson
import pyarrow as pa
import pyoxigraph as ox
import rdflib

from bench.facts import tables
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.pairs import pairs
from graph.quads import quads
from graph.reference import reference_quads
from graph.workspace import Workspace
from ontology.terms import iri

Rows = dict[str, Any]
Pairs = list[tuple[str, str]]
Ask = Callable[[str, str], object]
Measure = Callable[[Ask, Pairs, float], Rows]
Subjects = Callable[[RelationIndex], Pairs]
MOST = 2000
"""Facts that rdflib takes."""
QUESTIONS = ("places of a team", "teams of a place", "matrix, first")


def measured(
    folder: Path, size: int, own: Callable[[RelationIndex], Rows], subjects: Subjects, measure: Measure
) -> Rows:
    """Measure all rivals over `size` facts (rdflib: MOST at most), the index over as many beside them."""
    found: Rows = {}
    for facts, names in ((size, ("duckdb", "networkx", "oxigraph")), (min(size, MOST), ("rdflib",))):
        workspace = Workspace.open(folder / f"rivals-{facts}", create=True)
        workspace.log.append_tables(*tables(facts))
        index = workspace.index()
        best = found[f"index ({facts} facts)"] = own(index)
        for name in names:
            label = f"{name} ({facts} facts)"
            if find_spec(name) is None and name == "duckdb":
                found[label] = {"all": "not installed"}
                continue
            asked = RIVALS[name](workspace, index)
            about = subjects(index)
            rows = {question: measure(ask, about, 1.0) for question, ask in zip(QUESTIONS, asked, strict=True)}
            found[label] = {
                question: row | {"index": f"{row['median'] / best[question]['median']:.1f}x"}
                for question, row in rows.items()
            }
    return found


def _edges(index: RelationIndex) -> list[tuple[str, str, str]]:
    """Return team, place and province of every inspection."""
    facts = np.flatnonzero(index.columns.type == TYPES.index("inspection"))
    name = index.entities.ids.to_pylist()
    teams, places = index.columns.actor[facts].tolist(), index.columns.place[facts].tolist()
    return [
        (name[team], name[place], f"place/{index.entities.province[place]}")
        for team, place in zip(teams, places, strict=True)
    ]


def _duckdb(_workspace: Workspace, index: RelationIndex) -> list[Ask]:
    import duckdb  # type: ignore[import-not-found]  # noqa: PLC0415  (not a dependency)

    edges = pa.table(dict(zip(("team", "place", "province"), zip(*_edges(index), strict=True), strict=True)))
    base = duckdb.connect()
    base.register("given", edges)
    base.execute("CREATE TABLE edges AS SELECT * FROM given")
    base.execute("CREATE INDEX by_team ON edges (team)")
    base.execute("CREATE INDEX by_place ON edges (place)")

    def ask(text: str, value: str | None = None) -> object:
        return base.execute(text, [value] if value else []).fetchall()

    return [
        lambda team, _: ask("SELECT place, count(*) FROM edges WHERE team = ? GROUP BY place", team),
        lambda _, code: ask("SELECT team, count(*) FROM edges WHERE place = ? GROUP BY team", f"place/{code}"),
        lambda _, __: ask("SELECT team, province, count(*) FROM edges GROUP BY ALL"),
    ]


def _networkx(_workspace: Workspace, index: RelationIndex) -> list[Ask]:
    network = nx.MultiDiGraph()
    network.add_edges_from((team, place, {"province": province}) for team, place, province in _edges(index))
    return [
        lambda team, _: Counter(place for _, place in network.out_edges(team)),
        lambda _, code: Counter(team for team, _ in network.in_edges(f"place/{code}")),
        lambda _, __: Counter((team, province) for team, _, province in network.edges(data="province")),
    ]


def _texts() -> list[Callable[[str, str], str]]:
    """Return makers of the SPARQL texts; what is asked about stands first, where stores find it soonest."""
    room = files("graph.questions")
    texts = {name: (room / f"{name}.rq").read_text() for name in ("places_of_team", "teams_of_place", "matrix")}

    def about(name: str, variable: str, entity: str) -> str:
        return texts[name].replace("WHERE {", f"WHERE {{ VALUES ?{variable} {{ <{iri(entity)}> }}", 1)

    return [
        lambda team, _: about("places_of_team", "team", team),
        lambda _, code: about("teams_of_place", "inside", f"place/{code}"),
        lambda _, __: texts["matrix"],
    ]


def _written(workspace: Workspace) -> bytes:
    changes = workspace.log.changed_since(0)
    pieces = [quads(row, facts) for row, facts in pairs(changes.articles, changes.facts)]
    return b"".join([*pieces, *reference_quads()])


def _oxigraph(workspace: Workspace, _index: RelationIndex) -> list[Ask]:
    store = ox.Store()
    store.bulk_load(_written(workspace), ox.RdfFormat.N_QUADS)

    def asking(text: Callable[[str, str], str]) -> Ask:
        return lambda *pair: list(store.query(text(*pair), use_default_graph_as_union=True))  # type: ignore[arg-type]

    return [asking(text) for text in _texts()]


def _rdflib(workspace: Workspace, _index: RelationIndex) -> list[Ask]:
    store = rdflib.Dataset(default_union=True)
    store.parse(data=_written(workspace), format="nquads")

    def asking(text: Callable[[str, str], str]) -> Ask:
        return lambda *pair: list(store.query(text(*pair)))

    return [asking(text) for text in _texts()]


RIVALS: dict[str, Callable[[Workspace, RelationIndex], list[Ask]]] = {
    "duckdb": _duckdb, "networkx": _networkx, "oxigraph": _oxigraph, "rdflib": _rdflib,
}  # fmt: skip


def main() -> None:
    """Parse options, run, print."""
    from bench import questions  # noqa: PLC0415  (which asks the rivals too)

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--facts", type=int, default=50_000)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        figures = questions.of_rivals(Path(folder), given.facts)
    if given.json:
        sys.stdout.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        questions.show(figures)


if __name__ == "__main__":
    main()
