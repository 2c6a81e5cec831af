"""campaign-graph extract: articles in, facts out; nothing is stored."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from api.cli.console import examples, output, report_skipped
from ontology.errors import ValueUnknown

if TYPE_CHECKING:
    from ingest.reader import Skipped

    from ontology.model import Article, Fact

STDIN = Path("-")
ROWS_A_GROUP = 50_000

PathsArgument = Annotated[
    list[Path], typer.Argument(help="Files (txt, html, jsonl), folders, or - for standard input.", show_default=False)
]
PublishedOption = Annotated[
    str | None,
    typer.Option(help="Publication date of articles that give none, such as 2022-08-03.", show_default=False),
]


class Format(StrEnum):
    """How facts are written."""

    jsonl = "jsonl"
    parquet = "parquet"


EPILOG = examples(
    "extract article.txt",
    "extract articles/ -o facts.jsonl",
    "extract articles/ --format parquet -o facts.parquet",
    "extract - --published 2022-08-03 < article.txt",
)


def extract(
    paths: PathsArgument,
    *,
    format_: Annotated[Format, typer.Option("--format", help="How facts are written.")] = Format.jsonl,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write. (default: standard output)")
    ] = None,
    published: PublishedOption = None,
) -> None:
    """Read articles and print the facts they state, each with the characters that say so.

    The same articles give the same bytes. Exit code 3: done, but some files were skipped; standard error says why.
    """
    if format_ is Format.parquet and out is None and sys.stdout.isatty():
        raise ValueUnknown("Parquet is not for a terminal; name a file with -o.")
    skipped: list[str] = []
    with output(out) as stream:
        write = _write_jsonl if format_ is Format.jsonl else _write_parquet
        write(_facts(articles(paths, published, skipped)), stream)
    report_skipped(skipped)


def articles(paths: Sequence[Path], published: str | None, skipped: list[str]) -> "Iterator[Article]":
    """Yield the articles under the paths in reading order; what cannot be read is noted in `skipped`."""
    from ingest.reader import Skipped

    for found in _found(paths, published):
        if isinstance(found, Skipped):
            skipped.append(f"{found.path}: {found.reason}")
        else:
            yield found


def _found(paths: Sequence[Path], published: str | None) -> "Iterator[Article | Skipped]":
    from ingest.reader import read_paths, read_stream

    if STDIN in paths:
        yield from read_stream(sys.stdin.buffer, published)
    if files := [path for path in paths if path != STDIN]:
        yield from read_paths(files, published)


def _facts(found: "Iterable[Article]") -> "Iterator[tuple[Fact, ...]]":
    from ingest.pipeline import read

    for article in found:
        yield read(article).facts


def _write_jsonl(facts: "Iterable[tuple[Fact, ...]]", stream: IO[bytes]) -> None:
    """Write one line a fact, an article at a time, so that a reader of the pipe waits for none."""
    from ontology.wire import dumps

    for batch in facts:
        stream.writelines(dumps(batch))
        stream.flush()


def _write_parquet(facts: "Iterable[tuple[Fact, ...]]", stream: IO[bytes]) -> None:
    """Write one file whose row groups hold about ROWS_A_GROUP facts."""
    import pyarrow.parquet as pq

    from ontology.tables import FACTS, fact_table

    with pq.ParquetWriter(stream, FACTS, compression="zstd") as writer:
        waiting: list[Fact] = []
        for batch in facts:
            waiting += batch
            if len(waiting) >= ROWS_A_GROUP:
                writer.write_table(fact_table(waiting))
                waiting.clear()
        writer.write_table(fact_table(waiting))
