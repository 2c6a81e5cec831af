"""Facts of any type: every list of facts that the other questions give, and those that have no list of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.index import names
from graph.index.coding import Ints
from graph.index.mentions import TYPES
from graph.index.narrow import EVERYTHING, Limits, bodies_in, told_by, within
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from ontology.errors import ValueUnknown

Flags = npt.NDArray[np.bool_]
_NAMED: Final = {"role": "role", "meeting": "name", "operation": "name", "measure": "name", "target": "target"}
"""Fact type to the field that is its name."""
_FEW: Final = 64
"""Entities up to which facts are looked up one entity after the other."""
_SEATED: Final = frozenset({"directive", "meeting", "role", "target"})
"""Types whose facts are in a place by the seat of a body."""
CHANGES: Final = ("yoy", "mom", "other", "any", "none")


@dataclass(frozen=True, slots=True)
class FactFilter:
    """What to look for; of each list one has to fit, an empty one lets everything pass.

    `actors` and `objects` are entity ids (docs/ask.md says who acts in a fact), `places` codes or names, each with all
    inside it and for offices and demands with the bodies seated there, `campaigns` keys or labels, `scopes` places exactly, `named` what an
    office, meeting, operation, measure or target is called, `change` yoy, mom, other, any or none.
    """

    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    change: str | None = None
    limits: Limits = EVERYTHING


def facts(index: RelationIndex, wanted: FactFilter) -> Selection:
    """Return the facts that pass. Raises ValueUnknown for a value that no one knows."""
    for kind in wanted.types:
        if kind not in TYPES:
            raise ValueUnknown(f"No type of fact is called {kind!r}; it is one of {', '.join(TYPES)}.")
    kinds: Sequence[str | None] = wanted.types or (None,)
    ids = {"actor": _chosen(index, wanted.actors), "object": _chosen(index, wanted.objects)}
    found = [_of_type(index, kind, wanted, ids) for kind in dict.fromkeys(kinds)]
    numbers = found[0] if len(found) == 1 else np.sort(np.concatenate(found))
    if wanted.campaigns:
        meant = [names.campaigns(index, key) for key in wanted.campaigns]
        numbers = numbers[np.isin(index.columns.campaign[numbers], np.concatenate(meant))]
    if wanted.statuses:
        numbers = numbers[np.isin(index.columns.status[numbers], names.statuses(wanted.statuses))]
    if wanted.scopes:
        exact = [index.entities.number(f"place/{names.place_code(text)}") for text in wanted.scopes]
        numbers = numbers[np.isin(index.columns.place[numbers], [number for number in exact if number is not None])]
    numbers = told_by(index, numbers, wanted.limits.stories)
    return Selection(len(numbers), numbers)


def _chosen(index: RelationIndex, ids: Sequence[str]) -> Flags | None:
    """Mark the entities with these ids, None for any; the last place is that of facts that name none."""
    if not ids:
        return None
    chosen = np.zeros(len(index.entities) + 1, bool)
    chosen[_numbers(index, ids)] = True
    return chosen


def _of_type(index: RelationIndex, kind: str | None, wanted: FactFilter, ids: Mapping[str, Flags | None]) -> Ints:
    """Return the facts of a type that have the actors, objects, places, names and dates."""
    entities, places = _entities(index, wanted), _places(index, wanted.places)
    limits, seated, columns = replace(wanted.limits, stories=1), kind in _SEATED, index.columns
    numbers = within(index, kind, limits, entities=entities, places=None if seated else places).numbers
    for role, chosen in ids.items():
        if chosen is not None:
            numbers = numbers[chosen[getattr(columns, role)[numbers]]]
    if seated and places is not None:
        numbers = _seated(index, wanted, kind, numbers, places)
    return _said(index, wanted, kind, numbers)


def _entities(index: RelationIndex, wanted: FactFilter) -> Ints | None:
    """Return the actors, else the objects, by which facts are looked up first; None for so many that all are looked at."""
    ids = wanted.actors or wanted.objects
    return _numbers(index, ids) if 0 < len(ids) <= _FEW else None


def _numbers(index: RelationIndex, ids: Sequence[str]) -> Ints:
    found = [(name, index.entities.number(name)) for name in ids]
    for name, number in found:
        if number is None or name.startswith("person/"):
            raise ValueUnknown(f"No fact names {name!r}; give an entity id, such as 'org/100000-mps'.")
    return np.array(sorted({number for _, number in found if number is not None}), np.int64)


def _places(index: RelationIndex, texts: Sequence[str]) -> Ints | None:
    return np.unique(np.concatenate([names.places(index, text) for text in texts])) if texts else None


def _seated(index: RelationIndex, wanted: FactFilter, kind: str | None, numbers: Ints, places: Ints) -> Ints:
    """Return offices held in bodies of the places, demands made there or of bodies there, what else bodies there did."""
    bodies = np.concatenate([bodies_in(index, names.place_code(text)) for text in wanted.places])
    columns = index.columns
    if kind == "role":
        return numbers[np.isin(columns.actor[numbers], bodies)]
    body = columns.object if kind == "directive" else columns.actor
    return numbers[np.isin(columns.place[numbers], places) | np.isin(body[numbers], bodies)]


def _said(index: RelationIndex, wanted: FactFilter, kind: str | None, numbers: Ints) -> Ints:
    """Return those facts whose own name or change is one that is wanted."""
    if wanted.named:
        field = _NAMED.get(kind or "")
        if field is None:
            raise ValueUnknown(f"Facts of type {kind!r} have no name; give a type that has one: {', '.join(_NAMED)}.")
        numbers = numbers[np.isin(index.lines.values(field, numbers), wanted.named)]
    if wanted.change is not None:
        if wanted.change not in CHANGES:
            raise ValueUnknown(f"No change is called {wanted.change!r}; it is one of {', '.join(CHANGES)}.")
        said = np.array(index.lines.values("change", numbers) if kind == "result" else [None] * len(numbers), object)
        changed = said != None  # noqa: E711 - one by one
        wanted_ones = {"any": changed, "none": ~changed}
        numbers = numbers[wanted_ones.get(wanted.change, said == wanted.change)]
    return numbers
