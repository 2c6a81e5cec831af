"""Which offices a question means: by name, or those of who leads a body."""

from collections.abc import Callable, Sequence
from typing import Final

from graph.ask.reading import Reading

_DEPUTY: Final = "副"
_PARTS: Final = ("办公室", "专班", "中心", "处长", "科长")
"""What an office of a part of a body has in its name."""
_BUREAU: Final = "办公室"
"""The part of a body whose head is asked for by its name."""
_HEADS: Final = (
    "组长",
    "局长",
    "厅长",
    "部长",
    "省长",
    "市长",
    "县长",
    "区长",
    "书记",
    "主任",
    "主席",
    "支队长",
    "大队长",
    "所长",
)
"""Offices of who leads a body, where a question only says `head`."""


def office(reading: Reading) -> Callable[[str], bool] | None:
    """Return what tells whether an office is the one asked for: its name ends so, and is no deputy's unless asked; None for any."""
    if reading.offices == _HEADS[:1] and reading.orgs and not reading.meant:  # the head of a body that is no team
        return _heads(_HEADS)
    if reading.offices:
        exact = _of_bureau(reading.offices) or reading.offices
        return lambda role: any(role.endswith(o) and (_DEPUTY in o or _DEPUTY not in role) for o in exact)
    if "lead" in reading.verbs:
        return _heads(_HEADS if reading.orgs or reading.scope.places else _HEADS[:1])
    return None


def _of_bureau(offices: Sequence[str]) -> tuple[str, ...]:
    """Return the office of those named that says of what it is (deputy director of the … office)."""
    kept = tuple(one for one in offices if _BUREAU in one)
    deputy = any(one.startswith(_DEPUTY) for one in offices)
    return tuple(o if _DEPUTY in o else o.replace("主任", "副主任") for o in kept) if deputy else kept


def _heads(offices: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what tells whether an office is that of who leads a body, not a deputy and not a part of it."""
    return lambda role: role.endswith(offices) and not any(part in role for part in (_DEPUTY, *_PARTS))
