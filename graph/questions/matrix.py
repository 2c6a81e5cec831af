"""The matrix: which team inspected which province, how often."""

from dataclasses import dataclass

import numpy as np
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


def matrix(index: RelationIndex, limits: Limits = EVERYTHING) -> Matrix:
    """Return teams by provinces over inspections; those of the whole country are in no province."""
    return index.remembered(_made, limits)


def _made(index: RelationIndex, limits: Limits) -> Matrix:
    facts = within(index, "inspection", limits).numbers
    team, place = index.columns.actor[facts], index.columns.place[facts]
    both = (team != NONE) & (place != NONE)
    facts, team = facts[both], team[both]
    # all places of a province share the first two digits of its code
    code = (index.entities.province[place[both]] // 10_000).astype(np.int64)
    facts, team, code = facts[code > 0], team[code > 0], code[code > 0]
    first = int(team.min()) if len(team) else 0
    keys = (team.astype(np.int64) - first) * 100 + code
    counts = np.bincount(keys)
    if limits.stories > 1:
        counts[different(keys, index.story(facts), len(counts)) < limits.stories] = 0
    cells = np.flatnonzero(counts)
    teams, row = grouped(cells // 100)
    codes, column = grouped(cells % 100)
    called, names = pa.array(teams + first, pa.int64()), [f"{found}0000" for found in codes.tolist()]
    return Matrix(
        teams=index.entities.ids.take(called).to_pylist(),
        team_labels=index.entities.labels.take(called).to_pylist(),
        provinces=[f"place/{name}" for name in names],
        province_labels=[load_gazetteer().path(name) for name in names],
        row=row,
        column=column,
        count=counts[cells],
    )
