"""The workspace of the sample articles: all packs' digests, as `make demo` ingests them."""

from pathlib import Path

from graph.workspace import Workspace
from tests.test_gold import PACKS, digests


def sample_workspace(folder: Path) -> Workspace:
    """Make the workspace in a new folder."""
    workspace = Workspace.open(folder, create=True)
    workspace.put((reading.row, reading.facts) for pack in PACKS for _, reading in digests(pack))
    return workspace
