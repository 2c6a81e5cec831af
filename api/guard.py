"""Who may ask, and how often: names of this server, and a rate for each client."""

from collections import OrderedDict
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from ontology.limits import named
from ontology.terms import BASE

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""Names of a server that listens on this machine only."""
INSIDE: Final = "inside"
"""Who the server itself is when it asks itself; no client on a network has such an address."""
_FREE: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Addresses of whoever watches over the server."""
_CLIENTS: Final = 10_000
_BURST: Final = 2


@dataclass(slots=True)
class _Client:
    """A bucket that fills with time: requests that a client has left, and when that was true."""

    left: float
    at: float


@dataclass(slots=True)
class Rate:
    """Requests a second of each client, twice as many at once after a rest; of the clients that came last."""

    requests: int
    clients: OrderedDict[str, _Client] = field(default_factory=OrderedDict)

    def passes(self, client: str, now: float) -> bool:
        """Say whether a client may ask now, and count it."""
        most = float(self.requests * _BURST)
        held = self.clients.pop(client, None) or _Client(most, now)
        held.left, held.at = min(most, held.left + max(0.0, now - held.at) * self.requests), now
        self.clients[client] = held
        while len(self.clients) > _CLIENTS:
            self.clients.popitem(last=False)
        if held.left < 1:
            return False
        held.left -= 1
        return True


class Guard:
    """ASGI middleware: refuses requests under a foreign name (421), and those of a client that asks too often (429).

    A page on the web can lead its own name to this machine and then read what answers under it; so a server on the loopback address
    answers to its own names only. Who a client is, is kept for some seconds in memory and nowhere else.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], requests: int) -> None:
        """Wrap an application; no hosts are any, no requests are any number."""
        self.app, self.hosts = app, frozenset() if "*" in hosts else frozenset(hosts)
        self.rate = Rate(requests) if requests else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await _send(send, scope["path"], refusal)

    def _refusal(self, scope: Scope) -> "_Refusal | None":
        client = (scope.get("client") or ("", 0))[0]
        if client == INSIDE:
            return None
        if self.hosts and (name := _host(scope)) not in self.hosts:
            known = f"This server is not called {name[:100]!r}; who runs it may add the name to CAMPAIGN_GRAPH_HOSTS."
            return _Refusal(421, "Misdirected Request", "host-unknown", known)
        if self.rate and scope["path"] not in _FREE and not self.rate.passes(client, monotonic()):
            often = f"You asked more than {self.rate.requests} times a second; wait a second, or {named('requests')}."
            return _Refusal(429, "Too Many Requests", "too-many-requests", often)
        return None


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Status and title, name of the problem type, one sentence."""

    status: int
    title: str
    name: str
    detail: str


def _host(scope: Scope) -> str:
    """Return the name under which a request asks, without its port."""
    found = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "").casefold()
    end = found.rfind("]") + 1
    return found[:end] if end else found.partition(":")[0]


async def _send(send: Send, path: str, refusal: _Refusal) -> None:
    kind = f"{BASE}problem/{refusal.name}"
    said = {"type": kind, "title": refusal.title, "status": refusal.status, "detail": refusal.detail, "instance": path}
    headers = [(b"content-type", b"application/problem+json"), (b"x-content-type-options", b"nosniff")]
    headers += [(b"retry-after", b"1")] if refusal.status == 429 else []
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": orjson.dumps(said)})
