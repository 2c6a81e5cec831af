"""What to review first: what moves most, then what is most doubtful."""

from dataclasses import replace

import pytest

from graph.entries import Act
from graph.index.narrow import Limits
from graph.questions.to_review import Impact, ReviewFilter, to_review
from graph.review import Decision, decide
from graph.workspace import Workspace
from ingest.privacy import find_private
from ontology.errors import ValueUnknown
from ontology.model import Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import inspection, one_of_each, result

WHOLE = result("a1", value=490)
FACTS: list[Fact] = [
    inspection("a1", team=9, place="640104", at=0),
    replace(inspection("a2", team=9, place="640500", at=0), confidence=0.2),
    replace(inspection("a3", team=7, place="520102", at=0), confidence=0.9),
    WHOLE,
    result("a1", value=12, at=150, part_of=WHOLE.id),
    result("a1", value=13, at=180, part_of=WHOLE.id),
]


def asked(make_index: MakeIndex, wanted: ReviewFilter, facts: list[Fact] = FACTS) -> list[tuple[str, Impact]]:
    """Return ids and impacts in the order of review."""
    index = make_index(facts)
    found = to_review(index, wanted)
    return [(index.lines.id(number), found.impact(number)) for number in found.numbers.tolist()]


def test_what_moves_most_comes_first(make_index: MakeIndex) -> None:
    found = asked(make_index, ReviewFilter(type="inspection"))
    # the seventh team's only visit: alone in its cell; it alone adds actor, place, and the three pairs
    assert found[0] == (FACTS[2].id, Impact(12, 1, 2, 6))
    # two visits in one cell: each adds its place, the campaign's, the team's; the more doubtful first
    assert found[1:] == [(FACTS[1].id, Impact(4, 1, 1, 4)), (FACTS[0].id, Impact(4, 1, 1, 4))]


def test_parts_move_with_their_whole(make_index: MakeIndex) -> None:
    found = asked(make_index, ReviewFilter(type="result"))
    assert found[0][0] == WHOLE.id
    assert [impact.facts for _, impact in found] == [3, 1, 1]


FILTERS: dict[str, tuple[ReviewFilter, list[Fact]]] = {
    "a place": (ReviewFilter(place="贵阳"), [FACTS[2]]),
    "an article": (ReviewFilter(article="article/a2"), [FACTS[1]]),
    "a campaign": (
        ReviewFilter(type="inspection", article="a1", limits=Limits(campaign="summer-policing-2022")),
        [FACTS[0]],
    ),
    "another campaign": (ReviewFilter(limits=Limits(campaign="summer-policing-2023")), []),
    "a rule": (ReviewFilter(rule="nothing"), []),
    "reviewed": (ReviewFilter(reviewed=True), []),
}


@pytest.mark.parametrize(("wanted", "facts"), FILTERS.values(), ids=FILTERS)
def test_filters(make_index: MakeIndex, wanted: ReviewFilter, facts: list[Fact]) -> None:
    assert [name for name, _ in asked(make_index, wanted)] == [fact.id for fact in facts]


def test_what_was_reviewed_is_asked_no_more(workspace: Workspace, make_index: MakeIndex) -> None:
    make_index(FACTS)
    decide(workspace, FACTS[2].id, Decision("accept", Act("desk")), find_private)
    index = workspace.index()
    assert FACTS[2].id not in index.lines.ids(to_review(index, ReviewFilter()).numbers)
    assert index.lines.ids(to_review(index, ReviewFilter(reviewed=True)).numbers) == [FACTS[2].id]


def test_every_type_and_none(make_index: MakeIndex) -> None:
    assert len(asked(make_index, ReviewFilter(), one_of_each())) == 10
    with pytest.raises(ValueUnknown, match="No fact type is called 'visit'"):
        asked(make_index, ReviewFilter(type="visit"))


def test_empty_workspace(make_index: MakeIndex) -> None:
    assert asked(make_index, ReviewFilter(), []) == []
