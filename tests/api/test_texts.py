"""GET /v1/texts/{id}: the text that offsets point into, as long as its file is there and the same."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.writes import Writer
from graph.entries import Act
from graph.files import ASIDE
from graph.sources import offer, source_of
from graph.workspace import Workspace
from ingest.pipeline import read
from ingest.reader import read_paths
from ontology.model import Article

VISIT = "公安部第七督察组8月19日来到贵州省贵阳市南明区,检查夏夜治安巡查。"
OTHER = "公安部第九督察组8月20日在宁夏银川检查。😀 公安部第八督察组8月21日在云南昆明市检查。"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Give a folder with a text and a file of two records."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "visit.txt").write_text(f"---\npublished: 2022-08-20\n---\n{VISIT}", encoding="utf-8")
    records = [{"id": name, "text": text, "published": "2022-08-22"} for name, text in (("a", "没有。"), ("b", OTHER))]
    (folder / "two.jsonl").write_bytes(b"\n".join(map(orjson.dumps, records)))
    return folder


@pytest.fixture
def client(articles: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Give the application over these articles."""
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    given = [one for one in read_paths([articles]) if isinstance(one, Article)]
    workspace.put((reading.row, reading.facts) for reading in map(read, given))
    with TestClient(create_app(Settings(workspace=workspace.folder, sparql="http://127.0.0.1:9"))) as client:
        yield client


@pytest.mark.parametrize(("article", "holds"), [("visit", VISIT), ("b", OTHER)])
def test_offsets_of_facts_point_into_the_text(client: TestClient, article: str, holds: str) -> None:
    found = client.get(f"/v1/texts/{article}").json()
    assert found["text"][found["body"] :] == holds
    facts = client.get(f"/v1/articles/{article}").json()["facts"]
    assert facts
    for fact in facts:
        evidence = fact["evidence"]
        assert found["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_residue_is_marked(client: TestClient) -> None:
    row = client.get("/v1/articles/b").json()["row"]
    assert client.get("/v1/texts/b").json()["residue"] == row["residue"]


@pytest.mark.parametrize("damage", ["changed", "gone", "folder"])
def test_text_that_is_not_the_one_read_is_not_shown(client: TestClient, articles: Path, damage: str) -> None:
    file = articles / "visit.txt"
    file.unlink()
    if damage == "changed":
        file.write_text("另一篇。", encoding="utf-8")
    elif damage == "folder":
        file.mkdir()
    answer = client.get("/v1/texts/visit")
    assert answer.status_code == 404
    assert "not there any more" in answer.json()["detail"]


def test_unknown_article(client: TestClient) -> None:
    assert client.get("/v1/texts/none").status_code == 404


@pytest.fixture
def sent(tmp_path: Path) -> Workspace:
    """Give a workspace with one article that was sent."""
    space = Workspace.open(tmp_path / "sent", create=True)
    Writer(space).put(Article("sent", VISIT, source_of("sent"), published="2022-08-20"), Act())
    return space


def test_text_that_was_sent_is_found_from_anywhere(sent: Workspace) -> None:
    with TestClient(create_app(Settings(workspace=sent.folder, sparql="http://127.0.0.1:9"))) as client:
        assert client.get("/v1/texts/sent").json()["text"] == VISIT


def test_killed_writers_lose_neither_the_committed_text_nor_the_one_before(sent: Workspace) -> None:
    """Killed before the commit: the text before is shown. Killed after it: the new one, from where it lies."""
    newer = Article("sent", VISIT + "又到遵义市。", source_of("sent"), published="2022-08-20")
    offer(sent.folder, "sent", newer.text)
    with TestClient(create_app(Settings(workspace=sent.folder, sparql="http://127.0.0.1:9"))) as client:
        assert client.get("/v1/texts/sent").json()["text"] == VISIT
        reading = read(newer)
        generation = sent.put([(reading.row, reading.facts)]).generation
        assert client.get(f"/v1/texts/sent?at_least={generation}").json()["text"] == newer.text
    Writer(sent).tidy()
    assert [path.name for path in (sent.folder / "sources").iterdir()] == ["sent.txt"]


def test_tidy_removes_texts_that_nobody_withdrew_in_full(sent: Workspace) -> None:
    offer(sent.folder, "other", "never committed")
    (sent.folder / "sources" / f"{ASIDE}half").write_text("killed while it was wri", encoding="utf-8")
    sent.retract("sent")
    Writer(sent).tidy()
    assert sorted(path.name.partition("+")[0] for path in (sent.folder / "sources").iterdir()) == [
        f"{ASIDE}half",
        "other",
    ]
    Writer(sent).tidy(young=0)
    assert list((sent.folder / "sources").iterdir()) == []
