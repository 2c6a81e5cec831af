"""Power cuts: what gets its name was flushed before, and the name itself before anybody is told that it is done.

A machine that loses power keeps what was flushed and any part of the rest, in any order. So whenever a file or folder is
given its final name, all in it must have been flushed since it was last written; and when a write returns, so must every
folder in which a name came or went. See docs/decisions/0018-what-a-power-cut-leaves.md.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from api.writes import Writer
from graph.entries import Act
from graph.files import ASIDE, write_whole
from graph.upkeep import backup, restore
from graph.workspace import Workspace
from ontology.model import Article
from tests.helpers import article_row, inspection

Mark = tuple[int, int, int]
"""What tells whether a file was written or a folder's names changed: inode, size, time of change."""


def mark_of(path: Path) -> Mark:
    found = path.stat()
    return found.st_ino, found.st_size if path.is_file() else 0, found.st_mtime_ns


@dataclass
class Disk:
    """What was flushed and named below a folder, in the order in which it happened."""

    root: Path
    listening: bool = False
    flushed: set[Mark] = field(default_factory=set)
    named: set[Path] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        """Take notice of a rename or a new folder; audit hooks hear of it just before it happens."""
        if not self.listening or event not in {"os.rename", "os.mkdir"}:
            return
        path = Path(str(args[0]))
        if not path.is_relative_to(self.root) or self.passing(path):
            return
        if event == "os.mkdir":
            self.named.add(path)
            return
        target = Path(str(args[1]))
        if self.passing(target) or target.name.startswith(ASIDE):
            return
        self.named.add(target)
        for one in (path, *path.rglob("*")):
            if mark_of(one) not in self.flushed:
                self.wrong.append(f"{one.name} got its place in {target.name} before it was flushed")

    def passing(self, path: Path) -> bool:
        """Whether a path is made again when it is lost, or is still aside."""
        parts = path.relative_to(self.root).parts
        return (
            "index" in parts or "search" in parts or (bool(parts) and path.name.startswith(ASIDE) and not path.exists())
        )

    def settled(self) -> list[str]:
        """Return what was wrong, and which folders were not flushed after a name in them came or went."""
        there = {path.parent for path in self.named if path.parent.exists()}  # an aside got another name whole
        late = {folder for folder in there if mark_of(folder) not in self.flushed}
        return self.wrong + [f"{path.name} has names that were not flushed" for path in sorted(late)]


DISKS: list[Disk] = []


def _told(event: str, args: tuple[Any, ...]) -> None:
    for disk in DISKS:
        disk.heard(event, args)


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    sys.addaudithook(_told)  # for the life of the process; it says nothing while there are no disks


@contextmanager
def watched(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Watch what happens below a folder."""
    disk, fsync = Disk(root, listening=True), os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        found = os.fstat(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        disk.flushed.add((found.st_ino, found.st_size if path.is_file() else 0, found.st_mtime_ns))

    monkeypatch.setattr(os, "fsync", noted)
    DISKS.append(disk)
    try:
        yield disk
    finally:
        disk.listening = False
        DISKS.remove(disk)
        monkeypatch.undo()


def put(root: Path) -> None:
    space = Workspace.open(root / "workspace", create=True)
    space.put([(article_row(name), [inspection(name)]) for name in ("a1", "a2")])


def send(root: Path) -> None:
    Writer(Workspace.open(root / "workspace")).put(
        Article("sent", "公安部第七督察组8月19日来到贵州省贵阳市南明区。", "sources/sent.txt", published="2022-08-22"),
        Act(),
    )


def compact(root: Path) -> None:
    space = Workspace.open(root / "workspace")
    space.retract("a1")
    space.compact()


WRITES: dict[str, Callable[[Path], object]] = {
    "the first articles": put,
    "an article that is sent": send,
    "compaction": compact,
    "withdrawal": lambda root: Writer(Workspace.open(root / "workspace")).retract("sent", Act()),
    "backup": lambda root: backup(Workspace.open(root / "workspace"), root / "b.tar"),
    "restore": lambda root: restore(root / "b.tar", root / "deep" / "other"),
}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell a descriptor's path")
def test_everything_is_flushed_before_it_is_named_and_named_before_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, write in WRITES.items():
        with watched(tmp_path, monkeypatch) as disk:
            write(tmp_path)
        assert disk.named or name == "withdrawal", f"{name} named nothing that was seen"
        assert disk.settled() == [], name


def test_what_is_not_flushed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(tmp_path, monkeypatch) as disk:
        write_whole(tmp_path / "well", b"x")
        (tmp_path / "soon").write_bytes(b"x")
        (tmp_path / "soon").rename(tmp_path / "ill")
    assert disk.settled() == [
        "soon got its place in ill before it was flushed",
        f"{tmp_path.name} has names that were not flushed",
    ]
