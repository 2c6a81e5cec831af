"""Sixty questions and more: each is read as it should be, answered with the right rows, and the same in SPARQL."""

import tomllib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.ask.ask import Asked, ask
from graph.ask.frames import FRAMES
from graph.ask.rows import MOST
from graph.index.relation import RelationIndex
from graph.questions.facts import facts
from ontology.terms import entity_of
from tests.graph.ask.keys import key

TABLE: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("questions.toml").read_text(encoding="utf-8")
)["question"]  # fmt: skip
EXAMPLES = [(frame.name, text) for frame in FRAMES for text in (frame.zh, frame.en)]


def test_there_are_thirty_in_each_language() -> None:
    chinese = sum(any("一" <= character <= "鿿" for character in one["q"]) for one in TABLE)
    assert chinese >= 30
    assert len(TABLE) - chinese >= 30


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["q"])
def test_question(index: RelationIndex, case: dict[str, Any]) -> None:
    asked = ask(index, case["q"])
    assert asked.status == case.get("status", "answered"), asked.answer
    assert asked.frame == case.get("frame")
    assert [one.text for one in asked.unknown] == case.get("unknown", [])
    assert sorted(map(key, asked.rows)) == case.get("rows", [])
    assert asked.answer


@pytest.mark.parametrize("question", [case["q"] for case in TABLE])
def test_filter_gives_the_facts(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    if asked.filter is not None:
        found = facts(index, asked.filter)
        assert found.total == asked.facts_total
        shown = {line["id"] for line in asked.facts}
        assert shown <= set(index.lines.ids(found.numbers))


@pytest.mark.parametrize("question", [case["q"] for case in TABLE] + [text for _, text in EXAMPLES])
def test_sparql_gives_the_rows(index: RelationIndex, store: ox.Store, question: str) -> None:
    asked = ask(index, question)
    if asked.sparql is not None:
        answer = store.query(asked.sparql, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        assert solved(answer) == counted(asked)


def solved(answer: ox.QuerySolutions) -> set[tuple[str, ...]]:
    """Return what solutions name, with the count where they have one."""
    names = [variable.value for variable in answer.variables if variable.value not in {"exact", "count"}]
    return {
        tuple(sorted(term(row[name]) for name in names)) + ((row["count"].value,) if "count" in found_in(answer) else ())
        for row in answer
    }  # fmt: skip


def found_in(answer: ox.QuerySolutions) -> set[str]:
    return {variable.value for variable in answer.variables}


def term(value: Any) -> str:
    """Return the entity id of an IRI, the text of a literal."""
    return entity_of(value.value) or value.value if isinstance(value, ox.NamedNode) else str(value.value)


def counted(asked: Asked) -> set[tuple[str, ...]]:
    """Return the same of an answer's rows."""
    assert asked.total <= MOST
    rows = set()
    for row in asked.rows:
        named = tuple(
            sorted(filter(None, (row["id"] or row["label"], row.get("team_id") if row["kind"] == "place" else None)))
        )
        rows.add(
            named
            if str(row["id"]).startswith("fact/")
            else (*named, str(row.get("places", row.get("teams", row["count"]))))
        )
    return rows


@pytest.mark.parametrize(("frame", "text"), EXAMPLES)
def test_example_is_read(index: RelationIndex, frame: str, text: str) -> None:
    asked = ask(index, text)
    assert asked.status in {"answered", "none-found"}, asked.answer
    assert asked.frame == frame


def test_there_are_twenty_five_kinds_of_question() -> None:
    assert len({frame.name for frame in FRAMES}) >= 25
