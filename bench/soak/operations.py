"""What the soak does to a workspace before it is killed: one operation a name, from the same small workspace."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.writes import Writer
from graph.entries import Act
from graph.review import Decision
from graph.upkeep import backup, restore
from graph.workspace import CROWD, Workspace
from ontology.model import Article, Inspection
from tests.helpers import article_row, inspection

TEXT: Final = "公安部第七督察组8月19日来到贵州省贵阳市南明区,检查夏夜治安巡查。"
OTHER: Final = "公安部第九督察组8月20日在宁夏银川检查。"
ACT: Final = Act("soak", "a step of the soak", "2022-09-16T00:00:00Z")


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that changes a workspace, done in the folder above it; `prepare` is done unharmed beforehand."""

    do: Callable[[Path], object]
    prepare: Callable[[Path], object] = lambda _: None


def base(root: Path) -> Workspace:
    """Make the workspace that all operations start from: three articles by file, one that was sent, a correction."""
    space = Workspace.open(root / "workspace", create=True)
    for number in range(3):
        space.put([(article_row(f"a{number}"), [inspection(f"a{number}", at=at) for at in range(20)])], act=ACT)
    Writer(space).put(sent(TEXT), ACT)
    Writer(space).decide(fact(space), Decision("reject", ACT))
    space.index()
    return space


def sent(text: str, name: str = "sent") -> Article:
    """Return an article as it is sent."""
    return Article(name, text, f"sources/{name}.txt", published="2022-08-22")


def fact(space: Workspace) -> str:
    """Return the id of some fact of a workspace."""
    told: str = space.log.facts()["id"][0].as_py()
    return told


def opened(root: Path) -> Workspace:
    """Open the workspace of a test's folder."""
    return Workspace.open(root / "workspace")


def _crowd(root: Path) -> None:
    space = opened(root)
    for number in range(CROWD - len(space.log.parts())):
        space.put([(article_row(f"c{number}"), [inspection(f"c{number}")])], act=ACT)


def _behind(root: Path) -> None:
    """Commit more than an open index takes up in place, so that a generation is written."""
    many = [(article_row(f"b{n}"), [inspection(f"b{n}", at=at) for at in range(20)]) for n in range(40)]
    opened(root).put(many, act=ACT)


def _put_batch(root: Path) -> None:
    rows = [article_row("new"), article_row("a1", text="changed")]
    facts: list[list[Inspection]] = [[inspection("new")], [inspection("a1", place="650000")]]
    opened(root).put(zip(rows, facts, strict=True), act=ACT)


OPERATIONS: Final[dict[str, Operation]] = {
    "ingest": Operation(_put_batch),
    "first ingest": Operation(
        lambda root: Workspace.open(root / "other", create=True).put([(article_row("a"), [inspection("a")])], act=ACT)
    ),
    "send": Operation(lambda root: Writer(opened(root)).put(sent(TEXT, "another"), ACT)),
    "replace": Operation(lambda root: Writer(opened(root)).put(sent(OTHER), ACT)),
    "withdraw": Operation(lambda root: Writer(opened(root)).retract("sent", ACT)),
    "correct": Operation(lambda root: Writer(opened(root)).decide(fact(opened(root)), Decision("reject", ACT))),
    "compact": Operation(lambda root: opened(root).compact()),
    "crowded ingest": Operation(_put_batch, _crowd),
    "catch up": Operation(lambda root: opened(root).index(), _behind),
    "rebuild": Operation(lambda root: opened(root).rebuild()),
    "backup": Operation(lambda root: backup(opened(root), root / "b.tar")),
    "backup again": Operation(
        lambda root: backup(opened(root), root / "b.tar"), lambda root: backup(opened(root), root / "b.tar")
    ),
    "restore": Operation(
        lambda root: restore(root / "b.tar", root / "other"), lambda root: backup(opened(root), root / "b.tar")
    ),
}
