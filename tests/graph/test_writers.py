"""Two writers at a time, and clocks that go back: nothing is lost, nothing is told in another order than it was done."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph import entries
from graph.entries import Act
from graph.upkeep import verify
from graph.workspace import Workspace
from ontology.errors import WorkspaceLocked
from tests.helpers import article_row, inspection

WRITER = """
import sys
from pathlib import Path
from graph.workspace import Workspace
from tests.helpers import article_row, inspection

workspace, name = Workspace.open(Path(sys.argv[1])), sys.argv[2]
for number in range(25):
    told = [(article_row(f"{name}{number}"), [inspection(f"{name}{number}")]), (article_row("both", text=f"{name}{number}"), [])]
    workspace.put(told, wait=60)
    if number % 10 == 9:
        workspace.compact(wait=60)
"""


@pytest.mark.slow
def test_two_processes_that_write_at_once_lose_nothing(workspace: Workspace) -> None:
    command = [sys.executable, "-c", WRITER, str(workspace.folder)]
    writers = [subprocess.Popen([*command, name]) for name in ("a", "b", "c")]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    fresh = Workspace.open(workspace.folder)
    assert set(fresh.known()) == {"both", *(f"{name}{number}" for name in "abc" for number in range(25))}
    assert fresh.index().size == 75
    assert fresh.log.generation() == 75
    assert list(verify(fresh)) == []


def test_second_writer_is_told_who_writes(workspace: Workspace) -> None:
    other = Workspace.open(workspace.folder)
    with workspace.lock(), pytest.raises(WorkspaceLocked, match=r"Process \d+ is writing"):
        other.put([(article_row("a"), [])], wait=0)


def test_clock_that_goes_back_changes_no_order(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits are numbered; a time stands in the journal as it was told, and decides nothing."""
    index = workspace.index()
    for number, year in enumerate((2030, 2020, 1999)):
        told = datetime(year, 1, 1, tzinfo=UTC).isoformat().replace("+00:00", "Z")
        monkeypatch.setattr(entries, "now", lambda told=told: told)
        act = Act(at=entries.now())
        workspace.put([(article_row("a", text=str(number)), [inspection("a", at=number)])], act=act)
        assert workspace.index().generation == number + 1 > index.generation
    (fact,) = workspace.log.facts().to_pylist()
    assert fact["evidence"]["start"] == 2
    assert [entry.generation for entry in workspace.log.entries()] == [1, 2, 3]
    assert [entry.at[:4] for entry in workspace.log.entries()] == ["2030", "2020", "1999"]


def test_files_from_the_future_are_read_and_caught_up_with(workspace: Workspace) -> None:
    workspace.put([(article_row("a"), [inspection("a")])])
    workspace.index()
    for path in (workspace.folder, *workspace.folder.rglob("*")):
        os.utime(path, (4e9, 4e9))
    again = Workspace.open(workspace.folder)
    again.put([(article_row("b"), [inspection("b")])])
    assert again.index().size == Workspace.open(Path(workspace.folder)).index().size == 2
