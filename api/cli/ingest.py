"""campaign-graph ingest and retract: articles into a workspace's log, and out of it."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import JsonOption, WorkspaceOption, examples, folder, note, print_json, report_skipped
from api.cli.extract import PathsArgument, PublishedOption, articles, count_files, refuse_empty
from api.cli.receipt import NAME, AsOption, DryOption, ReasonOption, print_receipt
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from graph.workspace import Receipt, Workspace
    from ingest.reader import Skipped
    from ontology.model import Article

BATCH = 500
"""Articles a commit; what was committed before a crash is kept."""

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


@dataclass(slots=True)
class Tally:
    """What a run did, article by article; `refused` are sentences."""

    seen: set[str] = field(default_factory=set)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    retracted: int = 0
    unread: "list[Skipped]" = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def take(self, receipt: "Receipt") -> None:
        """Add what one commit did."""
        self.added += len(receipt.added)
        self.replaced += len(receipt.replaced)
        self.unchanged += len(receipt.unchanged)
        self.refused += receipt.refused

    @property
    def skipped(self) -> list[str]:
        """What was left out, and why."""
        return [f"{one.path}: {one.reason}" for one in self.unread] + self.refused

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {name: getattr(self, name) for name in ("added", "replaced", "unchanged", "retracted")}


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

    tally = Tally()
    found = articles(paths, published, tally.unread)
    if sync and not all(path.is_dir() for path in paths):
        raise ValueUnknown("--sync compares folders with the workspace; give folders only.")
    if not sync:
        refuse_empty(paths)
    space = Workspace.open(folder(workspace), create=True)
    for batch in _batches(_fresh(_counted(found, paths), space, tally), BATCH):
        tally.take(_put(space, batch))
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


def _fresh(found: "Iterable[Article]", space: "Workspace", tally: Tally) -> "Iterator[Article]":
    """Pass on the articles that have to be read; note every id, count those that did not change."""
    from graph.workspace import Known, judge
    from ingest.stamp import digest, extractor_version

    known = space.known()
    for article in found:
        tally.seen.add(article.id)
        offered = Known(digest(article.text), article.source, article.url, extractor_version())
        if judge(offered, known.get(article.id)) == "unchanged":
            tally.unchanged += 1
        else:
            yield article


def _put(space: "Workspace", batch: "Iterable[Article]") -> "Receipt":
    from graph.entries import Act
    from ingest.pipeline import read

    readings = map(read, batch)
    return space.put(((reading.row, reading.facts) for reading in readings), act=Act(NAME))


def _batches(found: "Iterator[Article]", size: int) -> "Iterator[list[Article]]":
    while batch := list(islice(found, size)):
        yield batch


def _counted(found: "Iterable[Article]", paths: list[Path]) -> "Iterator[Article]":
    """Pass articles on, with a progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console, files = Console(stderr=True), count_files(paths)
    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=files)
        for number, article in enumerate(found, start=1):
            yield article
            # One file may hold many articles: the total is at least what was seen.
            bar.update(task, completed=number, total=max(files, number))


def _retract_gone(space: "Workspace", paths: list[Path], tally: Tally, *, ask: bool) -> None:
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


def _gone(space: "Workspace", paths: list[Path], tally: Tally) -> list[str]:
    """Return known articles that came from the folders and are there no more; a file that was not read is no sign."""
    folders = [path.resolve() for path in paths]
    unread = {_LINE.sub("", Path(one.path).resolve().as_posix()) for one in tally.unread}

    def is_gone(article: str, source: str) -> bool:
        file = _RECORD.sub("", source)
        return article not in tally.seen and file not in unread and any(map(Path(file).is_relative_to, folders))

    return sorted(article for article, known in space.known().items() if is_gone(article, known.source))


def _report(tally: Tally, space: "Workspace", *, json: bool) -> None:
    counts, skipped = tally.counts(), tally.skipped
    if json:
        where = {"workspace": str(space.folder), "generation": space.log.generation()}
        print_json(counts | {"skipped": skipped} | where)
        return
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    note(f"Workspace {space.folder}: {said}, {len(skipped)} skipped.")
