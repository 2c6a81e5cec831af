"""Filters and pages: what passes, in which order, and cursors that stay good while the log grows."""

import pytest

from graph.index.relation import RelationIndex
from graph.index.select import Selection, Wanted, page, select
from graph.workspace import Workspace
from ontology.errors import ValueUnknown
from ontology.model import Fact, When
from tests.graph.conftest import MakeIndex
from tests.helpers import article_row, day, inspection, one_of_each


def everything(index: RelationIndex) -> Selection:
    return select(index, None, Wanted())


def walked(index: RelationIndex, limit: int) -> list[str]:
    """Return the ids of all facts, page by page."""
    found: list[str] = []
    cursor = None
    while True:
        shown = page(index, everything(index), cursor, limit)
        found += index.lines.ids(shown.numbers)
        cursor = shown.next
        if cursor is None:
            return found


DATED: list[Fact] = [
    inspection("a1", when=day("2022-08-19")),
    inspection("a2", when=day("2022-08")),
    inspection("a3", when=day("2023")),
    inspection("a4", when=day(None)),
    inspection("a5", when=day(None)),
    inspection("a6", when=day("2022-08-19"), at=5),
]


@pytest.mark.parametrize("limit", [1, 2, 5, 6, 7])
def test_pages_go_through_everything_once_newest_first(make_index: MakeIndex, limit: int) -> None:
    index = make_index(DATED)
    starts = {fact.id: fact.when.start or "" for fact in DATED}
    expected = sorted(sorted(starts), key=lambda name: _newest_first(starts[name]))
    assert walked(index, limit) == expected


def _newest_first(start: str) -> int:
    return -int((start + "-01-01")[:10].replace("-", "")) if start else 0


def test_cursor_survives_new_and_lost_articles(workspace: Workspace) -> None:
    workspace.put([(article_row(fact.article), [fact]) for fact in DATED])
    before = workspace.index()
    first = page(before, everything(before), None, 2)
    assert first.next is not None
    rest = before.lines.ids(page(before, everything(before), first.next, 10).numbers)
    gone = before.fact(int(first.numbers[-1]))["article"]
    workspace.retract(gone)
    workspace.put([(article_row("b1"), [inspection("b1", when=day("2024"))])])
    after = workspace.index()
    assert after.lines.ids(page(after, everything(after), first.next, 10).numbers) == rest


@pytest.mark.parametrize("cursor", ["", "x", "====", "MTIz", "eCx5", "é"])
def test_a_cursor_that_is_none_is_refused(make_index: MakeIndex, cursor: str) -> None:
    index = make_index(DATED)
    with pytest.raises(ValueUnknown, match="is no cursor"):
        page(index, everything(index), cursor)


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_limit_out_of_range_is_refused(make_index: MakeIndex, limit: int) -> None:
    index = make_index(DATED)
    with pytest.raises(ValueUnknown, match="out of range"):
        page(index, everything(index), None, limit)


PERIODS: dict[str, tuple[str | None, str | None, set[str]]] = {
    "no period": (None, None, {"a1", "a2", "a3", "a4", "a5", "a6"}),
    "day inside a month": ("2022-08-25", "2022-08-25", {"a2"}),
    "from a day on": ("2022-08-20", None, {"a2", "a3"}),
    "until a month": (None, "2022-07", set()),
    "until the end of a month": (None, "2022-08", {"a1", "a2", "a6"}),
    "a year": ("2023", "2023", {"a3"}),
}


@pytest.mark.parametrize(("since", "until", "expected"), PERIODS.values(), ids=PERIODS)
def test_period_takes_what_overlaps(
    make_index: MakeIndex, since: str | None, until: str | None, expected: set[str]
) -> None:
    index = make_index(DATED)
    found = select(index, "inspection", Wanted(since=since, until=until))
    assert {line["article"] for line in index.facts(found.numbers)} == expected
    assert found.total == len(expected)


def test_one_stated_bound_stands_for_both(make_index: MakeIndex) -> None:
    from_day_on, until_day = When(start="2022-06-25"), When(end="2022-07")
    index = make_index([inspection("a1", when=from_day_on), inspection("a2", when=until_day)])
    july = select(index, "inspection", Wanted(since="2022-07", until="2022-07"))
    assert [line["article"] for line in index.facts(july.numbers)] == ["a2"]
    june = select(index, "inspection", Wanted(since="2022-06", until="2022-06"))
    assert [line["article"] for line in index.facts(june.numbers)] == ["a1"]


def test_type_is_a_filter(make_index: MakeIndex) -> None:
    index = make_index(one_of_each())
    assert [select(index, kind, Wanted()).total for kind in ("result", None)] == [1, 10]
