"""SPARQL 1.1 Protocol, queries only: GET and POST, the result in the format that Accept prefers."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.answers import Answers, answers
from api.bodies import MediaRefused, body_of
from api.dependencies import Readers, ReadersDep
from api.routes.linked import RDF, written
from graph.published import service
from graph.results import TABLES, TRIPLES, preferred
from ontology.errors import QueryRefused

LARGEST = 2**20
"""Bytes of a query."""
FORM, TEXT = "application/x-www-form-urlencoded", "application/sparql-query"
EXAMPLE = """PREFIX cg: <https://w3id.org/campaign-graph/ontology#>
SELECT ?team ?place WHERE { ?team cg:inspected ?place } LIMIT 10"""
RESULTS: Answers = {
    **answers(None, 400, 413, 415, 503),
    200: {"description": "The whole result.", "content": {media: {} for media in (*TABLES, *TRIPLES)}},
}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            TEXT: {"schema": {"type": "string"}, "example": EXAMPLE},
            FORM: {"schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}},
        },
    }
}
router = APIRouter(tags=["SPARQL"])


@router.get("/sparql", summary="Ask in SPARQL", responses=RESULTS, response_class=Response)
async def query_sparql(
    request: Request,
    held: ReadersDep,
    query: Annotated[str | None, Query(description="SELECT, ASK, CONSTRUCT or DESCRIBE.", examples=[EXAMPLE])] = None,
) -> Response:
    """Answer a query over all articles' graphs together; `GRAPH ?article { … }` says which article states what.

    Without a query the endpoint describes itself (SPARQL 1.1 Service Description). Refused are updates, SERVICE and graphs of other hosts; a query that takes too long is stopped.
    """
    _no_data_set(request.query_params.keys())
    _one(request.query_params.getlist("query"))
    if query is None and not request.query_params:
        media = preferred(request.headers.get("accept", ""), tuple(RDF))
        return written(service(str(request.base_url)), media)
    return await _answer(request, held, query)


@router.post("/sparql", summary="Ask in SPARQL", responses=RESULTS, response_class=Response, openapi_extra=BODY)
async def post_sparql(request: Request, held: ReadersDep) -> Response:
    """Answer a query sent as application/sparql-query or as a form's `query`; else as GET."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (FORM, TEXT):
        raise MediaRefused(f"A query cannot be sent as {media!r}; use {TEXT!r} or {FORM!r}.")
    text = await _text(request)
    _no_data_set(request.query_params.keys())
    if media == TEXT:
        return await _answer(request, held, text)
    form = parse_qs(text)
    _no_data_set(form.keys())
    _one(form.get("query", []))
    return await _answer(request, held, form.get("query", [None])[0])


async def _answer(request: Request, held: Readers, query: str | None) -> Response:
    if not query:
        raise QueryRefused("The parameter 'query' is missing; it takes a SPARQL query.")
    accept = request.headers.get("accept", "")
    # threads of their own: queries that run long leave those of other answers free
    media, body = await to_thread.run_sync(held.sparql, query, accept, limiter=held.askers)
    return Response(body, media_type=media, headers={"Vary": "Accept"})


async def _text(request: Request) -> str:
    """Return the body as text. Raises TooLarge, and QueryRefused if it is no UTF-8."""
    try:
        return (await body_of(request, LARGEST)).decode()
    except UnicodeDecodeError as error:
        raise QueryRefused("The query is no UTF-8 text.") from error


def _one(queries: Sequence[str]) -> None:
    if len(queries) > 1:
        raise QueryRefused("The parameter 'query' is given twice; give it once.")


def _no_data_set(names: Iterable[str]) -> None:
    """Refuse what the protocol knows and this endpoint does not do; clients' own hints, such as format, pass."""
    names = set(names)
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"):
        if name in names:
            raise QueryRefused(f"The parameter {name!r} is not taken; name graphs in the query, with GRAPH.")
    if "update" in names:
        raise QueryRefused("This endpoint answers queries; articles are the way to change what it says.")
