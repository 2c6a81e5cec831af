"""Headers that every answer carries, added without touching bodies."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = "default-src 'none'; frame-ancestors 'none'"
# Swagger UI starts from an inline script and draws inline styles and data: images.
_DOCS = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "frame-ancestors 'none'",
    )
)
# ECharts and CodeMirror set styles from scripts; a drawing is shown and saved as a blob.
_EXPLORER = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What is known of an IRI, and pyLODE's page: styles in the page and nothing else.
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


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
                headers = MutableHeaders(scope=message)
                headers.update({**_ALWAYS, "Content-Security-Policy": policy})
                if message["status"] == 200 and "tag" in state:
                    headers.update({"ETag": state["tag"], "Cache-Control": "no-cache"})
                if "generation" in state:
                    headers["Generation"] = str(state["generation"])
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


def _policy(path: str) -> str:
    """Return what a browser may load on a page: the explorer its own files, the documentation page its script too."""
    if path == "/" or path.startswith("/explorer/"):
        return _EXPLORER
    if path.startswith("/id/"):
        return _PAGE
    return _DOCS if path.startswith("/docs") else _NOTHING
