"""Kill -9 at any moment of an ingest: what was committed stays, nothing half is seen, the next writer goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


@pytest.mark.slow
def test_kill_loses_nothing_committed_and_leaves_nothing_half(workspace: Workspace) -> None:
    rng = random.Random(20)  # noqa: S311 (no secret)
    committed = -1
    for _ in range(12):
        committed = max(committed, killed_writer(workspace.folder, committed + 1, rng.uniform(0, 0.3)))
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


def killed_writer(folder: Path, first: int, seconds: float) -> int:
    """Run a writer, kill it some time after its first part, and return the last article that it reported."""
    command = [sys.executable, "-c", WRITER, str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        time.sleep(seconds)
        writer.kill()
        said += writer.stdout.readlines()
    return max(int(line) for line in said if line.endswith("\n"))
