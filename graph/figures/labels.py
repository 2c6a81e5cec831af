"""Labels: how two figures stand to each other, and why where they cannot be compared.

    same            the same number, written with the same bound
    rounds to       numbers that may be one number rounded: 26.98万 and 27万余
    later update    a count that goes on, later and not lower
    contradicts     the same measure over the same window, and no rounding makes them one
    not comparable  with reasons

No label says which of two is right. A rate is no count that goes on, so it has no later update.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.figures.bounds import Flags
from graph.figures.columns import Figures
from graph.figures.windows import AS_OF, SINCE, UNSTATED
from graph.index.coding import NONE, Ints
from graph.index.days import NO_DAY
from graph.index.relation import RelationIndex

LABELS: Final = ("same", "rounds to", "later update", "contradicts", "not comparable")
"""Code of a label = its place here."""
SAME, ROUNDS, LATER, CONTRADICTS, APART = range(len(LABELS))
REASONS: Final = {
    "metric": "different things are counted",
    "scope": "they are counted over different places",
    "campaign": "they belong to different campaigns",
    "unit": "the units do not convert into each other",
    "change": "one is a change, the other a level, or they compare with different times",
    "part": "one is a part of a larger number",
    "window": "they are counted over different times",
    "window not stated": "the time over which it is counted is not stated",
    "end not stated": "the day up to which it is counted is not stated",
    "scope not stated": "the place over which it is counted is not stated",
    "words": "what is counted is worded differently",
    "body": "different bodies report them",
    "story": "both are from one story",
}
"""Why two figures are not compared; in an answer in this order."""
_BIT: Final = {name: 1 << place for place, name in enumerate(REASONS)}
_RATES: Final = frozenset({"%", "个百分点"})


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """One element a pair: code into LABELS, and the reasons as bits in the order of REASONS."""

    label: Ints
    reasons: Ints


def why(bits: int) -> tuple[str, ...]:
    """Return the names of reasons."""
    return tuple(name for name, bit in _BIT.items() if bits & bit)


def labelled(index: RelationIndex, found: Figures, one: Ints, other: Ints) -> Labels:
    """Label pairs of figures, given by their places; the order inside a pair does not matter."""
    hard = _differences(index, found, one, other)
    bound, spans = found.bounds, found.windows
    equal = (found.value[one] == found.value[other]) & (found.modifier[one] == found.modifier[other])
    near = np.maximum(bound.least[one], bound.least[other]) < np.minimum(bound.most[one], bound.most[other])
    agree = np.where(equal, SAME, ROUNDS)
    alike = _alike(found, one, other)
    kind, dated = spans.kind[one], (spans.until[one] != NO_DAY) & (spans.until[other] != NO_DAY)
    open_ = (kind == SINCE) | ((kind == AS_OF) & ~dated)
    silent = (kind == UNSTATED) | (spans.kind[other] == UNSTATED)
    unknown = silent | (alike & ~dated & ~open_)
    counts = (found.change.codes[one] == NONE) & ~np.isin(found.unit[one], _rates(found))
    soft = _soft(found, one, other)
    both_as_of = (kind == AS_OF) & (spans.kind[other] == AS_OF) & dated & counts & ~alike
    later = _grows(found, one, other, spans.until, both_as_of)
    updated = _grows(found, one, other, found.published, alike & open_ & counts)
    apart = hard | np.where(alike | both_as_of, 0, _BIT["window"]) | np.where(unknown, _BIT["window not stated"], 0)
    label = np.where(apart == 0, CONTRADICTS, APART)
    settled = alike & (hard == 0) & (equal | near)
    label = np.where(both_as_of & (apart == 0) & later, LATER, label)
    label = np.where(alike & open_ & (apart == 0), np.where(updated, LATER, APART), label)
    apart = np.where((label == APART) & alike & open_, apart | _BIT["end not stated"], apart)
    differs = (soft != 0) & ~settled & (label != APART)
    label, apart = np.where(differs, APART, label), np.where(differs, apart | soft, apart)
    return Labels(np.where(settled, agree, label), np.where(settled | (label != APART), 0, apart))


def _differences(index: RelationIndex, found: Figures, one: Ints, other: Ints) -> Ints:
    """Return the reasons for which no time and no words can make two figures comparable."""
    unsaid = np.where((found.scope[one] == NONE) | (found.scope[other] == NONE), _BIT["scope not stated"], 0)
    if np.array_equal(found.measure[one], found.measure[other]):
        return unsaid  # all that is compared below makes the measure
    columns = index.columns
    named = {
        "metric": columns.object[found.facts],
        "scope": found.scope,
        "campaign": columns.campaign[found.facts],
        "unit": found.unit,
        "change": found.change.codes,
        "part": found.part,
    }
    bits = np.zeros(len(one), np.int64)
    for name, column in named.items():
        bits |= np.where(column[one] != column[other], _BIT[name], 0)
    return np.where(unsaid, bits & ~_BIT["scope"] | unsaid, bits)


def _alike(found: Figures, one: Ints, other: Ints) -> Flags:
    """Mark pairs counted over the same window, as far as it is stated; the end of `since` is the report's."""
    spans = found.windows
    kind = spans.kind[one]
    first = (spans.since[one] == spans.since[other]) | (kind == AS_OF)
    last = (spans.until[one] == spans.until[other]) | (kind == SINCE)
    alike: Flags = (kind == spans.kind[other]) & first & last
    return alike


def _soft(found: Figures, one: Ints, other: Ints) -> Ints:
    """Return the reasons for which numbers that differ need not contradict each other."""
    bodies = (found.agency[one] != found.agency[other]) & (found.agency[one] != NONE) & (found.agency[other] != NONE)
    words = found.worded[one] != found.worded[other]
    bits: Ints = bodies.astype(np.int64) * _BIT["body"] + words.astype(np.int64) * _BIT["words"]
    return bits


def _grows(found: Figures, one: Ints, other: Ints, days: Ints, asked: Flags) -> Flags:
    """Mark those of the pairs asked about whose later figure is not lower than the earlier one, by days that both have."""
    grows, rows = np.zeros(len(one), bool), np.flatnonzero(asked)
    one, other = one[rows], other[rows]
    least, most = found.bounds.least, found.bounds.most
    earlier = np.where(days[one] <= days[other], one, other)
    after = np.where(days[one] <= days[other], other, one)
    known = (days[one] != NO_DAY) & (days[other] != NO_DAY) & (days[one] != days[other])
    grows[rows] = known & (most[after] > least[earlier])
    return grows


def _rates(found: Figures) -> list[int]:
    return [number for number, unit in enumerate(found.units) if unit in _RATES]
