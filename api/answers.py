"""Answers: JSON written by orjson, lists as pages, and what the OpenAPI page says about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from fastapi.responses import Response

from api.formats import ASKED, exported, file_of, links, refuse_format
from api.models import Problem
from graph.index.relation import RelationIndex
from graph.index.select import Selection, page
from graph.questions.matrix import Matrix
from ontology.errors import ValueUnknown

Item = TypeVar("Item")
JSON = "application/json"
Answers = dict[int | str, dict[str, Any]]
"""What FastAPI takes as `responses`."""
FILES = "x-formats"
"""Where an operation's answer names the formats in which it comes as a file."""


def answer(value: object, headers: Mapping[str, str] | None = None) -> Response:
    """Return any value that orjson writes (dataclasses and numpy included) as a JSON answer. Raises NotAcceptable."""
    refuse_format()
    return Response(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY), media_type=JSON, headers=headers)


def drawing(value: Mapping[str, Any] | Matrix) -> Response:
    """Return a diagram or the matrix as JSON, or as a file where a format is asked for in which it comes."""
    return file_of(value) or answer(value)


def facts(index: RelationIndex, selection: Selection, cursor: str | None, limit: int) -> Response:
    """Return one page of selected facts as they were stated; all of them where a format of files is asked for."""
    if (file := as_file(index, selection)) is not None:
        return file
    shown = page(index, selection, cursor, limit)
    listed = {"items": index.facts(shown.numbers), "next": shown.next, "total": selection.total}
    return answer(listed, links(shown.next))


def as_file(index: RelationIndex, selection: Selection) -> Response | None:
    """Return all selected facts as a file, None unless a format of files is asked for."""
    wanted = ASKED.get().format
    return exported(index, selection, wanted) if wanted is not None else None


def fact_page(index: RelationIndex, selection: Selection, cursor: str | None, limit: int) -> dict[str, object]:
    """Return a page of selected facts: its items, the cursor of the next page or None, how many there are in all."""
    shown = page(index, selection, cursor, limit)
    return {"items": index.facts(shown.numbers), "next": shown.next, "total": selection.total}


def stretch(items: Sequence[Item], key: Callable[[Item], str], cursor: str | None, limit: int) -> Response:
    """Return one page of a short list; the cursor is the key of the last item shown, so that it survives growth.

    Raises ValueUnknown for a cursor whose item is not in the list.
    """
    first = 0
    if cursor is not None:
        keys = [key(item) for item in items]
        if cursor not in keys:
            raise ValueUnknown(f"{cursor!r} is no cursor of this list as it is now; start again without one.")
        first = keys.index(cursor) + 1
    shown = items[first : first + limit]
    following = key(shown[-1]) if first + limit < len(items) else None
    return answer({"items": shown, "next": following, "total": len(items)}, links(following))


def answers(model: object, *errors: int, example: object = None, files: Iterable[str] = ()) -> Answers:
    """Return the OpenAPI description of a route: its model on 200 with an example, a Problem on each error status.

    `files` are the formats in which its facts come too; `GET /v1/formats` tells them from here.
    """
    described: Answers = {200: {"model": model}}
    if example is not None:
        described[200]["content"] = {JSON: {"example": example}}
    if names := list(files):
        described[200][FILES] = names
    for status in (*errors, 422):
        described[status] = {"model": Problem}
    return described


def stretch_of(items: Sequence[object], first: int, total: int) -> dict[str, object]:
    """Return a stretch of a ranking; the cursor is how many came before, and holds while nothing is ingested."""
    after = first + len(items)
    return {"items": items, "next": str(after) if after < total else None, "total": total}


def place_of(cursor: str | None) -> int:
    """Return how many items came before. Raises ValueUnknown for a cursor that is none."""
    if cursor is not None and not cursor.isdecimal():
        raise ValueUnknown(f"{cursor!r} is no cursor; give the `next` of the page before, unchanged.")
    return int(cursor or 0)
