"""What questions share: which facts count, and facts summed up by an entity that they name."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from graph.index import names
from graph.index.coding import Ints
from graph.index.postings import Flags
from graph.index.relation import RelationIndex
from graph.index.select import Selection, Wanted, passing, select
from graph.index.tally import different
from ontology.errors import NotFound, ValueUnknown
from ontology.model import COUNTRY
from ontology.places import load_gazetteer


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


def within(
    index: RelationIndex, kind: str | None, limits: Limits, entities: Ints | None = None, places: Ints | None = None
) -> Selection:
    """Return the facts of a type that name the entities and places and are within limits. Raises ValueUnknown."""
    return select(index, kind, _wanted(index, limits, entities, places))


def limited(index: RelationIndex, facts: Ints, limits: Limits) -> Ints:
    """Return those of some ascending facts that are within limits and are told by enough stories. Raises ValueUnknown."""
    if limits != EVERYTHING:
        facts = passing(index, facts, _wanted(index, limits))
    return told_by(index, facts, limits.stories)


def _wanted(index: RelationIndex, limits: Limits, entities: Ints | None = None, places: Ints | None = None) -> Wanted:
    if limits.stories < 1:
        raise ValueUnknown(f"The number of stories {limits.stories!r} is out of range; it is 1 or more.")
    return Wanted(
        entities=entities,
        places=places,
        campaigns=names.campaigns(index, limits.campaign) if limits.campaign else None,
        statuses=names.statuses([limits.status]) if limits.status else None,
        since=limits.since,
        until=limits.until,
    )


def grouped(entities: Ints) -> tuple[Ints, Ints]:
    """Return the different entities, ascending, and the place of each one's among them; faster than np.unique."""
    counts = np.bincount(entities) if len(entities) else np.empty(0, np.int64)
    found = np.flatnonzero(counts)
    place = np.empty(len(counts), np.int32)
    place[found] = np.arange(len(found), dtype=np.int32)
    return found, place[entities]


def told_by(index: RelationIndex, facts: Ints, stories: int) -> Ints:
    """Return those facts whose statement at least so many stories make among them.

    A statement is type, actor, place and object, of a result its number too.
    """
    if stories <= 1 or not len(facts):
        return facts
    columns = index.columns
    said = np.stack([getattr(columns, name)[facts].astype(np.int64) for name in ("type", "actor", "place", "object")])
    numbers = index.lines.column("value", facts).to_numpy(zero_copy_only=False).astype(np.float64)
    said = np.concatenate((said, [np.nan_to_num(numbers).view(np.int64)]))
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


def naming_any(index: RelationIndex, facts: Ints, entities: Ints) -> Flags:
    """Say of each of some facts whether it names any of some entities, campaigns included."""
    campaigns = index.entities.of_kind("campaign")
    if len(entities) == 1 and int(entities[0]) in campaigns:
        flags: Flags = index.columns.campaign[facts] == int(entities[0])
        return flags
    return index.about(facts, entities)


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
