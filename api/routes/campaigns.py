"""Campaigns: those of the vocabulary and those that articles name besides."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api import examples
from api.answers import answer, answers, stretch
from api.dependencies import IndexDep, in_address
from api.models import Page, Ranking
from api.queries import PAGE, Cursor, Limit, Metric
from graph.index import names
from graph.index.select import MOST
from graph.questions.campaigns import CampaignSummary, campaign, campaigns
from graph.questions.metric import CampaignYear, across_years

router = APIRouter(prefix="/v1/campaigns", tags=["Who and where"])
Key = Annotated[str, Path(description="The campaign's key.", examples=["summer-policing-2022"])]


@router.get(
    "",
    summary="All campaigns, in numbers",
    responses=answers(Page[CampaignSummary], example=examples.page(examples.CAMPAIGN)),
)
async def list_campaigns(index: IndexDep, *, cursor: Cursor = None, limit: Limit = PAGE) -> Response:
    """List campaigns and series by key."""
    return stretch(campaigns(index), lambda one: one.key, cursor, limit)


@router.get(
    "/{key:path}/years",
    summary="A campaign across its years",
    responses=answers(Ranking[CampaignYear], 404, example={"items": [examples.CAMPAIGN_YEAR]}),
)
async def list_years_of_campaign(
    index: IndexDep,
    key: Key,
    *,
    metric: Metric = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Metrics a year at most.")] = 10,
) -> Response:
    """List the years of a series, oldest first: all facts, and the metrics that were reported most."""
    with in_address():
        names.campaigns(index, key)
    return answer({"items": across_years(index, key, metric, limit)})


@router.get(
    "/{key:path}", summary="A campaign in numbers", responses=answers(CampaignSummary, 404, example=examples.CAMPAIGN)
)
async def get_campaign(index: IndexDep, key: Key) -> Response:
    """Show when a campaign ran and what is known of it; its facts are at /v1/inspections and /v1/results."""
    return answer(campaign(index, key))
