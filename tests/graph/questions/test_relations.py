"""Who inspected what, the matrix, timelines, leaders, directives, numbers, shared facts, rankings, communities."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from graph.index.tallies import Tally
from graph.questions.communities import communities
from graph.questions.connected import connected
from graph.questions.directives import DirectiveFilter, directives
from graph.questions.inspections import InspectionFilter, inspections
from graph.questions.leaders import leaders
from graph.questions.matrix import matrix
from graph.questions.metric import across_places, across_years
from graph.questions.paths import paths
from graph.questions.places_of_team import places_of_team
from graph.questions.shared import shared
from graph.questions.teams_of_place import teams_of_place
from graph.questions.timeline import timeline
from ontology.errors import NotFound, ValueUnknown
from ontology.model import CampaignRef, Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import day, inspection, one_of_each, result, role, team_key

NEXT = CampaignRef("summer-policing-2023", "夏季治安打击整治行动", 2023)
FACTS: list[Fact] = [
    inspection("a1", 9, "640500", when=day("2022-08-14")),
    inspection("a2", 9, "640500", when=day("2022-08")),
    inspection("a2", 9, "650000", at=9, when=day(None)),
    inspection("a3", 8, "640000", status="planned"),
    inspection("a3", 7, "440000", at=50, campaign=NEXT, when=day("2023-07-01")),
    result("a3", 5, scope="640000"),
    result("a4", 7, scope="640000", when=day("2023")),
    result("a4", 7, scope="440000", at=90, campaign=NEXT),
    role("a1", org_id="org/640500-public-security-bureau"),
    role("a2", org_id=team_key(9)),
]


@pytest.fixture
def index(make_index: MakeIndex) -> RelationIndex:
    return make_index(FACTS)


def counts(tallies: Sequence[Tally]) -> list[tuple[str, int, int]]:
    return [(tally.id, tally.count, tally.stories) for tally in tallies]


def articles(index: RelationIndex, found: Selection) -> list[str]:
    assert found.total == len(found.numbers)
    return [line["article"] for line in index.facts(found.numbers)]


def test_places_of_a_team(index: RelationIndex) -> None:
    found = places_of_team(index, team_key(9))
    assert counts(found) == [("place/640500", 2, 2), ("place/650000", 1, 1)]
    assert (found[0].label, found[0].first, found[0].last) == ("宁夏回族自治区中卫市", "2022-08-01", "2022-08-31")
    assert found[0].facts == (FACTS[0].id, FACTS[1].id)
    assert counts(places_of_team(index, team_key(9), Limits(stories=2))) == [("place/640500", 2, 2)]
    assert places_of_team(index, team_key(9), Limits(since="2023")) == []


def test_teams_of_a_place(index: RelationIndex) -> None:
    assert counts(teams_of_place(index, "宁夏")) == [(team_key(9), 2, 2), (team_key(8), 1, 1)]
    assert counts(teams_of_place(index, "640000", Limits(status="planned"))) == [(team_key(8), 1, 1)]
    assert teams_of_place(index, "110000") == []


def cells(index: RelationIndex, limits: Limits) -> set[tuple[str, str, int]]:
    found = matrix(index, limits)
    rows = zip(found.row.tolist(), found.column.tolist(), found.count.tolist(), strict=True)
    assert (len(found.teams), len(found.provinces)) == (len(found.team_labels), len(found.province_labels))
    return {(found.teams[row], found.provinces[column], count) for row, column, count in rows}


def test_matrix_of_teams_and_provinces(index: RelationIndex) -> None:
    ningxia = (team_key(9), "place/640000", 2)
    seven = "team/mps-supervision-7@summer-policing-2023"
    assert cells(index, Limits()) == {
        ningxia,
        (team_key(9), "place/650000", 1),
        (team_key(8), "place/640000", 1),
        (seven, "place/440000", 1),
    }
    assert cells(index, Limits(stories=2)) == {ningxia}
    assert cells(index, Limits(campaign="summer-policing-2023")) == {(seven, "place/440000", 1)}


def test_timeline(index: RelationIndex) -> None:
    found = timeline(index, team_key(9))
    assert (found.months, found.undated, found.facts.total) == ((("2022-08", 3),), 1, 4)
    assert timeline(index, "place/640000", Limits(since="2023")).months == (("2023-01", 1),)
    assert timeline(index, "campaign/summer-policing-2023").facts.total == 2
    with pytest.raises(NotFound, match="is a person"):
        timeline(index, "person/张三@640500-public-security-bureau")


def test_leaders(index: RelationIndex) -> None:
    assert articles(index, leaders(index)) == ["a1", "a2"]
    assert articles(index, leaders(index, body=team_key(9))) == ["a2"]
    assert articles(index, leaders(index, place="640000")) == ["a1"]
    assert articles(index, leaders(index, place="110000")) == []


def test_directives(make_index: MakeIndex) -> None:
    index = make_index(one_of_each("d"))
    for place, expected in (("640500", ["d"]), ("宁夏", ["d"]), ("110000", [])):
        assert articles(index, directives(index, DirectiveFilter(place=place))) == expected
    assert articles(index, directives(index, DirectiveFilter(issuer=team_key(9)))) == ["d"]
    with pytest.raises(NotFound):
        directives(index, DirectiveFilter(issuer="team/none"))


def test_metric_across_places_and_campaign_across_years(index: RelationIndex) -> None:
    found = across_places(index, "cases-solved")
    assert [(one.place.id, one.place.count, one.newest["article"]) for one in found] == [
        ("place/640000", 2, "a4"),
        ("place/440000", 1, "a4"),
    ]
    years = across_years(index, "summer-policing")
    assert [(one.campaign.id, one.campaign.count) for one in years] == [
        ("campaign/summer-policing-2022", 8),
        ("campaign/summer-policing-2023", 2),
    ]
    assert counts(list(years[0].metrics)) == [("metric/cases-solved", 2, 2)]
    assert across_years(index, "summer-policing", "reports-received")[0].metrics == ()


def test_paths_have_their_sentences(index: RelationIndex) -> None:
    assert paths(index, team_key(9), team_key(8)) == []
    (found,) = paths(index, team_key(9), team_key(8), hubs=True)
    assert found.ids == (team_key(9), "campaign/summer-policing-2022", team_key(8))
    assert [(step.kind, step.facts[0]["type"]) for step in found.steps] == [("part_of", "inspection")] * 2
    (direct,) = paths(index, team_key(9), "place/640000")
    assert (direct.ids, direct.steps[0].count) == ((team_key(9), "place/640500"), 2)


def test_shared_facts(index: RelationIndex) -> None:
    assert articles(index, shared(index, team_key(9), "place/640000")) == ["a1", "a2"]
    assert articles(index, shared(index, "campaign/summer-policing-2023", "place/440000")) == ["a3", "a4"]
    assert articles(index, shared(index, team_key(9), "place/640000", Limits(stories=3))) == []


def test_connected(index: RelationIndex) -> None:
    first, *_ = connected(index, "team")
    assert (first.id, first.links, first.facts) == (team_key(9), 4, 4)
    assert len(connected(index, "place", 1)) == 1
    assert connected(index, "measure") == []


def test_communities_of_provinces(make_index: MakeIndex) -> None:
    pairs = (("110000", 1), ("120000", 1), ("520000", 2), ("530000", 2), ("530100", 2))
    index = make_index([inspection(f"c{at}", team, place) for at, (place, team) in enumerate(pairs)])
    found = communities(index)
    assert [one.provinces for one in found] == [("place/110000", "place/120000"), ("place/520000", "place/530000")]
    assert [one.weight for one in found] == [1.0, 1.0]
    assert communities(index, "measures") == communities(index, "targets") == []


def test_least_number_of_stories(index: RelationIndex) -> None:
    assert articles(index, inspections(index, InspectionFilter(limits=Limits(stories=2)))) == ["a1", "a2"]


REFUSED: dict[str, tuple[type[Exception], Callable[[RelationIndex], Any]]] = {
    "ranking of persons": (ValueUnknown, lambda index: connected(index, "person")),
    "limit": (ValueUnknown, lambda index: connected(index, "team", 0)),
    "person on a path": (NotFound, lambda index: paths(index, "person/x@y", team_key(9))),
    "paths": (ValueUnknown, lambda index: paths(index, team_key(8), team_key(9), limit=0)),
    "nothing known": (NotFound, lambda index: shared(index, "team/none", team_key(9))),
    "bond": (ValueUnknown, lambda index: communities(index, "weather")),
    "stories": (ValueUnknown, lambda index: places_of_team(index, team_key(9), Limits(stories=0))),
}


@pytest.mark.parametrize(("error", "asked"), REFUSED.values(), ids=REFUSED)
def test_refused(index: RelationIndex, error: type[Exception], asked: Callable[[RelationIndex], Any]) -> None:
    with pytest.raises(error):
        asked(index)


@pytest.mark.parametrize("question", [matrix, communities, leaders])
def test_of_nothing(make_index: MakeIndex, question: Callable[[RelationIndex], Any]) -> None:
    assert question(make_index([])) is not None
