"""Corrections: what people decided about facts, what to review first, and the journal of all writes."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.answers import Answers, answer, answers, stretch
from api.bodies import model_of
from api.credentials import CorrectionsToken
from api.dependencies import IndexDep, ReadersDep, WriterDep, in_filter
from api.keeping import CorrectionModel, DecisionIn, EntryModel, GoldModel, JudgementModel, ToReviewModel
from api.models import Page, Ranking
from api.queries import PAGE, Cursor, DryRun, Limit, LimitsDep, Place, Reason
from graph.entries import Act, Action
from graph.gold import gold
from graph.questions.to_review import ReviewFilter, shown, to_review
from graph.review import Decision, State, corrections

router = APIRouter(prefix="/v1", tags=["Corrections"])
LARGEST = 2**16
"""Bytes of a decision."""
CorrectionId = Annotated[str, Path(description="The correction's id.", examples=["9d2f0c6be1a84375"])]
OneArticle = Annotated[str | None, Query(min_length=1, description="An article's id.", examples=["2022-08-03-ningxia"])]
StateIs = Annotated[State | None, Query(description="What has become of it.")]
FactType = Annotated[str | None, Query(alias="type", min_length=1, description="A fact type.", examples=["inspection"])]
Rule = Annotated[str | None, Query(min_length=1, description="The rule that read it.", examples=["inspection.clause"])]
Reviewed = Annotated[bool, Query(description="Facts that have a review, instead of those that have none.")]
ActionIs = Annotated[Action | None, Query(description="What was done.")]
_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": DecisionIn.model_json_schema()}}}
}


def _judged(*errors: int) -> Answers:
    return answers(JudgementModel, 401, 403, 404, *errors, 503)


@router.get("/corrections", summary="What people decided about facts", responses=answers(Page[CorrectionModel]))
async def list_corrections(
    held: ReadersDep, *, article: OneArticle = None, state: StateIs = None, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List corrections, newest first, those taken back, superseded and without a fact (orphans) too."""
    found = await run_in_threadpool(corrections, held.workspace)
    chosen = [one for one in found if article in (None, one.article) and state in (None, one.state)]
    return stretch(chosen, lambda one: one.id, cursor, limit)


@router.post("/corrections", summary="Accept, reject or edit a fact", responses=_judged(413), openapi_extra=_BODY)
async def post_correction(
    request: Request, token: CorrectionsToken, writer: WriterDep, *, dry_run: DryRun = False
) -> Response:
    """Decide about a fact; every answer, export and SPARQL result shows it from this generation on.

    The decision holds when the article is read again, can be taken back, and says whose token it was.
    """
    sent = await model_of(request, DecisionIn, LARGEST)
    decision = Decision(sent.verdict, Act(token.name, sent.reason), sent.changes)
    return answer(await run_in_threadpool(writer.decide, sent.fact, decision, dry_run))


@router.get("/corrections/gold", summary="Corrections as gold for evaluation", responses=answers(Ranking[GoldModel]))
async def list_gold(held: ReadersDep) -> Response:
    """List the corrections that hold as gold documents: accepted and edited facts are right, rejected ones ruled out."""
    return answer({"items": await run_in_threadpool(lambda: list(gold(held.workspace)))})


@router.post("/corrections/{id}/undo", summary="Take a correction back", responses=_judged())
async def undo_correction(
    token: CorrectionsToken,
    writer: WriterDep,
    id: CorrectionId,  # noqa: A002  (the name is the address's)
    *,
    reason: Reason = None,
    dry_run: DryRun = False,
) -> Response:
    """Take a correction back: the one before it holds again, or what was read. It stays listed as undone."""
    return answer(await run_in_threadpool(writer.undo, id, Act(token.name, reason), dry_run))


@router.get("/review", summary="What to review first", responses=answers(Page[ToReviewModel]))
async def list_to_review(  # noqa: PLR0913  (a filter is a parameter)
    index: IndexDep,
    limits: LimitsDep,
    *,
    kind: FactType = None,
    article: OneArticle = None,
    rule: Rule = None,
    place: Place = None,
    reviewed: Reviewed = False,
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Response:
    """List facts that nobody reviewed, first those that move most: facts × cells × totals; then the most doubtful."""
    wanted = ReviewFilter(kind, article, rule, place, limits, reviewed)
    with in_filter():
        found = await run_in_threadpool(to_review, index, wanted)
    return answer(shown(index, found, cursor, limit))


@router.get("/journal", summary="Who changed what, when and why", responses=answers(Page[EntryModel]))
async def list_journal(
    held: ReadersDep, *, article: OneArticle = None, action: ActionIs = None, cursor: Cursor = None, limit: Limit = PAGE
) -> Response:
    """List all that was ever done to the workspace, newest first: articles added, replaced, withdrawn; facts judged."""
    found = await run_in_threadpool(held.workspace.log.entries)
    chosen = [
        entry
        for entry in reversed(found)
        if (article is None or article in entry.articles) and action in (None, entry.action)
    ]
    return stretch(chosen, lambda entry: entry.id, cursor, limit)
