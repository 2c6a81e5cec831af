"""What to review first: facts by their impact, the most doubtful first where that is the same.

The impact of a fact is what moves if it is wrong: facts × cells × totals. `facts` are itself and the parts that 其中 made of
it. `cells` are 1 for the cell that it is counted in (an inspection's team and province, a result's metric and scope, else
who and what), and 1 more if it is alone there, so that the cell would be blank. `totals` are 1 for the number of facts, and
1 more for each number of different things that it alone adds to: the campaign's actors and places, the actor's places, and
the actors, places and objects that there are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.figures.stated import words
from graph.index import names
from graph.index.coding import NONE, Ints
from graph.index.mentions import TYPES
from graph.index.narrow import EVERYTHING, Limits, within
from graph.index.relation import RelationIndex
from ontology.amend import editable
from ontology.errors import ValueUnknown

SPARSE: Final = 32
"""Pairs that there could be have a slot each in a table of so many times the facts at most."""
_ROOM: Final = 1
"""Bits of slots beyond those that number the facts, so that few pairs share one."""
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers that spread pairs over the slots."""


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What to look through; None for anything. `reviewed` says whether facts with a review are wanted or those without."""

    type: str | None = None
    article: str | None = None
    rule: str | None = None
    place: str | None = None
    limits: Limits = EVERYTHING
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Impact:
    """What a fact moves; `score` is the product."""

    score: int
    facts: int
    cells: int
    totals: int


@dataclass(frozen=True, slots=True, eq=False)
class ToReview:
    """Fact numbers in the order of review, and the impact of any fact by number."""

    numbers: Ints
    _weights: "_Weights"

    def impact(self, number: int) -> Impact:
        """Return what a fact moves."""
        facts, cells, totals = (
            int(column[number]) for column in (self._weights.facts, self._weights.cells, self._weights.totals)
        )
        return Impact(facts * cells * totals, facts, cells, totals)


@dataclass(frozen=True, slots=True, eq=False)
class _Weights:
    facts: Ints
    cells: Ints
    totals: Ints
    confidence: npt.NDArray[np.float32]


def to_review(index: RelationIndex, wanted: ReviewFilter) -> ToReview:
    """Return the facts that pass, those first that move most. Raises ValueUnknown for a value that nobody knows."""
    if wanted.type is not None and wanted.type not in TYPES:
        raise ValueUnknown(f"No fact type is called {wanted.type!r}; it is one of {', '.join(TYPES)}.")
    places = names.places(index, wanted.place) if wanted.place else None
    numbers = within(index, wanted.type, wanted.limits, places=places).numbers
    if wanted.article is not None:
        article = index.articles.number(wanted.article.removeprefix("article/"))
        if article is None:
            raise ValueUnknown(f"No article has the id {wanted.article!r}.")
        numbers = numbers[index.columns.article[numbers] == article]
    if wanted.rule is not None:
        numbers = numbers[_true(pc.equal(index.lines.column("rule", numbers), wanted.rule))]
    numbers = numbers[_true(pc.is_valid(index.lines.column("review", numbers))) == wanted.reviewed]
    weights = index.remembered(_weighed)
    score = (weights.facts * weights.cells * weights.totals)[numbers]
    return ToReview(numbers[np.lexsort((weights.confidence[numbers], -score))], weights)


def shown(index: RelationIndex, found: ToReview, cursor: str | None, limit: int) -> dict[str, object]:
    """Return a page: facts with their impact and the fields that can be edited; the cursor is the id of the last shown.

    Raises ValueUnknown for a cursor whose fact is not in the list.
    """
    first, numbers = 0, found.numbers
    if cursor is not None:
        number = index.lines.number(cursor)
        places = np.flatnonzero(numbers == number).tolist() if number is not None else []
        if not places:
            raise ValueUnknown(f"{cursor!r} is no cursor of this list as it is now; start again without one.")
        first = places[0] + 1
    chosen = numbers[first : first + limit]
    facts = index.facts(chosen)
    items = [
        {"fact": line, "impact": found.impact(number), "editable": editable(line["type"])}
        for number, line in zip(chosen.tolist(), facts, strict=True)
    ]
    following = facts[-1]["id"] if first + limit < len(numbers) else None
    return {"items": items, "next": following, "total": len(numbers)}


def _true(found: object) -> npt.NDArray[np.bool_]:
    mask: npt.NDArray[np.bool_] = pc.fill_null(found, False).to_numpy(zero_copy_only=False)
    return mask


def _weighed(index: RelationIndex) -> _Weights:
    columns = index.columns
    actor, place, thing, campaign = columns.actor, columns.place, columns.object, columns.campaign
    totals = np.ones(index.size, np.int64)
    for named in (actor, place, thing):
        totals += (named != NONE) & (np.append(index.entities.facts, 0)[named] == 1)
    for one, other in ((campaign, actor), (campaign, place), (actor, place)):
        both = np.flatnonzero((one != NONE) & (other != NONE))
        totals[both] += _alone(one[both], other[both])
    cells = 1 + _alone(*_cell(index, actor, place, thing, campaign)).astype(np.int64)
    confidence = (
        index.lines.column("confidence", np.arange(index.size)).to_numpy(zero_copy_only=False).astype(np.float32)
    )
    return _Weights(_with_parts(index), cells, totals, confidence)


def _cell(index: RelationIndex, actor: Ints, place: Ints, thing: Ints, campaign: Ints) -> tuple[Ints, Ints]:
    """Return two numbers a fact that name its cell."""
    kind = index.columns.type.astype(np.int64)
    province = np.append(index.entities.province, NONE)[place].astype(np.int64)
    visit, number = kind == TYPES.index("inspection"), kind == TYPES.index("result")
    first = np.where(number, campaign, actor) * len(TYPES) + kind
    second = np.where(
        visit,
        province,
        np.where(number, thing.astype(np.int64) << 32 | (place + 1), np.where(thing != NONE, thing, place)),
    )
    return first, second


def _alone(one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Return which pairs of numbers come once.

    Pairs are put into slots, each over the one before; of those that were put over, the slot holds the same pair or
    another: only slots that hold others too are sorted.
    """
    slot, size = _slots(one, other)
    if size <= len(one):
        return (np.bincount(slot, minlength=size) == 1)[slot]  # type: ignore[no-any-return]
    rows = np.arange(len(one), dtype=np.int32)
    last = np.empty(size, np.int32)
    last[slot] = rows
    there = last[slot]
    over = np.flatnonzero(there != rows)
    same = (one[there[over]] == one[over]) & (other[there[over]] == other[over])
    several, mixed = np.zeros(size, bool), np.zeros(size, bool)
    several[slot[over]] = True
    mixed[slot[over[~same]]] = True
    alone: npt.NDArray[np.bool_] = ~several[slot]
    left = np.flatnonzero(mixed[slot])
    order = np.lexsort((other[left], one[left]))
    here, beside = one[left[order]], other[left[order]]
    equal = (here[1:] == here[:-1]) & (beside[1:] == beside[:-1])
    alone[left[order]] = ~(np.append(equal, False) | np.insert(equal, 0, False))[: len(order)]
    return alone


def _slots(one: Ints, other: Ints) -> tuple[Ints, int]:
    """Return a slot for each pair, and how many there are: one for each pair that there could be, else fewer by chance."""
    size = len(one)
    (low, width), (least, length) = (
        (int(n.min(initial=0)), int(n.max(initial=0)) - int(n.min(initial=0)) + 1) for n in (one, other)
    )
    if width * length <= SPARSE * size:
        return (one.astype(np.int64) - low) * length + (other - least), width * length
    bits = size.bit_length() + _ROOM
    mixed = one.astype(np.uint64) * _FIRST + other.astype(np.uint64) * _SECOND
    return (mixed >> np.uint64(64 - bits)).astype(np.int32), 1 << bits


def _with_parts(index: RelationIndex) -> Ints:
    """Count each fact and the facts that are a part of it."""
    numbers = index.of_type("result")
    wholes = words(index, numbers, "part_of")
    tally = np.bincount(wholes.codes[wholes.codes != NONE], minlength=len(wholes.values))
    at = pc.index_in(index.lines.column("id", numbers), value_set=pa.array(wholes.values, pa.string()))
    counts = np.ones(index.size, np.int64)
    counts[numbers] += np.append(tally, 0)[pc.fill_null(at, NONE).to_numpy(zero_copy_only=False)]
    return counts
