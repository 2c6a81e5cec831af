"""campaign-graph ingest and retract: articles into a workspace's log, and out of it."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json, report_skipped
from api.cli.extract import STDIN, PathsArgument, PublishedOption, articles
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from graph.workspace import Receipt, Workspace
    from ontology.model import Article

BATCH = 500
"""Articles a commit; what was committed before a crash is kept."""

EPILOG = examples(
    "ingest articles/",
    "ingest article.html more.jsonl --workspace /data/campaigns",
    "ingest articles/ --sync --yes",
    "ingest notice.txt --published 2022-08-03",
)
RETRACT_EPILOG = examples("retract 2022-08-03-ningxia", "retract 2022-08-03-ningxia --json")
SyncOption = Annotated[bool, typer.Option("--sync", help="Also retract articles of these folders whose file is gone.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before retracting.")]


@dataclass(slots=True)
class Tally:
    """What a run did, article by article."""

    seen: set[str] = field(default_factory=set)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    retracted: int = 0
    skipped: list[str] = field(default_factory=list)

    def take(self, receipt: "Receipt") -> None:
        """Add what one commit did."""
        self.added += len(receipt.added)
        self.replaced += len(receipt.replaced)
        self.unchanged += len(receipt.unchanged)
        self.skipped += receipt.refused

    def counts(self) -> dict[str, Any]:
        """Return the counts, for people and for --json."""
        names = ("added", "replaced", "unchanged", "retracted")
        return {name: getattr(self, name) for name in names} | {"skipped": self.skipped}


def ingest(
    paths: PathsArgument,
    *,
    workspace: WorkspaceOption = None,
    published: PublishedOption = None,
    sync: SyncOption = False,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Read articles and append what they state to a workspace; what is already there and unchanged is left alone.

    Exit code 3: done, but some files were skipped; the report says which and why.
    """
    from graph.workspace import Workspace

    if sync and STDIN in paths:
        raise ValueUnknown("--sync compares folders with the workspace, and standard input is none; name a folder.")
    space = Workspace.open(folder(workspace), create=True)
    tally = Tally()
    found = _counted(articles(paths, published, tally.skipped), paths)
    for batch in _batches(_fresh(found, space, tally), BATCH):
        tally.take(_put(space, batch))
    if sync:
        _retract_gone(space, paths, tally, ask=not yes)
    _report(tally, space, json)
    report_skipped(tally.skipped)


def retract(
    article: Annotated[str, typer.Argument(help="Id of the article.", show_default=False)],
    *,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Take one article back, and with it everything that only it said."""
    from graph.workspace import Workspace

    receipt = Workspace.open(folder(workspace)).retract(article.removeprefix("article/"))
    if json:
        print_json({"retracted": receipt.retracted, "generation": receipt.generation})
    else:
        sys.stdout.write(f"Retracted {article!r}.\n")


def _fresh(found: "Iterable[Article]", space: "Workspace", tally: Tally) -> "Iterator[Article]":
    """Pass on the articles that have to be read; note every id, count those that did not change."""
    from ingest.pipeline import VERSION, digest

    from graph.workspace import Known, judge

    known = space.known()
    for article in found:
        tally.seen.add(article.id)
        offered = Known(digest(article.text), article.source, article.url, VERSION)
        if judge(offered, known.get(article.id)) == "unchanged":
            tally.unchanged += 1
        else:
            yield article


def _put(space: "Workspace", batch: "Iterable[Article]") -> "Receipt":
    from ingest.pipeline import read

    readings = map(read, batch)
    return space.put((reading.row, reading.facts) for reading in readings)


def _batches(found: "Iterator[Article]", size: int) -> "Iterator[list[Article]]":
    while batch := list(islice(found, size)):
        yield batch


def _counted(found: "Iterable[Article]", paths: list[Path]) -> "Iterator[Article]":
    """Pass articles on, with a progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    files = sum(1 for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if not file.is_dir())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=files)
        for number, article in enumerate(found, start=1):
            # One jsonl file holds many articles: the total is at least what was seen.
            bar.update(task, completed=number, total=max(files, number))
            yield article


def _retract_gone(space: "Workspace", paths: list[Path], tally: Tally, *, ask: bool) -> None:
    """Show the articles that came from these folders and are no longer there, then retract them."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    unreadable = {line.partition(": ")[0] for line in tally.skipped}
    gone = [
        article
        for article, known in sorted(space.known().items())
        if article not in tally.seen
        and known.source not in unreadable
        and any(Path(known.source).resolve().is_relative_to(parent) for parent in folders)
    ]
    if not gone:
        return
    note(f"No longer in the folder: {len(gone)}")
    for article in gone:
        note(f"  {article}")
    if ask and sys.stdin.isatty() and not typer.confirm("Retract them?", err=True):
        return
    for article in gone:
        space.retract(article)
        tally.retracted += 1


def _report(tally: Tally, space: "Workspace", json: bool) -> None:
    counts = tally.counts()
    if json:
        print_json(counts | {"workspace": str(space.folder), "generation": space.log.generation()})
        return
    said = ", ".join(f"{counts[name]} {name}" for name in ("added", "replaced", "unchanged", "retracted"))
    note(f"Workspace {space.folder}: {said}, {len(tally.skipped)} skipped.")
