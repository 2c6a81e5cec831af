"""Query parameters that several routes share, described once."""

from typing import Annotated

from fastapi import Depends, Query

from graph.entries import LONGEST
from graph.index.narrow import Limits
from graph.index.select import MOST
from ontology.model import Status

_SHORTEST = 1

Team = Annotated[
    str | None,
    Query(
        min_length=_SHORTEST,
        description="A team: id, id without the prefix, or label; a label that ends so in any campaign.",
        examples=["team/mps-supervision-9@summer-policing-2022", "公安部第九督察组"],
    ),
]
Place = Annotated[
    str | None,
    Query(
        min_length=_SHORTEST,
        description="A place with everything inside it: GB/T 2260 code, name or full name.",
        examples=["640000", "宁夏", "贵州省贵阳市"],
    ),
]
Campaign = Annotated[
    str | None,
    Query(
        min_length=_SHORTEST,
        description="A campaign: key or label; a series stands for all its years.",
        examples=["summer-policing-2022", "summer-policing", "百日行动"],
    ),
]
Metric = Annotated[
    str | None,
    Query(
        min_length=_SHORTEST,
        description="What is counted: a metric's id, or words that the counted ones contain.",
        examples=["criminal-cases-solved", "破获刑事案件"],
    ),
]
Since = Annotated[
    str | None,
    Query(
        alias="from",
        description="Facts that end on this day, month or year or later.",
        examples=["2022-07", "2022-07-25"],
    ),
]
Until = Annotated[
    str | None,
    Query(
        alias="to", description="Facts that start on this day, month or year or earlier.", examples=["2022-09", "2022"]
    ),
]
StatusIs = Annotated[Status | None, Query(description="How far it has come.")]
Stories = Annotated[
    int, Query(ge=1, le=MOST, description="Independent stories that have to say the same, at least; reprints are one.")
]
Cursor = Annotated[str | None, Query(min_length=_SHORTEST, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Items a page.")]

Reason = Annotated[
    str | None, Query(min_length=_SHORTEST, max_length=LONGEST, description="Why; kept in the journal. Names nobody.")
]
DryRun = Annotated[bool, Query(description="Change nothing, and say what would change.")]

PAGE = 50
"""Items a page where the request does not say."""


async def _limits(
    *,
    campaign: Campaign = None,
    since: Since = None,
    until: Until = None,
    status: StatusIs = None,
    stories: Stories = 1,
) -> Limits:
    return Limits(campaign, since, until, status, stories)


LimitsDep = Annotated[Limits, Depends(_limits)]
"""Which facts count; five parameters at once."""
