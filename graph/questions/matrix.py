"""The matrix: which team inspected which province, how often."""

from dataclasses import dataclass

import numpy as np

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
    facts, team, code = _visits(index, limits)
    first = int(team.min()) if len(team) else 0
    keys = (team.astype(np.int64) - first) * 100 + code
    counts = np.bincount(keys)
    if limits.stories > 1:
        counts[different(keys, index.story(facts), len(counts)) < limits.stories] = 0
    cells = np.flatnonzero(counts)
    teams, row = grouped(cells // 100)
    codes, column = grouped(cells % 100)
    names = [f"{found}0000" for found in codes.tolist()]
    return Matrix(
        teams=index.entities.names(teams + first),
        team_labels=index.entities.called(teams + first),
        provinces=[f"place/{name}" for name in names],
        province_labels=[load_gazetteer().path(name) for name in names],
        row=row,
        column=column,
        count=counts[cells],
    )


def _visits(index: RelationIndex, limits: Limits) -> tuple[Ints, Ints, Ints]:
    """Return the inspections within limits that are in a province, team and the first two digits of its code of each."""
    # all places of a province share these digits
    codes = np.append(index.entities.province // 10_000, NONE).astype(np.int8)
    block, columns = index.types["inspection"], index.columns
    if limits == EVERYTHING:
        facts: Ints = np.arange(block.start, block.stop)
        team, code = columns.actor[block.start : block.stop], codes[columns.place[block.start : block.stop]]
    else:
        facts = within(index, "inspection", limits).numbers
        team, code = columns.actor[facts], codes[columns.place[facts]]
    inside = (team != NONE) & (code > 0)
    return (facts, team, code) if inside.all() else (facts[inside], team[inside], code[inside])
