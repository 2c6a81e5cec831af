"""Reviewing: decisions are laid over what was read, survive reading again, and can be taken back."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.entries import Act
from graph.marker import FORMAT
from graph.questions.inspections import InspectionFilter, inspections
from graph.review import Decided, Decision, corrections, decide, undo
from graph.upkeep import backup, restore, verify
from graph.workspace import Workspace
from ingest.privacy import find_names as find_private
from ontology.errors import NotFound, ValueUnknown, WorkspaceError
from ontology.model import Fact, Verdict
from ontology.wire import Line
from tests.helpers import article_row, inspection, quote, result, role

ACT = Act("desk", "read wrongly", "2026-11-22T06:00:00Z")


def put(workspace: Workspace, *facts: Fact, text: str = "text", name: str = "a1") -> None:
    workspace.put([(article_row(name, text=text), list(facts))])


def judge(workspace: Workspace, fact: str, verdict: Verdict, act: Act = ACT, **changes: Any) -> Decided:
    return decide(workspace, fact, Decision(verdict, act, changes), find_private)


def seen(workspace: Workspace) -> dict[str, Line]:
    """Return the facts that the index gives, which are those of the log and of an index built anew."""
    index = workspace.index()
    found = {line["id"]: line for line in index.facts(range(index.size))}
    assert set(found) == set(workspace.log.facts()["id"].to_pylist())
    return found


def test_rejected_fact_is_gone_everywhere_and_comes_back(workspace: Workspace) -> None:
    wrong, right = inspection(place="640000"), inspection(place="520000", at=50)
    put(workspace, wrong, right)
    before = seen(workspace)
    done = judge(workspace, wrong.id, "reject")
    assert (done.fact, done.generation) == (None, 2)
    assert set(seen(workspace)) == {right.id}
    assert inspections(workspace.index(), InspectionFilter(place="640000")).total == 0
    (shown,) = corrections(workspace)
    assert (shown.state, shown.verdict, shown.by, shown.at, shown.why) == ("holds", "reject", *_said(ACT))
    assert shown.before is not None
    assert (shown.before["id"], shown.after) == (wrong.id, None)
    assert undo(workspace, done.correction, ACT, find_private).fact == wrong.id
    assert seen(workspace) == before
    assert [one.state for one in corrections(workspace)] == ["undone"]


def _said(act: Act) -> tuple[str, str, str | None]:
    return act.by, act.at, act.why


def test_edited_fact_has_its_new_values_and_what_follows_from_them(workspace: Workspace) -> None:
    put(workspace, inspection(place="640000"))
    done = judge(
        workspace, inspection(place="640000").id, "edit", place_code="520102", start="2022-08", status="planned"
    )
    (line,) = seen(workspace).values()
    assert line["id"] == done.fact != inspection(place="640000").id
    assert (line["place"], line["province_code"]) == ("贵州省贵阳市南明区", "520000")
    assert (line["start"], line["end"], line["edtf"]) == ("2022-08", "2022-08-19", "2022-08/2022-08-19")
    assert (line["status"], line["confidence"]) == ("planned", 1.0)
    assert line["review"] == {"verdict": "edit", "by": "desk", "at": ACT.at, "correction": done.correction}
    assert inspections(workspace.index(), InspectionFilter(place="贵阳")).total == 1


def test_accepted_fact_says_who_and_when(workspace: Workspace) -> None:
    put(workspace, result())
    done = judge(workspace, result().id, "accept", replace(ACT, why=None))
    (line,) = seen(workspace).values()
    assert (line["id"], line["review"]["verdict"], line["review"]["correction"]) == (
        result().id,
        "accept",
        done.correction,
    )


def test_later_decision_builds_on_the_earlier_and_gives_it_back(workspace: Workspace) -> None:
    put(workspace, result(value=490))
    first = judge(workspace, result(value=490).id, "edit", value=940)
    assert first.fact is not None
    after_first = seen(workspace)
    second = judge(workspace, first.fact, "edit", unit="件")
    (line,) = seen(workspace).values()
    assert (line["value"], line["unit"]) == (940, "件")
    assert [one.state for one in corrections(workspace)] == ["holds", "superseded"]
    undo(workspace, second.correction, ACT, find_private)
    assert seen(workspace) == after_first
    undo(workspace, first.correction, ACT, find_private)
    assert next(iter(seen(workspace).values()))["value"] == 490


def test_rejected_fact_is_found_by_the_id_it_was_read_with(workspace: Workspace) -> None:
    put(workspace, result())
    judge(workspace, result().id, "reject")
    assert judge(workspace, result().id, "accept").fact == result().id
    assert set(seen(workspace)) == {result().id}


def test_part_of_an_edited_whole_names_it_as_it_is_now(workspace: Workspace) -> None:
    whole = result(value=490)
    put(workspace, whole, result(value=12, at=150, part_of=whole.id))
    done = judge(workspace, whole.id, "edit", value=491)
    assert {line["part_of"] for line in seen(workspace).values()} == {None, done.fact}
    judge(workspace, str(done.fact), "reject")
    assert [line["part_of"] for line in seen(workspace).values()] == [None]


def test_edit_that_says_what_another_fact_says_leaves_one(workspace: Workspace) -> None:
    put(workspace, inspection(place="640000"), inspection(place="520000"))
    done = judge(workspace, inspection(place="640000").id, "edit", place_code="520000")
    found = seen(workspace)
    assert set(found) == {done.fact} == {inspection(place="520000").id}
    assert found[str(done.fact)]["review"]["verdict"] == "edit"


AGAIN: dict[str, tuple[Fact, str]] = {
    "the same": (inspection(), "holds"),
    "a longer clause": (replace(inspection(), evidence=quote(0, "据悉督察组到达了"), confidence=0.7), "holds"),
    "further down": (inspection(at=500), "holds"),
    "another place": (inspection(place="520000"), "orphan"),
    "elsewhere, in other words": (replace(inspection(), evidence=quote(500, "督察组抵达")), "orphan"),
}


@pytest.mark.parametrize(("again", "state"), AGAIN.values(), ids=AGAIN)
def test_correction_after_the_article_was_read_again(workspace: Workspace, again: Fact, state: str) -> None:
    put(workspace, inspection(), role())
    judge(workspace, inspection().id, "reject")
    put(workspace, again, role(), text="newer")
    assert (again.id in seen(workspace)) == (state == "orphan")
    (shown,) = corrections(workspace)
    assert (shown.state, shown.before is None) == (state, state == "orphan")
    put(workspace, inspection(), text="as before")
    assert corrections(workspace)[0].state == "holds"
    assert seen(workspace) == {}


def test_correction_of_a_withdrawn_article_waits_for_it(workspace: Workspace) -> None:
    put(workspace, inspection())
    done = judge(workspace, inspection().id, "edit", status="denied")
    workspace.retract("a1")
    assert [one.state for one in corrections(workspace)] == ["orphan"]
    put(workspace, inspection())
    assert [line["status"] for line in seen(workspace).values()] == ["denied"]
    workspace.retract("a1")
    assert undo(workspace, done.correction, ACT, find_private).fact is None
    put(workspace, inspection())
    assert [line["status"] for line in seen(workspace).values()] == ["done"]


def test_log_stays_the_truth(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, inspection(), result(), role())
    judge(workspace, inspection().id, "edit", place_code="520102")
    judge(workspace, role().id, "reject")
    corrected, entries = seen(workspace), workspace.log.entries()
    workspace.compact()
    assert workspace.log.entries() == entries
    assert seen(Workspace.open(workspace.folder)) == corrected
    rebuilt = workspace.rebuild()
    assert {line["id"]: line for line in rebuilt.facts(range(rebuilt.size))} == corrected
    backup(workspace, tmp_path / "b.tar")
    restored = restore(tmp_path / "b.tar", tmp_path / "restored")
    assert (seen(restored), restored.log.entries()) == (corrected, entries)
    stated = workspace.log.stated(["a1"])[1]["id"].to_pylist()
    assert stated == [inspection().id, result().id, role().id], "facts are kept as they were read"


def test_damaged_entries_are_found(workspace: Workspace) -> None:
    put(workspace, inspection())
    judge(workspace, inspection().id, "reject")
    path = workspace.log.folder / "00000002" / "entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b"reject", b"accept"))
    (damage,) = verify(workspace)
    assert damage.tables == ("entries.jsonl",)
    with pytest.raises(WorkspaceError, match=r"Part 00000002 of the log is damaged in entries\.jsonl"):
        workspace.log.facts()


def test_workspace_of_the_older_format_is_read_and_renewed_by_a_write(workspace: Workspace) -> None:
    put(workspace, inspection())
    shutil.rmtree(workspace.folder / "index", ignore_errors=True)
    (workspace.log.folder / "00000001" / "entries.jsonl").unlink()
    marker = workspace.folder / "workspace.json"
    marker.write_bytes(b'{"format":1}\n')
    older = Workspace.open(workspace.folder)
    assert set(seen(older)) == {inspection().id}
    assert orjson.loads(marker.read_bytes()) == {"format": 1}
    judge(older, inspection().id, "reject")
    assert orjson.loads(marker.read_bytes()) == {"format": FORMAT}


REFUSED: dict[str, tuple[Verdict, Act, dict[str, Any], str]] = {
    "no reason": ("reject", Act("desk"), {}, "'reject' needs a reason"),
    "edit without changes": ("edit", ACT, {}, "An edit needs changes"),
    "changes without edit": ("accept", ACT, {"status": "done"}, "takes no changes"),
    "private person in the reason": (
        "reject",
        Act("desk", "居民王先生说不对"),
        {},
        "The reason names a private person",
    ),
    "private person in a field": ("edit", ACT, {"sites": ["受害人李芳家"]}, "The sites names a private person"),
    "bare name in the reason": ("reject", Act("desk", "李小明打电话说不对"), {}, "The reason names a private person"),
    "name in pinyin": ("reject", Act("desk", "Li Xiaoming says so"), {}, "The reason names a private person"),
    "bare name in a field": ("edit", ACT, {"sites": ["李小明家"]}, "The sites (names a private person|has words)"),
    "words from elsewhere": ("edit", ACT, {"sites": ["幸福苑三栋"]}, "The sites has words that stand neither"),
    "a name in an id": (
        "edit",
        ACT,
        {"team_id": "team/李小明@x", "team": "公安部督察组"},
        "names a private person|has words",
    ),
    "a name as a name's part": ("edit", ACT, {"team": "公安部小明督察组"}, "The team has words that stand neither"),
    "the reader's field": ("edit", ACT, {"evidence": "x"}, "'evidence' of 'inspection' cannot be edited"),
    "what follows from another": ("edit", ACT, {"province_code": "520000"}, "cannot be edited"),
    "no such place": ("edit", ACT, {"place_code": "999999"}, "no place has the code '999999'"),
    "no such status": ("edit", ACT, {"status": "maybe"}, "it takes one of 'done'"),
    "no date": ("edit", ACT, {"start": "2022-13"}, "a date is a day, month or year"),
    "ends before it begins": ("edit", ACT, {"end": "2021"}, "which is later"),
    "no campaign": ("edit", ACT, {"campaign": "winter"}, "No campaign has the key 'winter'"),
    "no id": ("edit", ACT, {"team_id": "ninth"}, "an entity's id is"),
    "entity without a name": ("edit", ACT, {"team_id": "team/new@x"}, "give its name in 'team' too"),
    "two lines": ("edit", ACT, {"team": "a\nb"}, "in one line"),
    "wrong type": ("edit", ACT, {"sites": "a"}, "it takes a list of texts"),
}


@pytest.mark.parametrize(("verdict", "act", "changes", "words"), REFUSED.values(), ids=REFUSED)
def test_decision_that_cannot_be(
    workspace: Workspace, verdict: Verdict, act: Act, changes: dict[str, Any], words: str
) -> None:
    put(workspace, inspection())
    with pytest.raises(ValueUnknown, match=words):
        judge(workspace, inspection().id, verdict, act, **changes)
    assert workspace.log.generation() == 1


def test_person_is_named_as_the_sentence_does(workspace: Workspace) -> None:
    fact = replace(role(person="张三"), evidence=quote(200, "组长张三丰"))
    put(workspace, fact)
    with pytest.raises(ValueUnknown, match="does not name them"):
        judge(workspace, fact.id, "edit", person="李四")
    judge(workspace, fact.id, "edit", person="张三丰")
    assert [line["person"] for line in seen(workspace).values()] == ["张三丰"]


def test_what_there_is_not(workspace: Workspace) -> None:
    put(workspace, inspection())
    with pytest.raises(NotFound, match="No fact has the id 'nothing'"):
        judge(workspace, "nothing", "accept")
    with pytest.raises(NotFound, match="No correction has the id 'nothing'"):
        undo(workspace, "nothing", ACT, find_private)
    done = judge(workspace, inspection().id, "reject")
    undo(workspace, done.correction, ACT, find_private)
    with pytest.raises(ValueUnknown, match="taken back already"):
        undo(workspace, done.correction, ACT, find_private)


def test_reason_is_one_line() -> None:
    with pytest.raises(ValueUnknown, match="it is one line"):
        Act("desk", "a\nb")


def test_campaign_that_is_edited_takes_its_team_along(workspace: Workspace) -> None:
    put(workspace, inspection())
    judge(workspace, inspection().id, "edit", campaign="summer-policing-2023")
    (line,) = seen(workspace).values()
    assert line["team_id"] == "team/mps-supervision-9@summer-policing-2023"
    assert (line["campaign_year"], line["campaign"]) == (2023, "summer-policing-2023")


def test_journal_has_every_act(workspace: Workspace) -> None:
    put(workspace, inspection(), result())
    put(workspace, inspection(), text="newer")
    done = judge(workspace, inspection().id, "reject")
    undo(workspace, done.correction, ACT, find_private)
    workspace.retract("a1", act=Act("desk", "asked to"))
    said = [(entry.action, entry.articles, entry.generation) for entry in workspace.log.entries()]
    assert said == [
        ("add", (), 1), ("replace", ("a1",), 2), ("reject", ("a1",), 3), ("undo", ("a1",), 4), ("withdraw", ("a1",), 5),
    ]  # fmt: skip
    assert workspace.log.entries()[0].effect == {"articles": 1, "facts": 2}
    assert len({entry.id for entry in workspace.log.entries()}) == 5
