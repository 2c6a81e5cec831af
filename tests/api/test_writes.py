"""Writing over HTTP: what is answered, what is kept, and who reads it when."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.settings import Settings
from api.tokens import made
from graph.workspace import Workspace
from tests.api.conftest import FACTS, fill, row

TOKEN, SECRET = made("editor", ["articles"])
HEADERS = {"Authorization": f"Bearer {SECRET}"}
TEXT = "7月29日，公安部第九督察组到宁夏回族自治区银川市兴庆区，对夏季治安打击整治“百日行动”开展专项督察。"
SOON = 2.0
"""Seconds after which a server has to show what was written."""
OTHER = TEXT.replace("第九", "第七")
ARTICLE = {"id": "posted/1", "text": TEXT, "title": "督察", "published": "2022年8月3日"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace that a test may change."""
    return fill(tmp_path / "workspace")


@contextmanager
def served(folder: Path) -> Iterator[TestClient]:
    """Run the application over a workspace, with one token."""
    settings = Settings(workspace=folder, sparql="http://127.0.0.1:9", tokens=(TOKEN,))
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Give the application over it."""
    with served(folder) as client:
        yield client


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give an application to which nothing is sent that it takes."""
    with served(fill(tmp_path_factory.mktemp("refusing") / "workspace")) as client:
        yield client


WRITTEN = "/v1/articles/posted/1"


def post(client: TestClient, article: dict[str, Any], query: str = "") -> Response:
    """Send an article with the token."""
    return client.post("/v1/articles" + query, json=article, headers=HEADERS)


def places(client: TestClient, at_least: int) -> list[str]:
    """Return the places of all inspections, of a generation at least."""
    found = client.get("/v1/inspections", params={"at_least": at_least}).json()["items"]
    return sorted(line["place_code"] for line in found)


def test_article_is_durable_and_readable_once_answered(client: TestClient, folder: Path) -> None:
    answer = post(client, ARTICLE)
    said = answer.json()
    assert (answer.status_code, said["outcome"], said["removed"]) == (201, "added", [])
    assert answer.headers["location"] == "/v1/articles/posted/1"
    assert said["facts"] == len(said["added"]) > 0
    assert "posted/1" in Workspace.open(folder).known()
    assert places(client, said["generation"]) == ["520102", "640104", "640104"]
    shown = client.get("/v1/articles/posted/1", headers={"At-Least-Generation": str(said["generation"])})
    assert shown.json()["row"]["published"] == "2022-08-03"
    assert int(shown.headers["generation"]) == said["generation"]
    kept = folder / shown.json()["row"]["source"]
    assert (kept.read_text(encoding="utf-8"), kept.parent) == (TEXT, folder / "sources")


def test_article_sent_again_is_unchanged_or_replaced(client: TestClient) -> None:
    first = post(client, ARTICLE).json()
    again = post(client, ARTICLE)
    assert (again.status_code, again.json()["outcome"], again.json()["generation"]) == (
        200,
        "unchanged",
        first["generation"],
    )
    other = post(client, ARTICLE | {"text": OTHER}).json()
    assert (other["outcome"], other["generation"]) == ("replaced", first["generation"] + 1)
    assert {line["id"] for line in other["removed"]} == {line["id"] for line in first["added"]}
    assert places(client, other["generation"]) == ["520102", "640104", "640104"]


def test_dry_run_says_the_same_and_changes_nothing(client: TestClient, folder: Path) -> None:
    dry = post(client, ARTICLE, "?dry_run=true")
    assert dry.status_code == 200
    assert not (folder / "sources").exists()
    assert "posted/1" not in Workspace.open(folder).known()
    wet = post(client, ARTICLE).json()
    assert dry.json() | {"dry_run": False, "generation": wet["generation"]} == wet
    would = client.delete("/v1/articles/posted/1?dry_run=true", headers=HEADERS).json()
    assert (would["outcome"], would["removed"]) == ("retracted", wet["added"])
    assert "posted/1" in Workspace.open(folder).known()


def test_withdrawn_article_is_gone_with_its_text(client: TestClient, folder: Path) -> None:
    added = post(client, ARTICLE).json()
    gone = client.delete("/v1/articles/posted/1", headers=HEADERS)
    assert (gone.status_code, gone.json()["removed"]) == (200, added["added"])
    assert places(client, gone.json()["generation"]) == ["520102", "640104"]
    assert list((folder / "sources").iterdir()) == []
    assert client.delete("/v1/articles/posted/1", headers=HEADERS).status_code == 404


def test_article_of_another_source_is_not_overwritten(client: TestClient, folder: Path) -> None:
    answer = post(client, ARTICLE | {"id": "ningxia"})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (409, "conflict")
    assert "'ningxia'" in answer.json()["detail"]
    assert not (folder / "sources").exists()


ESCAPES = ("../../evil", "/etc/passwd", "..", "a/../../b", "x" * 200, "文" * 200)


@pytest.mark.parametrize("name", ESCAPES)
def test_no_id_leads_out_of_the_folder(client: TestClient, folder: Path, name: str) -> None:
    before = {path for path in folder.parent.rglob("*") if "sources" not in path.parts}
    assert post(client, ARTICLE | {"id": name}).status_code == 201
    [kept] = (folder / "sources").iterdir()
    assert kept.read_text(encoding="utf-8") == TEXT
    after = {path for path in folder.parent.rglob("*") if "sources" not in path.parts}
    assert {path for path in after - before if not path.is_relative_to(folder)} == set()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({"id": "a"}, "'text'"),
    "empty text": ({"id": "a", "text": ""}, "'text'"),
    "no id": ({"text": TEXT}, "'id'"),
    "blank id": ({"id": " ", "text": TEXT}, "'id'"),
    "line in id": ({"id": "a\nb", "text": TEXT}, "'id'"),
    "unknown field": ({"id": "a", "text": TEXT, "boddy": ""}, "'boddy'"),
    "no date": ({"id": "a", "text": TEXT, "published": "soon"}, "'soon'"),
    "script as address": ({"id": "a", "text": TEXT, "url": "javascript:alert(1)"}, "'url'"),
}


@pytest.mark.parametrize(("article", "said"), WRONG.values(), ids=WRONG)
def test_wrong_article_is_refused_with_the_field(refusing: TestClient, article: dict[str, Any], said: str) -> None:
    answer = post(refusing, article)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_broken_or_long_body_is_refused(refusing: TestClient) -> None:
    broken = refusing.post("/v1/articles", content=b"{", headers=HEADERS)
    assert (broken.status_code, "no JSON" in broken.json()["detail"]) == (422, True)
    long = refusing.post("/v1/articles", content=b" " * (9 * 2**20), headers=HEADERS)
    assert (long.status_code, long.json()["type"].rpartition("/")[2]) == (413, "too-large")


def test_nobody_writes_without_a_token(client: TestClient, folder: Path) -> None:
    before = Workspace.open(folder).log.generation()
    assert client.post("/v1/articles", json=ARTICLE).status_code == 401
    assert client.delete("/v1/articles/ningxia").status_code == 401
    with TestClient(create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))) as silent:
        assert silent.post("/v1/articles", json=ARTICLE, headers=HEADERS).status_code == 403
    assert Workspace.open(folder).log.generation() == before


FUTURE = {"a later one": ("at_least=99", "not there yet"), "no number": ("at_least=x", "no number")}


@pytest.mark.parametrize(("query", "said"), FUTURE.values(), ids=FUTURE)
@pytest.mark.parametrize("path", ["/v1/inspections?", "/v1/suggest?q=x&"])
def test_generation_that_cannot_be_had_is_refused(client: TestClient, path: str, query: str, said: str) -> None:
    answer = client.get(path + query)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_search_finds_what_was_just_written(client: TestClient) -> None:
    generation = post(client, ARTICLE | {"text": TEXT.replace("兴庆区", "金凤区")}).json()["generation"]
    found = client.get("/v1/search", params={"q": "金凤区", "at_least": generation}).json()
    assert {line["article"] for line in found["items"]} == {"posted/1"}


def test_search_finds_and_loses_what_was_written(client: TestClient) -> None:
    def found() -> list[str]:
        return [line["article"] for line in client.get("/v1/search", params={"q": "兴庆区"}).json()["items"]]

    assert ARTICLE["id"] not in found()
    for method in ("POST", "DELETE"):
        there = ARTICLE["id"] in found()
        written = post(client, ARTICLE) if method == "POST" else client.delete(WRITTEN, headers=HEADERS)
        assert written.is_success
        deadline = monotonic() + SOON
        while (ARTICLE["id"] in found()) is there:
            assert monotonic() < deadline
            sleep(0.02)


def test_other_process_is_seen_without_a_request(client: TestClient, folder: Path) -> None:
    Workspace.open(folder).put([(row("late"), FACTS["silent"])])
    until = monotonic() + SOON
    readers = client.app.state.readers  # type: ignore[attr-defined]
    while readers.held.index.generation < 2 and monotonic() < until:
        sleep(0.05)
    assert readers.held.index.generation == 2


def test_withdrawal_has_a_receipt_and_stands_in_the_journal(client: TestClient, folder: Path) -> None:
    would = client.delete("/v1/articles/ningxia?dry_run=true", headers=HEADERS).json()
    [cell] = would["cells"]
    assert (cell["place"], cell["before"]["state"], cell["after"]["state"]) == (
        "place/640000",
        "reported",
        "none found",
    )
    assert [line["type"] for line in would["lost"]] == ["inspection", "team", "role", "directive"]
    assert {"of": None, "name": "articles", "before": 3, "after": 2} in would["totals"]
    params = {"reason": "the publisher withdrew it"}
    done = client.delete("/v1/articles/ningxia", params=params, headers=HEADERS).json()
    assert done | {"dry_run": True, "generation": would["generation"]} == would
    entry = Workspace.open(folder).log.entries()[-1]
    assert (entry.action, entry.by, entry.why, entry.articles) == ("withdraw", "editor", *params.values(), ("ningxia",))
    assert entry.effect is not None
    assert (entry.effect["lost"], entry.effect["cells"]) == (4, 1)


def test_reason_names_no_private_person(client: TestClient, folder: Path) -> None:
    answer = client.delete("/v1/articles/ningxia", params={"reason": "居民王先生要求"}, headers=HEADERS)
    assert answer.status_code == 422
    assert "王" not in answer.json()["detail"]
    assert "ningxia" in Workspace.open(folder).known()
