"""Headers that every answer carries, added without touching bodies."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = b"default-src 'none'; frame-ancestors 'none'"
# Swagger UI starts from an inline script and draws inline styles and data: images.
_DOCS = b"; ".join(
    (
        b"default-src 'self'",
        b"script-src 'self' 'unsafe-inline'",
        b"style-src 'self' 'unsafe-inline'",
        b"img-src 'self' data:",
        b"frame-ancestors 'none'",
    )
)
# ECharts and CodeMirror set styles from scripts; a drawing is shown and saved as a blob.
_EXPLORER = b"; ".join(
    (
        b"default-src 'self'",
        b"style-src 'self' 'unsafe-inline'",
        b"img-src 'self' data: blob:",
        b"worker-src 'self' blob:",
        b"base-uri 'none'",
        b"frame-ancestors 'none'",
    )
)
# What is known of an IRI, and pyLODE's page: styles in the page and nothing else.
_PAGE = b"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
_ALWAYS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]


class Headers:
    """ASGI middleware: no sniffing, no framing, no scripts but on the pages for people; the tag of a fresh answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = _policy(scope["path"])
        state = scope.setdefault("state", {})

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [*_ALWAYS, (b"content-security-policy", policy)]
                if message["status"] == 200 and "tag" in state:
                    ours += [(b"etag", state["tag"].encode()), (b"cache-control", b"no-cache")]
                if "generation" in state:
                    ours.append((b"generation", str(state["generation"]).encode()))
                names = {name for name, _ in ours}
                message["headers"] = [*(one for one in message["headers"] if one[0] not in names), *ours]
            await send(message)

        await self.app(scope, receive, add)


class Head:
    """ASGI middleware: HEAD answers what GET would, with its length and without its body."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HEAD on as GET."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        scope["method"] = "GET"
        await self.app(scope, receive, head)


def _policy(path: str) -> bytes:
    """Return what a browser may load on a page: the explorer its own files, the documentation page its script too."""
    if path == "/" or path.startswith("/explorer/"):
        return _EXPLORER
    if path.startswith("/id/"):
        return _PAGE
    return _DOCS if path.startswith("/docs") else _NOTHING
