"""What a write would move, told before it is made, is what it moves."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.effects import Effect, effect
from graph.foresight import foresee_put, foresee_withdrawal
from graph.workspace import Workspace
from ontology.errors import NotFound
from ontology.model import Coverage, Fact
from ontology.wire import flatten
from tests.helpers import SUMMER, article_row, inspection, one_of_each, quote, result, signature, team_key


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """Give three articles: a1 and a2 say the same of Ningxia, b1 is a reprint of a1; a1 alone speaks of Guizhou."""
    rows = {"a1": signature(1), "a2": signature(2), "b1": signature(1)}
    facts: dict[str, list[Fact]] = {
        "a1": [inspection("a1"), inspection("a1", place="520102", at=50), result("a1")],
        "a2": [inspection("a2", at=7)],
        "b1": [inspection("b1"), inspection("b1", team=7, place="520102", at=50)],
    }
    workspace.put([(article_row(name, signature=rows[name]), facts[name]) for name in rows])
    return workspace


def ids(effect: Effect) -> tuple[list[str], list[str]]:
    return [line["id"] for line in effect.lost], [line["id"] for line in effect.gained]


def test_withdrawal_loses_what_nobody_else_says(told: Workspace) -> None:
    found = foresee_withdrawal(told, "a1").effect
    assert ids(found) == ([inspection("a1", place="520102", at=50).id, result("a1").id], [])
    assert found.support == (), "the reprint tells the same story"
    cell, other = found.cells
    assert (other.place, other.before["reported"], other.after["reported"]) == ("place/640000", 3, 2)
    assert other.before["stories"] == other.after["stories"] == 2
    assert (cell.team_label, cell.place, cell.place_label) == ("公安部第9督察组", "place/520000", "贵州省")
    assert (cell.before["state"], cell.after["state"], cell.before["stories"]) == ("reported", "none found", 1)
    totals = {(total.of, total.name): (total.before, total.after) for total in found.totals}
    assert totals[None, "articles"] == (3, 2)
    assert totals[None, "types.result"] == (1, 0)
    assert totals[SUMMER.key, "types.inspection"] == (5, 3)
    assert (None, "stories") not in totals


def test_support_of_what_others_say_too(told: Workspace) -> None:
    found = foresee_withdrawal(told, "a2").effect
    assert ids(found) == ([], [])
    (weaker,) = found.support
    assert (weaker.fact, weaker.before, weaker.after) == (inspection("a2", at=7).id, 2, 1)
    (cell,) = found.cells
    assert (cell.before["stories"], cell.after["stories"]) == (2, 1)


def test_replacement_loses_and_gains(told: Workspace) -> None:
    row = article_row("a1", text="new", signature=signature(1))
    found = foresee_put(told, [(row, [inspection("a1"), inspection("a1", place="610000", at=50)])])
    assert found.receipt.replaced == ("a1",)
    lost, gained = ids(found.effect)
    assert set(lost) == {inspection("a1", place="520102", at=50).id, result("a1").id}
    assert gained == [inspection("a1", place="610000", at=50).id]
    assert {cell.place for cell in found.effect.cells} == {"place/520000", "place/610000"}
    assert told.log.generation() == 1


def test_what_changes_nothing_moves_nothing(told: Workspace) -> None:
    row = article_row("a1", signature=signature(1))
    found = foresee_put(told, [(row, [])])
    assert found.receipt.unchanged == ("a1",)
    assert set(found.effect.counts().values()) == {0}


def test_counted_cells_move_with_the_total(workspace: Workspace) -> None:
    everywhere = Coverage(
        article="a1", evidence=quote(0, "31个省"), rule="test", campaign=SUMMER, who="公安部第9督察组", who_id=team_key(9), count=31,
        unit="省", place_code="100000",
    )  # fmt: skip
    workspace.put([(article_row("a1"), [everywhere])])
    found = foresee_withdrawal(workspace, "a1").effect
    assert len(found.cells) == 31
    assert {(cell.before["state"], cell.after["state"]) for cell in found.cells} == {("counted", "none found")}


def test_unknown_article_has_no_effect(told: Workspace) -> None:
    with pytest.raises(NotFound, match="No article has the id 'zz'"):
        foresee_withdrawal(told, "zz")


def test_large_change_is_built_anew(told: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    spliced = foresee_withdrawal(told, "a1").effect
    monkeypatch.setattr("graph.foresight.caught_up", lambda *_: None)
    assert foresee_withdrawal(told, "a1").effect == spliced


ARTICLES = st.sampled_from(["a1", "a2", "a3"])
SAYS: st.SearchStrategy[list[tuple[int, str, int]]] = st.lists(
    st.tuples(st.sampled_from([7, 9]), st.sampled_from(["640000", "520102", "520000"]), st.integers(0, 3)),
    max_size=4,
    unique=True,
)


@given(st.dictionaries(ARTICLES, SAYS, min_size=1), ARTICLES, SAYS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_foreseen_is_what_happens(
    tmp_path_factory: Any, stated: dict[str, list[tuple[int, str, int]]], article: str, then: list[tuple[int, str, int]]
) -> None:
    workspace = Workspace.open(tmp_path_factory.mktemp("w") / "w", create=True)
    workspace.put([(article_row(name), facts(name, says)) for name, says in stated.items()])
    before = workspace.index()
    offered = [(article_row(article, text="new"), facts(article, then))]
    foreseen = foresee_put(workspace, offered)
    workspace.put(offered)
    after = workspace.rebuild()
    assert foreseen.effect == effect(before, after, [article])
    said = {(f["team_id"], f["place_code"]) for f in after.facts(range(after.size))}
    had = {(f["team_id"], f["place_code"]) for f in before.facts(range(before.size))}
    assert {(f["team_id"], f["place_code"]) for f in foreseen.effect.lost} == had - said
    assert {(f["team_id"], f["place_code"]) for f in foreseen.effect.gained} == said - had


def facts(article: str, says: list[tuple[int, str, int]]) -> list[Fact]:
    return [inspection(article, team=team, place=place, at=at) for team, place, at in says]


def test_every_type_loses_its_statement(workspace: Workspace) -> None:
    workspace.put([(article_row("a1"), one_of_each("a1")), (article_row("a2"), one_of_each("a2", at=3))])
    assert ids(foresee_withdrawal(workspace, "a1").effect) == ([], [])
    workspace.retract("a2")
    lost, _ = ids(foresee_withdrawal(workspace, "a1").effect)
    assert lost == [flatten(fact)["id"] for fact in one_of_each("a1")]
