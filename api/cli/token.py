"""campaign-graph token: a secret for writing over HTTP, shown once."""

import sys
from typing import Annotated

import typer

from api.cli.console import JsonOption, examples, note, print_json

EPILOG = examples("token editor", "token reviewer --scope corrections", "token crawler --scope articles --json")


def token(
    name: Annotated[str, typer.Argument(help="Whose it is; the journal shows this name.", show_default=False)],
    *,
    scope: Annotated[
        list[str] | None, typer.Option(help="What it is good for: articles, corrections. (default: both)")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a token for writing over HTTP. The secret is printed once; the server is given the entry, which hides it.

    Put the entry into CAMPAIGN_GRAPH_TOKENS, or as a line into the file that CAMPAIGN_GRAPH_TOKENS_FILE names.
    """
    from api.tokens import SCOPES, made

    entry, secret = made(name, scope or SCOPES)
    if json:
        print_json({"name": entry.name, "scopes": sorted(entry.scopes), "secret": secret, "entry": entry.entry()})
        return
    sys.stdout.write(f"{secret}\n")
    note("Keep this secret; it cannot be shown again. Clients send it as 'Authorization: Bearer SECRET'.")
    note(f"Entry for CAMPAIGN_GRAPH_TOKENS or the file of CAMPAIGN_GRAPH_TOKENS_FILE:\n{entry.entry()}")
