"""The command line: `campaign-graph COMMAND`, one file a group of commands.

Modules here import only what help pages need; a command imports the rest when it runs, so that help answers at once.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from api.cli import (
    ask,
    cite,
    coverage,
    doctor,
    evaluate,
    extract,
    figures,
    ingest,
    keep,
    listing,
    mcp,
    questions,
    relations,
    review,
    rounds,
    search,
    serve,
    takedown,
    token,
    totals,
    upkeep,
)
from api.cli.console import fail
from ontology.errors import CampaignGraphError

app = typer.Typer(
    name="campaign-graph",
    help="Chinese news about government campaigns as a knowledge graph: every fact shows the sentence that states it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage or value, 3 done with files skipped.",
)

_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (extract.extract, extract.EPILOG),
    (evaluate.evaluate, evaluate.EPILOG),
    (ingest.ingest, ingest.EPILOG),
    (ingest.retract, ingest.RETRACT_EPILOG),
    (serve.serve, serve.EPILOG),
    (mcp.mcp, mcp.EPILOG),
    (token.token, token.EPILOG),
    (ask.ask, ask.EPILOG),
    (search.search, search.EPILOG),
    (questions.path, questions.PATH_EPILOG),
    (relations.diagram, relations.DIAGRAM_EPILOG),
    (cite.cite, cite.CITE_EPILOG),
    (cite.check_citation, cite.CHECK_EPILOG),
    (figures.compare, figures.COMPARE_EPILOG),
    (rounds.rounds, rounds.ROUNDS_EPILOG),
    (rounds.sources, rounds.SOURCES_EPILOG),
    (keep.stats, keep.STATS_EPILOG),
    (keep.export, keep.EXPORT_EPILOG),
    (keep.validate, keep.VALIDATE_EPILOG),
    (keep.rebuild, keep.REBUILD_EPILOG),
    (review.journal, review.JOURNAL_EPILOG),
    (doctor.doctor, doctor.EPILOG),
    (upkeep.compact, upkeep.COMPACT_EPILOG),
    (upkeep.verify, upkeep.VERIFY_EPILOG),
    (upkeep.backup, upkeep.BACKUP_EPILOG),
    (upkeep.restore, upkeep.RESTORE_EPILOG),
)
for _command, _epilog in _COMMANDS:
    app.command(epilog=_epilog)(_command)
LISTS = (listing, questions, coverage, figures, totals, rounds)
"""Modules that add their commands to `campaign-graph list`."""
app.add_typer(listing.app)
app.add_typer(review.app)
app.add_typer(takedown.app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"campaign-graph {version('campaign-graph')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code; an expected error is one sentence, never a traceback."""
    try:
        app(args)
    except (CampaignGraphError, OSError) as error:
        fail(error)
    raise SystemExit(0)
