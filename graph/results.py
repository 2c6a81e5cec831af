"""SPARQL results as the client wants them: whole or not at all, in the media type that its Accept header prefers.

The endpoint is asked for JSON or N-Triples, because there a broken-off answer shows; other formats are made from them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import orjson
import pyoxigraph as ox

from graph.endpoint import TOO_LONG, Answer
from ontology.errors import StoreError
from ontology.terms import PREFIXES

JSON: Final = "application/sparql-results+json"
TABLES: Final[Mapping[str, ox.QueryResultsFormat]] = {
    JSON: ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of SELECT and ASK results; the first is the default."""
TRIPLES: Final[Mapping[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
"""Media types of CONSTRUCT and DESCRIBE results; the first is the default."""


def represent(answer: Answer, accept: str) -> Answer:
    """Return an endpoint's answer in the media type that an Accept header prefers of those that fit the query's form.

    Raises StoreError if the answer is not whole.
    """
    if answer.media_type == JSON:
        return _table(answer.body, preferred(accept, tuple(TABLES)))
    return _triples(answer.body, preferred(accept, tuple(TRIPLES)))


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return the offered media type that an Accept header likes best, the first where it likes none."""
    weights = [(_weight(accept, media_type), -place) for place, media_type in enumerate(offered)]
    weight, place = max(weights)
    return offered[-place] if weight else offered[0]


def _weight(accept: str, media_type: str) -> float:
    """Return the quality of the most specific range of an Accept header that covers a media type, 0 for none."""
    found: list[tuple[int, float]] = []
    for item in accept.split(","):
        wanted, *parameters = (part.strip().lower() for part in item.split(";"))
        if wanted in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
            found.append((len(wanted.rstrip("*/")), _quality(parameters)))
    return max(found, default=(0, 0.0))[1]


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _table(body: bytes, media_type: str) -> Answer:
    try:
        if TABLES[media_type] == ox.QueryResultsFormat.JSON:
            orjson.loads(body)
            return Answer(media_type, body)
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        return Answer(media_type, found.serialize(format=TABLES[media_type]) or b"")
    except (ValueError, SyntaxError) as error:
        raise _broken(body) from error


def _triples(body: bytes, media_type: str) -> Answer:
    try:
        found = [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
        made = ox.serialize(found, format=TRIPLES[media_type], prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise _broken(body) from error
    return Answer(media_type, made or b"")


def _broken(body: bytes) -> StoreError:
    """Say why an answer that began well is not whole."""
    if body.endswith(b"cancelled"):
        return StoreError(TOO_LONG)
    tail = body[-120:].decode(errors="replace")
    return StoreError(f"The SPARQL endpoint broke off its answer after {len(body)} bytes; it ends with {tail!r}.")
