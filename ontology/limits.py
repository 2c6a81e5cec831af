"""Limits: how much one input, one query or one client may cost. Every refusal names its limit, so that it can be raised."""

import re
from dataclasses import dataclass, fields, replace
from typing import Final

from ontology.errors import ValueUnknown

VARIABLE: Final = "CAMPAIGN_GRAPH_LIMITS"
"""The setting that gives them, such as `text=128MB query_seconds=20`."""
_UNITS: Final = {"": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}
_SIZE: Final = re.compile(r"(\d{1,12})(|KB|MB|GB)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken at most; bytes where nothing else is said. docs/cli.md lists them.

    `article` is the characters of one text; `text` one text, page, JSON document, line or record after unpacking, `page` a web page
    (finding its main text takes seconds a megabyte), `unpacked` a packed file of many records, which is streamed. `body` is what is sent with one request. `query` is the characters of a SPARQL query, `query_seconds` how long it
    may take, `result` its answer. `requests` are those of one client a second, 0 for any number. Below `free` on the disk, the server
    says that it is not ready. `stop_seconds` is what requests may still take when the server is stopped.
    """

    article: int = 2_000_000
    text: int = 64 * 2**20
    page: int = 8 * 2**20
    unpacked: int = 8 * 2**30
    body: int = 8 * 2**20
    query: int = 100_000
    query_seconds: int = 10
    result: int = 64 * 2**20
    requests: int = 0
    free: int = 64 * 2**20
    stop_seconds: int = 5


LIMITS: Final = Limits()
"""What holds where nothing else is said."""
_ZERO: Final = frozenset({"requests", "free", "stop_seconds"})
"""Limits that may be 0."""


def named(name: str) -> str:
    """Return how a refusal names a limit."""
    return f"raise it with {name}=… in {VARIABLE}"


def parsed(text: str) -> Limits:
    """Return the limits that a text gives, `name=value` with blanks between. Raises ValueUnknown."""
    known = [one.name for one in fields(Limits)]
    found: dict[str, int] = {}
    for entry in text.split():
        name, _, value = entry.partition("=")
        size = _SIZE.fullmatch(value)
        if name not in known:
            raise ValueUnknown(f"{VARIABLE} has {name!r}, which is no limit; there are {', '.join(known)}.")
        if size is None or not (int(size[1]) or name in _ZERO):
            raise ValueUnknown(f"{VARIABLE} has {entry!r}; after '=' stands a whole number, or one of KB, MB or GB.")
        found[name] = int(size[1]) * _UNITS[size[2]]
    return replace(LIMITS, **found)
