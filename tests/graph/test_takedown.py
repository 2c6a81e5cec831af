"""Takedowns: afterwards no file of the workspace, and no backup, holds what was taken down."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.writes import Writer
from graph import ledger, sources
from graph.entries import Act
from graph.processes import Server
from graph.search.current import Searches
from graph.store import Store
from graph.takedown import take_article_down, take_person_down
from graph.upkeep import backup, restore, verify
from graph.workspace import Workspace
from ontology.errors import NotFound, ValueUnknown
from ontology.model import Article
from tests.helpers import article_row, inspection, role

NAME = "何志强"
TEXT = f"8月19日,长沙市公安局副局长{NAME}带队,公安部第二督察组到长沙市芙蓉区督察。"


@pytest.fixture
def space(workspace: Workspace) -> Workspace:
    """Give a workspace with three articles by file and one that was sent; everything that is derived is there."""
    facts = [inspection("gone"), role("gone", person=NAME)]
    workspace.put([(article_row("gone", title=f"{NAME}带队", publisher="极少见报"), facts)])
    workspace.put([(article_row("stays"), [inspection("stays", place="650000")]), (article_row("other"), [])])
    sent = Article("sent", TEXT, sources.source_of("sent"), title="稀有标题", published="2022-08-20")
    assert Writer(workspace).put(sent, Act()).facts
    workspace.index()
    Searches(workspace).current()
    (workspace.folder / ledger.FILE).write_text('{"path": "articles/gone.txt"}\n')
    return workspace


@pytest.fixture
def store(space: Workspace) -> Iterator[Store]:
    """Give the RDF store, filled and running."""
    store = Store(space.folder)
    store.catch_up(space.log)
    yield store
    store.close()


def holding(folder: Path, *words: str) -> list[str]:
    """Return the files that hold one of some words, as bytes in any of the encodings that are used."""
    forms = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "unicode_escape")]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.relative_to(folder).as_posix() for path in files if any(form in path.read_bytes() for form in forms)]


def test_words_are_there_before(space: Workspace, tmp_path: Path) -> None:
    """The search finds what it looks for; Parquet packs words, so a backup is looked at unpacked by the log's own reader."""
    assert holding(space.folder, NAME)
    backup(space, tmp_path / "b.tar")
    assert NAME in str(restore(tmp_path / "b.tar", tmp_path / "old").log.facts().to_pylist())


def gone(space: Workspace, tmp_path: Path, *words: str) -> None:
    """Assert that neither the workspace, nor its log as read, nor a new backup holds some words, and that all is well."""
    assert holding(space.folder, *words) == []
    tmp_path.mkdir(exist_ok=True)
    backup(space, tmp_path / "new.tar")
    restored = restore(tmp_path / "new.tar", tmp_path / "restored")
    for one in (Workspace.open(space.folder), restored):
        told = [one.log.facts().to_pylist(), one.log.rows_since(0).to_pylist(), one.log.entries()]
        assert not [word for word in words if word in str(told)]
        assert list(verify(one)) == []
    assert holding(restored.folder, *words) == []


def test_article_leaves_no_trace(space: Workspace, tmp_path: Path) -> None:
    before = space.index()
    done = take_article_down(space, "gone", Act("desk", "asked for"))
    assert (done.articles, done.facts, done.entries, done.texts) == (1, 2, 0, 0)
    assert done.generation == space.log.generation() == before.generation + 1
    assert space.index().size == before.size - 2
    assert "gone" not in space.known()
    gone(space, tmp_path, "articles/gone", "极少见报")
    assert space.index().size == Workspace.open(space.folder).index().size == before.size - 2


def test_article_that_was_sent_and_withdrawn_leaves_no_trace(space: Workspace, tmp_path: Path) -> None:
    Writer(space).retract("sent", Act(why="withdrawn"))
    take_article_down(space, "sent", Act())
    gone(space, tmp_path, "稀有标题", "芙蓉区督察", "sources/sent")
    with pytest.raises(NotFound):
        take_article_down(space, "sent", Act())


def test_person_leaves_no_trace_and_does_not_come_back(space: Workspace, tmp_path: Path) -> None:
    done = take_person_down(space, NAME, Act("desk", "asked for"))
    assert (done.articles, done.texts) == (0, 1)
    assert done.facts >= 2
    assert set(space.known()) == {"gone", "stays", "other", "sent"}
    gone(space, tmp_path, NAME)
    again = Article("again", TEXT.replace(NAME, "何 志强"), sources.source_of("again"), published="2022-08-20")
    Writer(space).put(again, Act())
    Writer(space).put(
        Article("sent", TEXT + "。", sources.source_of("sent"), title=NAME, published="2022-08-20"), Act()
    )
    gone(space, tmp_path / "later", NAME, "何 志强")


def test_restored_workspace_goes_on_withholding(space: Workspace, tmp_path: Path) -> None:
    take_person_down(space, NAME, Act())
    backup(space, tmp_path / "b.tar")
    restored = restore(tmp_path / "b.tar", tmp_path / "restored")
    restored.put([(article_row("new"), [role("new", person=NAME), inspection("new")])])
    assert NAME not in str(restored.log.facts().to_pylist())
    assert "new" in restored.known()


def test_dry_run_says_the_same_and_changes_nothing(space: Workspace) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in space.folder.rglob("*") if path.name != "lock")
    would = take_person_down(space, NAME, Act(), dry_run=True)
    assert sorted((p, p.stat().st_mtime_ns) for p in space.folder.rglob("*") if p.name != "lock") == before
    done = take_person_down(space, NAME, Act())
    assert (would.facts, would.entries, would.texts, would.dry_run) == (done.facts, done.entries, done.texts, True)


@pytest.mark.parametrize("name", ["", "王", " 王 ", "x" * 40])
def test_what_is_no_name_is_refused(space: Workspace, name: str) -> None:
    with pytest.raises(ValueUnknown, match="2 to 30 characters"):
        take_person_down(space, name, Act())


def test_reader_that_was_far_behind_begins_anew(space: Workspace) -> None:
    behind = Workspace.open(space.folder)
    assert behind.index().generation == space.log.generation()
    take_article_down(space, "gone", Act())
    space.put([(article_row("more"), [inspection("more")])])
    assert behind.index().size == space.index().size
    assert "gone" not in str(behind.index().articles.rows["id"].to_pylist())


@pytest.mark.server
@pytest.mark.slow
def test_running_store_is_emptied_and_filled_again(space: Workspace, store: Store, tmp_path: Path) -> None:
    found = Server.load(space.folder / "store" / "server.json")
    assert found is not None
    assert holding(space.folder / "store", NAME)
    code = "from api.cli import main; main()"
    command = [sys.executable, "-c", code, "takedown", "person", NAME, "-w", str(space.folder)]
    assert "Removed 0 articles" in subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert store.catch_up(space.log) == space.log.generation()
    gone(space, tmp_path, NAME)
    assert b"inspected" in store.query("SELECT ?p { ?s ?p ?o . FILTER(CONTAINS(STR(?p), 'inspected')) } LIMIT 1")[1]


@pytest.mark.server
def test_store_that_does_not_run_is_emptied(space: Workspace, tmp_path: Path) -> None:
    store = Store(space.folder)
    store.catch_up(space.log)
    store.close()
    take_person_down(space, NAME, Act())
    gone(space, tmp_path, NAME)


def test_command_says_what_went_and_what_it_cannot_reach(space: Workspace) -> None:
    folder = str(space.folder)
    run = CliRunner().invoke
    dry = run(app, ["takedown", "article", "gone", "--dry-run", "-w", folder])
    assert "Would remove 1 articles, 2 facts" in dry.output
    assert "gone" in Workspace.open(space.folder).known()
    told = run(app, ["takedown", "article", "article/gone", "-w", folder])
    assert "Backups, exports and copies" in told.output
    refused = run(app, ["takedown", "person", NAME, "--reason", f"{NAME} asked", "-w", folder])
    assert refused.exit_code != 0
    assert '"facts"' in run(app, ["takedown", "person", NAME, "--json", "-w", folder]).output
    assert run(app, ["journal", "-w", folder]).exit_code == 0
