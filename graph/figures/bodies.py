"""Bodies and their numbered teams: `team/mps-supervision-9@C` is the ninth of the body `team/mps-supervision@C`."""

import re
from typing import Final

from graph.index.coding import NONE, Ints
from graph.index.relation import RelationIndex

_NUMBERED: Final = re.compile(r"(team/[^@]+)-(\d+)(@.*)?")


def body_of(team: str) -> tuple[str, int] | None:
    """Return the id of the body that a numbered team is one of, and its number; None for a body."""
    match = _NUMBERED.fullmatch(team)
    return (match[1] + (match[3] or ""), int(match[2])) if match else None


def numbered_teams(index: RelationIndex) -> dict[str, dict[int, int]]:
    """Return the numbered teams of each body that facts name: number to entity, by the body's id."""
    return index.remembered(_numbered)


def _numbered(index: RelationIndex) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for entity in index.entities.of_kind("team"):
        known = body_of(index.entities.id(entity))
        if known is not None:
            found.setdefault(known[0], {})[known[1]] = entity
    return found


def members(index: RelationIndex, body: int) -> list[int]:
    """Return a body or team with all numbered teams of it that facts name, as entity numbers."""
    return [body, *numbered_teams(index).get(index.entities.id(body), {}).values()] if body != NONE else []


def campaign_of(index: RelationIndex, facts: Ints) -> list[str | None]:
    """Return the key of the campaign that each of some facts names."""
    named = {n: index.entities.id(n).partition("/")[2] for n in set(index.columns.campaign[facts].tolist()) - {NONE}}
    return [named.get(n) for n in index.columns.campaign[facts].tolist()]
