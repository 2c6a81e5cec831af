"""Settings: read once from the environment, frozen, and passed in; nothing else looks at the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.tokens import Token, listed
from graph.dialects import addresses
from ontology.errors import ValueUnknown
from ontology.limits import LIMITS, Limits, parsed

PREFIX = "CAMPAIGN_GRAPH_"
_HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
_ORIGIN = re.compile(r"https?://[^/\s*]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server or a command runs with.

    `workspace` need not exist yet; `sparql` None means our own Oxigraph. `tokens` are those of the environment and of
    `tokens_file` together; without any, nobody may write. `cors` are the origins whose pages may ask, `*` for all.
    `hosts` are the names under which the server may be asked, none for any. `limits` say how much an input, query or client may cost.
    `processes` read articles, 0 for as many as there are processors. `log`: a line for every request, or for failures and slow ones only.
    """

    workspace: Path = Path("workspace")
    host: str = "127.0.0.1"
    port: int = 8000
    sparql: str | None = None
    tokens: tuple[Token, ...] = ()
    tokens_file: Path | None = None
    cors: tuple[str, ...] = ()
    log: Literal["requests", "failures"] = "failures"
    processes: int = 0
    hosts: tuple[str, ...] = ()
    limits: Limits = LIMITS


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Return the settings that CAMPAIGN_GRAPH_* variables give, defaults where a variable is missing or empty.

    Raises ValueUnknown for a value that cannot be meant.
    """
    given = {name.removeprefix(PREFIX): value for name, value in environ.items() if name.startswith(PREFIX) and value}
    default = Settings()
    return Settings(
        workspace=Path(given["WORKSPACE"]) if "WORKSPACE" in given else default.workspace,
        host=given.get("HOST", default.host),
        port=_port(given["PORT"]) if "PORT" in given else default.port,
        sparql=_endpoint(given["SPARQL"]) if "SPARQL" in given else default.sparql,
        tokens=listed(given.get("TOKENS", "") + "\n" + _content(given.get("TOKENS_FILE"))),
        tokens_file=Path(given["TOKENS_FILE"]) if "TOKENS_FILE" in given else default.tokens_file,
        log=_log(given["LOG"]) if "LOG" in given else default.log,
        processes=_processes(given["PROCESSES"]) if "PROCESSES" in given else default.processes,
        hosts=tuple(map(_host, given.get("HOSTS", "").split())),
        limits=parsed(given.get("LIMITS", "")),
        cors=tuple(map(_origin, given.get("CORS", "").split())),
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise ValueUnknown(f"{PREFIX}PORT is {text!r}, which is no port; give a number from 0 to 65535.")
    return int(text)


def _processes(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueUnknown(
            f"{PREFIX}PROCESSES is {text!r}, which is no number of processes; give 1 or more, or 0 for all processors."
        )
    return int(text)


def _endpoint(text: str) -> str:
    try:
        addresses(text)
    except ValueUnknown as error:
        raise ValueUnknown(f"{PREFIX}SPARQL is {error}") from error
    return text


def _log(text: str) -> Literal["requests", "failures"]:
    match text:
        case "requests" | "failures":
            return text
    raise ValueUnknown(f"{PREFIX}LOG is {text!r}; it is 'requests' or 'failures'.")


def _content(path: str | None) -> str:
    if path is None:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueUnknown(f"{PREFIX}TOKENS_FILE is {path!r}, which cannot be read as text.") from error


def _origin(text: str) -> str:
    if text != "*" and not _ORIGIN.fullmatch(text):
        raise ValueUnknown(
            f"{PREFIX}CORS has {text!r}, which is no origin; give 'https://example.org', or '*' for all."
        )
    return text


def _host(text: str) -> str:
    if text != "*" and not _HOST.fullmatch(text):
        raise ValueUnknown(f"{PREFIX}HOSTS has {text!r}, which is no host; give 'example.org', or '*' for any.")
    return text.casefold()
