"""An answer can be cited: the bundle holds it whole, and says later what has changed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.asking import COMPANIONS, companion_of
from api.settings import Settings
from graph.entries import Act
from graph.review import Decision, decide
from graph.workspace import Workspace
from ingest.privacy import find_private
from tests.api.conftest import FACTS, fill, row
from tests.api.test_cli import Command, command

__all__ = ["command"]
QUERY = "/v1/inspections?campaign=summer-policing-2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace that a test may change."""
    return fill(tmp_path / "workspace")


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Give the application over it."""
    with TestClient(create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))) as client:
        yield client


def test_bundle_holds_answer_sentences_and_citations(client: TestClient) -> None:
    answer = client.get("/v1/cite", params={"query": QUERY + "&limit=1"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    manifest = json.loads(files["citation.json"])
    assert (manifest["query"], manifest["rows"], manifest["generation"]) == (QUERY, 2, 1)
    rows = [json.loads(line) for line in files["rows.jsonl"].splitlines()]
    assert rows == client.get(QUERY).json()["items"] == json.loads(files["answer.json"])["items"]
    assert [FACTS[name][0].evidence.quote in files["sentences.csv"] for name in ("ningxia", "guizhou")] == [True, True]
    assert [one["id"] for one in manifest["articles"]] == ["guizhou", "ningxia"]
    assert files["gbt7714.txt"].startswith("[1] 中国警察网. Title of guizhou[EB/OL]. (2022-09-16)[")
    assert files["references.bib"].count("@misc{") == len(json.loads(files["csl.json"])) == 2
    again = client.get("/v1/cite", params={"query": QUERY})
    assert again.content == answer.content


ANSWERS = [
    "/v1/results", "/v1/matrix", "/v1/coverage", "/v1/coverage?team=第九督察组&place=640000", "/v1/articles/ningxia",
    "/v1/teams", f"/v1/teams/{quote('mps-supervision-9@summer-policing-2022')}/places", "/v1/places/520000",
    "/v1/teams/mps-supervision-9@summer-policing-2022", "/v1/campaigns/summer-policing-2022",
    "/v1/graph/neighborhood?node=place/640104", "/v1/timeline?entity=place/520000", "/v1/search?q=兴庆", "/v1/review",
]  # fmt: skip


@pytest.mark.parametrize("query", ANSWERS)
def test_any_answer_has_its_sentences(client: TestClient, query: str) -> None:
    answer = client.get("/v1/cite", params={"query": query})
    assert answer.status_code == 200, answer.text
    with ZipFile(BytesIO(answer.content)) as archive:
        assert len(archive.read("sentences.csv").splitlines()) > 1


REFUSED = {
    "another host": ("https://example.org/v1/results", 422),
    "no answer of ours": ("/healthz", 422),
    "itself": ("/v1/cite?query=/v1/results", 422),
    "no such place": ("/v1/places/999999", 404),
    "a wrong value": ("/v1/results?campaign=winter", 422),
    "no such address": ("/v1/nothing", 404),
}


@pytest.mark.parametrize(("query", "status"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_cited(client: TestClient, query: str, status: int) -> None:
    answer = client.get("/v1/cite", params={"query": query})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_citations_of_articles(client: TestClient) -> None:
    [found] = client.get("/v1/citations", params={"article": "ningxia"}).json()["items"]
    assert found["gbt7714"].startswith("中国警察网. Title of ningxia[EB/OL]. (2022-09-16)[")
    assert found["csl"]["container-title"] == "中国警察网"
    assert client.get("/v1/citations", params={"article": "nothing"}).status_code == 404


def test_companions_are_addresses(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {path for pair in COMPANIONS.items() for path in (pair[0], pair[1][0])} <= set(paths)
    given = {"status": "done", "limit": "3"}
    assert companion_of("/v1/teams/x@y", given) == ("/v1/timeline", {"status": "done", "entity": "team/x@y"})
    assert companion_of("/v1/results", given) is None


@pytest.fixture
def bundle(command: Command, folder: Path, tmp_path: Path) -> Path:
    """Give a bundle that was written by the command, and still stands."""
    file = tmp_path / "cited.zip"
    done = command("cite", QUERY, "-o", str(file), "--workspace", str(folder))
    assert (done.code, "2 sentences of 2 articles" in done.err) == (0, True)
    check = command("check-citation", str(file), "--workspace", str(folder))
    assert (check.code, check.out, "still answered the same" in check.err) == (0, "", True)
    return file


def checked(command: Command, bundle: Path, folder: Path, code: int = 1) -> dict[str, list[str]]:
    """Return what a check says has changed, without what has not."""
    done = command("check-citation", str(bundle), "--workspace", str(folder), "--json")
    assert done.code == code, done.err
    found = json.loads(done.out)
    assert found.pop("stands") is (code == 0)
    return {name: keys for name, keys in found.items() if keys and name != "same_state"}


def test_check_says_what_was_corrected(command: Command, bundle: Path, folder: Path) -> None:
    fact = FACTS["ningxia"][0]
    decide(Workspace.open(folder), fact.id, Decision("reject", Act("desk", "wrong")), find_private)
    assert checked(command, bundle, folder) == {"rows_gone": [fact.id], "facts_gone": [fact.id]}
    done = command("check-citation", str(bundle), "--workspace", str(folder))
    assert "Rows that are not in the answer any more" in done.out


def test_check_says_what_was_replaced_and_withdrawn(command: Command, bundle: Path, folder: Path) -> None:
    space = Workspace.open(folder)
    space.retract("guizhou")
    space.put([(replace(row("ningxia"), sha256="0" * 64), FACTS["ningxia"])])
    gone = FACTS["guizhou"][0].id
    assert checked(command, bundle, folder) == {
        "rows_gone": [gone], "facts_gone": [gone], "articles_gone": ["guizhou"], "articles_replaced": ["ningxia"],
    }  # fmt: skip


def test_check_is_not_disturbed_by_other_articles(command: Command, bundle: Path, folder: Path) -> None:
    Workspace.open(folder).put([(row("other"), [])])
    assert checked(command, bundle, folder, code=0) == {}


def test_check_finds_a_bundle_that_was_changed(command: Command, bundle: Path, folder: Path) -> None:
    with ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["rows.jsonl"] = files["rows.jsonl"].replace("兴庆区".encode(), "金凤区".encode())
    with ZipFile(bundle, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert checked(command, bundle, folder)["damaged"] == ["rows.jsonl"]


def test_what_is_no_bundle(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")
    with ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("citation.json", b"[]")
    for name in ("x.zip", "y.zip"):
        done = command("check-citation", str(tmp_path / name), "--workspace", str(folder))
        assert (done.code, "is no citation bundle" in done.err) == (2, True)
