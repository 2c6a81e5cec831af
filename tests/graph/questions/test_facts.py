"""Facts of any type, by who acts, what about, where, when, in which campaign, under which name."""

from pathlib import Path

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.facts import FactFilter, facts
from graph.workspace import Workspace
from ontology.errors import ValueUnknown
from tests.helpers import article_row, inspection, one_of_each, result, role, team_key

NINTH = team_key(9)
WANTED: dict[str, tuple[FactFilter, int]] = {
    "a type": (FactFilter(types=("role",)), 3),
    "two types": (FactFilter(types=("role", "inspection")), 5),
    "an actor": (FactFilter(types=("inspection",), actors=(NINTH,)), 1),
    "actors of a type": (FactFilter(types=("inspection",), actors=(NINTH, team_key(7))), 2),
    "an object": (FactFilter(objects=("metric/cases-solved",)), 2),
    "a place": (FactFilter(types=("inspection",), places=("640000",)), 1),
    "places": (FactFilter(types=("inspection",), places=("宁夏", "贵州")), 2),
    "a name": (FactFilter(types=("role",), named=("副组长",)), 1),
    "a status": (FactFilter(types=("inspection",), statuses=("planned",)), 1),
    "a change": (FactFilter(types=("result",), change="yoy"), 1),
    "no change": (FactFilter(types=("result",), objects=("metric/cases-solved",), change="none"), 1),
    "a series": (FactFilter(types=("inspection",), campaigns=("summer-policing",)), 2),
    "a place and an actor that never met": (FactFilter(actors=(NINTH,), places=("贵州",)), 0),
    "too few stories": (FactFilter(types=("inspection",), limits=Limits(stories=2)), 0),
}
UNKNOWN = {
    "type": FactFilter(types=("visit",)),
    "actor": FactFilter(actors=("team/none",)),
    "person": FactFilter(objects=("person/李明@team",)),
    "place": FactFilter(places=("火星",)),
    "name of what has none": FactFilter(types=("team",), named=("x",)),
    "change": FactFilter(types=("result",), change="up"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> RelationIndex:
    folder: Path = tmp_path_factory.mktemp("facts") / "workspace"
    workspace = Workspace.open(folder, create=True)
    stated = [
        inspection("a1", 9, "640104", at=10),
        inspection("a1", 7, "520102", at=20, status="planned"),
        role("a1", role="组长", org_id=NINTH, at=30),
        role("a1", role="副组长", org_id=NINTH, at=40),
        result("a1", 100, "520000", metric_id="cases-solved", at=50),
        result("a1", -5, "520000", metric_id="cases-solved", change="yoy", unit="%", at=60),
        role("a1", role="局长", org_id="org/520000-public-security-department", at=70),
    ]
    workspace.put([(article_row("a1"), stated)])
    return workspace.index()


@pytest.mark.parametrize(("wanted", "total"), WANTED.values(), ids=WANTED)
def test_facts(index: RelationIndex, wanted: FactFilter, total: int) -> None:
    assert facts(index, wanted).total == total


@pytest.mark.parametrize("wanted", UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_values(index: RelationIndex, wanted: FactFilter) -> None:
    with pytest.raises(ValueUnknown):
        facts(index, wanted)


def test_offices_of_a_place_are_those_of_its_bodies(index: RelationIndex) -> None:
    found = facts(index, FactFilter(types=("role",), places=("贵州",)))
    assert [line["role"] for line in index.facts(found.numbers)] == ["局长"]


def test_everything(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    workspace.put([(article_row("a1"), one_of_each("a1"))])
    index = workspace.index()
    assert facts(index, FactFilter()).total == index.size
