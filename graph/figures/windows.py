"""Windows: the time that a number was counted over.

day        one day or night                       7月16日晚, 当晚
period     from a day to a day                    7月18日至27日, 2022年
since      from a day on, up to the report        6月25日以来, 累计
as_of      up to a day, from the campaign's start 截至7月底
unstated   the sentence does not say
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.stated import stated, words
from graph.index.coding import Ints
from graph.index.days import NO_DAY, written
from graph.index.relation import RelationIndex

WINDOWS: Final = ("day", "period", "since", "as_of", "unstated")
"""Code of a window = its place here."""
DAY, PERIOD, SINCE, AS_OF, UNSTATED = range(len(WINDOWS))
_SAID: Final = {"day": DAY, "since": SINCE, "as_of": AS_OF}
_NIGHT: Final = 1
"""Days that a night may end after it began."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """One element a fact: code into WINDOWS, first and last day, NO_DAY for what is not stated."""

    kind: Ints
    since: Ints
    until: Ints


def windows(index: RelationIndex, facts: Ints) -> Windows:
    """Return the windows of results by number."""
    said = words(index, facts, "window")
    starts, ends = (stated(index, facts, name) for name in ("start", "end"))
    first, last = index.columns.start[facts].astype(np.int64), index.columns.end[facts].astype(np.int64)
    span = last - first
    both = starts & ends
    kind = np.array([*(_SAID.get(name, UNSTATED) for name in said.values), UNSTATED])[said.codes]
    kind[starts & ~ends] = SINCE
    kind[ends & ~starts] = AS_OF
    kind[both] = np.where(span[both] <= _NIGHT, DAY, PERIOD)
    return Windows(kind, np.where(starts, first, NO_DAY), np.where(ends, last, NO_DAY))


def told(kind: int, since: int, until: int) -> str:
    """Return a window in words."""
    first, last = written(since), written(until)
    match WINDOWS[kind]:
        case "day":
            return f"the day {first}" if first else "a day that is not named"
        case "period":
            return f"from {first} to {last}"
        case "since":
            return f"since {first}" if first else "since a start that is not named"
        case "as_of":
            return f"up to {last}" if last else "up to a day that is not named"
        case _:
            return "a time that is not stated"
