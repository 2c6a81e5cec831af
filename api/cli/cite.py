"""campaign-graph cite and check-citation: an answer as a bundle, and what has changed since."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import FAILED, JsonOption, WorkspaceOption, examples, folder, note, output, print_json

if TYPE_CHECKING:
    from graph.bundle import Cited, Difference

CITE_EPILOG = examples(
    'cite "/v1/inspections?team=公安部第九督察组" -o ninth-team.zip',
    'cite "/v1/results?metric=破获刑事案件&scope=陕西" -o shaanxi.zip',
)
CHECK_EPILOG = examples("check-citation ninth-team.zip", "check-citation ninth-team.zip --json")
_SAYS = {
    "damaged": "Files of the bundle that are not as they were written",
    "rows_gone": "Rows that are not in the answer any more",
    "rows_added": "Rows that are new",
    "rows_changed": "Rows that say something else",
    "facts_gone": "Facts that nobody states any more",
    "facts_added": "Facts that are new",
    "articles_gone": "Articles that were withdrawn",
    "articles_replaced": "Articles whose text is another",
    "articles_reread": "Articles that were read again",
}
_SHOWN = 10


def cite(
    query: Annotated[
        str, typer.Argument(help="An address of the API: /v1/… with its query string.", show_default=False)
    ],
    *,
    out: Annotated[Path, typer.Option("--output", "-o", help="The zip file to write.", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """Write an answer with its sentences, query, generation, checksums and citations into one zip file."""
    from datetime import UTC, datetime

    from graph.bundle import write

    found = _asked(query, workspace)
    with output(out) as stream:
        write(found, datetime.now(UTC).date(), stream)
    note(f"Wrote {str(out)!r}: {len(found.facts)} sentences of {len(found.articles)} articles.")


def check_citation(
    file: Annotated[Path, typer.Argument(help="A bundle that `cite` wrote.", show_default=False)],
    *,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Ask a bundle's query again and say what has changed; exit code 1 if anything has."""
    from graph.bundle import compare, read, summary
    from graph.workspace import Workspace

    bundle = read(file)
    found = compare(bundle, _asked(bundle.query, workspace), Workspace.open(folder(workspace)).known())
    if json:
        print_json(summary(found))
    else:
        _print(found, bundle.query)
    if not found.stands:
        raise typer.Exit(FAILED)


def _asked(query: str, workspace: Path | None) -> "Cited":
    import os
    from dataclasses import replace

    from api.app import create_app
    from api.asking import cited
    from api.settings import from_environment

    settings = replace(from_environment(os.environ), workspace=folder(workspace))
    return asyncio.run(cited(create_app(settings), query))


def _print(found: "Difference", query: str) -> None:
    for name, says in _SAYS.items():
        keys = getattr(found, name)
        if keys:
            more = f", … {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
            sys.stdout.write(f"{says}: {', '.join(keys[:_SHOWN])}{more}\n")
    state = (
        "in the same state"
        if found.same_state
        else "which has changed elsewhere"
        if found.stands
        else "which has changed"
    )
    note(f"{query}: {'still answered the same' if found.stands else 'answered otherwise'} by the workspace, {state}.")
