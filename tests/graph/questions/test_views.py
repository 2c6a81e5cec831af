"""One team, one place, one campaign, one article: each with its counts and sentences."""

from collections.abc import Callable

import pytest

from graph.index.relation import RelationIndex
from graph.questions.article import article
from graph.questions.campaigns import campaign, campaigns
from graph.questions.place import place
from graph.questions.teams import team, teams
from graph.workspace import Workspace
from ontology.errors import NotFound, ValueUnknown
from ontology.model import Fact, When
from tests.graph.conftest import MakeIndex
from tests.helpers import article_row, day, inspection, one_of_each, result, role, signature, team_key
from tests.helpers import team as team_fact

FACTS: list[Fact] = [
    inspection("a1", 9, "640500", when=day("2022-08-14")),
    inspection("a2", 9, "640500", when=day("2022-08")),
    inspection("a2", 9, "650000", at=9, when=When()),
    role("a1"),
    team_fact("a1", 9, sent_by="公安部", term="第一轮"),
    inspection("a3", 8, "640000"),
    result("a3", scope="640000"),
]


def test_teams_count_what_they_did(make_index: MakeIndex) -> None:
    first, second = teams(make_index(FACTS))
    assert (first.id, first.label, first.campaign) == (team_key(9), "公安部第9督察组", "summer-policing-2022")
    assert (first.inspections, first.places, first.articles, first.stories) == (3, 2, 2, 2)
    assert (first.first, first.last) == ("2022-08-01", "2022-08-31")
    assert second.id == team_key(8)


def test_teams_of_a_campaign(make_index: MakeIndex) -> None:
    index = make_index(FACTS)
    assert len(teams(index, "summer-policing")) == 2
    assert teams(index, "summer-policing-2024") == []
    with pytest.raises(ValueUnknown):
        teams(index, "none")


def test_team_has_places_heads_and_statements(make_index: MakeIndex) -> None:
    view = team(make_index(FACTS), "mps-supervision-9@summer-policing-2022")
    assert [(found.code, found.count, found.first) for found in view.places] == [
        ("640500", 2, "2022-08-01"),
        ("650000", 1, None),
    ]
    assert view.places[0].facts == (FACTS[0].id, FACTS[1].id)
    assert [(head["person"], head["role"]) for head in view.heads] == [("张三", "组长")]
    assert (view.sent_by, view.terms, [fact["type"] for fact in view.facts]) == (("公安部",), ("第一轮",), ["team"])


def test_place_sees_what_happened_inside(make_index: MakeIndex) -> None:
    view = place(make_index(FACTS), "640000")
    assert (view.label, view.within, view.types) == ("宁夏回族自治区", ("100000",), {"inspection": 3, "result": 1})
    assert [(found.id, found.count) for found in view.teams] == [(team_key(9), 2), (team_key(8), 1)]
    assert (view.articles, view.first, view.last, view.facts.total) == (3, "2022-08-01", "2022-08-31", 4)


def test_place_that_saw_nothing(make_index: MakeIndex) -> None:
    view = place(make_index(FACTS), "place/110000")
    assert (view.label, view.types, view.teams, view.first, view.facts.total) == ("北京市", {}, (), None, 0)


def test_campaigns_are_those_of_the_vocabulary_and_of_the_facts(make_index: MakeIndex) -> None:
    index = make_index(FACTS)
    found = campaign(index, "summer-policing-2022")
    assert (found.articles, found.teams, found.places) == (3, 2, 3)
    assert found in campaigns(index)
    assert {"summer-policing", "summer-policing-2023"} <= {one.key for one in campaigns(index)}
    assert campaign(index, "summer-policing-2023").types == {}


def test_article_has_its_facts_in_order_and_its_story(workspace: Workspace) -> None:
    facts = one_of_each("a2")
    workspace.put([
        (article_row("a1", signature=signature(1, 2)), [inspection("a1")]),
        (article_row("a2", signature=signature(1, 2)), facts),
        (article_row("a3"), []),
    ])  # fmt: skip
    view = article(workspace.index(), "article/a2")
    assert [fact["id"] for fact in view.facts] == [fact.id for fact in facts]
    assert (view.same_story, view.row["title"]) == (("a1",), "Title of a2")
    assert article(workspace.index(), "a3").facts == ()


@pytest.mark.parametrize("question", [team, place, campaign, article])
def test_unknown_ids_are_not_found(make_index: MakeIndex, question: Callable[[RelationIndex, str], object]) -> None:
    with pytest.raises(NotFound, match="'none'"):
        question(make_index(FACTS), "none")
