"""Campaigns: those of the vocabulary and those that facts name besides, each in numbers."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.days import written
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.index.tally import different, earliest, latest
from ontology.errors import NotFound
from ontology.packs import load_vocabulary
from ontology.terms import campaign_id


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """A campaign; `start` and `end` as the vocabulary gives them, `first` and `last` as its facts are dated.

    A series counts only the facts that name it without a year.
    """

    id: str
    key: str
    label: str
    label_en: str | None
    series: str | None
    parent: str | None
    year: int | None
    start: str | None
    end: str | None
    types: dict[str, int]
    articles: int
    stories: int
    teams: int
    places: int
    first: str | None
    last: str | None


def campaigns(index: RelationIndex) -> list[CampaignSummary]:
    """Return all campaigns by key."""
    return list(index.remembered(_all))


def _all(index: RelationIndex) -> list[CampaignSummary]:
    counts = index.remembered(_counts, index.entities.of_kind("campaign"))
    return [_summary(key, counts.get(key, _NOTHING)) for key in sorted({*counts, *load_vocabulary().campaigns})]


def campaign(index: RelationIndex, key: str) -> CampaignSummary:
    """Return one campaign by key, with or without `campaign/`. Raises NotFound."""
    key = key.removeprefix("campaign/")
    if key not in load_vocabulary().campaigns and index.entities.number(f"campaign/{key}") is None:
        raise NotFound(f"No campaign has the key {key!r}; see the list of campaigns.")
    number = index.entities.number(f"campaign/{key}")
    only = range(0) if number is None else range(number, number + 1)
    return _summary(key, index.remembered(_counts, only).get(key, _NOTHING))


@dataclass(frozen=True, slots=True)
class _Counts:
    """What facts say of a campaign."""

    label: str
    types: dict[str, int]
    articles: int
    stories: int
    teams: int
    places: int
    first: str | None
    last: str | None


_NOTHING: Final = _Counts("", {}, 0, 0, 0, 0, None, None)


def _summary(key: str, counts: _Counts) -> CampaignSummary:
    known = load_vocabulary().campaigns.get(key)
    return CampaignSummary(
        id=campaign_id(key),
        key=key,
        label=known.name if known else counts.label,
        label_en=known.name_en if known else None,
        series=known.series if known else None,
        parent=known.parent if known else None,
        year=known.year if known else None,
        start=known.start if known else None,
        end=known.end if known else None,
        **{name: getattr(counts, name) for name in _Counts.__slots__ if name != "label"},
    )


def _counts(index: RelationIndex, numbers: range) -> dict[str, _Counts]:
    """Count for some of the campaigns that facts name, whose numbers adjoin, by key."""
    columns, kinds = index.columns, index.entities.kinds
    size = len(numbers)
    facts = np.flatnonzero((columns.campaign >= numbers.start) & (columns.campaign < numbers.stop))
    groups = columns.campaign[facts].astype(np.int64) - numbers.start
    types = np.bincount(groups * len(TYPES) + columns.type[facts], minlength=size * len(TYPES)).reshape(
        size, len(TYPES)
    )
    tallies = (
        different(groups, columns.article[facts], size),
        different(groups, index.story(facts), size),
        _different_of(groups, columns.actor[facts], kinds.get("team", range(0)), size),
        _different_of(groups, columns.place[facts], kinds.get("place", range(0)), size),
    )
    spans = earliest(groups, columns.start[facts], size), latest(groups, columns.end[facts], size)
    rows = zip(*(tally.tolist() for tally in tallies), *(map(written, days.tolist()) for days in spans), strict=True)
    return {
        index.entities.id(number).partition("/")[2]: _Counts(index.entities.label(number), _named(found), *row)
        for number, found, row in zip(numbers, types.tolist(), rows, strict=True)
    }


def _different_of(groups: Ints, entities: Ints, kind: range, size: int) -> Ints:
    """Count the different entities of a kind in each group."""
    chosen = (entities >= kind.start) & (entities < kind.stop)
    return different(groups[chosen], entities[chosen], size)


def _named(counts: list[int]) -> dict[str, int]:
    return {name: count for name, count in zip(TYPES, counts, strict=True) if count}
