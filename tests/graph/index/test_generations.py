"""Generations: readers catch up, whatever is gone or broken is built again."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.workspace import Workspace
from ontology.errors import WorkspaceError
from tests.helpers import article_row, inspection


def put(workspace: Workspace, *articles: str) -> None:
    workspace.put([(article_row(name), [inspection(name)]) for name in articles])


def folders(workspace: Workspace) -> list[str]:
    return [path.name for path in (workspace.folder / "index").iterdir() if path.is_dir()]


def test_index_is_opened_once_a_generation(workspace: Workspace) -> None:
    put(workspace, "a1")
    index = workspace.index()
    assert workspace.index() is index
    again = Workspace.open(workspace.folder)
    assert again.index().generation == index.generation == 1
    assert len(folders(workspace)) == 1


def test_index_catches_up_with_another_process(workspace: Workspace) -> None:
    put(workspace, "a1")
    before = workspace.index()
    code = (
        "import sys; from pathlib import Path; from graph.workspace import Workspace\n"
        "from tests.helpers import article_row, inspection\n"
        "Workspace.open(Path(sys.argv[1])).put([(article_row('a2'), [inspection('a2')])])"
    )
    subprocess.run([sys.executable, "-c", code, str(workspace.folder)], check=True)
    after = workspace.index()
    assert (before.size, after.size, after.generation) == (1, 2, 2)
    assert before.fact(0)["article"] == "a1"
    assert len(folders(workspace)) == 1


def ruin_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_text("00000009-none")


def cut_array(folder: Path) -> None:
    path = next(folder.glob("*/columns/type.npy"))
    path.write_bytes(path.read_bytes()[:20])


def lose_file(folder: Path) -> None:
    next(folder.glob("*/facts/inspection.arrow")).unlink()


def older_format(folder: Path) -> None:
    path = next(folder.glob("*/index.json"))
    path.write_bytes(path.read_bytes().replace(b'"format":', b'"format":9'))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "deleted": shutil.rmtree,
    "pointer": ruin_pointer,
    "array": cut_array,
    "file": lose_file,
    "format": older_format,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_index_is_built_again(workspace: Workspace, damage: Callable[[Path], None]) -> None:
    put(workspace, "a1")
    workspace.index()
    damage(workspace.folder / "index")
    assert Workspace.open(workspace.folder).index().size == 1
    assert len(folders(workspace)) == 1


def test_index_of_another_log_is_not_trusted(workspace: Workspace) -> None:
    put(workspace, "a1")
    workspace.index()
    shutil.rmtree(workspace.folder / "log")
    again = Workspace.open(workspace.folder)
    put(again, "b1", "b2")
    assert (again.index().generation, again.index().size) == (1, 2)


def test_rebuild_reads_the_log_alone(workspace: Workspace) -> None:
    put(workspace, "a1")
    workspace.index()
    rebuilt = workspace.rebuild()
    assert (rebuilt.size, workspace.index()) == (1, rebuilt)
    assert len(folders(workspace)) == 1


def test_damaged_part_is_named_by_the_index_too(workspace: Workspace) -> None:
    put(workspace, "a1")
    (workspace.folder / "log" / "00000001" / "facts.parquet").write_bytes(b"PAR1")
    with pytest.raises(WorkspaceError, match="Part 00000001"):
        workspace.index()


def test_latest_never_waits_and_catches_up_behind(workspace: Workspace) -> None:
    put(workspace, "a1")
    before = workspace.latest()
    put(workspace, "a2")
    assert workspace.latest().generation in {1, 2}
    deadline = time.monotonic() + 10
    while workspace.latest().generation < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (before.size, workspace.latest().size) == (1, 2)


def test_index_at_least(workspace: Workspace) -> None:
    put(workspace, "a1")
    index = workspace.index()
    put(workspace, "a2")
    assert workspace.index(at_least=1) is index
    assert workspace.index(at_least=2).generation == 2


def test_reopened_index_catches_up_and_survives_compaction(workspace: Workspace) -> None:
    put(workspace, "a1")
    workspace.index()
    (kept,) = folders(workspace)
    put(workspace, "a2")
    workspace.compact()
    assert Workspace.open(workspace.folder).index().size == 2
    assert folders(workspace) == [kept]
