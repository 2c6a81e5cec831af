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
from api.readiness import Watch

router = APIRouter(tags=["Server"])


class Health(BaseModel):
    """A server that answers; `generation` counts the commits it has read, `facts` what they hold."""

    status: Literal["ok"]
    generation: int
    facts: int


class ReadinessModel(BaseModel):
    """Whether all that the server promises works; `problems` are sentences, `failing` comes with status 503.

    `committed` is the newest commit, `generation` the one that answers are from, `behind` for how many seconds they have differed.
    """

    status: Literal["ready", "failing"]
    generation: int
    committed: int = Field(examples=[7])
    behind: float = Field(examples=[0.0])
    sparql: Literal["ready", "filling", "failing"]
    disk_free: int = Field(description="Bytes left on the disk of the workspace.", examples=[52_000_000_000])
    problems: list[str] = Field(examples=[[]])


_METRICS: Answers = {
    **answers(None),
    200: {"description": "Metrics.", "content": {"text/plain": {"schema": {"type": "string"}}}},
}


@router.get("/healthz", summary="Whether the server is up", responses=answers(Health, 503))
async def show_health(held: ReadersDep) -> Response:
    """Answer 200 as long as the server runs and has an index."""
    index = held.latest().index
    return answer({"status": "ok", "generation": index.generation, "facts": index.size})


_READY: Answers = {**answers(ReadinessModel), 503: {"model": ReadinessModel, "description": "Something does not work."}}


@router.get("/readyz", summary="Whether the server is ready", responses=_READY)
async def show_readiness(request: Request) -> Response:
    """Answer 200 where all works, else 503 and what does not: the RDF store, a full disk, an index that falls behind.

    At its start the RDF store may still be filling; only SPARQL waits for it.
    """
    watch: Watch = request.app.state.watch
    found = await run_in_threadpool(watch.look)
    said = answer(found)
    said.status_code = 200 if found.status == "ready" else 503
    return said


@router.get("/metrics", summary="Metrics for Prometheus", responses=_METRICS, response_class=Response)
async def show_metrics(request: Request) -> Response:
    """Count requests, seconds, answers from memory, facts, memory and processor time, as Prometheus reads them."""
    meters: Meters = request.app.state.meters
    text = await run_in_threadpool(generate_latest, meters.registry)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
