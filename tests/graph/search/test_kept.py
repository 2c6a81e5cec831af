"""Search that takes up what commits change holds what search built anew holds."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from tantivy import Query

from graph.search import entities, kept, sentences
from graph.search.current import Searches
from graph.search.kept import Kept
from graph.search.tables import opened
from graph.workspace import Workspace
from tests.graph.index.generated import generated
from tests.helpers import article_row

NAMES = [f"a{number}" for number in range(12)]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "workspace", create=True)


def put(space: Workspace, rng: Random, names: list[str]) -> None:
    """Put articles that share entities, with titles or without."""
    space.put([
        (article_row(name, text=str(rng.random()), title=rng.choice(["行动", None])), generated(rng, name))
        for name in names
    ])  # fmt: skip


def held(folder: Path) -> list[dict[str, Any]]:
    """Return the stored fields of all documents of a search index, in any order; a label may be an older one."""
    searcher = opened(folder).searcher()
    found = searcher.search(Query.all_query(), 100_000, count=False).hits
    documents = [searcher.doc(address).to_dict() for _, address in found]
    return sorted(({k: v for k, v in one.items() if k != "label"} for one in documents), key=str)


def folder_of(space: Workspace) -> Path:
    return space.folder / "search" / (space.folder / "search" / "CURRENT").read_text()


@pytest.mark.parametrize("seed", range(6))
def test_what_was_taken_up_is_what_building_anew_gives(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 (no secret)
    put(space, rng, NAMES[:8])
    searches = Searches(space)
    searches.current()
    first = folder_of(space)
    monkeypatch.setattr(kept, "_SHARE", 0)  # however much it is
    for step in range(5):
        name = rng.choice(NAMES)
        if name in space.known() and rng.random() < 0.4:
            space.retract(name)
        else:
            put(space, rng, [name, rng.choice([one for one in NAMES if one != name])])
        index = searches.current().index
        assert index.generation == space.log.generation()
        for module in (sentences, entities):
            anew = tmp_path / f"{module.__name__}-{step}"
            module.write(index, anew)
            assert held(folder_of(space) / module.__name__.rpartition(".")[2]) == held(anew)
    assert folder_of(space) == first


def test_what_broke_off_is_done_again(space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(3)  # noqa: S311 (no secret)
    put(space, rng, NAMES[:8])
    Searches(space).current()
    first = folder_of(space)
    put(space, rng, ["a3"])
    steps = {"sentences": (sentences, "replace"), "state": (Kept, "_reach")}
    for owner, name in steps.values():
        with monkeypatch.context() as broken:
            broken.setattr(owner, name, _fail)
            with pytest.raises(KeyboardInterrupt):
                Searches(space).current()
    index = Searches(space).current().index
    assert folder_of(space) == first
    for module in (sentences, entities):
        anew = tmp_path / module.__name__
        module.write(index, anew)
        assert held(first / module.__name__.rpartition(".")[2]) == held(anew)


def _fail(*_: object) -> None:
    raise KeyboardInterrupt


def test_much_is_built_anew(space: Workspace) -> None:
    rng = Random(5)  # noqa: S311 (no secret)
    put(space, rng, NAMES[:2])
    Searches(space).current()
    first = folder_of(space)
    put(space, rng, NAMES[2:])
    Searches(space).current()
    assert folder_of(space) != first
