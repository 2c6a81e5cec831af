"""Coverage: reported, planned, counted, denied, none found; the articles that were looked through."""

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.questions.cell import cell
from graph.questions.coverage import Coverage, coverage
from ontology.errors import ValueUnknown
from ontology.model import CampaignRef, Fact
from ontology.model import Coverage as Stated
from tests.graph.conftest import MakeIndex
from tests.helpers import SUMMER, inspection, quote, result, team, team_key

NEXT = CampaignRef("summer-policing-2023", "夏季治安打击整治行动", 2023)
BODY = f"team/mps-supervision@{SUMMER.key}"


def stated(
    article: str, count: int, who: str = BODY, place: str = "100000", unit: str = "省", *, at: int = 700
) -> Stated:
    """Return a total over places that names none."""
    return Stated(
        article=article, evidence=quote(at), rule="test", campaign=SUMMER,
        who="公安部督察组", who_id=who, count=count, unit=unit, place_code=place,
    )  # fmt: skip


FACTS: list[Fact] = [
    inspection("a1", 9, "640500"),
    inspection("a1", 9, "650000", at=30, status="planned"),
    inspection("a2", 9, "640000", status="planned"),
    inspection("a2", 9, "110000", at=30, status="denied"),
    inspection("a3", 7, "660000"),
    inspection("a3", 7, "520000", at=30, campaign=NEXT),
    team("a3", 10, at=60),
    stated("a4", 31),
    stated("a4", 8, team_key(7), "340000", "市", at=730),
    stated("a4", 15, team_key(8), at=760),
    result("a5", 490),
]


@pytest.fixture
def index(make_index: MakeIndex) -> RelationIndex:
    return make_index(FACTS)


def cells(found: Coverage) -> dict[tuple[str, str], tuple[str, int, int, int]]:
    """Return state and counts by team and place."""
    columns = [found.row.tolist(), found.column.tolist(), found.state]
    columns += [counts.tolist() for counts in (found.reported, found.planned, found.stories)]
    return {
        (found.teams[row], found.places[column].partition("/")[2]): (state, reported, planned, stories)
        for row, column, state, reported, planned, stories in zip(*columns, strict=True)
    }


def test_cells_of_a_campaign(index: RelationIndex) -> None:
    found = cells(coverage(index, limits=Limits(campaign=SUMMER.key)))
    named = {key: cell for key, cell in found.items() if key[0] != BODY}
    assert named == {
        (team_key(9), "640000"): ("reported", 1, 1, 2),
        (team_key(9), "650000"): ("planned", 0, 1, 1),
        (team_key(9), "110000"): ("denied", 0, 0, 1),
        (team_key(7), "340000"): ("counted", 0, 0, 0),
        (team_key(7), "660000"): ("reported", 1, 0, 1),
    }
    body = {key[1]: cell for key, cell in found.items() if key[0] == BODY}
    assert set(body.values()) == {("counted", 0, 0, 0)}
    assert len(body) == 31
    assert "660000" not in body


def test_a_total_of_some_marks_no_cell_but_is_told(index: RelationIndex) -> None:
    found = coverage(index, limits=Limits(campaign=SUMMER.key))
    assert {(total.team, total.count, total.place, total.whole) for total in found.totals} == {
        (BODY, 31, "place/100000", True),
        (team_key(7), 8, "place/340000", False),
        (team_key(8), 15, "place/100000", False),
    }
    assert not [key for key in cells(found) if key[0] == team_key(8)]


def test_blanks_say_how_much_was_looked_through(index: RelationIndex) -> None:
    found = coverage(index, limits=Limits(campaign=SUMMER.key))
    rows = {
        team: (articles, naming)
        for team, articles, naming in zip(found.teams, found.articles.tolist(), found.naming.tolist(), strict=True)
    }
    assert rows[team_key(9)] == (5, 2)  # all of the campaign, two of which name the team
    assert rows[team_key(10)] == (5, 1)


PLACES = {
    "provinces": (None, {"640000"}),
    "divisions of a province": ("宁夏", {"640500", "640000"}),  # a2 names the province itself
    "divisions of a prefecture": ("640500", {"640500"}),
    "elsewhere": ("110000", set()),
}


@pytest.mark.parametrize(("place", "codes"), PLACES.values(), ids=PLACES)
def test_columns_are_the_divisions_of_a_place(index: RelationIndex, place: str | None, codes: set[str]) -> None:
    found = cells(coverage(index, "team/" + team_key(9).partition("/")[2], place, Limits(status=None)))
    said = {code for (_, code), cell in found.items() if cell[0] in {"reported", "planned"}}
    assert said - {"650000"} == codes


LIMITS = {
    "another campaign": (Limits(campaign=NEXT.key), {("team/mps-supervision-7@summer-policing-2023", "520000")}),
    "two stories": (Limits(campaign=SUMMER.key, stories=2), set()),
    "planned only": (Limits(campaign=SUMMER.key, status="planned"), {(team_key(9), "640000"), (team_key(9), "650000")}),
}


@pytest.mark.parametrize(("limits", "expected"), LIMITS.values(), ids=LIMITS)
def test_limits(index: RelationIndex, limits: Limits, expected: set[tuple[str, str]]) -> None:
    found = cells(coverage(index, limits=limits))
    assert {key for key, cell in found.items() if cell[0] != "counted"} == expected


CELLS = {
    "reported": (team_key(9), "宁夏", "reported", ["a2", "a1"]),
    "a prefecture": (team_key(9), "640500", "reported", ["a1"]),
    "planned": (team_key(9), "650000", "planned", ["a1"]),
    "denied": (team_key(9), "110000", "denied", ["a2"]),
    "inside all provinces": (BODY, "540000", "counted", []),
    "a county is not in a total of provinces": (BODY, "640104", "none found", []),
    "bingtuan is not among the 31": (BODY, "660000", "none found", []),
    "its own parts are counted": (team_key(7), "340000", "counted", []),
    "one of some": (team_key(8), "340000", "none found", []),
    "none found": (team_key(9), "310000", "none found", []),
}


@pytest.mark.parametrize(("name", "place", "state", "articles"), CELLS.values(), ids=CELLS)
def test_cell(index: RelationIndex, name: str, place: str, state: str, articles: list[str]) -> None:
    found = cell(index, name, place)
    assert found.state == state
    assert {line["article"] for line in index.facts(found.facts.numbers)} == set(articles)


def test_cell_names_the_articles_looked_through(index: RelationIndex) -> None:
    found = cell(index, team_key(9), "640500")
    looked = [index.articles.id(number) for number in found.articles.tolist()]
    assert looked == ["a1", "a2", "a3", "a4", "a5"]
    assert found.names_team.tolist() == [True, True, False, False, False]
    assert found.names_place.tolist() == [True, False, False, False, False]
    assert found.stories == 5


def test_cell_and_coverage_agree(index: RelationIndex) -> None:
    found = coverage(index, limits=Limits(campaign=SUMMER.key))
    known = cells(found)
    for name in found.teams:
        for place in found.places:
            code = place.partition("/")[2]
            assert cell(index, name, code).state == known.get((name, code), ("none found",))[0], (name, code)


def test_nothing_known_of_a_campaign(index: RelationIndex) -> None:
    found = coverage(index, limits=Limits(campaign="summer-policing-2024"))
    assert (found.teams, found.state, len(found.places)) == ([], [], 31)


@pytest.mark.parametrize(("name", "place"), [("第九十九督察组", None), (None, "999999"), (None, "鼓楼区")])
def test_unknown_values_are_refused(index: RelationIndex, name: str | None, place: str | None) -> None:
    with pytest.raises(ValueUnknown):
        coverage(index, name, place)
