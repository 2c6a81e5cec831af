"""Formats of answers: which one an address's ending or Accept asks for, facts written in it, links to what follows.

What was asked is kept for the task that answers it, so that no route has to pass it on.
"""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

import numpy as np
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import iterate_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.streaming import streamed
from graph.export import table
from graph.export.content import Content
from graph.export.formats import DRAWN, FORMATS, Format, format_of, write_diagram
from graph.export.table import TABLES
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from graph.questions.matrix import Matrix
from graph.results import preferred
from ontology.errors import CampaignGraphError

_JSON: Final = "application/json"
_MEDIA: Final = {form.media_type.partition(";")[0]: name for name, form in FORMATS.items() if form.media_type != _JSON}
"""Media types to the formats that Accept may ask for; formats that are JSON too have only their endings."""
GRIDS: Final = frozenset({"csv", "xlsx"})
"""Formats in which the matrix is a grid of teams by provinces; in other tables it is a row a cell."""
_ABOUT: Final = '</openapi.json>; rel="service-desc", </id/ontology>; rel="describedby"'
_PLAIN: Final = re.compile(r"(?:(?!cursor=)[\w.-]+=[\w.~%+/@:,-]*(?:&(?=.)|$))*", re.ASCII)
"""A query of plain names without a cursor."""
_IDS: Final = ("/v1/articles/",)
"""Below these an ending belongs to the id."""


class NotAcceptable(CampaignGraphError):
    """An answer does not come in the format that the address's ending names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An address without its ending, its query, the format asked for (None: JSON), and whether the ending says so."""

    path: str
    query: str
    format: str | None
    by_ending: bool


_NOTHING: Final = Asked("", "", None, False)
ASKED: Final[ContextVar[Asked]] = ContextVar("asked", default=_NOTHING)


class Formats:
    """ASGI middleware: takes the ending of a format off addresses under /v1, and notes what is asked for."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without the ending."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith("/v1/"):
            asked = _asked(scope)
            if asked.by_ending:
                scope = {**scope, "path": asked.path, "raw_path": quote(asked.path).encode()}
            ASKED.set(asked)
        await self.app(scope, receive, send)


def _asked(scope: Scope) -> Asked:
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    stem, _, ending = path.rpartition(".")
    if ending in FORMATS and not path.startswith(_IDS):
        return Asked(stem, query, ending, True)
    accept = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"), "")
    media = preferred(accept, (_JSON, *_MEDIA)) if accept else _JSON
    return Asked(path, query, _MEDIA.get(media), False)


def refuse_format() -> None:
    """Raise NotAcceptable if an ending asks for a format in which this answer does not come."""
    asked = ASKED.get()
    if asked.by_ending:
        raise NotAcceptable(f"{asked.path!r} does not come as {asked.format!r}; leave the ending out for JSON.")


def links(following: str | None) -> dict[str, str]:
    """Return the Link header of a list (RFC 8288): its first and next page, what describes it."""
    asked = ASKED.get()
    if not asked.path:
        return {}
    path, rest = quote(asked.path, safe="/@"), _without_cursor(asked.query)
    found = f'<{path}{"?" if rest else ""}{rest}>; rel="first", {_ABOUT}'
    if following is not None:
        found = f'<{path}?{rest}{"&" if rest else ""}{urlencode({"cursor": following})}>; rel="next", {found}'
    return {"Link": found}


def _without_cursor(query: str) -> str:
    """Return a query that stands for the first page, written so that it fits between angle brackets."""
    if _PLAIN.fullmatch(query):
        return query
    return urlencode([(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "cursor"])


def file_of(value: Mapping[str, Any] | Matrix) -> Response | None:
    """Return a diagram or the matrix as a file, None where no format is asked for that it comes in."""
    asked = ASKED.get()
    name, out = asked.format, BytesIO()
    if name is None:
        return None
    if isinstance(value, Matrix):
        if name not in TABLES:
            return None
        table.write(name, value.grid() if name in GRIDS else value.cells(), out)
    elif name in DRAWN:
        write_diagram(name, value, out)
    else:
        return None
    return Response(out.getvalue(), media_type=FORMATS[name].media_type, headers=_named(FORMATS[name]))


def _named(form: Format) -> dict[str, str]:
    """Return the headers of a file that is called as its address."""
    file = f"{ASKED.get().path.rpartition('/')[2] or 'facts'}{form.ending}"
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file)}", "Vary": "Accept"}


def exported(index: RelationIndex, selection: Selection, name: str) -> Response:
    """Return all facts of a selection in a format, as a file. Raises ValueUnknown for a format or view."""
    form = format_of(name)
    numbers = index.by_rank[np.sort(index.columns.rank[selection.numbers])]
    pieces = streamed(lambda out: form.write(Content.of_index(index, numbers), out))
    return StreamingResponse(iterate_in_threadpool(pieces), media_type=form.media_type, headers=_named(form))
