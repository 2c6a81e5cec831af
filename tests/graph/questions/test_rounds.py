"""Two campaigns beside each other, and who states the same."""

from typing import Any

import pytest

from graph.index.relation import RelationIndex
from graph.questions.rounds import rounds
from graph.questions.sources import sources, stories
from graph.workspace import Workspace
from ontology.errors import NotFound, ValueUnknown
from ontology.model import CampaignRef, Fact, Measure, When
from tests.graph.conftest import MakeIndex
from tests.helpers import SUMMER, article_row, day, inspection, quote, result, role, signature, team_key

NEXT = CampaignRef("summer-policing-2023", "夏季行动", 2023)


def measure(article: str, name: str, campaign: CampaignRef = SUMMER, at: int = 700) -> Measure:
    return Measure(
        article=article, evidence=quote(at), rule="test", campaign=campaign, name=name,
        agency="公安厅", agency_id=f"org/{article}",
    )  # fmt: skip


FACTS: list[Fact] = [
    inspection("a1", 9, "640104"),
    inspection("a2", 9, "640500"),
    inspection("a2", 7, "520000", at=30),
    inspection("a2", 7, "440000", at=60, status="denied"),
    inspection("b1", 9, "650000", campaign=NEXT, status="planned"),
    inspection("b1", 8, "640000", at=30, campaign=NEXT),
    role("a1", "李明", team_key(9)),
    role("b1", "王平", team_key(9, NEXT), campaign=NEXT),
    measure("a1", "护学岗"),
    measure("a2", "百警进百村"),
    measure("b1", "护学岗", NEXT),
]


@pytest.fixture
def index(make_index: MakeIndex) -> RelationIndex:
    return make_index(FACTS)


def test_provinces_added_dropped_and_kept(index: RelationIndex) -> None:
    found = rounds(index, SUMMER.key, NEXT.key)
    assert [(one.id, one.change) for one in found.places] == [
        ("place/650000", "added"),
        ("place/520000", "dropped"),
        ("place/640000", "kept"),
    ]
    added, _, kept = found.places
    assert added.one is None
    assert added.other is not None
    assert (added.other.planned, added.other.count) == (True, 1)
    assert kept.one is not None
    assert (kept.one.count, kept.one.stories, len(kept.one.facts)) == (2, 2, 2)
    assert found.counts["places"] == {"added": 1, "dropped": 1, "kept": 1}


def test_teams_of_one_name(index: RelationIndex) -> None:
    found = rounds(index, SUMMER.key, NEXT.key)
    assert [(one.id, one.change) for one in found.teams] == [
        ("team/mps-supervision-8", "added"),
        ("team/mps-supervision-7", "dropped"),
        ("team/mps-supervision-9", "kept"),
    ]


def test_heads_stand_beside_their_team(index: RelationIndex) -> None:
    (ninth,) = rounds(index, SUMMER.key, NEXT.key).heads
    assert (ninth.team, [post.person for post in ninth.one], [post.person for post in ninth.other]) == (
        "team/mps-supervision-9",
        ["李明"],
        ["王平"],
    )
    assert ninth.one[0].quote == "督察组到达"


def test_measures_by_name(index: RelationIndex) -> None:
    found = rounds(index, SUMMER.key, NEXT.key)
    assert [(one.id, one.change) for one in found.measures] == [
        ("measure/百警进百村", "dropped"),
        ("measure/护学岗", "kept"),
    ]


def test_sides_say_what_was_looked_through(index: RelationIndex) -> None:
    found = rounds(index, "2022年夏季治安打击整治“百日行动”", NEXT.key)
    assert (found.one.key, found.one.articles, found.other.articles, found.other.end) == (
        SUMMER.key,
        2,
        1,
        "2023-09-30",
    )
    none = rounds(index, SUMMER.key, "summer-policing-2024")
    assert (none.other.facts, {one.change for one in none.places}) == (0, {"dropped"})


@pytest.mark.parametrize(("text", "said"), [("summer-policing", "summer-policing-2023"), ("春季行冻", "春季行冻")])
def test_only_one_campaign_is_taken(index: RelationIndex, text: str, said: str) -> None:
    with pytest.raises(ValueUnknown, match=said):
        rounds(index, SUMMER.key, text)


NIGHT, LONG = day("2022-07-16"), When("2022-07-18", "2022-07-27")
YEAR_ON: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str | None, bool, bool, tuple[str, ...]]]] = {
    "a night": ({"value": 10, "when": NIGHT}, {"value": 8, "when": day("2023-08-11")}, ("down", True, False, ())),
    "nights and days": ({"value": 10, "when": NIGHT}, {"value": 80, "when": LONG}, (None, False, False, ("window",))),
    "up to one day of the year": (
        {"value": 10, "when": When(None, "2022-07-31")}, {"value": 15, "when": When(None, "2023-07-31")},
        ("up", True, False, ()),
    ),
    "up to other days": (
        {"value": 10, "when": When(None, "2022-07-31")}, {"value": 15, "when": When(None, "2023-08-31")},
        (None, False, False, ("window",)),
    ),
    "bounds that meet": (
        {"value": 10_000, "when": NIGHT, "modifier": "over", "evidence": quote(100, "1万余")},
        {"value": 12_000, "when": day("2023-07-16")}, ("level", True, False, ()),
    ),
    "no window, told at the end": (
        {"value": 64, "when": When(), "article": "end-2022"}, {"value": 56, "when": When(), "article": "end-2023"},
        ("down", False, True, ("window not stated",)),
    ),
    "no window, told midway": (
        {"value": 64, "when": When(), "article": "mid-2022"}, {"value": 56, "when": When(), "article": "mid-2023"},
        (None, False, False, ("window not stated",)),
    ),
    "other words": (
        {"value": 5, "when": NIGHT, "metric": "缴获冰毒"}, {"value": 6, "when": day("2023-07-16"), "metric": "缴获毒品"},
        (None, False, False, ("words",)),
    ),
}  # fmt: skip
PUBLISHED = {"end-2022": "2022-09-27", "end-2023": "2023-10-10", "mid-2022": "2022-07-20", "mid-2023": "2023-07-20"}


@pytest.mark.parametrize(("one", "other", "expected"), YEAR_ON.values(), ids=YEAR_ON)
def test_metric_from_campaign_to_campaign(
    workspace: Workspace, one: dict[str, Any], other: dict[str, Any], expected: tuple[object, ...]
) -> None:
    first: dict[str, Any] = {"article": "a1", "scope": "100000"} | one
    second: dict[str, Any] = {"article": "b1", "scope": "100000", "campaign": NEXT} | other
    facts = [result(**first), result(**second)]
    workspace.put(
        (article_row(fact.article, published=PUBLISHED.get(fact.article, "2022-09-16")), [fact]) for fact in facts
    )
    (found,) = rounds(workspace.index(), SUMMER.key, NEXT.key).metrics
    assert (found.direction, found.comparable, found.assumed, found.reasons) == expected
    assert ([figure.article for figure in found.one], [figure.article for figure in found.other]) == (
        [facts[0].article],
        [facts[1].article],
    )


def test_difference_of_a_metric_has_bounds(make_index: MakeIndex) -> None:
    facts = [
        result("a1", 640_000, "100000", when=NIGHT, modifier="over", evidence=quote(100, "64万余起")),
        result("b1", 566_000, "100000", when=day("2023-07-16"), campaign=NEXT),
        result("b1", 9, "640000", when=day("2023-07-16"), campaign=NEXT, at=150),
    ]
    (found,) = rounds(make_index(facts), SUMMER.key, NEXT.key).metrics
    assert (found.least, found.most, found.direction) == (-84_000, -74_000, "down")


SAME: dict[str, Any] = {"scope": "100000", "when": NIGHT}
TOLD: list[Fact] = [
    result("c1", 269_800, **SAME),
    result("c2", 269_800, **SAME),
    result("c3", 269_800, **SAME, at=130),
    result("c3", 270_000, **SAME, at=160),
    result("c4", 269_800, "100000"),
    inspection("c1", 9),
    inspection("c4", 9),
    inspection("c4", 8, at=30),
]
SIGNED = {"c1": signature(1), "c2": signature(1)}
DAYS = {"c1": "2022-08-03", "c2": "2022-08-01", "c3": "2022-08-02"}


@pytest.fixture
def told(workspace: Workspace) -> RelationIndex:
    names = sorted({fact.article for fact in TOLD})
    workspace.put(
        (
            article_row(name, published=DAYS.get(name), signature=SIGNED.get(name, b"")),
            [fact for fact in TOLD if fact.article == name],
        )
        for name in names
    )
    return workspace.index()


def test_sources_are_counted_by_story(told: RelationIndex) -> None:
    number, visit = sources(told, [TOLD[0].id, "fact/" + TOLD[5].id])
    assert (number.stories, number.articles, number.earliest) == (2, 3, "c2")
    assert [(one.story, one.published, one.articles, one.fact) for one in number.told] == [
        ("c2", "2022-08-01", 2, TOLD[1].id),
        ("c3", "2022-08-02", 1, TOLD[2].id),
    ]
    assert (visit.stories, [one.story for one in visit.told]) == (2, ["c2", "c4"])


def test_stories_by_their_first_article(told: RelationIndex) -> None:
    (one,) = stories(told).items
    assert (one.id, one.articles, one.facts, one.published) == ("c2", 2, 3, "2022-08-01")
    every = stories(told, 1, first=1, limit=1)
    assert (every.total, [one.id for one in every.items]) == (3, ["c3"])


def test_what_is_no_fact_is_refused(told: RelationIndex) -> None:
    with pytest.raises(NotFound, match="0000"):
        sources(told, ["0000"])
    with pytest.raises(ValueUnknown, match="101"):
        sources(told, [TOLD[0].id] * 101)
    with pytest.raises(ValueUnknown, match="1 or more"):
        stories(told, 0)
