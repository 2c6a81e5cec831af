"""campaign-graph stats, rebuild, export and validate: what a workspace holds, and what is made from it."""

import sys
from typing import TYPE_CHECKING

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json

if TYPE_CHECKING:
    from graph.questions.stats import Stats

STATS_EPILOG = examples("stats", "stats --json", "stats --workspace /data/campaigns")
REBUILD_EPILOG = examples("rebuild", "rebuild --workspace /data/campaigns")


def stats(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Count what a workspace says; the same however often and in whatever order it was ingested."""
    from dataclasses import asdict

    from graph.questions.stats import stats as count
    from graph.workspace import Workspace

    counted = count(Workspace.open(folder(workspace)).index())
    if json:
        print_json(asdict(counted))
    else:
        _table(counted)


def rebuild(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Build the relation index and the RDF store anew from the log, which is the only truth."""
    from graph.store import Store
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    index = space.rebuild()
    store = Store(space.folder, _endpoint())
    try:
        store.rebuild(space.log)
    finally:
        store.close()
    if json:
        print_json({"generation": index.generation, "facts": index.size, "articles": len(index.articles)})
    else:
        note(f"Rebuilt index and RDF store from {len(index.articles)} articles with {index.size} facts.")


def _endpoint() -> str | None:
    import os

    from api.settings import from_environment

    return from_environment(os.environ).sparql


def _table(counted: "Stats") -> None:
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, value in asdict(counted).items():
        if isinstance(value, dict):
            table.add_row(name, "")
            for part, number in value.items():
                table.add_row(f"  {part}", f"{number:,}")
        else:
            table.add_row(name, f"{value:,}" if isinstance(value, int) else value or "")
    Console(file=sys.stdout).print(table)
