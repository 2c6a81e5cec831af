"""Campaigns: those of the vocabulary and those that facts name besides, each in numbers."""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import Ints
from graph.index.days import NO_DAY, written
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from ontology.errors import NotFound
from ontology.packs import load_vocabulary


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
    named = {index.entities.id(number).partition("/")[2] for number in index.entities.of_kind("campaign")}
    return [_summary(index, key) for key in sorted(named | set(load_vocabulary().campaigns))]


def campaign(index: RelationIndex, key: str) -> CampaignSummary:
    """Return one campaign by key, with or without `campaign/`. Raises NotFound."""
    key = key.removeprefix("campaign/")
    if key not in load_vocabulary().campaigns and index.entities.number(f"campaign/{key}") is None:
        raise NotFound(f"No campaign has the key {key!r}; see the list of campaigns.")
    return _summary(index, key)


def _summary(index: RelationIndex, key: str) -> CampaignSummary:
    known, number = load_vocabulary().campaigns.get(key), index.entities.number(f"campaign/{key}")
    columns = index.columns
    facts = np.flatnonzero(columns.campaign == number) if number is not None else np.array([], np.int64)
    counts = np.bincount(columns.type[facts], minlength=len(TYPES)).tolist()
    start = columns.start[facts]
    start = start[start != NO_DAY]
    return CampaignSummary(
        id=f"campaign/{key}",
        key=key,
        label=known.name if known else index.entities.label(number or 0),
        label_en=known.name_en if known else None,
        series=known.series if known else None,
        parent=known.parent if known else None,
        year=known.year if known else None,
        start=known.start if known else None,
        end=known.end if known else None,
        types={name: count for name, count in zip(TYPES, counts, strict=True) if count},
        articles=len(np.unique(columns.article[facts])),
        stories=len(np.unique(index.story(facts))),
        teams=_different(columns.actor[facts], index.entities.of_kind("team")),
        places=_different(columns.place[facts], index.entities.of_kind("place")),
        first=written(start.min()) if len(start) else None,
        last=written(columns.end[facts].max(initial=NO_DAY)),
    )


def _different(entities: Ints, kind: range) -> int:
    """Count the different entities of a kind."""
    return len(np.unique(entities[(entities >= kind.start) & (entities < kind.stop)]))
