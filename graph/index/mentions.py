"""What a fact is about: at most one actor, place, object and campaign, as entities with numbers.

    type        actor           place          object
    inspection  team            place
    directive   issuer          place          org to whom
    meeting     host            place
    operation   agency          place          operation
    measure     agency          place          measure
    target      agency                         target
    result      agency          scope          metric
    role        org or team                    person
    team        team
    coverage    who             place

A result counted over several provinces together has its first as place, the others as `extra` pairs.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.coding import NONE, Coded, Ints, coded, paired
from ontology.model import KINDS
from ontology.terms import campaign_id, person_id, place_id

TYPES: Final = tuple(kind.type for kind in KINDS)
"""Code of a fact type = its place here."""
STATUSES: Final = ("done", "underway", "planned", "denied")
"""Code of a status = its place here; the more certain the smaller."""
ROLES: Final = ("actor", "place", "object", "campaign")
ENTITY_KINDS: Final = ("campaign", "place", "team", "org", "metric", "operation", "measure", "target", "person")
"""Kinds in the order in which entities are numbered; kinds unknown here follow."""

_ACTOR: Final = {
    "inspection": "team_id", "directive": "issuer_id", "meeting": "host_id", "operation": "agency_id",
    "measure": "agency_id", "target": "agency_id", "result": "agency_id", "role": "org_id", "team": "team_id",
    "coverage": "who_id",
}  # fmt: skip
_NAMED: Final = {"operation": "name", "measure": "name", "target": "target"}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Entity numbers a fact by role (NONE where it names none), the entities' ids by number, the numbers of each kind.

    `extra_facts` and `extra_places` pair a fact with a further place.
    """

    roles: dict[str, Ints]
    extra_facts: Ints
    extra_places: Ints
    ids: list[str]
    kinds: dict[str, range]


def mentions(table: pa.Table, types: Ints) -> Mentions:
    """Find the entities of all facts; `types` are the facts' codes into TYPES."""
    found = {
        "actor": _actors(table, types),
        "place": _places(table),
        "object": _objects(table, types),
        "campaign": _renamed(coded(table, "campaign"), campaign_id),
    }
    facts, codes = _further_places(coded(table, "scope_code"))
    further = [place_id(code) for code in codes]
    used = {column.values[code] for column in found.values() for code in column.used()}
    ids, kinds = _arranged(sorted(used.union(further)))
    numbers = {name: number for number, name in enumerate(ids)}
    roles = {role: column.mapped(lambda name: numbers.get(name, NONE)) for role, column in found.items()}
    return Mentions(roles, facts, np.array([numbers[name] for name in further], np.int64), ids, kinds)


def kind_of(entity: str) -> str:
    """Return the kind that an entity id begins with."""
    return entity.partition("/")[0]


def kind_order(kind: str) -> tuple[int, str]:
    """Return where a kind stands among all in the numbering of entities."""
    return (*ENTITY_KINDS, kind).index(kind), kind


def _arranged(ids: list[str]) -> tuple[list[str], dict[str, range]]:
    """Return sorted ids in the order of their kinds, and where each kind is."""
    runs: dict[str, list[str]] = {}
    at = 0
    while at < len(ids):
        kind = kind_of(ids[at])
        stop = bisect_left(ids, kind + chr(ord("/") + 1), at)
        runs[kind], at = ids[at:stop], stop
    arranged: list[str] = []
    kinds: dict[str, range] = {}
    for kind in sorted(runs, key=kind_order):
        kinds[kind] = range(len(arranged), len(arranged) + len(runs[kind]))
        arranged += runs[kind]
    return arranged, kinds


def _actors(table: pa.Table, types: Ints) -> Coded:
    columns = {name: coded(table, name) for name in dict.fromkeys(_ACTOR.values())}
    return _merged({name: (column, _of(types, _types_with(name))) for name, column in columns.items()})


def _types_with(column: str) -> tuple[str, ...]:
    return tuple(kind for kind, name in _ACTOR.items() if name == column)


def _places(table: pa.Table) -> Coded:
    place, scope = coded(table, "place_code"), coded(table, "scope_code")
    first = _renamed(scope, lambda codes: place_id(codes.partition(",")[0]))
    return _merged({"place": (_renamed(place, place_id), place.codes >= 0), "scope": (first, scope.codes >= 0)})


def _further_places(scope: Coded) -> tuple[Ints, list[str]]:
    """Return the facts counted over several places, each paired with its second and later codes."""
    several = np.array(["," in codes for codes in scope.values] + [False])
    facts: list[int] = []
    places: list[str] = []
    for fact in np.flatnonzero(several[scope.codes]).tolist():
        codes = scope.values[scope.codes[fact]].split(",")[1:]
        facts += [fact] * len(codes)
        places += codes
    return np.array(facts, np.int64), places


def _objects(table: pa.Table, types: Ints) -> Coded:
    org, agency = coded(table, "org_id"), coded(table, "agency_id")
    parts = {
        "org": (org, _of(types, ("directive",))),
        "person": (paired(coded(table, "person"), org, _of(types, ("role",)), person_id), _of(types, ("role",))),
        "metric": (_metrics(table, types), _of(types, ("result",))),
    }
    for kind, column in _NAMED.items():
        rows = _of(types, (kind,))
        parts[kind] = (paired(coded(table, column), agency, rows, _namer(kind)), rows)
    return _merged(parts)


def _metrics(table: pa.Table, types: Ints) -> Coded:
    """Return metrics by vocabulary id, else by their words."""
    known, words = coded(table, "metric_id"), coded(table, "metric")
    rows = _of(types, ("result",))
    named = _renamed(known, lambda name: f"metric/{name}"), rows & (known.codes >= 0)
    return _merged({"known": named, "words": (_renamed(words, lambda name: f"metric/{name}"), rows & ~named[1])})


def _namer(kind: str) -> Callable[[str, str | None], str]:
    """Name an operation, measure or target by its words at the body that has it."""

    def name(words: str, agency: str | None) -> str:
        return f"{kind}/{words}" + (f"@{agency.partition('/')[2]}" if agency else "")

    return name


def _merged(parts: dict[str, tuple[Coded, npt.NDArray[np.bool_]]]) -> Coded:
    """Return one column from several, each for its own rows."""
    size = len(next(iter(parts.values()))[1])
    codes, values = np.full(size, NONE, np.int64), list[str]()
    for column, rows in parts.values():
        shifted = np.where(column.codes >= 0, column.codes + len(values), NONE)
        np.copyto(codes, shifted, where=rows)
        values += column.values
    return Coded(codes, values)


def _renamed(column: Coded, name: Callable[[str], str]) -> Coded:
    return Coded(column.codes, [name(value) for value in column.values])


def _of(types: Ints, names: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    wanted = np.isin(np.arange(len(TYPES)), [TYPES.index(name) for name in names])
    chosen: npt.NDArray[np.bool_] = wanted[types]
    return chosen
