"""An index that caught up is the one that building anew gives."""

import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from graph.index.build import Columns, build
from graph.index.catchup import caught_up
from graph.index.places import Hierarchy
from graph.index.postings import NAMED
from graph.index.relation import RelationIndex
from graph.workspace import Workspace
from ontology.model import ArticleRow, Fact
from tests.graph.index.generated import generated
from tests.helpers import article_row, one_of_each, signature


def fresh(workspace: Workspace, folder: Path) -> RelationIndex:
    """Return the index built anew, beside the workspace's own."""
    folder.mkdir()
    build(workspace.log.articles(), workspace.log.facts(), folder)
    return RelationIndex.open(folder, workspace.log.generation())


def assert_same(found: RelationIndex, wanted: RelationIndex) -> None:
    """Compare all but labels and the numbers of stories."""
    assert found.generation == wanted.generation
    assert found.facts(range(found.size)) == wanted.facts(range(wanted.size))
    assert found.lines.ids(range(found.size)) == wanted.lines.ids(range(wanted.size))
    assert [found.fact(number) for number in range(found.size)] == found.facts(
        range(found.size)
    )  # one by one, together
    assert [found.lines.id(number) for number in range(found.size)] == found.lines.ids(range(found.size))
    assert found.entities.ids.to_pylist() == wanted.entities.ids.to_pylist()
    assert found.entities.kinds == wanted.entities.kinds
    assert found.articles.rows.to_pylist() == wanted.articles.rows.to_pylist()
    pairs = [(found.columns, wanted.columns, Columns)]
    for one, two, kind in [*pairs, (found.entities.tree, wanted.entities.tree, Hierarchy)]:
        for field in fields(kind):
            assert np.array_equal(getattr(one, field.name), getattr(two, field.name)), field.name
    for role in NAMED:
        one, two = found.postings.role(role), wanted.postings.role(role)
        assert (one.facts.tolist(), one.start.tolist()) == (two.facts.tolist(), two.start.tolist()), role
    for name in ("extra_facts", "extra_places"):
        assert getattr(found.postings, name).tolist() == getattr(wanted.postings, name).tolist(), name
    assert np.array_equal(found.by_rank, wanted.by_rank)
    for name in ("facts", "links"):
        assert np.array_equal(getattr(found.entities, name), getattr(wanted.entities, name)), name
    assert partition(found.articles.story) == partition(wanted.articles.story)


def partition(story: np.ndarray[tuple[int, ...], np.dtype[np.integer]]) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(story == one).tolist()) for one in story.tolist()}


def row(rng: random.Random, name: str) -> ArticleRow:
    words = signature(*(rng.randrange(2**32) for _ in range(128))) if rng.random() < 0.8 else signature(7)
    return article_row(name, text=str(rng.random()), signature=words)


@pytest.mark.parametrize("seed", range(12))
def test_catching_up_gives_what_building_anew_gives(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 (no secret)
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    names = [f"a{number}" for number in range(20)]
    workspace.put([(row(rng, name), generated(rng, name)) for name in rng.sample(names, rng.randrange(0, 20))])
    index = fresh(workspace, tmp_path / "base")
    for step in range(4):
        for name in rng.sample(names, rng.randrange(1, 4)):
            if name in workspace.known() and rng.random() < 0.4:
                workspace.retract(name)
            else:
                workspace.put([(row(rng, name), generated(rng, name))])
        wanted = fresh(workspace, tmp_path / str(step))
        found = caught_up(index, workspace.log.changed_since(index.generation))
        if found is not None:
            assert_same(found, wanted)
        index = found or wanted


def test_a_story_that_loses_its_middle_is_parted(tmp_path: Path) -> None:
    first, last = signature(*range(1, 129)), signature(*range(1, 65), *range(1001, 1065))
    middle = signature(*range(1, 97), *range(1033, 1065))
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    told = {"a": first, "b": middle, "c": last, "d": first, "e": signature(7)}
    workspace.put([(article_row(name, signature=words), one_of_each(name)) for name, words in told.items()])
    index = fresh(workspace, tmp_path / "base")
    assert partition(index.articles.story) == {frozenset({0, 1, 2, 3}), frozenset({4})}
    workspace.retract("b")
    found = caught_up(index, workspace.log.changed_since(index.generation))
    assert found is not None
    assert partition(found.articles.story) == {frozenset({0, 2}), frozenset({1}), frozenset({3})}
    assert_same(found, fresh(workspace, tmp_path / "anew"))


def test_much_is_built_anew(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    index = workspace.index()
    many: list[tuple[ArticleRow, list[Fact]]] = [(article_row(f"a{n}"), one_of_each(f"a{n}")) for n in range(51)]
    workspace.put(many)
    assert caught_up(index, workspace.log.changed_since(0)) is None
