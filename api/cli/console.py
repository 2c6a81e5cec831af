"""What all commands share: exit codes, how a failure is said, where output goes.

Standard output carries what was asked for, standard error everything else; nothing heavy is imported here.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import typer

from ontology.errors import ArticleError, CampaignGraphError, NotFound, QueryRefused, ValueUnknown

FAILED, USAGE, SKIPPED = 1, 2, 3
"""Exit codes beside 0: failed; wrong usage or value; done, with files skipped."""

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="Folder of the workspace. (default: CAMPAIGN_GRAPH_WORKSPACE or ./workspace)",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def examples(*lines: str) -> str:
    """Return the end of a help page: command lines that can be copied."""
    return "\n\n".join(["[bold]Examples[/bold]", *(f"[dim]$[/dim] campaign-graph {line}" for line in lines)])


def folder(given: Path | None) -> Path:
    """Return the workspace folder: the option, else the setting."""
    from api.settings import from_environment

    return given or from_environment(os.environ).workspace


def note(text: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{text}\n")


def fail(error: CampaignGraphError | OSError) -> NoReturn:
    """Say one sentence and end with the exit code of the error: 2 where the caller's value is wrong, else 1."""
    note(f"campaign-graph: {_sentence(error)}")
    sys.exit(USAGE if isinstance(error, ValueUnknown | NotFound | QueryRefused | ArticleError) else FAILED)


def _sentence(error: CampaignGraphError | OSError) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename!r}: {(error.strerror or 'cannot be used').lower()}."
    return str(error)


def report_skipped(skipped: list[str]) -> None:
    """Say what was skipped and why, then end with exit code 3; nothing if nothing was."""
    if not skipped:
        return
    note(f"Skipped {len(skipped)}:")
    for line in skipped:
        note(f"  {line}")
    raise typer.Exit(SKIPPED)


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Yield the file to write bytes to: standard output for None, else a file that appears whole or not at all."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file():  # a pipe or a terminal cannot be replaced
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def print_json(value: object) -> None:
    """Print a value as one JSON document, indented."""
    import orjson

    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode() + "\n")
