"""Corrections measure a reader: what is right counts, what is wrong is forbidden, what nobody looked at is neither."""

from typing import Any

from graph.entries import Act
from graph.gold import gold
from graph.review import Decision, decide, undo
from graph.workspace import Workspace
from ingest.evaluation import measure
from ingest.privacy import find_private
from ontology.model import Verdict
from ontology.wire import flatten
from tests.helpers import article_row, inspection, one_of_each, result

ACT = Act("desk", "wrong")


def judge(workspace: Workspace, fact: str, verdict: Verdict, **changes: Any) -> str:
    return decide(workspace, fact, Decision(verdict, ACT, changes), find_private).correction


def test_gold_measures_what_was_reviewed(workspace: Workspace) -> None:
    right, wrong, edited, open_ = (inspection(place=code, at=at) for code, at in ROWS)
    number = result(value=490)
    workspace.put([(article_row("a1"), [right, wrong, edited, open_, number]), (article_row("a2"), [])])
    judge(workspace, right.id, "accept")
    judge(workspace, wrong.id, "reject")
    judge(workspace, edited.id, "edit", place_code="640000")
    judge(workspace, number.id, "edit", value=940)
    [document] = gold(workspace)
    assert document["id"] == "a1"
    assert [(fact.get("place_code"), fact.get("optional")) for fact in document["facts"]] == [
        ("520000", None), ("640000", None), ("610000", True), (None, None),
    ]  # fmt: skip
    documents = {"a1": document}
    corrected = measure(documents, workspace.log.facts().to_pylist())
    assert (corrected.forbidden, corrected.errors) == (0, ())
    read = measure(documents, map(flatten, [right, wrong, edited, open_, number]))
    assert read.forbidden == 3
    assert {(error.kind, error.type) for error in read.errors if error.level == "core"} == {
        ("missed", "inspection"), ("spurious", "inspection"), ("missed", "result"), ("spurious", "result"),
    }  # fmt: skip


ROWS = (("520000", 0), ("530000", 20), ("540000", 40), ("610000", 60))


def test_gold_of_every_type_is_met_by_the_facts(workspace: Workspace) -> None:
    workspace.put([(article_row("a1"), one_of_each())])
    for fact in one_of_each():
        judge(workspace, fact.id, "accept")
    found = measure({"a1": next(gold(workspace))}, workspace.log.facts().to_pylist())
    assert found.errors == ()
    assert all(score.matched == 1 for levels in found.scores.values() for score in levels.values())


def test_no_gold_without_corrections_that_hold(workspace: Workspace) -> None:
    workspace.put([(article_row("a1"), [inspection()])])
    undo(workspace, judge(workspace, inspection().id, "reject"), ACT, find_private)
    assert list(gold(workspace)) == []
