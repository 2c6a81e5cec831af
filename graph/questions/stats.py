"""Statistics: what the workspace says, in numbers; the same however often and in whatever order it was ingested."""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import NONE, Ints
from graph.index.days import NO_DAY, written
from graph.index.mentions import STATUSES, TYPES
from graph.index.relation import RelationIndex


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts: facts by type and status, all types named; entities by kind; articles by publisher, most first."""

    articles: int
    stories: int
    silent: int
    facts: int
    types: dict[str, int]
    statuses: dict[str, int]
    teams: int
    places: int
    provinces: int
    campaigns: int
    organizations: int
    persons: int
    metrics: int
    dated: int
    first: str | None
    last: str | None
    publishers: dict[str, int]


def stats(index: RelationIndex) -> Stats:
    """Count everything; `silent` are articles that gave no fact, publishers unknown are left out."""
    return index.remembered(_counted)


def _counted(index: RelationIndex) -> Stats:
    columns, kinds = index.columns, index.entities.kinds
    start = columns.start[columns.start != NO_DAY]
    return Stats(
        articles=len(index.articles),
        stories=_different(index.articles.story),
        silent=len(index.articles) - _different(columns.article),
        facts=index.size,
        types=dict(zip(TYPES, np.bincount(columns.type, minlength=len(TYPES)).tolist(), strict=True)),
        statuses=dict(zip(STATUSES, np.bincount(columns.status, minlength=len(STATUSES)).tolist(), strict=True)),
        teams=len(kinds.get("team", ())),
        places=len(kinds.get("place", ())),
        provinces=len(np.setdiff1d(index.entities.province, [NONE])),
        campaigns=len(kinds.get("campaign", ())),
        organizations=len(kinds.get("org", ())),
        persons=len(kinds.get("person", ())),
        metrics=len(kinds.get("metric", ())),
        dated=len(start),
        first=written(start.min()) if len(start) else None,
        last=written(columns.end.max(initial=NO_DAY)),
        publishers=dict(sorted(index.articles.publishers().items(), key=lambda found: (-found[1], found[0]))),
    )


def _different(numbers: Ints) -> int:
    """Count the different numbers (from 0)."""
    return int(np.count_nonzero(np.bincount(numbers)))
