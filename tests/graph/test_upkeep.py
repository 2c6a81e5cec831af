"""Upkeep: damage is found and named, a backup brings everything back."""

import threading
from pathlib import Path

import pytest

from graph.upkeep import backup, restore, verify
from graph.workspace import Workspace
from ontology.errors import WorkspaceError
from tests.helpers import article_row, inspection


def put(workspace: Workspace, *articles: str) -> None:
    workspace.put([(article_row(name), [inspection(name)]) for name in articles])


@pytest.mark.parametrize("table", ["facts.parquet", "articles.parquet", "part.json"])
def test_verify_names_the_damaged_part_and_what_it_held(workspace: Workspace, table: str) -> None:
    put(workspace, "a1", "a2")
    put(workspace, "a3")
    assert list(verify(workspace)) == []
    path = workspace.log.folder / "00000001" / table
    path.write_bytes(path.read_bytes()[:-20])
    (damage,) = verify(workspace)
    assert (damage.part, damage.tables) == ("00000001", (table,))
    assert damage.articles == (() if table == "part.json" else ("a1", "a2"))
    assert "Part 00000001 is damaged" in str(damage)


@pytest.mark.parametrize("compacted", [False, True])
def test_backup_and_restore_give_the_same_log(workspace: Workspace, tmp_path: Path, compacted: bool) -> None:
    put(workspace, "a1", "a2")
    workspace.retract("a1")
    if compacted:
        workspace.compact()
    assert backup(workspace, tmp_path / "b.tar") == 2
    restored = restore(tmp_path / "b.tar", tmp_path / "new" / "folder")
    assert restored.log.stamp() == workspace.log.stamp()
    assert restored.log.facts() == workspace.log.facts()
    assert restored.put([(article_row("a4"), [])]).generation == 3


def test_backup_while_others_write_is_one_generation(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, "a0")

    def write() -> None:
        for number in range(20):
            put(workspace, f"b{number}")

    writer = threading.Thread(target=write)
    writer.start()
    generations = [backup(workspace, tmp_path / f"{number}.tar") for number in range(4)]
    writer.join()
    for number, generation in enumerate(generations):
        restored = restore(tmp_path / f"{number}.tar", tmp_path / str(number))
        assert (restored.log.generation(), len(restored.known())) == (generation, generation)


def test_restore_refuses(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, "a1")
    backup(workspace, tmp_path / "b.tar")
    with pytest.raises(WorkspaceError, match="exists already"):
        restore(tmp_path / "b.tar", tmp_path)
    (tmp_path / "cut.tar").write_bytes((tmp_path / "b.tar").read_bytes()[:1000])
    with pytest.raises(WorkspaceError, match=r"cut\.tar"):
        restore(tmp_path / "cut.tar", tmp_path / "new")
    assert not (tmp_path / "new").exists()
