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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import NONE, Coded, Ints, Texts, numbered
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
NAMING: Final = (
    *_ACTOR.values(),
    *_NAMED.values(),
    "place_code",
    "scope_code",
    "person",
    "metric",
    "metric_id",
    "campaign",
)
"""Columns of facts that name entities."""


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


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Entities that some facts name in a role: `names[code]` a row, none where the code is NONE."""

    rows: Ints
    codes: Ints
    names: pa.Array


def mentions(table: pa.Table, types: Ints) -> Mentions:
    """Find the entities of all facts; `types` are the facts' codes into TYPES."""
    return found_in(Texts(table), types)


def found_in(texts: Texts, types: Ints) -> Mentions:
    """Find the entities of all facts of a table; `types` are the facts' codes into TYPES."""
    rows = {name: np.flatnonzero(types == code) for code, name in enumerate(TYPES)}
    found = {
        "actor": _joined((_named(texts[column], rows[kind]) for kind, column in _ACTOR.items()), len(types)),
        "place": _joined(_places(texts), len(types)),
        "object": _joined(_objects(texts, rows), len(types)),
        "campaign": _joined([_renamed(texts["campaign"], campaign_id)], len(types)),
    }
    facts, further = _further_places(texts["scope_code"])
    used = {role: np.flatnonzero(np.bincount(codes + 1, minlength=1)[1:]) for role, (codes, _) in found.items()}
    named = [*(names.take(used[role]) for role, (_, names) in found.items()), further]
    numbers, ids, kinds = _numbered(pa.concat_arrays(named))
    pieces = dict(zip([*found, "further"], np.split(numbers, np.cumsum([*map(len, named)])[:-1]), strict=True))
    roles = {role: _looked_up(codes, used[role], pieces[role]) for role, (codes, _) in found.items()}
    return Mentions(roles, facts, pieces["further"].astype(np.int64), ids, kinds)


def _looked_up(codes: Ints, used: Ints, numbers: Ints) -> Ints:
    """Return the number of each code, given for those in use; NONE stays."""
    known = np.full(int(used.max(initial=-1)) + 2, NONE, np.int32)
    known[used] = numbers
    found: Ints = known[codes]
    return found


def _numbered(names: pa.Array) -> tuple[Ints, list[str], dict[str, range]]:
    """Return a number for each name: the same for the same ones, ascending by kind and name; names and kinds by number."""
    coded = names.dictionary_encode()
    order = pc.sort_indices(coded.dictionary)
    ids, kinds, at = _arranged(coded.dictionary.take(order).to_pylist())
    numbers = np.empty(len(order), np.int32)
    numbers[order.to_numpy()[at]] = np.arange(len(order))
    return numbers[coded.indices.to_numpy()], ids, kinds


def kind_of(entity: str) -> str:
    """Return the kind that an entity id begins with."""
    return entity.partition("/")[0]


def kind_order(kind: str) -> tuple[int, str]:
    """Return where a kind stands among all in the numbering of entities."""
    return (*ENTITY_KINDS, kind).index(kind), kind


def _arranged(ids: list[str]) -> tuple[list[str], dict[str, range], Ints]:
    """Return sorted ids in the order of their kinds, where each kind is, and where each id was."""
    runs: dict[str, range] = {}
    at = 0
    while at < len(ids):
        kind = kind_of(ids[at])
        runs[kind] = range(at, bisect_left(ids, kind + chr(ord("/") + 1), at))
        at = runs[kind].stop
    kinds: dict[str, range] = {}
    start = 0
    for kind in sorted(runs, key=kind_order):
        kinds[kind] = range(start, start + len(runs[kind]))
        start += len(runs[kind])
    places = np.concatenate([np.empty(0, np.int64), *(np.array(runs[kind]) for kind in kinds)])
    return [name for kind in kinds for name in ids[runs[kind].start : runs[kind].stop]], kinds, places


def _places(texts: Texts) -> Iterator[_Part]:
    """Yield the places of facts: of a result the first of its scope."""
    yield _renamed(texts["place_code"], place_id)
    yield _renamed(texts["scope_code"], lambda codes: place_id(codes.partition(",")[0]))


def _further_places(scope: Coded) -> tuple[Ints, pa.Array]:
    """Return the facts counted over several places, each paired with its second and later places."""
    further = [[place_id(code) for code in codes.split(",")[1:]] for codes in scope.values]
    counts = np.array([*map(len, further), 0])
    starts = np.cumsum(counts) - counts
    facts = np.flatnonzero(counts[scope.codes])
    times = counts[scope.codes[facts]]
    at = np.arange(times.sum()) + np.repeat(starts[scope.codes[facts]] - np.cumsum(times) + times, times)
    return np.repeat(facts, times), pa.array([place for places in further for place in places], pa.string()).take(at)


def _objects(texts: Texts, rows: Mapping[str, Ints]) -> Iterator[_Part]:
    yield _named(texts["org_id"], rows["directive"])
    yield _paired("person", texts["person"], texts["org_id"], rows["role"], lambda org: person_id("", org)[7:])
    yield from _metrics(texts, rows["result"])
    for kind, column in _NAMED.items():
        yield _paired(kind, texts[column], texts["agency_id"], rows[kind], _at_body)


def _metrics(texts: Texts, rows: Ints) -> Iterator[_Part]:
    """Yield metrics by their words, then by vocabulary id, which goes before."""
    for column in ("metric", "metric_id"):
        part = _renamed(texts[column], lambda name: f"metric/{name}")
        yield _Part(rows, texts[column].codes[rows], part.names)


def _at_body(agency: str | None) -> str:
    """Return what the name of an operation, measure or target ends with: the body that has it."""
    return f"@{agency.partition('/')[2]}" if agency else ""


def _joined(parts: Iterable[_Part], size: int) -> tuple[Ints, pa.Array]:
    """Return one code a fact, and the names of codes; of parts that name something in the same fact the last counts."""
    codes, names = np.full(size, NONE, np.int32), [pa.array([], pa.string())]
    for part in parts:
        there = part.codes >= 0
        codes[part.rows[there]] = part.codes[there] + sum(map(len, names))
        names.append(part.names)
    return codes, pa.concat_arrays(names)


def _named(column: Coded, rows: Ints) -> _Part:
    """Return what facts name by the texts of a column."""
    return _Part(rows, column.codes[rows], pa.array(column.values, pa.string()))


def _renamed(column: Coded, name: Callable[[str], str]) -> _Part:
    """Return what facts name by the texts of a column, called otherwise."""
    rows = np.flatnonzero(column.codes >= 0)
    return _Part(rows, column.codes[rows], pa.array([name(value) for value in column.values], pa.string()))


def _paired(kind: str, first: Coded, second: Coded, rows: Ints, ending: Callable[[str | None], str]) -> _Part:
    """Return what facts name by the texts of two columns: a kind, the first text, the ending that the second makes."""
    rows = rows[first.codes[rows] >= 0]
    width = len(second.values) + 1
    keys, codes = numbered(first.codes[rows].astype(np.int64) * width + second.codes[rows] + 1)
    endings = pa.array([ending(None), *map(ending, second.values)], pa.string())
    words = pa.array(first.values, pa.string()).take(pa.array(keys // width))
    names = pc.binary_join_element_wise(f"{kind}/", words, endings.take(pa.array(keys % width)), "")
    return _Part(rows, codes, names)
