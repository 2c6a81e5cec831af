"""What questions share: which facts count, and facts summed up by an entity that they name."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.days import written
from graph.index.relation import RelationIndex
from graph.index.select import Selection, Wanted, select
from graph.index.tally import different, earliest, latest
from ontology.errors import NotFound, ValueUnknown
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

SHOWN = 5
"""Facts that a sum names."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which facts count: campaign (key or label; a series means all its years), period, status; None for all.

    Bounds are reduced ISO 8601; with one, only dated facts that overlap the period count.
    `stories` is the least number of independent stories that have to say the same.
    """

    campaign: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    stories: int = 1


EVERYTHING = Limits()


@dataclass(frozen=True, slots=True)
class Tally:
    """An entity in the facts that count: how many, of how many stories, first and last day, some of them by id."""

    id: str
    label: str
    count: int
    stories: int
    first: str | None
    last: str | None
    facts: tuple[str, ...]


def within(
    index: RelationIndex, kind: str | None, limits: Limits, entities: Ints | None = None, places: Ints | None = None
) -> Selection:
    """Return the facts of a type that name the entities and places and are within limits. Raises ValueUnknown."""
    if limits.stories < 1:
        raise ValueUnknown(f"The number of stories {limits.stories!r} is out of range; it is 1 or more.")
    wanted = Wanted(
        entities=entities,
        places=places,
        campaigns=names.campaigns(index, limits.campaign) if limits.campaign else None,
        statuses=names.statuses([limits.status]) if limits.status else None,
        since=limits.since,
        until=limits.until,
    )
    return select(index, kind, wanted)


def tallied(index: RelationIndex, facts: Ints, named: Ints, stories: int = 1, limit: int | None = None) -> list[Tally]:
    """Sum facts up by the entity that each one names (NONE: none), those with enough stories, most facts first."""
    facts, named = facts[named != NONE], named[named != NONE]
    found, groups = grouped(named)
    size = len(found)
    told = different(groups, index.story(facts), size)
    counts = np.bincount(groups, minlength=size)
    first = earliest(groups, index.columns.start[facts], size)
    last = latest(groups, index.columns.end[facts], size)
    order = np.argsort(groups.astype(np.uint16) if size < 1 << 16 else groups, kind="stable")  # short ones by radix
    starts = np.concatenate(([0], np.cumsum(counts)))
    chosen = [n for n in np.argsort(-counts, kind="stable").tolist() if told[n] >= stories][:limit]
    shown = [facts[order[starts[n] : starts[n] + min(counts[n], SHOWN)]] for n in chosen]
    ids = iter(index.lines.ids(np.concatenate([facts[:0], *shown])))
    return [
        Tally(
            id=index.entities.id(found[n]),
            label=index.entities.label(found[n]),
            count=int(counts[n]),
            stories=int(told[n]),
            first=written(first[n]),
            last=written(last[n]),
            facts=tuple(next(ids) for _ in rows),
        )
        for n, rows in zip(chosen, shown, strict=True)
    ]


def grouped(entities: Ints) -> tuple[Ints, Ints]:
    """Return the different entities, ascending, and the place of each one's among them; faster than np.unique."""
    counts = np.bincount(entities) if len(entities) else np.empty(0, np.int64)
    found = np.flatnonzero(counts)
    place = np.empty(len(counts), np.int32)
    place[found] = np.arange(len(found), dtype=np.int32)
    return found, place[entities]


def told_by(index: RelationIndex, facts: Ints, stories: int) -> Ints:
    """Return those facts whose statement (type, actor, place, object) at least so many stories make among them."""
    if stories <= 1 or not len(facts):
        return facts
    columns = index.columns
    said = np.stack([getattr(columns, name)[facts].astype(np.int64) for name in ("type", "actor", "place", "object")])
    _, groups = np.unique(said, axis=1, return_inverse=True)
    groups = groups.ravel()
    kept: Ints = facts[different(groups, index.story(facts), int(groups.max()) + 1)[groups] >= stories]
    return kept


def entity(index: RelationIndex, name: str) -> Ints:
    """Return the entities that an id means: a place with all inside it, else the one.

    Raises NotFound for a person, who is shown beside a body only, and for what no fact names.
    """
    kind, _, key = name.partition("/")
    if kind == "person":
        raise NotFound(f"{name!r} is a person; people are shown beside a body and have no page of their own.")
    if kind == "place" and key in load_gazetteer():
        return index.entities.inside(key)
    number = index.entities.number(name)
    if number is None:
        raise NotFound(f"No fact names {name!r}; give an entity id, such as 'place/640000'.")
    return np.array([number])


def facts_on(index: RelationIndex, entities: Ints) -> Ints:
    """Return the facts that name any of some entities, campaigns included, ascending."""
    campaigns = index.entities.of_kind("campaign")
    if len(entities) == 1 and int(entities[0]) in campaigns:
        return np.flatnonzero(index.columns.campaign == int(entities[0]))
    return index.naming(entities)


def label(index: RelationIndex, name: str) -> str:
    """Return the label of an entity's id; of a place that no fact names, its path."""
    number = index.entities.number(name)
    if number is not None:
        return index.entities.label(number)
    kind, _, key = name.partition("/")
    return load_gazetteer().path(key) if kind == "place" and key in load_gazetteer() else key


def bodies_in(index: RelationIndex, code: str) -> Ints:
    """Return the organizations whose jurisdiction a GB/T 2260 code contains, or is."""
    orgs = index.entities.of_kind("org")
    shared = "org/" + ("" if code == COUNTRY else re.sub("(00)+$", "", code))
    ids = index.entities.ids.slice(orgs.start, len(orgs))
    return np.flatnonzero(pc.starts_with(ids, shared).to_numpy(zero_copy_only=False)) + orgs.start
