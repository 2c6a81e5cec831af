"""The question box: questions in words, and their completion as one types."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import answer, answers
from api.asked import answered
from api.dependencies import IndexDep
from api.models import FactModel
from graph.ask import complete as completing
from graph.ask.ask import Unknown, Word, ask
from graph.ask.complete import Completion, complete
from graph.ask.units import LONGEST

router = APIRouter(prefix="/v1", tags=["Search"])
Question = Annotated[
    str,
    Query(
        alias="q",
        min_length=1,
        max_length=LONGEST,
        description="A question in Chinese or English, over the names that the graph has.",
        examples=["公安部第九督察组去过哪些省?", "Which teams inspected Anhui in August 2022?"],
    ),
]
_WHOLE = "公安部第九督察组去过哪些省?"


class AskedFacts(BaseModel):
    """The newest facts that an answer is made of, and how many there are."""

    items: list[FactModel]
    total: int


class RowModel(BaseModel):
    """A row of an answer: what it is about; counts, dates and values depend on the question."""

    model_config = ConfigDict(extra="allow")

    id: str | None
    kind: str
    label: str


class AskedModel(BaseModel):
    """A question, how it was read, and its answer; the same facts as an address, the same rows as SPARQL."""

    question: str
    language: Literal["zh", "en"]
    status: Literal["answered", "none-found", "refused"]
    frame: str | None
    reading: str | None
    words: list[Word]
    unknown: list[Unknown]
    answer: str
    rows: list[RowModel]
    total: int
    facts: AskedFacts
    notes: list[str]
    api: str | None
    sparql: str | None
    suggestions: list[str]


class Completions(BaseModel):
    """Texts as they would stand, the likeliest first."""

    items: list[Completion]


_ASKED = {
    "question": _WHOLE, "language": "zh", "status": "answered", "frame": "places-of-team", "reading": "places-of-team: 公安部第九督察组",
    "words": [{"start": 0, "end": 8, "text": "公安部第九督察组", "role": "team", "meaning": "公安部第九督察组", "ids": [examples.TEAM["id"]]}],
    "unknown": [], "answer": "公安部第九督察组到过1个省级地方:宁夏回族自治区。",
    "rows": [{"id": "place/640000", "kind": "place", "label": "宁夏回族自治区", "count": 1}], "total": 1,
    "facts": {"items": [examples.INSPECTION], "total": 1}, "notes": [],
    "api": f"/v1/facts?type=inspection&actor={examples.TEAM['id']}", "sparql": "SELECT …", "suggestions": [],
}  # fmt: skip
_COMPLETED = {
    "items": [
        {"text": "公安部第九督察组", "kind": "team", "id": None, "label": "公安部第九督察组"},
        {"text": _WHOLE, "kind": "question", "id": None, "label": _WHOLE},
    ]
}


@router.get("/ask", summary="A question in words", responses=answers(AskedModel, example=_ASKED))
async def ask_question(index: IndexDep, question: Question) -> Response:
    """Answer a question, or say which words are not known or why it cannot be answered; nothing is guessed."""
    return answer(answered(await run_in_threadpool(ask, index, question)))


@router.get("/ask/complete", summary="A question as one types", responses=answers(Completions, example=_COMPLETED))
async def complete_question(
    index: IndexDep,
    question: Question,
    limit: Annotated[int, Query(ge=1, le=completing.MOST, description="Completions at most.")] = 8,
) -> Response:
    """Complete the name that is being typed, or give questions that can be asked."""
    return answer({"items": await run_in_threadpool(complete, index, question, limit)})
