"""The neighborhood: node-link data as networkx reads it, persons as leaves, places with what lies inside."""

from typing import Any

import networkx as nx
import pytest

from graph.questions.neighborhood import neighborhood
from ontology.errors import CampaignGraphError, NotFound, ValueUnknown
from ontology.model import Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import inspection, one_of_each, result, role, team_key

TEAM = team_key(9)
FACTS: list[Fact] = [
    inspection("a1", 9, "640500"),
    inspection("a2", 9, "640500", at=9),
    inspection("a3", 9, "650000", campaign=None),
    inspection("a1", 8, "650000", at=20),
    role("a1"),
    result("a1", scope="640000"),
]


def links(answer: dict[str, Any]) -> set[tuple[str, str, str, int]]:
    return {(link["source"], link["kind"], link["target"], link["count"]) for link in answer["links"]}


def nodes(answer: dict[str, Any]) -> dict[str, int]:
    return {node["id"]: node["depth"] for node in answer["nodes"]}


def test_one_step_from_a_team(make_index: MakeIndex) -> None:
    answer = neighborhood(make_index(FACTS), TEAM)
    person = f"person/张三@{TEAM.partition('/')[2]}"
    assert nodes(answer) == {TEAM: 0, "place/640500": 1, "campaign/summer-policing-2022": 1, person: 1}
    assert links(answer) == {
        (TEAM, "inspected", "place/640500", 2),
        (TEAM, "part_of", "campaign/summer-policing-2022", 2),
        (person, "holds_office", TEAM, 1),
    }
    [inspected] = [link for link in answer["links"] if link["kind"] == "inspected"]
    assert inspected["facts"] == [FACTS[0].id, FACTS[1].id]
    assert (inspected["first"], inspected["last"], inspected["status"]) == ("2022-08-19", "2022-08-19", "done")
    assert answer["graph"]["truncated"] is False


def test_two_steps_reach_the_other_team(make_index: MakeIndex) -> None:
    answer = neighborhood(make_index(FACTS), TEAM, depth=2)
    assert nodes(answer)[team_key(8)] == 2
    assert (team_key(8), "part_of", "campaign/summer-policing-2022", 1) in links(answer)


def test_a_place_is_joined_to_what_its_parts_are_joined_to(make_index: MakeIndex) -> None:
    answer = neighborhood(make_index(FACTS), "place/640000")
    assert nodes(answer) == {"place/640000": 0, "place/640500": 1, TEAM: 1, "metric/cases-solved": 1}
    assert ("place/640500", "inside", "place/640000", 0) in links(answer)


def test_a_place_that_only_contains_others_is_a_start(make_index: MakeIndex) -> None:
    answer = neighborhood(make_index([inspection("a1", 9, "640500")]), "place/640000")
    assert answer["nodes"][0] == {
        "id": "place/640000", "kind": "place", "label": "宁夏回族自治区", "size": 0, "depth": 0,
    }  # fmt: skip
    assert nodes(answer) == {"place/640000": 0, "place/640500": 1, TEAM: 1}
    lonely = neighborhood(make_index([]), "place/110000")
    assert (len(lonely["nodes"]), lonely["links"]) == (1, [])


def test_kinds_and_limit_narrow_the_answer(make_index: MakeIndex) -> None:
    index = make_index(FACTS)
    assert nodes(neighborhood(index, TEAM, kinds=["campaign"])) == {TEAM: 0, "campaign/summer-policing-2022": 1}
    cut = neighborhood(index, TEAM, limit=1)
    assert (len(cut["nodes"]), cut["graph"]["truncated"]) == (2, True)
    assert neighborhood(index, TEAM, limit=3)["graph"]["truncated"] is False


def test_networkx_reads_it(make_index: MakeIndex) -> None:
    answer = neighborhood(make_index(one_of_each()), TEAM, depth=3)
    network = nx.node_link_graph(answer, edges="links")
    assert network.is_directed()
    assert network.is_multigraph()
    assert nx.is_weakly_connected(network)
    assert all(node["label"] for _, node in network.nodes(data=True))


REFUSED: dict[str, tuple[str, dict[str, Any], type[CampaignGraphError]]] = {
    "person": (f"person/张三@{TEAM.partition('/')[2]}", {}, NotFound),
    "unknown team": ("team/none", {}, NotFound),
    "unknown code": ("place/999999", {}, NotFound),
    "no id": ("640000", {}, NotFound),
    "too deep": (TEAM, {"depth": 5}, ValueUnknown),
    "no depth": (TEAM, {"depth": 0}, ValueUnknown),
    "no limit": (TEAM, {"limit": 0}, ValueUnknown),
    "unknown kind": (TEAM, {"kinds": ["car"]}, ValueUnknown),
}


@pytest.mark.parametrize(("start", "options", "error"), REFUSED.values(), ids=REFUSED)
def test_refusals(make_index: MakeIndex, start: str, options: dict[str, Any], error: type[CampaignGraphError]) -> None:
    with pytest.raises(error):
        neighborhood(make_index(FACTS), start, **options)
