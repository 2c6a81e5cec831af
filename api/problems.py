"""Every error answer has one shape: RFC 9457 application/problem+json, with one sentence that says what is wrong."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.bodies import MediaRefused, TooLarge
from api.formats import NotAcceptable
from api.tokens import Forbidden, Unauthorized
from ontology.errors import (
    ArticleError,
    CampaignGraphError,
    ConflictError,
    DiskFull,
    NotFound,
    QueryRefused,
    StoreError,
    ValueUnknown,
    WorkspaceError,
    WorkspaceLocked,
)
from ontology.terms import BASE

MEDIA = "application/problem+json"

TABLE: tuple[tuple[type[CampaignGraphError], int, str], ...] = (
    (Unauthorized, 401, "token-missing"),
    (Forbidden, 403, "not-allowed"),
    (NotFound, 404, "not-found"),
    (ConflictError, 409, "conflict"),
    (NotAcceptable, 406, "not-acceptable"),
    (TooLarge, 413, "too-large"),
    (MediaRefused, 415, "media-refused"),
    (ArticleError, 422, "article-unreadable"),
    (ValueUnknown, 422, "value-unknown"),
    (QueryRefused, 400, "query-refused"),
    (StoreError, 503, "store-failed"),
    (DiskFull, 507, "disk-full"),
    (WorkspaceLocked, 503, "workspace-locked"),
    (WorkspaceError, 503, "workspace-unavailable"),
)
"""Error, status, name of the problem type; the first that fits counts, anything else of the tree is a 500."""
_HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": "2"},
    507: {"Retry-After": "60"},
}


def install(app: FastAPI) -> None:
    """Make every error of an application a problem."""
    app.add_exception_handler(CampaignGraphError, ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _broken)


def problem(
    request: Request, status: int, detail: str, name: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer for one error; `name` is the problem type's last part, none for a plain HTTP error."""
    body = {
        "type": f"{BASE}problem/{name}" if name else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    return Response(orjson.dumps(body), status_code=status, media_type=MEDIA, headers=headers)


async def ours(request: Request, error: Exception) -> Response:
    """Answer with one of our own errors; an application's handler for CampaignGraphError."""
    for kind, status, name in TABLE:
        if isinstance(error, kind):
            return problem(request, status, str(error), name, _HEADERS.get(status))
    return problem(request, 500, str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (Starlette types handlers for Exception)
    detail = error.detail
    if error.status_code == 404:
        detail = f"Nothing is at {request.url.path!r}; /docs lists what is."
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET")
        detail = f"{request.method} is not possible at {request.url.path!r}; this address takes {allowed}."
    return problem(request, error.status_code, detail, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (as above)
    return problem(request, 422, " ".join(map(_sentence, error.errors())), "value-invalid")


async def _broken(request: Request, _error: Exception) -> Response:
    return problem(request, 500, "Something went wrong on the server; its log says what.")


def _sentence(error: Mapping[str, Any]) -> str:
    """Say one validation error: the part of the request, the parameter, the value, the rule."""
    where, *path = error["loc"]
    name = ".".join(map(str, path)) or "body"
    rule = str(error["msg"])
    if where == "body":
        name = name if path else "JSON"
        return f"The body's field {name!r}: {rule[:1].lower()}{rule[1:]}." if path else f"The body is no JSON: {rule}."
    if error["type"] == "missing":
        return f"The {where} parameter {name!r} is missing."
    return f"The {where} parameter {name!r} is {error['input']!r}: {rule[:1].lower()}{rule[1:]}."
