"""Statistics say the same however often and in whatever order the articles came."""

from itertools import permutations
from pathlib import Path

from graph.questions.stats import Stats, stats
from graph.workspace import Workspace
from ontology.model import ArticleRow, Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import article_row, day, inspection, one_of_each, signature

READINGS: list[tuple[ArticleRow, list[Fact]]] = [
    (article_row("a1", signature=signature(1, 2)), one_of_each("a1")),
    (article_row("a2", signature=signature(1, 2), publisher="人民网"), [inspection("a2", when=day("2023-05"))]),
    (article_row("a3", publisher=None), []),
    (article_row("a4", publisher="人民网"), [inspection("a4", 8, "440000", when=day(None), status="planned")]),
]
EXPECTED = Stats(
    articles=4,
    stories=3,
    silent=1,
    facts=12,
    types={
        "inspection": 3, "directive": 1, "meeting": 1, "operation": 1, "measure": 1, "target": 1, "result": 1,
        "role": 1, "team": 1, "coverage": 1,
    },
    statuses={"done": 11, "underway": 0, "planned": 1, "denied": 0},
    teams=3,
    places=6,
    provinces=4,
    campaigns=1,
    organizations=2,
    persons=1,
    metrics=1,
    dated=11,
    first="2022-08-19",
    last="2023-05-31",
    publishers={"人民网": 2, "中国警察网": 1},
)  # fmt: skip


def test_stats_count_everything(workspace: Workspace) -> None:
    workspace.put(READINGS)
    assert stats(workspace.index()) == EXPECTED


def test_stats_are_the_same_in_any_order(tmp_path: Path) -> None:
    for number, order in enumerate(permutations(READINGS)):
        workspace = Workspace.open(tmp_path / str(number), create=True)
        workspace.put(order[:2])
        workspace.put([(article_row("a1", text="old"), [inspection("a1", 3)])])
        workspace.put(order[1:])
        workspace.put([(article_row("a1", signature=signature(1, 2)), one_of_each("a1"))])
        workspace.put(order)
        assert stats(workspace.index()) == EXPECTED


def test_stats_of_nothing(make_index: MakeIndex) -> None:
    nothing = stats(make_index([]))
    assert (nothing.facts, nothing.first, nothing.last, nothing.publishers) == (0, None, None, {})
