"""What SPARQL servers do otherwise than the standard says, or beyond it: the one place that knows.

Oxigraph: the graph store takes N-Quads of many graphs at once, in bulk without a transaction too; `DELETE` of it empties all.
Standard: SPARQL 1.1 Protocol and Graph Store Protocol, no more; graphs are put one by one.
Virtuoso 7: queries and updates are form fields, for a body of their own media type is waited for without end; literals of a
type are called `typed-literal`, the answer of ASK is a table, booleans are numbers; CONSTRUCT answers as a table where
JSON is taken; at most 2,000 statements an INSERT; an empty group names no graphs, and to list them takes long; a query past its time limit answers
in part, and says so in a header.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from ontology.errors import ValueUnknown

_JSON: Final = "application/sparql-results+json"
_ASKED: Final = "__ASK_RETVAL"


def _as_it_is(media_type: str, body: bytes) -> bytes:
    del media_type
    return body


def _repaired(media_type: str, body: bytes) -> bytes:
    """Return Virtuoso's JSON as the standard has it; what is no whole JSON stays as it is."""
    if media_type != _JSON:
        return body
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return body
    rows: list[dict[str, dict[str, Any]]] = found["results"]["bindings"]
    if found["head"]["vars"] == [_ASKED]:
        return orjson.dumps({"head": {}, "boolean": rows[0][_ASKED]["value"] == "1"})
    for row in rows:
        for value in row.values():
            value["type"] = value["type"].replace("typed-literal", "literal")
    found["head"].pop("link", None)
    return orjson.dumps({"head": found["head"], "results": {"bindings": rows}})


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a server is spoken to.

    `fields`: queries and updates are sent as form fields. `quads`: the graph store takes N-Quads. `statements` that one
    INSERT may hold. `lists`: an empty group names all graphs, so that they can be listed without reading them. `repaired` makes an answer what the standard says.
    `partial`: the header that marks an answer as a part of one.
    """

    name: str
    fields: bool = False
    quads: bool = False
    statements: int = 1500
    lists: bool = False
    repaired: Callable[[str, bytes], bytes] = _as_it_is
    partial: str | None = None


OXIGRAPH: Final = Dialect("oxigraph", quads=True, lists=True)
STANDARD: Final = Dialect("standard")
VIRTUOSO: Final = Dialect("virtuoso", fields=True, repaired=_repaired, partial="x-sql-state")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and graphs, and how it is spoken to."""

    query: str
    update: str
    data: str
    dialect: Dialect = STANDARD


_LAYOUTS: Final[Mapping[str, Callable[[str], Addresses]]] = {
    "/sparql": lambda base: Addresses(f"{base}/sparql", f"{base}/sparql", f"{base}/sparql-graph-crud", VIRTUOSO),
    "": lambda base: Addresses(f"{base}/query", f"{base}/update", f"{base}/store", OXIGRAPH),
}
"""Ends of a single address to the layout of its server."""


def addresses(setting: str) -> Addresses:
    """Return the addresses that a setting means: three of any server, for queries, updates and graphs, or one.

    One that ends with `/sparql` is Virtuoso's, any other is what stands before Oxigraph's `/query`, `/update`, `/store`.
    Raises ValueUnknown for another number of them, or for what is no address.
    """
    given = setting.split()
    if len(given) not in (1, 3) or not all(one.startswith(("http://", "https://")) for one in given):
        raise ValueUnknown(
            f"{setting!r} is no endpoint; give its address with http:// or https://, "
            "or three with blanks between: for queries, for updates, for graphs."
        )
    if len(given) == 3:
        return Addresses(given[0], given[1], given[2])
    base = given[0].rstrip("/")
    return next(make(base.removesuffix(end)) for end, make in _LAYOUTS.items() if base.endswith(end))
