"""A workspace to write to, and an index over given facts."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from graph.index.relation import RelationIndex
from graph.workspace import Workspace
from ontology.model import Fact
from tests.helpers import article_row

MakeIndex = Callable[[Sequence[Fact]], RelationIndex]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "workspace", create=True)


@pytest.fixture
def make_index(workspace: Workspace) -> MakeIndex:
    """Return a function that puts facts, article by article, and opens the index."""

    def make(facts: Sequence[Fact]) -> RelationIndex:
        by_article = groupby(sorted(facts, key=lambda fact: fact.article), key=lambda fact: fact.article)
        workspace.put([(article_row(name), list(group)) for name, group in by_article])
        return workspace.index()

    return make
