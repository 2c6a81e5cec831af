"""campaign-graph evaluate: facts against hand-made gold, with precision, recall, calibration and the list of errors."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import examples

if TYPE_CHECKING:
    from ingest.evaluation import Evaluation

EPILOG = examples(
    "evaluate my-gold/ facts.jsonl",
    "evaluate my-gold/ facts.jsonl --errors",
    "evaluate my-gold/ facts.jsonl --json > figures.json",
)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of gold files, one JSON an article.", show_default=False)],
    facts: Annotated[Path, typer.Argument(help="Facts as JSON Lines, as extract writes them.", show_default=False)],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List each fact missed, spurious or ruled out.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Compare facts with gold: core (who, what) and full (also place, dates, scope, status), a type a row.

    How to write gold for articles of your own: docs/annotating.md.
    """
    from ingest.evaluation import evaluate as measure

    found = measure(gold, facts)
    if json:
        sys.stdout.buffer.write(found.to_json(errors=errors) + b"\n")
    else:
        _print(found, errors=errors)


def _print(found: "Evaluation", *, errors: bool) -> None:
    """Print a table of scores, then the errors where asked for."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Type", "Level", "Precision", "Recall", "F1", "Matched", "Gold", "Found", box=None, pad_edge=False)
    for kind, levels in found.scores.items():
        for level, score in levels.items():
            shares = [f"{share:.3f}" for share in (score.precision, score.recall, score.f1)]
            table.add_row(kind, level, *shares, *(str(count) for count in (score.matched, score.gold, score.found)))
    console = Console()
    console.print(table)
    console.print(f"{found.articles} articles, {found.forbidden} facts that gold rules out.")
    for error in found.errors if errors else ():
        console.print(
            f"{error.kind} {error.level or ''} {error.article} {error.type} {dict(error.fact)}",
            markup=False,
            highlight=False,
        )
