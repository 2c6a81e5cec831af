"""campaign-graph extract: articles in, facts out; nothing is stored."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from api.cli.console import examples, output, report_skipped
from ontology.errors import ArticleError, ValueUnknown

if TYPE_CHECKING:
    from ingest.reader import Skipped
    from ontology.model import Article, Fact

STDIN = Path("-")
ROWS_A_GROUP = 50_000

PathsArgument = Annotated[
    list[Path],
    typer.Argument(help="Files (txt, html, json, jsonl; .gz too), folders, or -.", show_default=False),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(help="Publication date of articles that give none, such as 2022-08-03.", show_default=False),
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
    "extract articles/ --residue",
    "extract articles/ --format parquet -o facts.parquet",
    "extract - --published 2022-08-03 < article.txt",
)


def extract(
    paths: PathsArgument,
    *,
    format_: Annotated[Format, typer.Option("--format", help="How facts are written.")] = Format.jsonl,
    out: OutputOption = None,
    published: PublishedOption = None,
    residue: Annotated[
        bool, typer.Option("--residue", help="Print instead what gave no fact: sentence and reason, a JSON line each.")
    ] = False,
) -> None:
    """Read articles and print the facts they state, each with the characters that say so.

    The same articles give the same bytes. Exit code 3: done, but some files were skipped; standard error says why.
    """
    if residue and format_ is Format.parquet:
        raise ValueUnknown("--residue is written as JSON Lines; leave --format parquet out.")
    if format_ is Format.parquet and out is None and sys.stdout.isatty():
        raise ValueUnknown("Parquet is not for a terminal; name a file with -o.")
    skipped: list[Skipped] = []
    found = articles(paths, published, skipped)
    refuse_empty(paths)
    with output(out) as stream:
        if residue:
            _write_residue(found, stream)
        else:
            write = _write_jsonl if format_ is Format.jsonl else _write_parquet
            write(_facts(found), stream)
    report_skipped([f"{one.path}: {one.reason}" for one in skipped])


def articles(paths: Sequence[Path], published: str | None, skipped: "list[Skipped]") -> "Iterator[Article]":
    """Return the articles under the paths in reading order; what cannot be read is noted in `skipped`.

    Raises ArticleError for a path that does not exist, ValueUnknown for a publication date that is none, at once.
    """
    from ingest.reader import Skipped

    _check(paths, published)

    def readable() -> "Iterator[Article]":
        for found in _found(paths, published):
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                yield found

    return readable()


def count_files(paths: Sequence[Path]) -> int:
    """Return how many files the paths hold that may be articles, standard input being one."""
    from ingest.reader import article_files

    return sum(1 if path == STDIN else len(article_files(path)) for path in paths)


def refuse_empty(paths: Sequence[Path]) -> None:
    """Raise ArticleError where the paths hold no file at all."""
    if not count_files(paths):
        raise ArticleError(
            f"No article is in {', '.join(repr(str(path)) for path in paths)}; give files or their folder."
        )


def _check(paths: Sequence[Path], published: str | None) -> None:
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError as error:
            raise ValueUnknown(f"--published is {published!r}, which is no date; write it as 2022-08-03.") from error
    for path in paths:
        if path != STDIN and not path.exists():
            raise ArticleError(f"{str(path)!r} does not exist; give a file, a folder or '-' for standard input.")


def _found(paths: Sequence[Path], published: str | None) -> "Iterator[Article | Skipped]":
    from ingest.reader import read_paths, read_stream

    for path in paths:
        if path == STDIN:
            yield from read_stream(sys.stdin.buffer.read(), published=published)
        else:
            yield from read_paths([path], published)


def _facts(found: "Iterable[Article]") -> "Iterator[tuple[Fact, ...]]":
    from ingest.pipeline import read

    for article in found:
        yield read(article).facts


def _write_residue(found: "Iterable[Article]", stream: BinaryIO) -> None:
    import orjson

    from ingest.pipeline import leftovers

    for article in found:
        stream.writelines(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in leftovers(article))
        stream.flush()


def _write_jsonl(facts: "Iterable[tuple[Fact, ...]]", stream: BinaryIO) -> None:
    """Write one line a fact, an article at a time, so that a reader of the pipe waits for none."""
    from ontology.wire import dumps

    for batch in facts:
        stream.writelines(dumps(batch))
        stream.flush()


def _write_parquet(facts: "Iterable[tuple[Fact, ...]]", stream: BinaryIO) -> None:
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
