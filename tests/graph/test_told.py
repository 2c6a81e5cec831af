"""What a log says in pieces is what it says at once, however its parts were written."""

from graph.entries import Act
from graph.export.content import Content
from graph.review import Decision, decide
from graph.told import told
from graph.workspace import Workspace
from ingest.privacy import find_private
from ontology.tables import article_table, fact_table
from tests.helpers import article_row, inspection, one_of_each, result


def said(workspace: Workspace) -> list[str]:
    return sorted(name for piece in told(workspace.log).pieces() for name in piece["id"].to_pylist())


def test_pieces_are_what_stands(workspace: Workspace) -> None:
    assert (said(workspace), told(workspace.log).articles.num_rows) == ([], 0)
    workspace.put([(article_row("a1"), one_of_each("a1")), (article_row("a2"), [inspection("a2")])])
    workspace.put([(article_row("a1", text="new"), [inspection("a1"), result("a1")])])
    workspace.put([(article_row("a3"), [inspection("a3")])])
    workspace.retract("a2")
    workspace.put([(article_row("a4"), [inspection("a4"), result("a4")])])
    decide(
        workspace,
        result("a4").id,
        Decision("reject", Act("desk", "read wrongly", "2026-11-22T06:00:00Z"), {}),
        find_private,
    )
    assert said(workspace) == sorted(workspace.log.facts()["id"].to_pylist())
    assert sorted(told(workspace.log).articles["id"].to_pylist()) == ["a1", "a3", "a4"]


def test_pieces_stay_through_a_compaction(workspace: Workspace) -> None:
    for name in ("a1", "a2"):
        workspace.put([(article_row(name), one_of_each(name))])
    found = told(workspace.log)
    workspace.compact()
    assert sum(piece.num_rows for piece in found.pieces()) == len(said(workspace)) == 2 * len(one_of_each())


def test_facts_of_an_article_come_side_by_side(workspace: Workspace) -> None:
    facts = [inspection("a1"), inspection("a2"), inspection("a1", at=10), inspection("a2", at=10)]
    workspace.log.append_tables(article_table([article_row("a1"), article_row("a2")]), fact_table(facts))
    found = {row["id"]: len(lines) for row, lines in Content.of_log(workspace.log).pairs()}
    assert found == {"a1": 2, "a2": 2}
