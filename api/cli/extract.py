"""campaign-graph extract: articles in, facts out; nothing is stored."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import examples, note, output, report_skipped
from api.cli.progress import progress
from ontology.errors import ArticleError, ValueUnknown

if TYPE_CHECKING:
    from ingest.feed import Fed
    from ingest.forms import Form
    from ingest.reader import Skipped
    from ontology.limits import Limits

STDIN = Path("-")

PathsArgument = Annotated[
    list[Path],
    typer.Argument(help="Files (txt, html, json, jsonl; .gz too), folders, or -.", show_default=False),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(help="Publication date of articles that give none, such as 2022-08-03.", show_default=False),
]


ProcessesOption = Annotated[
    int | None,
    typer.Option(
        "--processes",
        "-j",
        min=1,
        help="Processes that read. (default: CAMPAIGN_GRAPH_PROCESSES or as many as there are processors)",
        show_default=False,
    ),
]
AddressesArgument = Annotated[
    list[str],
    typer.Argument(help="Files (txt, html, json, jsonl; .gz too), folders, or -.", show_default=False),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write. (default: standard output)", show_default=False)
]


class Format(StrEnum):
    """How facts are written."""

    jsonl = "jsonl"
    parquet = "parquet"


EPILOG = examples(
    "extract article.txt",
    "extract articles/ -o facts.jsonl",
    "extract articles/ -o facts.jsonl --processes 4",
    "extract articles/ --residue",
    "extract articles/ --format parquet -o facts.parquet",
    "extract - --published 2022-08-03 < article.txt",
    "extract --engine spark --master spark://host:7077 hdfs://host/pages hdfs://host/facts",
)


class Engine(StrEnum):
    """What reads."""

    local = "local"
    spark = "spark"


def extract(
    paths: AddressesArgument,
    *,
    engine: Annotated[
        Engine, typer.Option("--engine", help="local: this machine; spark: a cluster, the last path is the output.")
    ] = Engine.local,
    master: Annotated[
        str | None, typer.Option(help="Address of Spark's master, such as spark://host:7077.", show_default=False)
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How facts are written.")] = Format.jsonl,
    out: OutputOption = None,
    published: PublishedOption = None,
    residue: Annotated[
        bool, typer.Option("--residue", help="Print instead what gave no fact: sentence and reason, a JSON line each.")
    ] = False,
    processes: ProcessesOption = None,
) -> None:
    """Read articles and print the facts they state, each with the characters that say so.

    The same articles give the same bytes. A run into a file that was stopped goes on where it stopped. Exit code 3: done, but some files were skipped; standard error says why.
    """
    if engine is Engine.spark:
        _on_cluster(paths, master, published, refused=residue or out is not None or processes is not None)
        return
    if master is not None:
        raise ValueUnknown(f"--master is {master!r}, which is for --engine spark only.")
    _here([Path(path) for path in paths], format_, out, published, residue=residue, processes=processes)


def _on_cluster(addresses: Sequence[str], master: str | None, published: str | None, *, refused: bool) -> None:
    """Read on a Spark cluster from all addresses but the last, which is written to."""
    if refused:
        raise ValueUnknown("--engine spark writes Parquet to its last path; leave -o, --residue and --processes out.")
    if len(addresses) < 2:
        raise ValueUnknown("--engine spark needs an input and an output: extract --engine spark INPUT... OUTPUT.")
    _check_day(published)
    from ingest.cluster import extract as extract_there

    done = extract_there(addresses[:-1], addresses[-1], master, published)
    note(f"Wrote {done.facts} facts to {addresses[-1]!r}.")
    report_skipped([f"{path}: {reason}" for path, reason in done.skipped])


def _here(
    paths: list[Path],
    format_: Format,
    out: Path | None,
    published: str | None,
    *,
    residue: bool,
    processes: int | None,
) -> None:
    if residue and format_ is Format.parquet:
        raise ValueUnknown("--residue is written as JSON Lines; leave --format parquet out.")
    if format_ is Format.parquet and out is None and sys.stdout.isatty():
        raise ValueUnknown("Parquet is not for a terminal; name a file with -o.")
    check(paths, published)
    refuse_empty(paths)
    many = processes_of(processes)
    from ingest.forms import FORMS

    form = FORMS["residue" if residue else format_.value]
    if out is not None and STDIN not in paths and (out.is_file() or not out.exists()):
        skipped = _into_file(paths, published, form, many, out)
    else:
        skipped = _as_stream(paths, published, form, many, out)
    report_skipped([f"{one.path}: {one.reason}" for one in skipped])


def processes_of(given: int | None) -> int:
    """Return how many processes may read: the option, else the setting; 0 for as many as there are processors."""
    from api.settings import from_environment

    return given or from_environment(os.environ).processes


def limits() -> "Limits":
    """Return what one input may cost, from the settings."""
    from api.settings import from_environment

    return from_environment(os.environ).limits


def refuse_empty(paths: Sequence[Path]) -> None:
    """Raise ArticleError where the paths hold no file at all."""
    from ingest.feed import files

    if STDIN not in paths and next(files(paths), None) is None:
        raise ArticleError(
            f"No article is in {', '.join(repr(str(path)) for path in paths)}; give files or their folder."
        )


def check(paths: Sequence[Path], published: str | None) -> None:
    """Raise ArticleError for a path that does not exist, ValueUnknown for a publication date that is none."""
    _check_day(published)
    for path in paths:
        if path != STDIN and not path.exists():
            raise ArticleError(f"{str(path)!r} does not exist; give a file, a folder or '-' for standard input.")


def _check_day(published: str | None) -> None:
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError as error:
            raise ValueUnknown(f"--published is {published!r}, which is no date; write it as 2022-08-03.") from error


def fed(
    paths: Sequence[Path], published: str | None, of_files: "Callable[[Sequence[Path]], Iterator[Fed]]"
) -> "Iterator[Fed]":
    """Yield the articles of paths in their order, standard input among them; `of_files` reads what are files."""
    from ingest.reader import read_stream

    for path in paths:
        if path == STDIN:
            most = limits()
            yield from read_stream(sys.stdin.buffer.read(most.unpacked + 1), published=published, limits=most)
        else:
            yield from of_files([path])


def _as_stream(
    paths: Sequence[Path], published: str | None, form: "Form", processes: int, out: Path | None
) -> "list[Skipped]":
    """Write what articles give as they are read, and return what was skipped."""
    from ingest.feed import FileEnd, feed, files
    from ingest.parallel import read_all
    from ingest.reader import Skipped

    skipped: list[Skipped] = []

    def results() -> Iterator[object]:
        given = fed(paths, published, lambda some: feed(files(some), published, None, meter, limits()))
        for item in shown.count(read_all(given, form.work, processes)):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif not isinstance(item, FileEnd):
                yield item

    with output(out) as stream, progress(paths) as (meter, shown):
        form.write(results(), stream)
    return skipped


def _into_file(
    paths: Sequence[Path], published: str | None, form: "Form", processes: int, out: Path
) -> "list[Skipped]":
    """Write a file by way of parts, which are kept until it is whole; return what was skipped."""
    from ingest.feed import files
    from ingest.resume import Run

    run = Run(out.with_name(f".{out.name}.parts"), form, published, limits())
    with progress(paths) as (meter, shown):
        groups = run.read(files(paths), processes, meter, shown.count)
    with output(out) as stream:
        skipped = run.join(groups, stream)
    shutil.rmtree(run.folder)
    return skipped
