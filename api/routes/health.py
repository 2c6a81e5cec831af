"""Whether the server is up, and how far it has read."""

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.answers import answer, answers
from api.dependencies import ReadersDep

router = APIRouter(tags=["Server"])


class Health(BaseModel):
    """A server that answers; `generation` counts the commits it has read, `facts` what they hold."""

    status: str = Field(examples=["ok"])
    generation: int
    facts: int


@router.get("/healthz", summary="Whether the server is up", responses=answers(Health, 503))
async def show_health(held: ReadersDep) -> Response:
    """Answer 200 as long as the workspace can be read."""
    index = held.latest().index
    return answer({"status": "ok", "generation": index.generation, "facts": index.size})
