"""campaign-graph doctor: what on this machine and in this workspace is not as it should be, and what to do about it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from api.cli.console import FAILED, JsonOption, WorkspaceOption, examples, folder, print_json
from ontology.errors import CampaignGraphError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.workspace import Workspace

EPILOG = examples("doctor", "doctor --workspace /data/campaigns", "doctor --json")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `bad` makes the exit code 1, `warn` does not."""

    what: str
    state: Literal["good", "warn", "bad"]
    said: str


def doctor(*, workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Check versions, settings, workspace, disk, port, permissions and the explorer; exit code 1 if something is wrong."""
    found = list(_look(workspace))
    if json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            sys.stdout.write(f"{one.state:4}  {one.what}: {one.said}\n")
    if any(one.state == "bad" for one in found):
        raise typer.Exit(FAILED)


def _look(workspace: Path | None) -> Iterator[Finding]:
    from api.settings import from_environment

    yield from _programs()
    try:
        settings = from_environment(os.environ)
    except CampaignGraphError as error:
        yield Finding("settings", "bad", str(error))
        return
    yield from _settings(settings)
    yield from _workspace(folder(workspace), settings)
    yield from _explorer()


def _programs() -> Iterator[Finding]:
    from importlib.metadata import version
    from platform import platform

    from graph.processes import program

    python = sys.version.partition(" ")[0]
    yield Finding("version", "good", f"campaign-graph {version('campaign-graph')}, Python {python}, {platform()}")
    try:
        yield Finding("Oxigraph", "good", f"{version('oxigraph')} in {str(program())!r}")
    except CampaignGraphError as error:
        yield Finding("Oxigraph", "bad", str(error))


def _settings(settings: "Settings") -> Iterator[Finding]:
    from ipaddress import ip_address

    from api.cli.serve import listen

    count = len(settings.tokens)
    yield Finding("writing", "good", f"{count} tokens" if count else "off; no token is configured")
    if settings.tokens_file and settings.tokens_file.stat().st_mode & 0o077:
        yield Finding("tokens file", "warn", f"others can read {str(settings.tokens_file)!r}; chmod 600 it")
    try:
        with listen(settings.host, settings.port) as listener:
            loopback = ip_address(listener.getsockname()[0]).is_loopback
    except CampaignGraphError as error:
        yield Finding("port", "warn", f"{error} If that is this workspace's server, all is well.")
        return
    yield Finding("port", "good", f"{settings.port} of {settings.host} is free")
    if not loopback and not settings.limits.requests:
        yield Finding("rate", "warn", "others can reach the server; set requests=… in CAMPAIGN_GRAPH_LIMITS")


def _workspace(path: Path, settings: "Settings") -> Iterator[Finding]:
    from shutil import disk_usage

    from graph.upkeep import verify
    from graph.workspace import Workspace

    try:
        space = Workspace.open(path)
        damages = list(verify(space))
        for damage in damages:
            yield Finding("log", "bad", f"{damage} Or restore a backup (`campaign-graph restore`).")
        if not damages:
            generation, parts = space.log.generation(), len(space.log.parts())
            yield Finding(
                "log", "good", f"whole: {parts} parts, generation {generation}, {len(space.known())} articles"
            )
            yield from _index(space)
    except (CampaignGraphError, OSError) as error:
        yield Finding("workspace", "bad", str(error))
        return
    shut = [one for one in (path, path / "log", path / "lock") if one.exists() and not os.access(one, os.W_OK)]
    if shut:
        yield Finding("permissions", "bad", f"{str(shut[0])!r} cannot be written by this user")
    left = disk_usage(path).free
    state: Literal["good", "bad"] = "good" if left >= settings.limits.free else "bad"
    yield Finding("disk", state, f"{left // 2**20:,} MB left; {settings.limits.free // 2**20:,} MB are wanted")


def _index(space: "Workspace") -> Iterator[Finding]:
    held = space.index()
    facts = space.log.facts().num_rows
    if held.size == facts:
        yield Finding("index", "good", f"{held.size:,} facts, as many as in the log")
    else:
        yield Finding("index", "bad", f"{held.size:,} facts, but the log has {facts:,}; `campaign-graph rebuild`")


def _explorer() -> Iterator[Finding]:
    from api.explorer import BUILT

    if (BUILT / "index.html").is_file():
        yield Finding("explorer", "good", "built")
    else:
        yield Finding("explorer", "warn", "not built, / says so; in a clone `make web` builds it")
