"""The explorer at /: static files built from web/ into api/static; where they are missing, a page that says why."""

from html import escape
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUILT = Path(__file__).with_name("static")
"""Where web/build.py puts index.html and the folder explorer/; a wheel carries it."""
FILES = "/explorer"
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_YEAR = "public, max-age=31536000, immutable"
_MISSING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>campaign-graph</title>
<body><h1>campaign-graph</h1>
<p>The explorer is not built. {why}</p>
<p>The <a href="docs">API</a> works without it. In a clone, <code>make web</code> builds the explorer.</p>
"""
_NEVER = "It is made from the folder web/ with Node.js."


def install(app: FastAPI, built: Path = BUILT) -> None:
    """Serve the explorer's page at / and its files beside it. The files may come while the server runs."""

    @app.get("/", include_in_schema=False)
    async def show_explorer() -> Response:
        page = built / "index.html"
        if page.is_file():
            return FileResponse(page, media_type="text/html", headers={"Cache-Control": "no-cache"})
        reason = built / "why.txt"
        why = reason.read_text(encoding="utf-8").strip() if reason.is_file() else _NEVER
        return HTMLResponse(_MISSING.format(why=escape(why)), status_code=503)

    app.mount(FILES, Compressed(directory=built / "explorer", check_dir=False), name="explorer-files")


class Compressed(StaticFiles):
    """Static files that never change under one name, sent as the compressed copy beside them where the client can."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the best copy of a file. Raises HTTPException 404."""
        accepted = Headers(scope=scope).get("accept-encoding", "")
        for encoding, suffix in _ENCODINGS.items():
            full, found = self.lookup_path(path + suffix) if encoding in accepted else ("", None)
            if found is not None:
                plain = Path(full).with_suffix("").name
                headers = {"Content-Encoding": encoding, "Vary": "Accept-Encoding", "Cache-Control": _YEAR}
                return FileResponse(full, stat_result=found, filename=None, headers=headers, media_type=_media(plain))
        answer = await super().get_response(path, scope)
        if answer.status_code >= 400:
            raise HTTPException(answer.status_code)
        answer.headers["Cache-Control"] = _YEAR
        return answer


def _media(name: str) -> str:
    return {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}[Path(name).suffix]
