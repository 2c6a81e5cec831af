"""The matrix: which team inspected which province, how often."""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import NONE, Ints, distinct
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
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
    code = index.entities.province[place[both]].astype(np.int64)
    keys = team.astype(np.int64) << 20 | code
    keys, facts = keys[code > 0], facts[code > 0]
    cells, group, count = np.unique(keys, return_inverse=True, return_counts=True)
    if limits.stories > 1:
        told = np.bincount(distinct(group.astype(np.int64) << 32 | index.story(facts)) >> 32, minlength=len(cells))
        cells, count = cells[told >= limits.stories], count[told >= limits.stories]
    teams, row = np.unique(cells >> 20, return_inverse=True)
    codes, column = np.unique(cells & 0xFFFFF, return_inverse=True)
    names = [str(found) for found in codes.tolist()]
    return Matrix(
        teams=[index.entities.id(number) for number in teams.tolist()],
        team_labels=[index.entities.label(number) for number in teams.tolist()],
        provinces=[f"place/{name}" for name in names],
        province_labels=[load_gazetteer().path(name) for name in names],
        row=row,
        column=column,
        count=count,
    )
