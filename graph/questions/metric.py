"""A metric across places, and a campaign across its years."""

from dataclasses import dataclass

import numpy as np

from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.narrow import EVERYTHING, Limits, facts_on, within
from graph.index.relation import RelationIndex
from graph.index.tallies import Tally, tallied
from graph.index.tally import least
from ontology.wire import Line


@dataclass(frozen=True, slots=True)
class PlaceNumber:
    """What was reported of a metric in a place: how often, and the newest result as it was stated."""

    place: Tally
    newest: Line


@dataclass(frozen=True, slots=True)
class CampaignYear:
    """A campaign in one of its years: all facts that name it, and the results, most reported metric first."""

    campaign: Tally
    metrics: tuple[Tally, ...]


def across_places(
    index: RelationIndex, metric: str, limits: Limits = EVERYTHING, limit: int = 100
) -> list[PlaceNumber]:
    """Return up to `limit` places with results of a metric (id or words), most reported first; see Limits.

    Raises ValueUnknown for a metric that no one knows.
    """
    facts = within(index, "result", limits, entities=names.metrics(index, metric)).numbers
    # a result counted over several places together is one of each
    at, further = index.postings.further(facts)
    named = np.concatenate((index.columns.place[facts], further))
    facts = np.concatenate((facts, facts[at]))
    tallies = tallied(index, facts, named, limits.stories, limit)
    first = least(named[named != NONE], index.columns.rank[facts[named != NONE]], len(index.entities), index.size)
    numbers = index.by_rank[first[tallies.entities]]
    return [PlaceNumber(*both) for both in zip(tallies, index.facts(numbers), strict=True)]


def across_years(index: RelationIndex, series: str, metric: str | None = None, most: int = 10) -> list[CampaignYear]:
    """Return a campaign's years, or all of a series, oldest first, each with up to `most` metrics, or the one wanted.

    Raises ValueUnknown for a campaign or metric that no one knows.
    """
    return index.remembered(_years, series, metric, most)


def _years(index: RelationIndex, series: str, metric: str | None, most: int) -> list[CampaignYear]:
    wanted = names.metrics(index, metric) if metric else None
    return [_year(index, number, wanted, most) for number in names.campaigns(index, series).tolist()]


def _year(index: RelationIndex, campaign: int, wanted: Ints | None, most: int) -> CampaignYear:
    facts = facts_on(index, np.array([campaign]))
    (tally,) = tallied(index, facts, index.columns.campaign[facts])
    results = index.among(facts, "result")
    if wanted is not None:
        results = results[np.isin(index.columns.object[results], wanted)]
    return CampaignYear(tally, tuple(tallied(index, results, index.columns.object[results], limit=most)))
