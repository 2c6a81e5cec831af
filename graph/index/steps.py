"""Ways along links: from an entity in one role of a fact to the entity in another."""

from typing import Final, NamedTuple

from graph.index.edges import KINDS, LINKS
from graph.index.mentions import ROLES, TYPES


class Step(NamedTuple):
    """A way from one end of a link to the other: type of fact and its code, the roles, kind, whether from the source."""

    type: str
    code: int
    role: str
    other: str
    kind: int
    outward: bool


def _steps(role: str) -> tuple[Step, ...]:
    forth = (Step(name, TYPES.index(name), one, two, KINDS.index(kind), True) for name, one, two, kind in LINKS)
    back = (Step(name, TYPES.index(name), two, one, KINDS.index(kind), False) for name, one, two, kind in LINKS)
    return tuple(step for step in (*forth, *back) if step.role == role)


STEPS: Final = {role: _steps(role) for role in ROLES}
"""Role to the ways that lead from it."""
