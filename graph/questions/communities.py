"""Communities of provinces: those that the same teams, measures or targets join."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.index.coding import NONE, Ints
from graph.index.narrow import EVERYTHING, Limits, grouped, within
from graph.index.relation import RelationIndex
from graph.index.tally import SHOWN
from graph.network import communities as clustered
from ontology.errors import ValueUnknown
from ontology.places import load_gazetteer

BONDS: Final = {"teams": ("inspection", "actor"), "measures": ("measure", "object"), "targets": ("target", "object")}
"""What joins two provinces, as fact type and role."""


@dataclass(frozen=True, slots=True)
class Community:
    """Provinces that belong together, and the weight of the bonds between them."""

    provinces: tuple[str, ...]
    labels: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Bond:
    """What two provinces share: how many things, up to SHOWN of them by name, and the weight of all."""

    count: int
    names: tuple[str, ...]
    weight: float


def communities(index: RelationIndex, by: str = "teams", limits: Limits = EVERYTHING) -> list[Community]:
    """Return communities of the provinces that have teams, measures or targets, the largest first.

    Two provinces are bound by everything they share, each counted 1 / (provinces that have it - 1). Measures and
    targets are the same when their words are. Raises ValueUnknown for what cannot bind.
    """
    _check(by)
    return index.remembered(_found, by, limits)


def bonds(index: RelationIndex, by: str = "teams", limits: Limits = EVERYTHING) -> Mapping[tuple[str, str], Bond]:
    """Return what pairs of provinces share, and the weight of it. Raises as `communities`."""
    _check(by)
    return index.remembered(_bonds, by, limits)[1]


def _check(by: str) -> None:
    if by not in BONDS:
        raise ValueUnknown(f"Provinces cannot be joined by {by!r}; it is one of {', '.join(BONDS)}.")


def _found(index: RelationIndex, by: str, limits: Limits) -> list[Community]:
    provinces, bound = index.remembered(_bonds, by, limits)
    weights = {pair: bond.weight for pair, bond in bound.items()}
    return [_community(group, weights) for group in clustered(weights, provinces)]


def _bonds(index: RelationIndex, by: str, limits: Limits) -> tuple[list[str], dict[tuple[str, str], Bond]]:
    """Return the provinces that have anything, and of pairs of them what both have, with its weight."""
    kind, role = BONDS[by]
    facts = within(index, kind, limits).numbers
    province, named = _provinces(index, facts, by), getattr(index.columns, role)[facts]
    rows = (province > 0) & (named != NONE)
    codes, column = grouped(province[rows] // 10_000)
    names, row = _things(index, named[rows], by)
    had = np.zeros((len(names), len(codes)), bool)
    had[row, column] = True
    names, had = names[had.sum(axis=1) > 1], had[had.sum(axis=1) > 1]
    weights = (had / (had.sum(axis=1, keepdims=True) - 1)).T @ had
    provinces = [f"place/{code}0000" for code in codes.tolist()]
    bound = {}
    for one, two in combinations(range(len(provinces)), 2):
        both = np.flatnonzero(had[:, one] & had[:, two])
        if len(both):
            bond = Bond(len(both), tuple(names[both[:SHOWN]].tolist()), float(weights[one, two]))
            bound[provinces[one], provinces[two]] = bond
    return provinces, bound


def _things(index: RelationIndex, entities: Ints, by: str) -> tuple[npt.NDArray[np.object_], Ints]:
    """Return the names of what is shared, and the place of each entity's among them."""
    found, place = grouped(entities)
    names = index.entities.names(found)
    if by != "teams":  # the same words at several bodies are one
        names = [name.partition("@")[0] for name in names]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array(list(numbers), object), np.array([numbers[name] for name in names], np.int64)[place]


def _provinces(index: RelationIndex, facts: Ints, by: str) -> Ints:
    """Return the code of each fact's province: that of its place, of a target that of the body that has it."""
    if by != "targets":
        place = index.columns.place[facts]
        return np.where(place == NONE, NONE, index.entities.province[place]).astype(np.int64)
    orgs = index.entities.of_kind("org")
    codes = (name[4:6] for name in index.entities.ids.slice(orgs.start, len(orgs)).to_pylist())
    seats = np.array([int(code) * 10_000 if code.isdigit() and code != "10" else NONE for code in codes] + [NONE])
    actor = index.columns.actor[facts].astype(np.int64) - orgs.start
    return seats[np.where((actor >= 0) & (actor < len(orgs)), actor, len(orgs))]


def _community(group: list[str], bonds: dict[tuple[str, str], float]) -> Community:
    weight = sum(bonds.get(pair, 0.0) for pair in combinations(group, 2))
    labels = tuple(load_gazetteer().path(name.partition("/")[2]) for name in group)
    return Community(tuple(group), labels, round(weight, 6))
