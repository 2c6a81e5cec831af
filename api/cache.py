"""Answers kept as bytes: an address that was asked in this generation is answered without asking it again.

An answer under /v1 depends on nothing but its address, what the client accepts, and the generation of the index; so it is
kept with its headers until the generation changes, and is packed once a content coding. What is used least goes first.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.compression import SMALLEST, Coding, coding_of, packed
from api.dependencies import AT_LEAST, AT_LEAST_HEADER, Readers, known_tag

MOST: Final = 64 * 2**20
"""Bytes kept in all."""
LARGEST: Final = MOST // 16
"""Bytes of one answer that is kept."""
_PREFIX: Final = "/v1/"
_AT_LEAST: Final = AT_LEAST_HEADER.lower().encode()
_PARAMETER: Final = AT_LEAST.encode()
Key = tuple[str, bytes, bytes]
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Kept:
    """An answer: its tag, the route it is from, headers without length and coding, and the body in each coding asked for."""

    tag: bytes
    route: object
    headers: Headers
    bodies: dict[Coding | None, bytes]

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return sum(map(len, self.bodies.values())) + 500

    def body(self, coding: Coding | None) -> tuple[bytes, Coding | None]:
        """Return the body in a coding, packed now if nobody asked before; as it is where it is too short."""
        if coding is None or len(self.bodies[None]) < SMALLEST:
            return self.bodies[None], None
        if coding not in self.bodies:
            self.bodies[coding] = packed(self.bodies[None], coding)
        return self.bodies[coding], coding


@dataclass(slots=True)
class Store:
    """Answers of one generation, those used last at the end; for one event loop."""

    tag: str = ""
    size: int = 0
    hits: int = 0
    misses: int = 0
    kept: OrderedDict[Key, Kept] = field(default_factory=OrderedDict)

    def turn(self, tag: str) -> None:
        """Forget what another generation answered."""
        if tag != self.tag:
            self.kept.clear()
            self.tag, self.size = tag, 0

    def find(self, key: Key) -> Kept | None:
        """Return the answer to a key."""
        found = self.kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self.kept.move_to_end(key)
        return found

    def put(self, key: Key, answer: Kept) -> None:
        """Keep an answer, and let go of those used least."""
        before = self.kept.pop(key, None)  # two may have asked at once
        self.kept[key] = answer
        self.size += answer.size - (before.size if before else 0)
        while self.size > MOST:
            _, gone = self.kept.popitem(last=False)
            self.size -= gone.size


class Cached:
    """ASGI middleware: answers of this generation from memory, all of /v1 packed as the client takes it."""

    def __init__(self, app: ASGIApp, readers: Readers, store: Store) -> None:
        """Wrap an application."""
        self.app, self.readers, self.store = app, readers, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass the request on and keep what comes back."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_PREFIX):
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"])
        coding = coding_of(given.get(b"accept-encoding", b"").decode("latin-1"))
        key = scope["path"], scope["query_string"], given.get(b"accept", b"")
        fresh = _AT_LEAST in given or _PARAMETER in scope["query_string"]
        held = self.readers.held
        if held is not None and not fresh:
            self.store.turn(held.tag)
            found = self.store.find(key)
            if found is not None:
                scope["route"] = found.route
                size = found.size
                await _send(send, found, coding, given.get(b"if-none-match", b""))
                self.store.size += found.size - size
                return
        await self.app(scope, receive, _Catch(self.store, scope, key, send, coding))


class _Catch:
    """Takes what an application sends: keeps a whole answer of the store's generation, and packs it."""

    def __init__(self, store: Store, scope: Scope, key: Key, send: Send, coding: Coding | None) -> None:
        self.store, self.scope, self.key, self.send, self.coding = store, scope, key, send, coding
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message.get("more_body") or self.start["status"] != 200 or len(message["body"]) > LARGEST:
            start, self.start = self.start, None
            await self.send(start)
            await self.send(message)
        else:
            await self._whole(self.start, message["body"])

    async def _whole(self, start: Message, body: bytes) -> None:
        headers = [(name, value) for name, value in start["headers"] if name not in {b"content-length", b"vary"}]
        headers.append((b"vary", b"Accept, Accept-Encoding"))
        tag = dict(headers).get(b"etag", b"")
        answer = Kept(tag, self.scope.get("route"), headers, {None: body})
        await _send(self.send, answer, self.coding, b"")
        if tag and tag.decode() == self.store.tag:
            self.store.put(self.key, answer)


async def _send(send: Send, answer: Kept, coding: Coding | None, known: bytes) -> None:
    """Send an answer in a coding, or that the client has it already."""
    same = known_tag(known.decode("latin-1"), answer.tag.decode()) if known else None
    if same is not None:
        headers = [(name, value) for name, value in answer.headers if name not in {b"content-type", b"etag"}]
        headers.append((b"etag", same.encode()))
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body, used = answer.body(coding)
    headers = [*answer.headers, (b"content-length", str(len(body)).encode())]
    if used:
        headers.append((b"content-encoding", used.encode()))
        tagged = answer.tag[:-1] + b"-" + used.encode() + b'"'
        headers = [(name, tagged if name == b"etag" else value) for name, value in headers]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
