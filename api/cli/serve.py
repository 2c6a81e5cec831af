"""campaign-graph serve: the HTTP API over one workspace, until it is stopped."""

import errno
import gc
import os
import socket
import sys
from dataclasses import replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from api.cli.console import WorkspaceOption, examples, folder, note
from ontology.errors import CampaignGraphError
from ontology.limits import LIMITS

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from graph.index.relation import RelationIndex

EPILOG = examples("serve", "serve --workspace /data/campaigns --port 9000", "serve --host 0.0.0.0 --port 80")
BACKLOG = 512
SWITCH = 0.0005
"""Seconds for which a thread that writes an export may hold up answers; Python's own are ten times as many."""


def serve(
    *,
    workspace: WorkspaceOption = None,
    host: Annotated[
        str | None,
        typer.Option(help="Address to listen on. (default: CAMPAIGN_GRAPH_HOST or 127.0.0.1)", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            help="Port, 0 for any free one. (default: CAMPAIGN_GRAPH_PORT or 8000)",
            min=0,
            max=65535,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve a workspace over HTTP: facts, relationship questions, SPARQL, and a page to try them.

    Listens on this machine only unless --host says otherwise. Stop it with Ctrl+C.
    """
    from api.settings import from_environment

    settings = from_environment(os.environ)
    settings = replace(
        settings, workspace=folder(workspace), host=host or settings.host, port=settings.port if port is None else port
    )
    with listen(settings.host, settings.port) as listener:
        from api.app import create_app
        from api.guard import LOOPBACK
        from api.observe import log_to_stderr
        from api.pages import warm

        if not settings.hosts and ip_address(listener.getsockname()[0]).is_loopback:
            settings = replace(settings, hosts=LOOPBACK)
        app = create_app(settings)
        log_to_stderr()
        warm()
        _announce(address(listener), app.state.readers.workspace.index())
        try:
            run(app, listener, settings.limits.stop_seconds)
        except KeyboardInterrupt:
            note("Stopped.")


def run(app: "Starlette", listener: socket.socket, grace: int = LIMITS.stop_seconds) -> None:
    """Serve an application on a socket until it is stopped; requests have some seconds to finish then."""
    import uvicorn

    sys.setswitchinterval(SWITCH)
    # what a server starts with stays: looking through it for what is not needed any more holds up answers, and finds nothing
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=grace, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Raises CampaignGraphError for a port in use or one that needs more rights, and an address that is not ours.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, protocol, _, address = found[0]
        # asyncio sends small packets at once only on sockets that say they are TCP; else every answer waits 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise CampaignGraphError(_refusal(host, port, error)) from error
    return listener


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use by another program; choose another one with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have; choose one above 1023 with --port."
    return f"Cannot listen on {host!r}, port {port}: {error.strerror or error}."


def address(listener: socket.socket) -> str:
    """Return the address that a socket listens on, as one opens it on this machine."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def _announce(at: str, index: "RelationIndex") -> None:
    note(f"campaign-graph is at {at} (Ctrl+C stops it)")
    note(f"  try it out  {at}/docs")
    note(f"  SPARQL      {at}/sparql")
    asked = questions(index)
    if asked:
        note("Questions to start with:")
    for question, path in asked:
        note(f"  {question}\n    {at}{path}")


def questions(index: "RelationIndex") -> list[tuple[str, str]]:
    """Return three questions that this workspace can answer, each with its address; fewer where it says little."""
    forms = (
        ("campaign", "Who inspected where in {label}?", "/v1/inspections?campaign={key}"),
        ("team", "What did {label} do?", "/v1/teams/{key}"),
        ("team", "What surrounds {label}, as a diagram?", "/v1/graph/neighborhood?node=team/{key}&depth=2"),
    )
    found = []
    for kind, question, path in forms:
        numbers = index.entities.of_kind(kind)
        if numbers:
            entity = index.entities[max(numbers, key=lambda number: int(index.entities.facts[number]))]
            key = quote(entity.id.partition("/")[2], safe="@")
            found.append((question.format(label=entity.label), path.format(key=key)))
    return found
