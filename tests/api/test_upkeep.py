"""compact, verify, backup and restore: what they say and their exit codes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.workspace import Workspace
from tests.helpers import article_row, inspection


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    for name in ("a1", "a2"):
        workspace.put([(article_row(name), [inspection(name)])])
    return workspace


def test_compact_backup_restore(space: Workspace, tmp_path: Path) -> None:
    run, folder, file = CliRunner().invoke, str(space.folder), str(tmp_path / "b.tar")
    assert "2 parts of the log into 1" in run(app, ["compact", "-w", folder]).output
    assert "generation 2" in run(app, ["backup", file, "-w", folder]).output
    assert "2 articles" in run(app, ["restore", file, str(tmp_path / "new")]).output
    assert set(Workspace.open(tmp_path / "new").known()) == {"a1", "a2"}


def test_verify_says_what_is_lost(space: Workspace) -> None:
    command = ["verify", "-w", str(space.folder)]
    assert CliRunner().invoke(app, command).exit_code == 0
    path = space.log.folder / "00000002" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    found = CliRunner().invoke(app, command)
    assert (found.exit_code, "1 articles: a2" in found.output) == (1, True)
    assert CliRunner().invoke(app, [*command, "--json"]).exit_code == 1
