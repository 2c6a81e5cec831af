"""Search: entities as one types, and the sentences that state facts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api import examples
from api.answers import answer, answers
from api.dependencies import answer_from, generation_asked
from api.models import FactModel
from api.queries import Campaign, Place, Since, StatusIs, Until
from graph.search import entities, sentences
from graph.search.current import Searches
from graph.search.entities import Suggestion
from graph.search.kept import Search
from graph.search.sentences import SentenceFilter

router = APIRouter(prefix="/v1", tags=["Search"])
_LONGEST = 200
Kind = Literal[
    "inspection", "directive", "meeting", "operation", "measure", "target", "result", "role", "team", "coverage"
]  # fmt: skip


class Suggestions(BaseModel):
    """Entities, those that fit best first, of these those with most facts."""

    items: list[Suggestion]


class Sentences(BaseModel):
    """Facts whose sentences have the words, best first; `near`: none has them as written, these come closest."""

    items: list[FactModel]
    total: int
    near: bool


async def _search(request: Request) -> Search:
    """Return the search indexes; raises NotModified if the client has their answer already."""
    searches: Searches = request.app.state.searches
    held = request.app.state.readers.held
    found = searches.at_hand(held.index) if held else None
    if found is None:
        found = await run_in_threadpool(searches.latest)
    wanted = generation_asked(request)
    if wanted > found.index.generation:
        await run_in_threadpool(request.app.state.readers.at_least, wanted)
        found = await run_in_threadpool(searches.current)
    answer_from(request, f'"{found.stamp}-search"', found.index.generation)
    return found


SearchDep = Annotated[Search, Depends(_search)]
Text = Annotated[
    str,
    Query(
        min_length=1,
        max_length=_LONGEST,
        description="What to look for: characters in either script, for names also pinyin or initials. "
        "Of words with blanks between them, all have to be there.",
        examples=["督察组", "贵阳", "gysgaj"],
    ),
]
Kinds = Annotated[
    list[str] | None,
    Query(description="Kinds of entity to keep; repeat it, or use commas.", examples=[["team", "place"]]),
]
Type = Annotated[Kind | None, Query(alias="type", description="The type of fact.")]
_SUGGESTED = {
    "items": [
        {"id": "place/520100", "kind": "place", "label": "贵州省贵阳市", "facts": 12, "match": "start"},
        {"id": examples.TEAM["id"], "kind": "team", "label": examples.TEAM["label"], "facts": 5, "match": "inside"},
    ]
}


@router.get("/suggest", summary="Entities as one types", responses=answers(Suggestions, example=_SUGGESTED))
async def suggest(
    search: SearchDep,
    q: Text,
    *,
    kinds: Kinds = None,
    limit: Annotated[int, Query(ge=1, le=entities.MOST, description="Entities at most.")] = 10,
) -> Response:
    """Suggest teams, places, campaigns, bodies, metrics, titles and so on; persons never. One slip is forgiven."""
    wanted = [kind for text in kinds or () for kind in text.split(",")]
    return answer({"items": search.names.suggest(q, wanted, limit)})


@router.get(
    "/search",
    summary="Sentences with given words",
    responses=answers(Sentences, example={"items": [examples.INSPECTION], "total": 1, "near": False}),
)
async def search_sentences(  # noqa: PLR0913  (a filter is a parameter)
    search: SearchDep,
    q: Text,
    *,
    type_: Type = None,
    place: Place = None,
    campaign: Campaign = None,
    since: Since = None,
    until: Until = None,
    status: StatusIs = None,
    limit: Annotated[int, Query(ge=1, le=sentences.MOST, description="Sentences at most.")] = 20,
) -> Response:
    """Find facts by the words of their sentences. With a date only those pass that are dated and overlap."""
    wanted = SentenceFilter(type_, place, campaign, since, until, status)
    found = await run_in_threadpool(search.quotes.search, search.index, q, wanted, limit)
    return answer({"items": found.facts, "total": found.total, "near": found.near})
