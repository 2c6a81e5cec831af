"""/readyz tells the truth: what does not work is said in a sentence, with status 503."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import readiness
from api.app import create_app
from api.dependencies import Readers
from api.readiness import Watch
from api.settings import Settings
from graph.store import Store
from graph.workspace import Workspace
from ontology.errors import StoreError
from ontology.limits import parsed
from tests.api.conftest import fill, row


@pytest.fixture
def held(tmp_path: Path) -> Readers:
    """Give readers whose store is a port where nobody listens."""
    space = Workspace.open(fill(tmp_path / "workspace"))
    readers = Readers(space, Store(space.folder, "http://127.0.0.1:9"))
    readers.open()
    return readers


def test_store_that_was_never_asked_is_filling(held: Readers) -> None:
    found = Watch(held, 0).look()
    assert (found.status, found.sparql, found.generation, found.committed) == ("ready", "filling", 1, 1)


def test_store_that_cannot_be_filled_fails(held: Readers) -> None:
    with pytest.raises(StoreError):
        held.fill()
    found = Watch(held, 0).look()
    assert (found.status, found.sparql) == ("failing", "failing")
    assert "cannot be reached" in found.problems[0]


def test_store_that_died_since_fails(held: Readers) -> None:
    held.store_ready = True
    assert Watch(held, 0).look().problems[0].startswith("SPARQL is not answered: it cannot be reached")


def test_full_disk_fails(held: Readers) -> None:
    found = Watch(held, 2**60).look()
    assert found.disk_free > 0
    assert "MB left" in found.problems[0]


def test_index_that_stays_behind_fails(held: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, now = Watch(held, 0), [100.0]
    monkeypatch.setattr(readiness, "monotonic", lambda: now[0])
    monkeypatch.setattr(Workspace, "latest", lambda self: self.generations.held)
    held.workspace.put([(row("more"), ())])
    assert watch.look().status == "ready"
    now[0] += 31
    found = watch.look()
    assert (found.behind, found.committed) == (31.0, 2)
    assert "The index is at generation 1, and 2 was committed 31 s ago." in found.problems
    monkeypatch.undo()
    held.workspace.index()
    held.open()
    assert watch.look().behind == 0


def test_workspace_that_is_gone_fails(held: Readers) -> None:
    shutil.rmtree(held.workspace.folder)
    assert Watch(held, 1).look().status == "failing"


def test_route_answers_503_and_why(tmp_path: Path) -> None:
    folder = fill(tmp_path / "workspace")
    with TestClient(create_app(Settings(workspace=folder, limits=parsed(f"free={2**39}KB")))) as client:
        answer = client.get("/readyz")
        assert client.get("/v1/teams").status_code == client.get("/healthz").status_code == 200
    assert answer.status_code == 503
    assert "MB left" in answer.json()["problems"][0]
