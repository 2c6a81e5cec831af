"""The index that a writer foresaw is the one that its commit makes, and is given out as that."""

from pathlib import Path
from random import Random

import pytest

from graph.foresight import foresee_put, foresee_withdrawal
from graph.workspace import Receipt, Workspace
from tests.graph.index.generated import generated
from tests.graph.index.test_catchup import assert_same, fresh, row

NAMES = [f"a{number}" for number in range(8)]


@pytest.mark.parametrize("seed", range(6))
def test_what_was_foreseen_is_what_came(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    rng = Random(seed)  # noqa: S311 (no secret)
    workspace.put([(row(rng, name), generated(rng, name)) for name in NAMES[:5]])
    shown = 0
    for step in range(6):
        name = rng.choice(NAMES)
        if name in workspace.known() and rng.random() < 0.4:
            foreseen = foresee_withdrawal(workspace, name)
            receipt: Receipt = workspace.retract(name)
        else:
            said = row(rng, name), generated(rng, name)
            foreseen, receipt = foresee_put(workspace, [said]), workspace.put([said])
        if foreseen.after is not None:
            assert foreseen.after.generation == receipt.generation
            workspace.generations.offer(foreseen.before, foreseen.after)
            assert workspace.index() is foreseen.after
            shown += 1
        assert_same(workspace.index(), fresh(workspace, tmp_path / str(step)))
    assert shown


def test_what_was_foreseen_is_left_where_another_came_first(workspace: Workspace, tmp_path: Path) -> None:
    rng = Random(1)  # noqa: S311 (no secret)
    workspace.put([(row(rng, name), generated(rng, name)) for name in NAMES[:3]])
    said = row(rng, "a4"), generated(rng, "a4")
    foreseen = foresee_put(workspace, [said])
    workspace.put([(row(rng, "a5"), generated(rng, "a5"))])
    workspace.index()
    assert workspace.put([said]).generation != (foreseen.after.generation if foreseen.after else 0)
    if foreseen.after is not None:
        workspace.generations.offer(foreseen.before, foreseen.after)
    assert_same(workspace.index(), fresh(workspace, tmp_path / "anew"))
