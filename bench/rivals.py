"""The same questions asked elsewhere: DuckDB edge tables, NetworkX, Oxigraph's SPARQL, rdflib's."""

from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pyarrow as pa
import pyoxigraph as ox
import rdflib

from bench.facts import tables
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.quads import quads
from graph.reference import reference_quads
from graph.workspace import Workspace
from ontology.terms import iri

Rows = dict[str, Any]
Measure = Callable[[Callable[[], object], float], Rows]
QUESTIONS = ("places of a team", "teams of a place", "matrix, first")


def measured(folder: Path, size: int, own: Callable[[RelationIndex], Rows], measure: Measure) -> Rows:
    """Measure all rivals over `size` facts (rdflib: a tenth), the index over as many beside them."""
    found: Rows = {}
    for facts, names in ((size, ("duckdb", "networkx", "oxigraph")), (max(size // 10, 100), ("rdflib",))):
        workspace = Workspace.open(folder / f"rivals-{facts}", create=True)
        workspace.log.append_tables(*tables(facts))
        index = workspace.index()
        found[f"index ({facts} facts)"] = own(index)
        for name in names:
            if find_spec(name) is None and name == "duckdb":
                found[name] = {"all": "not installed"}
                continue
            asked = globals()[f"_{name}"](workspace, index)
            found[name] = {question: measure(ask, 1.0) for question, ask in zip(QUESTIONS, asked, strict=True)}
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


def _subjects(index: RelationIndex) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(3)
    teams, places = (rng.choice(np.array(index.entities.of_kind(kind)), 200) for kind in ("team", "place"))
    return [index.entities.id(n) for n in teams], [index.entities.id(n) for n in places]


def _duckdb(_workspace: Workspace, index: RelationIndex) -> list[Callable[[], object]]:
    import duckdb  # type: ignore[import-not-found]  # noqa: PLC0415  (not a dependency)

    edges = pa.table(dict(zip(("team", "place", "province"), zip(*_edges(index), strict=True), strict=True)))
    base = duckdb.connect()
    base.register("given", edges)
    base.execute("CREATE TABLE edges AS SELECT * FROM given")
    base.execute("CREATE INDEX by_team ON edges (team)")
    base.execute("CREATE INDEX by_place ON edges (place)")
    teams, places = map(cycle, _subjects(index))

    def ask(text: str, value: str | None = None) -> object:
        return base.execute(text, [value] if value else []).fetchall()

    return [
        lambda: ask("SELECT place, count(*) FROM edges WHERE team = ? GROUP BY place", next(teams)),
        lambda: ask("SELECT team, count(*) FROM edges WHERE place = ? GROUP BY team", next(places)),
        lambda: ask("SELECT team, province, count(*) FROM edges GROUP BY ALL"),
    ]


def _networkx(_workspace: Workspace, index: RelationIndex) -> list[Callable[[], object]]:
    network = nx.MultiDiGraph()
    network.add_edges_from((team, place, {"province": province}) for team, place, province in _edges(index))
    known = [[one for one in names if one in network] for names in _subjects(index)]
    teams, places = map(cycle, known)
    return [
        lambda: Counter(place for _, place in network.out_edges(next(teams))),
        lambda: Counter(team for team, _ in network.in_edges(next(places))),
        lambda: Counter((team, province) for team, _, province in network.edges(data="province")),
    ]


def _texts(index: RelationIndex) -> list[Callable[[], str]]:
    """Return makers of the SPARQL texts."""
    teams, places = map(cycle, _subjects(index))
    room = files("graph.questions")
    texts = {name: (room / f"{name}.rq").read_text() for name in ("places_of_team", "teams_of_place", "matrix")}
    return [
        lambda: f"{texts['places_of_team']} VALUES ?team {{ <{iri(next(teams))}> }}",
        lambda: f"{texts['teams_of_place']} VALUES ?inside {{ <{iri(next(places))}> }}",
        lambda: texts["matrix"],
    ]


def _written(workspace: Workspace, index: RelationIndex) -> bytes:
    rows = workspace.log.articles().to_pylist()
    spans = {row["id"]: np.searchsorted(index.columns.article, [n, n + 1]).tolist() for n, row in enumerate(rows)}
    pieces = [quads(row, index.facts(range(*spans[row["id"]]))) for row in rows]
    return b"".join([*pieces, *reference_quads()])


def _oxigraph(workspace: Workspace, index: RelationIndex) -> list[Callable[[], object]]:
    store = ox.Store()
    store.bulk_load(_written(workspace, index), ox.RdfFormat.N_QUADS)

    def asking(text: Callable[[], str]) -> Callable[[], object]:
        return lambda: list(store.query(text(), use_default_graph_as_union=True))  # type: ignore[arg-type]

    return [asking(text) for text in _texts(index)]


def _rdflib(workspace: Workspace, index: RelationIndex) -> list[Callable[[], object]]:
    store = rdflib.Dataset(default_union=True)
    store.parse(data=_written(workspace, index), format="nquads")

    def asking(text: Callable[[], str]) -> Callable[[], object]:
        return lambda: list(store.query(text()))

    return [asking(text) for text in _texts(index)]
