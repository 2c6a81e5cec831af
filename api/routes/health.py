"""Whether the server is up and ready, and what it counts."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.answers import Answers, answer, answers
from api.dependencies import ReadersDep
from api.observe import Meters

router = APIRouter(tags=["Server"])


class Health(BaseModel):
    """A server that answers; `generation` counts the commits it has read, `facts` what they hold."""

    status: Literal["ok"]
    generation: int
    facts: int


class Readiness(BaseModel):
    """A server that is ready; `committed` is the newest commit, `generation` the one that answers are from."""

    status: Literal["ready"]
    generation: int
    committed: int = Field(examples=[7])
    sparql: Literal["ready", "filling"]


_METRICS: Answers = {
    **answers(None),
    200: {"description": "Metrics.", "content": {"text/plain": {"schema": {"type": "string"}}}},
}


@router.get("/healthz", summary="Whether the server is up", responses=answers(Health, 503))
async def show_health(held: ReadersDep) -> Response:
    """Answer 200 as long as the server runs and has an index."""
    index = held.latest().index
    return answer({"status": "ok", "generation": index.generation, "facts": index.size})


@router.get("/readyz", summary="Whether the server is ready", responses=answers(Readiness, 503))
async def show_readiness(held: ReadersDep) -> Response:
    """Answer 200 once questions are answered; the RDF store may still be filling, and only SPARQL waits for it."""
    generation = (await run_in_threadpool(held.latest)).index.generation
    committed = await run_in_threadpool(held.workspace.log.generation)
    sparql = "ready" if held.store_ready else "filling"
    return answer({"status": "ready", "generation": generation, "committed": committed, "sparql": sparql})


@router.get("/metrics", summary="Metrics for Prometheus", responses=_METRICS, response_class=Response)
async def show_metrics(request: Request) -> Response:
    """Count requests, seconds, answers from memory, facts, memory and processor time, as Prometheus reads them."""
    meters: Meters = request.app.state.meters
    text = await run_in_threadpool(generate_latest, meters.registry)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
