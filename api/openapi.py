"""The OpenAPI document: FastAPI's own, with error answers under the media type that they really have."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.dependencies import AT_LEAST
from api.problems import MEDIA

DESCRIPTION = """
Ask who inspected what, what a place saw, what was reported, and see the sentence behind every answer.

* Lists answer `{"items": […], "next": cursor or null, "total": n}`; pass `next` back as `cursor` for the next page.
* `team`, `place` and `campaign` take an id, a code or a label; a place means all inside it, a series all its campaigns.
* An unknown id in a path answers 404, a filter value that nobody knows 422, a known one without facts an empty list.
* Writes need a token and answer a `generation`; a reader may ask for at least that with `at_least`.
* Errors are `application/problem+json` (RFC 9457). Answers carry an `ETag`; send it back as `If-None-Match`.
"""


_GENERATION: dict[str, Any] = {
    "name": AT_LEAST,
    "in": "query",
    "required": False,
    "description": "Answer from this generation or a later one: that of a write. Also as the header At-Least-Generation.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 10**15 - 1},
}
"""Taken by all that read the index; parsed by api.dependencies, so that it costs nothing where it is not given."""


def operation_id(route: APIRoute) -> str:
    """Name an operation after its function, which is unique among routes."""
    return route.name


def install(app: FastAPI) -> None:
    """Replace the application's OpenAPI document by ours."""
    original = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            for path, operations in original()["paths"].items():
                for method, operation in operations.items():
                    _rename_errors(operation)
                    if method == "get" and path.startswith("/v1/"):
                        operation.setdefault("parameters", []).append(_GENERATION)
        return original()

    app.openapi = document  # type: ignore[method-assign]


def _rename_errors(operation: dict[str, Any]) -> None:
    for status, described in operation["responses"].items():
        content = described.get("content", {})
        if status >= "400" and "application/json" in content:
            content[MEDIA] = content.pop("application/json")
