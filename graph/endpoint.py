"""SPARQL over HTTP: queries, updates and whole graphs (SPARQL 1.1 Protocol and Graph Store Protocol), any server.

An answer is read whole, up to a size, before anything of it is passed on: a server may say 200 and break off later.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import httpx

from ontology.errors import QueryRefused, StoreError
from ontology.limits import LIMITS, Limits, named

TOO_LONG: Final = (
    "The query took longer than the time limit; make it narrower, or put its best selecting pattern first; "
    f"{named('query_seconds')}."
)
_ANSWERS: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_MARGIN: Final = 5.0
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SHOWN: Final = 300
_DAMAGE: Final = b"Corruption:"
"""How Oxigraph's storage calls data that are not as it wrote them."""


class Unreachable(StoreError):
    """Nobody answers at the endpoint's address, or the connection broke; another try may find a restarted server."""


class TooLong(StoreError):
    """A query goes on past its time limit, though the server should have ended it."""


class Damaged(StoreError):
    """The server says that its own data are damaged."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint said to a query: media type without parameters, and all bytes."""

    media_type: str
    body: bytes


class Endpoint:
    """One SPARQL server: its three addresses and a pool of connections; safe to share between threads."""

    def __init__(self, query: str, update: str, data: str, limits: Limits) -> None:
        """Take the addresses for queries, updates and graphs; the time limit is the server's own too."""
        self.address = query.removesuffix("/query")
        self._query, self._update, self._data = query, update, data
        self._limit, self._largest = limits.query_seconds + _MARGIN, limits.result
        # a proxy of the environment is never meant for our own machine
        self._client = httpx.Client(
            timeout=httpx.Timeout(self._limit), trust_env=urlsplit(query).hostname not in _LOOPBACK
        )

    @classmethod
    def at(cls, address: str, limits: Limits = LIMITS) -> "Endpoint":
        """Return the endpoint of a server with Oxigraph's layout: /query, /update and /store under its address."""
        base = address.rstrip("/")
        return cls(f"{base}/query", f"{base}/update", f"{base}/store", limits)

    @staticmethod
    def ping(address: str, patience: float) -> str | None:
        """Return why the server at an address does not answer a query within some seconds, None if it does."""
        try:
            local = urlsplit(address).hostname in _LOOPBACK
            asked = {"query": "ASK {}"}
            httpx.get(
                f"{address.rstrip('/')}/query", params=asked, timeout=patience, trust_env=not local
            ).raise_for_status()
        except httpx.TimeoutException:
            return f"it did not answer within {patience:g} s"
        except httpx.HTTPError as error:
            return f"it cannot be reached: {error}"
        return None

    def query(self, text: str) -> Answer:
        """Return what a query gives: SPARQL results as JSON, triples as N-Triples; wholeness is the caller's to check.

        Raises QueryRefused if the server finds the query malformed, StoreError if it fails or says too much.
        """
        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": _ANSWERS}
        request = self._client.build_request("POST", self._query, content=text.encode(), headers=headers)
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
        return Answer(response.headers.get("content-type", "").partition(";")[0].strip(), body)

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        self._write("POST", self._update, "application/sparql-update; charset=utf-8", text.encode())

    def put(self, name: str, triples: bytes) -> None:
        """Replace the graph of this IRI by N-Triples, in one step."""
        self._write("PUT", self._data, "application/n-triples", triples, {"graph": name})

    def add(self, quads: Iterable[bytes] | bytes, bulk: bool = False) -> None:
        """Add N-Quads; `bulk` is faster for much, and readers may see a part of it before it ends (Oxigraph)."""
        self._write("POST", self._data, "application/n-quads", quads, {"no_transaction": ""} if bulk else {})

    def clear(self) -> None:
        """Drop everything (Oxigraph); for a server of our own only."""
        self._write("DELETE", self._data, "text/plain", b"")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _write(
        self,
        method: str,
        address: str,
        media_type: str,
        body: Iterable[bytes] | bytes,
        where: dict[str, str] | None = None,
    ) -> None:
        """Send and expect success; a write may take its time."""
        with _transport(address):
            response = self._client.request(
                method, address, params=where or None, content=body, headers={"Content-Type": media_type}, timeout=None
            )
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
    if b"cancelled" in body:
        raise StoreError(TOO_LONG)
    if _DAMAGE in body:
        raise Damaged(f"The SPARQL endpoint answered {response.status_code}: {_said(body)}.")
    raise StoreError(f"The SPARQL endpoint answered {response.status_code}: {_said(body)}.")


def _said(body: bytes) -> str:
    """Return the begin of what a server said, as part of a sentence."""
    return body[:_SHOWN].decode(errors="replace").strip().rstrip(".")
