"""SPARQL over HTTP: queries, updates and whole graphs (SPARQL 1.1 Protocol and Graph Store Protocol), any server.

An answer is read whole, up to a size, before anything of it is passed on: a server may say 200 and break off later.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from graph import gate
from graph.dialects import Addresses, addresses
from ontology.errors import QueryRefused, StoreError
from ontology.limits import LIMITS, Limits, named

TOO_LONG: Final = (
    "The query took longer than the time limit; make it narrower, or put its best selecting pattern first; "
    f"{named('query_seconds')}."
)
_TABLE: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_MARGIN: Final = 5.0
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SHOWN: Final = 300
_DAMAGE: Final = b"Corruption:"
"""How Oxigraph's storage calls data that are not as it wrote them."""
_REFUSED: Final = b"IO error:"
"""How it says that the disk did not take what it wrote."""


class Unreachable(StoreError):
    """Nobody answers at the endpoint's address, or the connection broke; another try may find a restarted server."""


class TooLong(StoreError):
    """A query goes on past its time limit, though the server should have ended it."""


class Damaged(StoreError):
    """The server says that its own data are damaged."""


class Stuck(StoreError):
    """The disk did not take what the server wrote; it takes nothing more until it is started anew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint said to a query: media type without parameters, and all bytes."""

    media_type: str
    body: bytes


class Endpoint:
    """One SPARQL server: its three addresses and a pool of connections; safe to share between threads."""

    def __init__(self, where: Addresses, limits: Limits) -> None:
        """Take the addresses; the time limit is the server's own too."""
        self.address = where.query.removesuffix("/query")
        self.dialect = where.dialect
        self._query, self._update, self._data = where.query, where.update, where.data
        self._limit, self._largest = limits.query_seconds + _MARGIN, limits.result
        # a proxy of the environment is never meant for our own machine
        self._client = httpx.Client(
            timeout=httpx.Timeout(self._limit), trust_env=urlsplit(where.query).hostname not in _LOOPBACK
        )

    @classmethod
    def at(cls, address: str, limits: Limits = LIMITS) -> "Endpoint":
        """Return the endpoint that a setting means (graph/dialects.py). Raises ValueUnknown."""
        return cls(addresses(address), limits)

    @staticmethod
    def ping(address: str, patience: float) -> str | None:
        """Return why the server at an address does not answer a query within some seconds, None if it does."""
        try:
            where = addresses(address).query
            local = urlsplit(where).hostname in _LOOPBACK
            httpx.get(where, params={"query": "ASK {}"}, timeout=patience, trust_env=not local).raise_for_status()
        except httpx.TimeoutException:
            return f"it did not answer within {patience:g} s"
        except httpx.HTTPError as error:
            return f"it cannot be reached: {error}"
        return None

    def query(self, text: str) -> Answer:
        """Return what a query gives: SPARQL results as JSON, triples as N-Triples; wholeness is the caller's to check.

        Raises QueryRefused if the server finds the query malformed, StoreError if it fails or says too much.
        """
        sent = self._sent("query", text)
        sent["headers"]["Accept"] = _TRIPLES if gate.form(text) in ("CONSTRUCT", "DESCRIBE") else _TABLE
        request = self._client.build_request("POST", self._query, **sent)
        with _transport(self._query):
            try:
                response = self._client.send(request, stream=True)
                with closing(response):
                    body = self._read(response)
            except httpx.ReadTimeout as error:
                raise TooLong(TOO_LONG) from error
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise QueryRefused(f"The query is malformed: {_said(body)}.")
        _check(response, body)
        if self.dialect.partial and self.dialect.partial in response.headers:
            raise StoreError(TOO_LONG)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip()
        return Answer(media_type, self.dialect.repaired(media_type, body))

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        self._write("POST", self._update, **self._sent("update", text))

    def put(self, name: str, triples: bytes) -> None:
        """Replace the graph of this IRI by N-Triples, in one step."""
        self._write("PUT", self._data, params={"graph": name}, content=triples, headers={"Content-Type": _TRIPLES})

    def add(self, pieces: Iterable[bytes], bulk: bool = False) -> None:
        """Add N-Quads of graphs that are not there, none of which is in two pieces; a server may show them one by one.

        `bulk` is faster for much, and readers may see a part of it before it ends (Oxigraph).
        """
        if not self.dialect.quads:
            for piece in pieces:
                for name, triples in by_graph(piece):
                    self.put(name, triples)
            return
        headers, content = {"Content-Type": "application/n-quads"}, pieces if bulk else b"".join(pieces)
        params = {"no_transaction": ""} if bulk else None
        self._write("POST", self._data, params=params, content=content, headers=headers)

    def clear(self) -> None:
        """Drop everything (Oxigraph); for a server of our own only."""
        self._write("DELETE", self._data)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _sent(self, kind: str, text: str) -> dict[str, Any]:
        """Return the parts of a request that carry a query or update."""
        if self.dialect.fields:
            return {"data": {kind: text}, "headers": {}}
        return {"content": text.encode(), "headers": {"Content-Type": f"application/sparql-{kind}; charset=utf-8"}}

    def _write(self, method: str, address: str, **sent: Any) -> None:  # noqa: ANN401 - httpx's own parts of a request
        """Send and expect success; a write may take its time."""
        with _transport(address):
            response = self._client.request(method, address, timeout=None, **sent)
        _check(response, response.content)

    def _read(self, response: httpx.Response) -> bytes:
        """Read an answer within the limits of size and time."""
        deadline, size, pieces = monotonic() + self._limit, 0, []
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > self._largest:
                most = f"{self._largest // 2**20} MB" if self._largest >= 2**20 else f"{self._largest} bytes"
                raise StoreError(
                    f"The result is larger than {most}; ask for less with LIMIT and OFFSET, or {named('result')}."
                )
            if monotonic() > deadline:
                raise TooLong(TOO_LONG)
        return b"".join(pieces)


def by_graph(quads: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the graphs of our own N-Quads, whose statements stand together, as name and N-Triples."""
    split = (line.rpartition(b" <") for line in quads.splitlines() if line)
    for end, lines in groupby(split, key=itemgetter(2)):
        yield end.rpartition(b">")[0].decode(), b"".join(triple + b" .\n" for triple, _, _ in lines)


@contextmanager
def _transport(address: str) -> Iterator[None]:
    """Turn what can go wrong on the way into our errors."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise StoreError(f"The SPARQL endpoint {address!r} did not answer in time.") from error
    except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:  # the last: another thread closed the client
        raise Unreachable(f"The SPARQL endpoint {address!r} cannot be reached: {error}.") from error


def _check(response: httpx.Response, body: bytes) -> None:
    if response.is_success:
        return
    if b"cancelled" in body or b"S1T00" in body:
        raise StoreError(TOO_LONG)
    kind = Damaged if _DAMAGE in body else Stuck if _REFUSED in body else StoreError
    raise kind(f"The SPARQL endpoint answered {response.status_code}: {_said(body)}.")


def _said(body: bytes) -> str:
    """Return the begin of what a server said, as part of a sentence."""
    return body[:_SHOWN].decode(errors="replace").strip().rstrip(".")
