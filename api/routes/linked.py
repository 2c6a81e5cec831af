"""Linked data: every IRI of ours resolves, as a page or as RDF; what the data set is and what the endpoint can do."""

from collections.abc import Iterable
from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api import pages
from api.answers import Answers, answers
from api.dependencies import IndexDep
from graph.index.relation import RelationIndex
from graph.published import void
from graph.resources import Resource, ontology, resource, serialized
from graph.results import preferred
from ontology import terms

router = APIRouter(tags=["Linked data"])
HTML: Final = "text/html"
RDF: Final = {
    "text/turtle": (ox.RdfFormat.TURTLE, ".ttl"),
    "application/ld+json": (ox.RdfFormat.JSON_LD, ".jsonld"),
    "application/n-quads": (ox.RdfFormat.N_QUADS, ".nq"),
    "application/n-triples": (ox.RdfFormat.N_TRIPLES, ".nt"),
    "application/rdf+xml": (ox.RdfFormat.RDF_XML, ".rdf"),
}
"""Media types of RDF, the first where a client does not say, with format and file ending."""
ENDINGS: Final = {ending: media for media, (_, ending) in RDF.items()} | {".html": HTML}
_KNOWN: Answers = {
    200: {
        "description": "What is known.",
        "content": {media: {"schema": {"type": "string"}} for media in (HTML, *RDF)},
    }
}
Entity = Annotated[
    str,
    Path(
        description="An IRI without its base, with or without a file ending.",
        examples=["team/mps-supervision-9@summer-policing-2022", "place/640000.ttl", "ontology"],
    ),
]


@router.get(
    "/id/{entity:path}",
    summary="What is known of an IRI",
    responses=answers(None, 404) | _KNOWN,
    response_class=Response,
)
async def resolve_iri(request: Request, index: IndexDep, entity: Entity) -> Response:
    """Describe an article, a fact, an entity, a concept, a run, a correction or the ontology.

    HTML, Turtle, JSON-LD, N-Quads, N-Triples or RDF/XML, by Accept or by ending: `.html .ttl .jsonld .nq .nt .rdf`.
    """
    return await run_in_threadpool(_resolved, index, entity, request.headers.get("accept", ""))


@router.get(
    "/.well-known/void", summary="What the data set is", responses=answers(None) | _KNOWN, response_class=Response
)
async def describe_data_set(request: Request, index: IndexDep) -> Response:
    """Describe the data set in VoID: how much of what it holds, where it is asked and where it is had."""
    media = preferred(request.headers.get("accept", ""), tuple(RDF))
    return written(void(index, str(request.base_url)), media)


def written(quads: Iterable[ox.Quad], media: str) -> Response:
    """Return quads in a media type of RDF."""
    return Response(serialized(quads, RDF[media][0]), media_type=media, headers={"Vary": "Accept"})


def _resolved(index: RelationIndex, entity: str, accept: str) -> Response:
    name, media = _named(index, entity, accept)
    answer = _ontology(media) if name == "ontology" else _of(resource(index, name), media)
    links = f'<{terms.iri(name)}>; rel="canonical", </.well-known/void>; rel="describedby"'
    answer.headers.update({"Link": links, "Vary": "Accept"})
    return answer


def _named(index: RelationIndex, entity: str, accept: str) -> tuple[str, str]:
    """Return entity id and media type; an ending is one unless an entity is called so with it."""
    media = preferred(accept, (*RDF, HTML))
    stem, dot, ending = entity.rpartition(".")
    wanted = ENDINGS.get(dot + ending)
    if wanted is None or not stem:
        return entity, media
    kind, _, key = entity.partition("/")
    if kind == "article" and index.articles.number(key) is not None:
        return entity, media
    return stem, wanted


def _of(found: Resource, media: str) -> Response:
    return Response(pages.page(found), media_type=HTML) if media == HTML else written(found.quads, media)


def _ontology(media: str) -> Response:
    return Response(pages.ontology_page(), media_type=HTML) if media == HTML else written(ontology(), media)
