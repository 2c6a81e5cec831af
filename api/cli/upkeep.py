"""campaign-graph compact, verify, backup and restore: keeping a workspace whole."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import FAILED, JsonOption, WorkspaceOption, examples, folder, note, print_json

COMPACT_EPILOG = examples("compact", "compact --workspace /data/campaigns")
VERIFY_EPILOG = examples("verify", "verify --json")
BACKUP_EPILOG = examples("backup campaigns.tar", "backup /backups/today.tar --workspace /data/campaigns")
RESTORE_EPILOG = examples("restore campaigns.tar /data/restored")


def compact(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Put the parts of the log into one; readers and servers may go on meanwhile."""
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    before = len(space.log.parts())
    generation = space.compact()
    if json:
        print_json({"generation": generation, "parts_before": before, "parts": len(space.log.parts())})
    else:
        note(f"Compacted {before} parts of the log into {len(space.log.parts())}.")


def verify(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Check the log by its checksums; exit code 1 if a part is damaged, with what it held."""
    from dataclasses import asdict

    from graph.upkeep import verify as check
    from graph.workspace import Workspace

    space = Workspace.open(folder(workspace))
    found = list(check(space))
    if json:
        print_json({"parts": len(space.log.parts()), "damaged": [asdict(one) for one in found]})
    for damage in () if json else found:
        note(str(damage))
    if found:
        raise typer.Exit(FAILED)
    if not json:
        note(f"All {len(space.log.parts())} parts of the log are whole.")


def backup(
    file: Annotated[Path, typer.Argument(help="The tar file to write.", show_default=False)],
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Write one file from which the workspace can be restored; others may read and write meanwhile."""
    from graph.upkeep import backup as pack
    from graph.workspace import Workspace

    generation = pack(Workspace.open(folder(workspace)), file)
    note(f"Wrote {str(file)!r}: the workspace at generation {generation}.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", show_default=False)],
    into: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
) -> None:
    """Make a workspace from a backup, in a new folder, and check it."""
    from graph.upkeep import restore as unpack

    space = unpack(file, into)
    note(f"Restored {str(into)!r}: {len(space.known())} articles at generation {space.log.generation()}.")
