"""Corrections as pure functions, for any facts and any order of decisions."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.corrections import bound, corrected, standing, target_of
from graph.entries import Entry, dumped, entries_of, numbered
from graph.parts import ENTRIES_FILE, Part
from ontology.model import Fact
from ontology.wire import Line, flatten
from tests.helpers import inspection, quote, result, role

PLACES = st.sampled_from(["640000", "520000", "520102", "100000"])
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(inspection, place=PLACES, at=st.integers(0, 40)),
    st.builds(result, value=st.integers(1, 3).map(float), at=st.integers(0, 40), scope=PLACES),
    st.builds(role, person=st.sampled_from(["张三", "李四"]), at=st.integers(0, 40)),
)
READ = st.lists(FACTS, min_size=1, max_size=8, unique_by=lambda fact: fact.id).map(
    lambda facts: [flatten(fact) for fact in facts]
)
VERDICTS = st.sampled_from(["accept", "reject", "edit"])


def entry(line: Line, verdict: Any, status: str) -> Entry:
    changes = {"status": status} if verdict == "edit" else None
    return Entry(verdict, "desk", "2026-11-22T06:00:00Z", "why", target=target_of(line), changes=changes)


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Line], list[Entry]]:
    """Return facts as read, and decisions about some of them, several about one perhaps."""
    read = draw(READ)
    choices = st.tuples(st.sampled_from(read), VERDICTS, st.sampled_from(["planned", "denied"]))
    return read, numbered([entry(*choice) for choice in draw(st.lists(choices, max_size=8))], 7)


@given(decided())
def test_undoing_gives_the_former_state(case: tuple[list[Line], list[Entry]]) -> None:
    read, entries = case
    states = [corrected(read, standing(entries[:n]).get("a1", ())) for n in range(len(entries) + 1)]
    assert states[0] == {line["id"]: line for line in read}
    for n in reversed(range(len(entries))):
        undone = [Entry("undo", "desk", "", undoes=one.id) for one in reversed(entries[n:])]
        assert corrected(read, standing([*entries, *undone]).get("a1", ())) == states[n]


@given(decided(), st.integers(0, 30), READ)
def test_corrections_survive_reading_again(case: tuple[list[Line], list[Entry]], moved: int, more: list[Line]) -> None:
    """Everything further down, other facts besides, other confidence: each fact keeps its decision, by its words."""
    read, entries = case
    again = [_moved(line, moved + 100) for line in read]
    held = standing(entries).get("a1", ())
    after = corrected([*again, *_others(more, again)], held)
    for line, new in zip(read, again, strict=True):
        before, now = corrected(read, held)[line["id"]], after[new["id"]]
        alike = [
            one for one in read if target_of(one).identity == target_of(line).identity and one["type"] == line["type"]
        ]
        if len(alike) == 1:  # of several that say the same, which is meant cannot be told once all have moved
            assert (before is None) == (now is None)
            assert (
                before is None or now is None or (before["status"], before["review"]) == (now["status"], now["review"])
            )


def _moved(line: Line, by: int) -> Line:
    evidence = line["evidence"]
    moved = {**evidence, "start": evidence["start"] + by, "end": evidence["end"] + by}
    return {**line, "id": f"{line['id'][:-3]}new", "evidence": moved, "confidence": 0.25}


def _others(lines: list[Line], taken: list[Line]) -> list[Line]:
    """Return lines that say nothing that the others say."""
    said = [(line["type"], target_of(line).identity) for line in taken]
    return [line for line in lines if (line["type"], target_of(line).identity) not in said]


def test_the_widest_overlap_is_meant() -> None:
    first, second = (flatten(replace(inspection(), evidence=quote(at, "督察组到达"))) for at in (0, 4))
    assert (
        bound(target_of(flatten(replace(inspection(), evidence=quote(3, "组到达了")))), [first, second]) == second["id"]
    )


def test_entries_are_written_and_read(tmp_path: Any) -> None:
    entries = numbered(
        [entry(flatten(inspection()), "edit", "denied"), Entry("undo", "desk", "2026", undoes="x"),
         Entry("withdraw", "desk", "2026", articles=("a1", "a2"), effect={"facts": 2})],
        3,
    )  # fmt: skip
    (tmp_path / ENTRIES_FILE).write_bytes(dumped(entries))
    assert entries_of(Part(tmp_path, 1, 1)) == entries
    assert {one.generation for one in entries} == {3}
