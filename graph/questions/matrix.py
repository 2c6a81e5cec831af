"""The matrix: which team inspected which province, how often."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.index.coding import NONE, Ints
from graph.index.narrow import EVERYTHING, Limits, grouped, within
from graph.index.relation import RelationIndex
from graph.index.tally import different
from ontology.places import load_gazetteer


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Teams by provinces, as columns: cell i is `count[i]` facts of `teams[row[i]]` in `provinces[column[i]]`.

    Cells without facts are left out; rows, then columns, ascend. Labels are in the order of the ids.
    """

    teams: list[str]
    team_labels: list[str]
    provinces: list[str]
    province_labels: list[str]
    row: Ints
    column: Ints
    count: Ints

    def cells(self) -> pa.Table:
        """Return a row a cell: `team`, `team_label`, `province`, `province_label`, `count`."""
        row, column = pa.array(self.row), pa.array(self.column)
        named = {
            "team": pa.array(self.teams, pa.string()).take(row),
            "team_label": pa.array(self.team_labels, pa.string()).take(row),
            "province": pa.array(self.provinces, pa.string()).take(column),
            "province_label": pa.array(self.province_labels, pa.string()).take(column),
        }
        return pa.table({**named, "count": pa.array(self.count)})

    def grid(self) -> pa.Table:
        """Return a row a team and a column a province, 0 where there is no fact; `team` and `label` name the row."""
        counts = np.zeros((len(self.teams), len(self.provinces)), np.int64)
        counts[self.row, self.column] = self.count
        named = {"team": pa.array(self.teams, pa.string()), "label": pa.array(self.team_labels, pa.string())}
        return pa.table(named | {name: counts[:, at] for at, name in enumerate(self.province_labels)})


def matrix(index: RelationIndex, limits: Limits = EVERYTHING) -> Matrix:
    """Return teams by provinces over inspections; those of the whole country are in no province."""
    return index.remembered(_made, limits)


def _made(index: RelationIndex, limits: Limits) -> Matrix:
    cells, block = index.remembered(_cells), index.types["inspection"]
    facts = within(index, "inspection", limits).numbers
    of_facts = cells.of_fact if len(facts) == len(block) else cells.of_fact[facts - block.start]
    size = len(cells.team)
    counts = np.bincount(of_facts, minlength=size + 1)[:size]
    if limits.stories > 1:
        inside = of_facts < size
        counts[different(of_facts[inside], index.story(facts[inside]), size) < limits.stories] = 0
    found = np.flatnonzero(counts)
    teams, row = grouped(cells.team[found])
    codes, column = grouped(cells.code[found])
    names = [f"{code}0000" for code in codes.tolist()]
    return Matrix(
        teams=cells.ids[teams].tolist(),
        team_labels=cells.labels[teams].tolist(),
        provinces=[f"place/{name}" for name in names],
        province_labels=[load_gazetteer().path(name) for name in names],
        row=row,
        column=column,
        count=counts[found],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The cells that there are: `of_fact` is that of each inspection (their number: none).

    Of each cell `team`, counted from 0, with id and label, and `code`, the first two digits of its province's.
    """

    of_fact: Ints
    team: Ints
    code: Ints
    ids: npt.NDArray[np.object_]
    labels: npt.NDArray[np.object_]


def _cells(index: RelationIndex) -> _Cells:
    block, columns = index.types["inspection"], index.columns
    team, place = (column[block.start : block.stop].astype(np.int64) for column in (columns.actor, columns.place))
    # all places of a province share the first two digits of its code
    code = np.append(index.entities.province // 10_000, NONE).astype(np.int64)[place]
    inside = (team != NONE) & (code > 0)
    first, last = (int(team[inside].min()), int(team[inside].max())) if inside.any() else (0, -1)
    keys = np.where(inside, (team - first) * 100 + code, 0)
    found, of_fact = grouped(keys[inside])
    cells = np.full(len(keys), len(found), np.int32)
    cells[inside] = of_fact
    numbers = np.arange(first, last + 1)
    ids, labels = (np.array(names, object) for names in (index.entities.names(numbers), index.entities.called(numbers)))
    return _Cells(cells, found // 100, found % 100, ids, labels)
