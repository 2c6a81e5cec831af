"""The workspace: what is written when an article comes again, who may write, what a broken folder says."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.workspace import Receipt, Workspace
from ontology.errors import NotFound, WorkspaceError, WorkspaceLocked
from tests.helpers import article_row, inspection, result


def test_put_adds_articles_without_facts_too(workspace: Workspace) -> None:
    receipt = workspace.put([(article_row("a1"), [inspection("a1")]), (article_row("a2"), [])])
    assert receipt == Receipt(1, added=("a1", "a2"))
    assert set(workspace.known()) == {"a1", "a2"}


def test_put_twice_changes_nothing(workspace: Workspace) -> None:
    readings = [(article_row("a1"), [inspection("a1")])]
    workspace.put(readings)
    assert workspace.put(readings) == Receipt(1, unchanged=("a1",))
    assert Workspace.open(workspace.folder).put(readings) == Receipt(1, unchanged=("a1",))
    assert workspace.log.parts() == [1]


_URL = "https://example.org/"
CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "same text, other file": ({"source": "elsewhere.txt"}, "unchanged"),
    "same text, newer extractor": ({"extractor": "2"}, "replaced"),
    "other text, same file": ({"text": "new"}, "replaced"),
    "other text, other file, same url": (
        {"text": "new", "source": "b.txt", "url": _URL + "1"},
        "replaced",
    ),
    "other text, other file": ({"text": "new", "source": "b.txt", "url": _URL + "2"}, "refused"),
    "other text, other file, no url": ({"text": "new", "source": "b.txt"}, "refused"),
}


@pytest.mark.parametrize(("changes", "verdict"), CHANGES.values(), ids=CHANGES)
def test_put_judges_an_article_that_comes_again(workspace: Workspace, changes: dict[str, str], verdict: str) -> None:
    workspace.put([(article_row("a1", url=_URL + "1"), [inspection("a1")])])
    receipt = workspace.put([(article_row("a1", **changes), [result("a1")])])
    assert len(getattr(receipt, verdict)) == 1
    kept = result("a1") if verdict == "replaced" else inspection("a1")
    assert workspace.log.facts()["id"].to_pylist() == [kept.id]


def test_refusal_names_both_sources(workspace: Workspace) -> None:
    readings = [(article_row("a1"), [inspection("a1")]), (article_row("a1", text="new", source="b.txt"), [])]
    receipt = workspace.put(readings)
    assert receipt.added == ("a1",)
    assert [("'articles/a1.txt'" in words, "'b.txt'" in words) for words in receipt.refused] == [(True, True)]


def test_article_twice_in_a_batch_keeps_the_later(workspace: Workspace) -> None:
    receipt = workspace.put([(article_row("a1"), [inspection("a1")]), (article_row("a1", text="new"), [result("a1")])])
    assert receipt == Receipt(1, added=("a1",))
    assert workspace.log.facts()["id"].to_pylist() == [result("a1").id]


def test_retract_takes_back_what_only_one_article_said(workspace: Workspace) -> None:
    workspace.put([(article_row(name), [inspection(name)]) for name in ("a1", "a2")])
    assert workspace.retract("a1") == Receipt(2, retracted=("a1",))
    assert workspace.index().facts(range(workspace.index().size))[0]["article"] == "a2"
    with pytest.raises(NotFound, match="'a1'"):
        workspace.retract("a1")
    assert workspace.put([(article_row("a1", text="new", source="b.txt"), [])]).added == ("a1",)


def test_known_sees_what_another_process_wrote(workspace: Workspace) -> None:
    other = Workspace.open(workspace.folder)
    assert not other.known()
    workspace.put([(article_row("a1"), [])])
    assert set(other.known()) == {"a1"}
    workspace.retract("a1")
    assert not other.known()


def test_one_writer_and_the_other_learns_who(workspace: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.workspace import Workspace\n"
        "with Workspace.open(Path(sys.argv[1])).lock():\n    print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, str(workspace.folder)], stdin=pipe, stdout=pipe) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(WorkspaceLocked, match=f"Process {holder.pid} is writing"):
            workspace.put([(article_row("a1"), [])], wait=0)
        assert workspace.index().size == 0
        holder.stdin.close()
    assert workspace.put([(article_row("a1"), [])]).added == ("a1",)


def test_open_says_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    file, foreign, newer, damaged = (tmp_path / name for name in ("file", "foreign", "newer", "damaged"))
    file.write_text("x")
    for folder, marker in ((foreign, None), (newer, '{"format": 99}'), (damaged, "{")):
        folder.mkdir()
        (folder / "notes.txt").write_text("x")
        if marker:
            (folder / "workspace.json").write_text(marker)
    said: dict[Path, str] = {
        file: "is not a folder",
        tmp_path / "none": "does not exist",
        foreign: "no workspace.json",
        newer: "format 99; this program reads formats 1 and 2",
        damaged: "names no format",
    }
    for folder, words in said.items():
        with pytest.raises(WorkspaceError, match=words):
            Workspace.open(folder)
    with pytest.raises(WorkspaceError, match=r"holds 'notes\.txt'"):
        Workspace.open(foreign, create=True)
    with pytest.raises(WorkspaceError, match="cannot be made"):
        Workspace.open(file / "inside", create=True)
