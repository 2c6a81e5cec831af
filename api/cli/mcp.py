"""campaign-graph mcp: the questions as tools for programs that read for people."""

import os
from typing import Annotated

import typer

from api.cli.console import WorkspaceOption, examples, folder, note

EPILOG = examples("mcp", "mcp --http --port 8765", "mcp --workspace /data/campaigns")


def mcp(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Serve streamable HTTP at /mcp instead of standard input.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on with --http.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on with --http.")] = 8765,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the questions as tools of the Model Context Protocol, read-only, each answer with its sentences.

    Needs the extra: pip install "campaign-graph[mcp]".
    """
    import asyncio
    from dataclasses import replace

    try:
        from api.tools import http_app, serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        from ontology.errors import CampaignGraphError

        raise CampaignGraphError('The MCP SDK is not installed; pip install "campaign-graph[mcp]".') from error
    from api.app import create_app
    from api.settings import from_environment

    app = create_app(replace(from_environment(os.environ), workspace=folder(workspace)))
    if not http:
        asyncio.run(serve_stdio(app))
        return
    from api.cli.serve import address, listen, run

    with listen(host, port) as listener:
        note(f"Tools are at {address(listener)}/mcp (Ctrl+C stops them)")
        try:
            run(http_app(app, host), listener)
        except KeyboardInterrupt:
            note("Stopped.")
