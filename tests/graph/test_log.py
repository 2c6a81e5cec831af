"""The log: parts are whole or absent, the newest row of an article wins."""

import shutil
import threading
from pathlib import Path

import pytest

from graph.log import Log
from ontology.errors import WorkspaceError
from ontology.model import Fact
from ontology.tables import ARTICLES, FACTS, own_fields
from ontology.wire import flatten
from tests.helpers import article_row, inspection, one_of_each, result


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "log")


def fact_ids(log: Log) -> set[str]:
    return set(log.facts()["id"].to_pylist())


def test_empty_log_has_schemas_and_no_rows(log: Log) -> None:
    assert (log.generation(), log.parts(), log.stamp()) == (0, [], "0")
    assert log.articles().schema == ARTICLES
    assert log.facts().schema == FACTS
    assert log.article("a1") is None
    assert not log.newer_than(0)


def test_append_keeps_every_field_of_every_type(log: Log) -> None:
    facts = one_of_each()
    assert log.append([article_row()], facts) == 1
    read = {row["id"]: own_fields(row) for row in log.facts().to_pylist()}
    assert read == {fact.id: flatten(fact) for fact in facts}
    assert log.article("a1") == log.articles().to_pylist()[0]
    assert log.newer_than(0)


def test_newest_row_wins_and_brings_its_facts(log: Log) -> None:
    log.append([article_row("a1"), article_row("a2")], [inspection("a1"), inspection("a2")])
    log.append([article_row("a1", text="new")], [result("a1")])
    assert fact_ids(log) == {inspection("a2").id, result("a1").id}
    row = log.article("a1")
    assert row is not None
    assert row["sha256"] == article_row(text="new").sha256


def test_retraction_removes_what_only_that_article_said(log: Log) -> None:
    log.append([article_row("a1"), article_row("a2")], [inspection("a1"), inspection("a2")])
    log.append([article_row("a1", retracted=True)], [])
    assert fact_ids(log) == {inspection("a2").id}
    assert log.article("a1") is None
    assert log.articles()["id"].to_pylist() == ["a2"]
    log.append([article_row("a1")], [inspection("a1")])
    assert fact_ids(log) == {inspection("a1").id, inspection("a2").id}


def test_changed_since_says_what_to_drop_and_take(log: Log) -> None:
    log.append([article_row("a1"), article_row("a2")], [inspection("a1"), inspection("a2")])
    log.append([article_row("a1", retracted=True), article_row("a3")], [inspection("a3")])
    log.append([article_row("a3", text="new")], [result("a3")])
    changes = log.changed_since(1)
    assert (changes.generation, changes.gone) == (3, frozenset({"a1", "a3"}))
    assert changes.facts["id"].to_pylist() == [result("a3").id]
    assert changes.articles["id"].to_pylist() == ["a3"]
    nothing = log.changed_since(3)
    assert (nothing.generation, nothing.gone, nothing.facts.num_rows) == (3, frozenset(), 0)


REFUSED: dict[str, tuple[list[str], list[Fact], str]] = {
    "article twice": (["a1", "a1"], [], "'a1' comes twice"),
    "fact without its article": (["a1"], [inspection("a2")], "'a2' has facts but no row"),
}


@pytest.mark.parametrize(("articles", "facts", "words"), REFUSED.values(), ids=REFUSED)
def test_append_refuses_a_part_that_breaks_the_rule(
    log: Log, articles: list[str], facts: list[Fact], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        log.append([article_row(name) for name in articles], facts)
    assert log.generation() == 0


def test_leftovers_of_a_crash_are_invisible_and_swept(log: Log) -> None:
    log.append([article_row("a1")], [inspection("a1")])
    leftover = log.folder / ".aside-crashed"
    leftover.mkdir()
    (leftover / "facts.parquet").write_bytes(b"half")
    assert (log.generation(), fact_ids(log)) == (1, {inspection("a1").id})
    log.append([article_row("a2")], [])
    assert not leftover.exists()


@pytest.mark.parametrize("name", ["articles.parquet", "facts.parquet"])
@pytest.mark.parametrize("damage", ["flipped", "cut", "missing"])
def test_damaged_part_is_named(log: Log, name: str, damage: str) -> None:
    log.append([article_row("a1")], [inspection("a1")])
    log.append([article_row("a2")], [inspection("a2")])
    path = log.folder / "00000002" / name
    content = bytearray(path.read_bytes())
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        content[40:60] = bytes(byte ^ 0xFF for byte in content[40:60])
        path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="Part 00000002 of the log is damaged"):
        assert log.articles().num_rows + log.facts().num_rows == 0


def test_compaction_changes_nothing_that_readers_see(log: Log) -> None:
    log.append([article_row("a1"), article_row("a2"), article_row("a3")], [inspection("a1"), inspection("a2")])
    log.append([article_row("a1", text="new")], [result("a1")])
    log.append([article_row("a2", retracted=True), article_row("a4")], [inspection("a4")])
    reads = (log.generation, log.stamp, log.parts, lambda: fact_ids(log))
    before, seen = [read() for read in reads if read != log.parts], [log.changed_since(n) for n in range(4)]
    stamps = [log.stamp_of(n) for n in range(5)]
    assert log.compact(everything=True) == 1
    assert [read() for read in reads if read != log.parts] == before
    assert [path.name for path in log.folder.iterdir()] == ["00000001-00000003"]
    assert [log.stamp_of(n) for n in range(5)] == stamps
    for old, new in zip(seen, [log.changed_since(n) for n in range(4)], strict=True):
        assert (old.generation, old.gone) == (new.generation, new.gone)
        assert old.articles.sort_by("id") == new.articles.sort_by("id")
        assert old.facts.sort_by("id") == new.facts.sort_by("id")
    assert [log.newer_than(n) for n in range(4)] == [True, True, True, False]
    assert log.append([article_row("a5")], []) == 4
    assert log.newer_than(3)
    assert log.compact(everything=True) == 1
    assert log.stamp_of(3) == stamps[3]


def test_small_parts_are_compacted_large_ones_left(log: Log) -> None:
    log.append([article_row("a1")], [inspection("a1", at=at) for at in range(30)])
    for name in ("a2", "a3", "a4"):
        log.append([article_row(name)], [inspection(name)])
    assert log.compact() == 2
    assert log.parts() == [1, 4]


def test_reader_looks_again_when_its_part_vanished(log: Log) -> None:
    log.append([article_row("a1")], [inspection("a1")])
    log.append([article_row("a2")], [inspection("a2")])
    stop = threading.Event()
    failed: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                assert {"a1", "a2"} <= set(log.facts()["article"].to_pylist())
            except BaseException as error:  # noqa: BLE001
                failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(15):
        log.append([article_row(f"b{number}")], [inspection(f"b{number}")])
        log.compact(everything=number % 2 == 0)
    stop.set()
    reader.join()
    assert failed == []


def test_leftovers_of_a_compaction_are_ignored_and_swept(log: Log, tmp_path: Path) -> None:
    log.append([article_row("a1")], [inspection("a1")])
    shutil.copytree(log.folder / "00000001", tmp_path / "old")
    log.append([article_row("a1", text="new")], [result("a1")])
    log.compact(everything=True)
    (tmp_path / "old").rename(log.folder / "00000001")
    assert (log.parts(), fact_ids(log)) == ([2], {result("a1").id})
    assert log.append([article_row("a2")], []) == 3
    assert not (log.folder / "00000001").exists()
