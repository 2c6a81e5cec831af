"""campaign-graph ingest and retract: articles into a workspace's log, and out of it."""

import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json, report_skipped
from api.cli.extract import (
    PathsArgument,
    ProcessesOption,
    PublishedOption,
    check,
    fed,
    limits,
    processes_of,
    refuse_empty,
)
from api.cli.progress import progress
from api.cli.receipt import NAME, AsOption, DryOption, ReasonOption, print_receipt
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from api.taking import Tally
    from graph.workspace import Workspace

_RECORD, _LINE = re.compile(r"#\d+$"), re.compile(r":\d+$")
"""How a source and a report name one record of a file."""

EPILOG = examples(
    "ingest articles/",
    "ingest article.html more.jsonl --workspace /data/campaigns",
    "ingest articles/ --sync --yes",
    "ingest notice.txt --published 2022-08-03",
)
RETRACT_EPILOG = examples(
    "retract 2022-08-03-ningxia --dry-run", 'retract 2022-08-03-ningxia --reason "withdrawn by its publisher"'
)
SyncOption = Annotated[bool, typer.Option("--sync", help="Also retract articles of these folders whose file is gone.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before retracting.")]


def ingest(
    paths: PathsArgument,
    *,
    workspace: WorkspaceOption = None,
    published: PublishedOption = None,
    sync: SyncOption = False,
    yes: YesOption = False,
    processes: ProcessesOption = None,
    json: JsonOption = False,
) -> None:
    """Read articles and append what they state to a workspace; what is already there and unchanged is left alone.

    A run that was stopped goes on where it stopped. Exit code 3: done, but some files were skipped; the report says which and why.
    """
    from api.taking import Taking, Tally
    from graph.entries import Act
    from graph.workspace import Workspace
    from ingest.parallel import read_all
    from ingest.pipeline import read

    tally = Tally(seen=set() if sync else None)
    check(paths, published)
    if sync and not all(path.is_dir() for path in paths):
        raise ValueUnknown("--sync compares folders with the workspace; give folders only.")
    if not sync:
        refuse_empty(paths)
    space = Workspace.open(folder(workspace), create=True)
    run = Taking(space, tally, Act(NAME))
    with progress(paths) as (meter, shown):
        offered = run.fresh(fed(paths, published, lambda given: run.fed(given, published, meter, limits())))
        run.take(shown.count(read_all(offered, read, processes_of(processes))))
    if sync:
        _retract_gone(space, paths, tally, ask=not yes)
    _report(tally, space, json=json)
    report_skipped(tally.skipped)


def retract(
    article: Annotated[str, typer.Argument(help="Id of the article.", show_default=False)],
    *,
    reason: ReasonOption = None,
    as_: AsOption = NAME,
    dry_run: DryOption = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Take one article back, and with it everything that only it said; --dry-run says beforehand what that is."""
    from api.writes import Writer
    from graph.entries import Act
    from graph.workspace import Workspace

    space, name = Workspace.open(folder(workspace)), article.removeprefix("article/")
    change = Writer(space).retract(name, Act(as_, reason), dry_run)
    if json:
        print_json({"retracted": [] if dry_run else [name], **asdict(change)})
        return
    print_receipt(change)
    note("Nothing was changed." if dry_run else f"Retracted {article!r}.")


def _retract_gone(space: "Workspace", paths: list[Path], tally: "Tally", *, ask: bool) -> None:
    """Show the articles that came from these folders and are no longer there, then retract them."""
    from graph.entries import Act

    gone = _gone(space, paths, tally)
    if not gone:
        return
    note(f"No longer in the folder: {len(gone)}")
    for article in gone:
        note(f"  {article}")
    if ask and sys.stdin.isatty() and not typer.confirm("Retract them?", err=True):
        return
    for article in gone:
        space.retract(article, act=Act(NAME, "its file is gone"))
        tally.retracted += 1


def _gone(space: "Workspace", paths: list[Path], tally: "Tally") -> list[str]:
    """Return known articles that came from the folders and are there no more; a file that was not read is no sign."""
    folders = [path.resolve() for path in paths]
    unread = {_LINE.sub("", Path(one.path).resolve().as_posix()) for one in tally.unread}

    def is_gone(article: str, source: str) -> bool:
        file = _RECORD.sub("", source)
        kept = article in (tally.seen or ()) or file in tally.done or file in unread
        return not kept and any(map(Path(file).is_relative_to, folders))

    return sorted(article for article, known in space.known().items() if is_gone(article, known.source))


def _report(tally: "Tally", space: "Workspace", *, json: bool) -> None:
    counts, skipped = tally.counts(), tally.skipped
    if json:
        where = {"workspace": str(space.folder), "generation": space.log.generation()}
        print_json(counts | {"skipped": skipped} | where)
        return
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    note(f"Workspace {space.folder}: {said}, {len(skipped)} skipped.")
