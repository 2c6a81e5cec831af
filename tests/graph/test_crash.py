"""Kill -9 at any moment of an ingest: what was committed stays, nothing half is seen, the next writer goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.upkeep import verify
from graph.workspace import Workspace
from tests.helpers import article_row, inspection

FACTS = 200
WRITER = f"""
import sys
from pathlib import Path
from graph.workspace import Workspace
from tests.helpers import article_row, inspection

workspace = Workspace.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 10_000):
    name = f"a{{number}}"
    facts = [inspection(name, at=at) for at in range({FACTS})]
    workspace.put([(article_row(name), facts), (article_row("same", text=name), [
        inspection("same", at=at + number) for at in range({FACTS})])])
    print(number, flush=True)
    workspace.index()
"""

REVIEWER = """
import sys
from pathlib import Path
from graph.entries import Act
from graph.review import Decision, decide
from graph.workspace import Workspace
from ingest.privacy import find_private
from tests.helpers import inspection

workspace = Workspace.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 10_000):
    fact = inspection("a1", at=number % 50).id
    decide(workspace, fact, Decision("reject", Act("desk", f"decision {number}")), find_private)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_kill_loses_no_correction(workspace: Workspace) -> None:
    rng = random.Random(21)  # noqa: S311 (no secret)
    facts = [inspection("a1", at=at) for at in range(50)]
    workspace.put([(article_row("a1"), facts)])
    committed = -1
    for _ in range(6):
        committed = max(committed, killed_writer(workspace.folder, committed + 1, rng.uniform(0, 0.2), REVIEWER))
        fresh = Workspace.open(workspace.folder)
        reasons = [entry.why for entry in fresh.log.entries() if entry.action == "reject"]
        # the part in flight may have been committed before the writer could say so
        assert len(reasons) in {committed + 1, committed + 2}
        committed = len(reasons) - 1
        assert reasons == [f"decision {number}" for number in range(len(reasons))]
        left = {fact.id for fact in facts[len(reasons) :]}
        assert set(fresh.log.facts()["id"].to_pylist()) == left
        assert fresh.rebuild().size == len(left)
        assert list(verify(fresh)) == []
    assert committed >= 5  # each run has one at least
    workspace.put([(article_row("after"), [])])  # the next writer removes what was left
    assert not list(workspace.folder.glob("log/.aside-*"))


@pytest.mark.slow
def test_kill_loses_nothing_committed_and_leaves_nothing_half(workspace: Workspace) -> None:
    rng = random.Random(20)  # noqa: S311 (no secret)
    committed = -1
    for run in range(12):
        parts = 1 + run % 2
        committed = max(committed, killed_writer(workspace.folder, committed + 1, rng.uniform(0, 0.3), parts=parts))
        fresh = Workspace.open(workspace.folder)
        names = sorted(name for name in fresh.known() if name != "same")
        # the part in flight may have been committed before the writer could say so
        assert len(names) in {committed + 1, committed + 2}
        committed = len(names) - 1
        assert names == sorted(f"a{number}" for number in range(len(names)))
        counts = fresh.log.facts()["article"].value_counts().to_pylist()
        assert {one["counts"] for one in counts} == {FACTS}
        assert len(counts) == len(names) + 1
        assert fresh.index().size == FACTS * (len(names) + 1)
        assert fresh.put([(article_row("after"), [inspection("after")])], wait=0).generation > 0
        fresh.retract("after")
    assert committed > 12
    assert not list(workspace.folder.glob("log/.aside-*"))


def killed_writer(folder: Path, first: int, seconds: float, code: str = WRITER, parts: int = 1) -> int:
    """Run a writer, kill it some time after its first `parts`, and return the last article that it reported."""
    command = [sys.executable, "-c", code, str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(parts)]
        time.sleep(seconds)
        writer.kill()
        said += writer.stdout.readlines()
    return max(int(line) for line in said if line.endswith("\n"))
