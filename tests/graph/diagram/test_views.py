"""Diagrams of answers: what is drawn is what the questions answer, and stays where it is when more comes."""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.diagram import palette, views
from graph.diagram.draw import Diagram
from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.matrix import matrix
from graph.questions.neighborhood import neighborhood
from graph.workspace import Workspace
from ontology.errors import NotFound, ValueUnknown
from tests.helpers import article_row, inspection, one_of_each, result, role, team_key

NINTH, PROVINCE = team_key(9), "place/640000"


def made(folder: Path) -> Workspace:
    """Return a workspace with three articles."""
    space = Workspace.open(folder, create=True)
    facts = {
        "a1": [inspection("a1", 9, "640104"), inspection("a1", 9, "520102", 50), role("a1")],
        "a2": [inspection("a2", 7, "520102"), inspection("a2", 7, "640104", 50, status="planned"), result("a2")],
        "a3": one_of_each("a3"),
    }
    space.put((article_row(name, signature=name.encode() * 64), stated) for name, stated in facts.items())
    return space


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> RelationIndex:
    """Give an index over it."""
    return made(tmp_path_factory.mktemp("diagrams") / "workspace").index()


def every(index: RelationIndex, layout: Any = "layers") -> list[Diagram]:
    """Return one diagram of each question."""
    return [
        views.of_neighborhood(index, NINTH, depth=3, layout=layout),
        views.of_paths(index, NINTH, team_key(7), layout=layout),
        views.of_matrix(index, layout=layout),
        views.of_shared(index, NINTH, PROVINCE, layout=layout),
        views.of_selection(index, "inspection", None, layout=layout),
        views.of_communities(index, layout=layout),
    ]


@pytest.mark.parametrize("layout", ["layers", "force"])
def test_every_diagram_keeps_the_contract(index: RelationIndex, layout: str) -> None:
    for drawn in every(index, layout):
        names = {node["id"] for node in drawn["nodes"]}
        assert names, drawn["graph"]
        assert len(names) == len(drawn["nodes"])
        assert len({link["id"] for link in drawn["links"]}) == len(drawn["links"])
        assert {link[end] for link in drawn["links"] for end in ("source", "target")} <= names
        assert {node["kind"] for node in drawn["nodes"]} == {kind["id"] for kind in drawn["kinds"]}
        assert {link["kind"] for link in drawn["links"]} == {kind["id"] for kind in drawn["link_kinds"]}
        assert drawn["graph"]["layout"] == layout
        network = nx.node_link_graph(drawn, edges="links")
        assert (network.number_of_nodes(), network.number_of_edges()) == (len(names), len(drawn["links"]))


@pytest.mark.parametrize("layout", ["layers", "force"])
def test_diagram_is_the_same_at_every_call(index: RelationIndex, layout: str) -> None:
    assert every(index, layout) == every(index, layout)


def test_nodes_stay_where_they_are_when_facts_come(tmp_path: Path) -> None:
    space = made(tmp_path / "workspace")
    before = {node["id"]: (node["x"], node["y"]) for drawn in every(space.index()) for node in drawn["nodes"]}
    space.put([(article_row("a4"), [inspection("a4", 3, "110101"), *one_of_each("a4", 1000)])])
    after = {node["id"]: (node["x"], node["y"]) for drawn in every(space.index()) for node in drawn["nodes"]}
    assert after.items() > before.items()


def test_neighborhood_is_that_of_the_question(index: RelationIndex) -> None:
    drawn, asked = views.of_neighborhood(index, NINTH, depth=2), neighborhood(index, NINTH, depth=2)
    for name in ("nodes", "links"):
        assert [one | shown for one, shown in zip(asked[name], drawn[name], strict=True)] == drawn[name]


def test_matrix_has_a_link_a_cell(index: RelationIndex) -> None:
    drawn, asked = views.of_matrix(index), matrix(index)
    cells = zip(asked.row.tolist(), asked.column.tolist(), asked.count.tolist(), strict=True)
    shown = {(link["source"], link["target"]): link["count"] for link in drawn["links"]}
    assert shown == {(asked.teams[row], asked.provinces[column]): count for row, column, count in cells}
    assert len(views.of_matrix(index, Limits(status="planned"))["links"]) == 1


def test_paths_lists_the_nodes_of_each(index: RelationIndex) -> None:
    drawn = views.of_paths(index, NINTH, team_key(7))
    names = {node["id"] for node in drawn["nodes"]}
    for way in drawn["graph"]["paths"]:
        assert (way[0], way[-1]) == (NINTH, team_key(7))
        assert set(way) <= names


def test_shared_counts_the_shared_facts_alone(index: RelationIndex) -> None:
    drawn = views.of_shared(index, NINTH, "place/640104")
    links = {(link["target"], link["count"]) for link in drawn["links"] if link["kind"] == "inspected"}
    assert (drawn["graph"]["facts"], links) == (1, {("place/640104", 1)})


def test_line_says_how_sure_a_link_is(index: RelationIndex) -> None:
    drawn = views.of_selection(index, "inspection", team_key(7))
    lines = {link["target"]: link["line"] for link in drawn["links"] if link["kind"] == "inspected"}
    assert lines == {"place/640104": "dashed", "place/520102": "dotted"}  # planned; of confidence 0.5
    assert [palette.line("done", 0.6), palette.line("denied", 1), palette.line(None, None)] == [
        "solid",
        "dashed",
        "dashed",
    ]


def test_communities_mark_their_provinces(index: RelationIndex) -> None:
    drawn = views.of_communities(index)
    assert {node["id"]: node["community"] for node in drawn["nodes"]}["place/640000"] == 0
    link = next(one for one in drawn["links"] if one["source"] == "place/520000")
    assert (link["target"], link["count"], set(link["shared"])) == ("place/640000", 2, {NINTH, team_key(7)})


REFUSED = {
    "unknown entity": (lambda index: views.of_neighborhood(index, "team/nobody"), NotFound),
    "person": (lambda index: views.of_paths(index, "person/李明", PROVINCE), NotFound),
    "unknown bond": (lambda index: views.of_communities(index, "moons"), ValueUnknown),
    "facts of a person": (lambda index: views.of_selection(index, None, "person/李明"), NotFound),
}


@pytest.mark.parametrize(("ask", "error"), REFUSED.values(), ids=REFUSED)
def test_wrong_question_is_refused(index: RelationIndex, ask: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(index)


def test_empty_answer_is_an_empty_diagram(index: RelationIndex) -> None:
    drawn = views.of_matrix(index, Limits(since="2099"))
    assert (drawn["nodes"], drawn["links"], drawn["kinds"], drawn["layers"]) == ([], [], [], [])
    assert views.of_selection(index, "team", None, Limits(since="2099"), layout="force")["nodes"] == []
