"""Effects: what a change of articles moves, told before it is made. Pure functions of the index before and after.

A statement is what a fact says whoever says it: its type and identifying fields. It loses its last support when no
article makes it any more; reprints are one story, so the support that counts is that of stories.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import distinct
from graph.index.relation import RelationIndex
from graph.questions.campaigns import campaign
from graph.questions.coverage import coverage
from graph.questions.stats import stats
from ontology.amend import identity
from ontology.errors import NotFound
from ontology.wire import Line

_BLANK = {"state": "none found", "reported": 0, "planned": 0, "denied": 0, "stories": 0}


@dataclass(frozen=True, slots=True)
class Support:
    """A statement that goes on standing with other stories behind it than before: the fact that goes or comes."""

    fact: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the coverage by province; `before` and `after` hold its state, its facts by status, its stories."""

    team: str
    team_label: str
    place: str
    place_label: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A number of the statistics of everything (`of` None) or of a campaign, by name."""

    of: str | None
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes: the facts that come and go; of these, those whose statement nobody made before or makes any more.

    `facts` counts what the articles state then.
    """

    facts: int
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    lost: tuple[Line, ...]
    gained: tuple[Line, ...]
    support: tuple[Support, ...]
    cells: tuple[CellChange, ...]
    totals: tuple[TotalChange, ...]

    def parts(self) -> dict[str, Any]:
        """Return its own fields by name."""
        return {one.name: getattr(self, one.name) for one in fields(Effect)}

    def counts(self) -> dict[str, int]:
        """Return how many there are of each, as the journal keeps it."""
        return {name: len(told) for name, told in self.parts().items() if name != "facts"}


def effect(before: RelationIndex, after: RelationIndex, articles: Iterable[str]) -> Effect:
    """Return what changes from one index to another that differs in these articles."""
    names = sorted(set(articles))
    gone, come = _lines(before, names), _lines(after, names)
    lost, gained, support = _statements(before, after, gone, come)
    return Effect(
        facts=len(come),
        added=_without(come, gone),
        removed=_without(gone, come),
        lost=lost,
        gained=gained,
        support=support,
        cells=_cells(before, after, [*gone, *come]),
        totals=_totals(before, after, [*gone, *come]),
    )


def _without(lines: Sequence[Line], others: Sequence[Line]) -> tuple[Line, ...]:
    kept = {line["id"] for line in others}
    return tuple(line for line in lines if line["id"] not in kept)


def _lines(index: RelationIndex, articles: Sequence[str]) -> list[Line]:
    """Return the facts of some articles, in the order of the text."""
    numbers = (index.articles.number(article) for article in articles)
    return [line for number in numbers if number is not None for line in index.told_in(number)]


def _statements(
    before: RelationIndex, after: RelationIndex, gone: Sequence[Line], come: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Support, ...]]:
    lost: list[Line] = []
    gained: list[Line] = []
    support: list[Support] = []
    lines = {tuple(_statement(line).items()): line for line in reversed([*gone, *come])}
    for line in reversed(lines.values()):
        old, new = _stories(before, line), _stories(after, line)
        if not new:
            lost.append(line)
        elif not old:
            gained.append(line)
        elif old != new:
            support.append(Support(line["id"], old, new))
    return tuple(lost), tuple(gained), tuple(support)


def _statement(line: Line) -> dict[str, Any]:
    """Return what makes two facts say the same; a metric that a pack knows is the same in other words."""
    said = identity(line)
    if line.get("metric_id"):
        said = {name: value for name, value in said.items() if name != "metric"} | {"metric_id": line["metric_id"]}
    return {"type": line["type"], **said}


def _stories(index: RelationIndex, line: Line) -> int:
    """Count the stories that make a fact's statement."""
    statement = _statement(line)
    entities = [index.entities.number(name) for name in _entities(statement)]
    if None in entities:
        return 0
    named = [index.naming([entity]) for entity in entities if entity is not None]
    numbers = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), named) if named else None
    found = index.of_type(line["type"]) if numbers is None else index.among(numbers, line["type"])
    for name, value in statement.items():
        if name != "type" and len(found):
            found = found[_equal(index.lines.column(name, found), value)]
    return len(distinct(index.story(found)))


def _equal(column: pa.ChunkedArray, value: object) -> npt.NDArray[np.bool_]:
    same = pc.is_null(column) if value is None else pc.equal(column, pa.scalar(value, _plain(column.type)))
    found: npt.NDArray[np.bool_] = same.fill_null(False).to_numpy(zero_copy_only=False)
    return found


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _entities(statement: Mapping[str, Any]) -> list[str]:
    """Return the ids of the entities that a statement is about."""
    found: list[str] = []
    for name, value in statement.items():
        if value and name == "place_code":
            found.append(f"place/{value}")
        elif value and name == "scope_code":
            found += [f"place/{code}" for code in value.split(",")]
        elif value and name == "metric_id":
            found.append(f"metric/{value}")
        elif value and name.endswith("_id"):
            found.append(value)
    return found


def _cells(before: RelationIndex, after: RelationIndex, lines: Sequence[Line]) -> tuple[CellChange, ...]:
    teams = {line["team_id"] for line in lines if line["type"] == "inspection"}
    teams |= {line["who_id"] for line in lines if line["type"] == "coverage" and line["who_id"]}
    if not teams:
        return ()
    old, new = _rows(before, teams), _rows(after, teams)
    found: list[CellChange] = []
    for team, place in sorted(old | new):
        one, other = old.get((team, place)), new.get((team, place))
        if one != other:
            label, name = (one or other or ("", "", {}))[:2]
            states = (one[2] if one else _BLANK, other[2] if other else _BLANK)
            found.append(CellChange(team, label, place, name, *states))
    return tuple(found)


def _rows(index: RelationIndex, teams: Collection[str]) -> dict[tuple[str, str], tuple[str, str, Mapping[str, Any]]]:
    """Return some teams' cells by team and province: the labels of both, what the cell says."""
    said: dict[tuple[str, str], tuple[str, str, Mapping[str, Any]]] = {}
    for team in sorted(team for team in teams if index.entities.number(team) is not None):
        found = coverage(index, team)
        for n, (row, column) in enumerate(zip(found.row.tolist(), found.column.tolist(), strict=True)):
            counts = {name: int(getattr(found, name)[n]) for name in _BLANK if name != "state"}
            states = {"state": found.state[n]} | counts
            said[found.teams[row], found.places[column]] = found.team_labels[row], found.place_labels[column], states
    return said


def _totals(before: RelationIndex, after: RelationIndex, lines: Sequence[Line]) -> tuple[TotalChange, ...]:
    found = _differences(None, _numbers(stats(before)), _numbers(stats(after)))
    for key in sorted({line["campaign"] for line in lines if line["campaign"]}):
        found += _differences(key, _of_campaign(before, key), _of_campaign(after, key))
    return tuple(found)


def _of_campaign(index: RelationIndex, key: str) -> Mapping[str, int]:
    try:
        return _numbers(campaign(index, key))
    except NotFound:
        return {}


def _numbers(counted: object) -> dict[str, int]:
    """Return the counts of a dataclass, those in a table under the table's name."""
    found: dict[str, int] = {}
    for name in counted.__slots__:  # type: ignore[attr-defined]
        value = getattr(counted, name)
        if isinstance(value, dict):
            found |= {f"{name}.{part}": number for part, number in value.items()}
        elif isinstance(value, int) and name != "year":
            found[name] = value
    return found


def _differences(of: str | None, before: Mapping[str, int], after: Mapping[str, int]) -> list[TotalChange]:
    names = dict.fromkeys([*before, *after])
    pairs = ((name, before.get(name, 0), after.get(name, 0)) for name in names)
    return [TotalChange(of, name, old, new) for name, old, new in pairs if old != new]
