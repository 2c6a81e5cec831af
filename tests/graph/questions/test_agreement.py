"""What different stories state of one measure, put side by side; nothing is overwritten."""

from typing import Any

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.agreement import STATEMENTS, AgreementFilter, agreement
from graph.questions.series import SeriesFilter, series
from graph.workspace import Workspace
from ontology.errors import ValueUnknown
from ontology.model import CampaignRef, Fact, When
from tests.helpers import article_row, inspection, quote, result, signature

JULY, AUGUST = When(None, "2022-07", "../2022-07"), When(None, "2022-08", "../2022-08")
NEXT = CampaignRef("summer-policing-2023", "夏季行动", 2023)


def stated(article: str, value: float, when: When = JULY, **fields: Any) -> Fact:
    return result(article, value, **{"scope": "100000", "when": when, **fields})


FACTS: list[Fact] = [
    stated("a1", 269_800),
    stated("a2", 270_000, modifier="over", evidence=quote(100, "27万余起")),
    stated("a3", 490_000, AUGUST),
    stated("a3", 900, scope="640000"),
    stated("a4", 800, scope="640000"),
    stated("a4", 950, AUGUST, scope="640000", at=130),
    stated("a5", 30, scope="110000,120000"),
    stated("a5", 31, scope="110000,120000", at=130),
    stated("a6", 12, scope="520000"),
    stated("a7", 12, scope="520000"),
    stated("a8", 7, When(), scope="310000", campaign=None),
    stated("a9", 7, When(), scope="310000", campaign=None),
    stated("a9", 7, When(), scope="320000", at=130, status="planned"),
    stated("b1", 5.2, When(), campaign=NEXT, unit="吨", metric="缴获毒品", metric_id="drugs-seized"),
    stated("b2", 5240, When(), campaign=NEXT, unit="公斤", metric="缴获毒品", metric_id="drugs-seized"),
    inspection("b2"),
]
SIGNED = {"a6": signature(1), "a7": signature(1)}
"""Two articles with the same words."""


@pytest.fixture
def index(workspace: Workspace) -> RelationIndex:
    names = sorted({fact.article for fact in FACTS})
    workspace.put([
        (article_row(name, published=f"2022-09-{at + 1:02}", signature=SIGNED.get(name, b"")), [
            fact for fact in FACTS if fact.article == name
        ])
        for at, name in enumerate(names)
    ])  # fmt: skip
    return workspace.index()


def seen(index: RelationIndex, wanted: AgreementFilter = AgreementFilter()) -> dict[tuple[str, str], tuple[str, ...]]:  # noqa: B008
    """Return the labels of each measure by metric and scope."""
    return {(one.metric, one.scope_code or ""): one.labels for one in agreement(index, wanted).items}


def test_measures_of_two_stories(index: RelationIndex) -> None:
    assert seen(index) == {
        ("metric/cases-solved", "640000"): ("later update", "contradicts"),
        ("metric/cases-solved", "100000"): ("rounds to", "later update"),
        ("metric/drugs-seized", "100000"): ("rounds to",),
    }


def test_contradictions_come_first_and_labels_are_counted(index: RelationIndex) -> None:
    found = agreement(index, AgreementFilter())
    assert found.items[0].scope_code == "640000"
    assert found.labels == {
        "same": 0, "rounds to": 2, "later update": 2, "contradicts": 1, "not comparable": 0,
    }  # fmt: skip
    assert agreement(index, AgreementFilter(), first=1, limit=1).items == found.items[1:2]


def test_every_statement_stands_with_its_sentence(index: RelationIndex) -> None:
    (found,) = agreement(index, AgreementFilter(metric="cases-solved", scope="全国")).items
    assert [(one.value, one.low, one.high, one.article, one.quote) for one in found.statements] == [
        (269_800, 269_800, 269_800, "a1", "督察组到达"),
        (270_000, 270_000, 280_000, "a2", "27万余起"),
        (490_000, 490_000, 490_000, "a3", "督察组到达"),
    ]
    assert [(pair.one, pair.other, pair.label) for pair in found.pairs] == [
        (0, 1, "rounds to"),
        (1, 2, "later update"),
    ]
    assert (found.stories, found.articles, found.stated) == (3, 3, 3)


FILTERS = {
    "contradicts": (AgreementFilter(label="contradicts"), {"640000"}),
    "metric": (AgreementFilter(metric="drugs-seized"), {"100000"}),
    "three stories": (AgreementFilter(limits=Limits(stories=3)), {"100000"}),
    "campaign": (AgreementFilter(limits=Limits(campaign=NEXT.key)), {"100000"}),
    "a place, nothing inside it": (AgreementFilter(scope="中国"), {"100000"}),
    "one article contradicts itself only": (AgreementFilter(scope="110000"), set()),
    "one story told twice": (AgreementFilter(scope="520000"), set()),
    "neither campaign nor date": (AgreementFilter(scope="310000"), set()),
    "plans": (AgreementFilter(limits=Limits(status="planned")), set()),
}


@pytest.mark.parametrize(("wanted", "scopes"), FILTERS.values(), ids=FILTERS)
def test_filters(index: RelationIndex, wanted: AgreementFilter, scopes: set[str]) -> None:
    assert {scope for _, scope in seen(index, wanted)} == scopes


def test_an_unknown_label_is_refused(index: RelationIndex) -> None:
    with pytest.raises(ValueUnknown, match="rounds to"):
        agreement(index, AgreementFilter(label="wrong"))


def test_statements_that_say_something_are_shown_first(workspace: Workspace) -> None:
    many = [stated(f"a{at:02}", 100 + at, When(f"2022-07-{at + 1:02}", f"2022-07-{at + 1:02}")) for at in range(25)]
    more = [stated("b1", 7, AUGUST), stated("b2", 8, AUGUST)]
    workspace.put([(article_row(fact.article), [fact]) for fact in (*many, *more)])
    (found,) = agreement(workspace.index(), AgreementFilter()).items
    assert (found.stated, len(found.statements)) == (27, STATEMENTS)
    shown = {one.value for one in found.statements}
    assert {7, 8} <= shown
    assert ("contradicts" in found.labels, found.pairs[-1].label) == (True, "contradicts")


def points(
    index: RelationIndex, wanted: SeriesFilter
) -> list[tuple[str | None, str, list[float], bool, tuple[str, ...]]]:
    return [
        (one.scope_code, one.window, [point.value for point in one.points], one.comparable, one.differs)
        for one in series(index, wanted).items
    ]


def test_series_join_only_what_can_be_compared(index: RelationIndex) -> None:
    assert points(index, SeriesFilter("cases-solved", limits=Limits(campaign="summer-policing-2022"))) == [
        ("100000", "as_of", [269_800, 270_000, 490_000], True, ()),
        ("640000", "as_of", [900, 800, 950], True, ("scope",)),
        ("110000,120000", "as_of", [30, 31], True, ("scope",)),
        ("520000", "as_of", [12], True, ("scope",)),
    ]


def test_series_in_one_unit(index: RelationIndex) -> None:
    (found,) = series(index, SeriesFilter("缴获毒品")).items
    assert [(one.value, one.unit, one.stated_value, one.stated_unit) for one in found.points] == [
        (5200, "公斤", 5.2, "吨"),
        (5240, "公斤", 5240, "公斤"),
    ]
    assert (found.comparable, found.reasons) == (False, ("window not stated",))


def test_a_series_counts_stories(index: RelationIndex) -> None:
    assert points(index, SeriesFilter("cases-solved", limits=Limits(stories=2))) == [
        ("310000", "unstated", [7], False, ())
    ]
    (told_twice,) = series(index, SeriesFilter("cases-solved", "520000")).items[0].points
    assert (told_twice.stories, told_twice.articles, told_twice.article) == (1, 2, "a6")
