"""What all answers share: tags, headers, the documentation page, and facts that come while the server runs."""

import re
from pathlib import Path
from time import sleep

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.settings import Settings
from graph.workspace import Workspace
from ontology.errors import WorkspaceError
from tests.api.conftest import FACTS, fill, row


def test_answer_carries_a_tag_and_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/v1/inspections")
    again = client.get("/v1/inspections", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/v1/inspections", headers={"If-None-Match": '"other"'}).status_code == 200


def test_problem_carries_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/v1/inspections?place=nowhere").headers


def test_running_server_sees_what_is_committed(tmp_path: Path) -> None:
    space = Workspace.open(fill(tmp_path / "workspace"))
    with TestClient(create_app(Settings(workspace=space.folder, sparql="http://127.0.0.1:9"))) as client:
        before = client.get("/v1/inspections")
        assert before.json()["total"] == 2
        space.retract("ningxia")
        after = changed(client, before.headers["etag"])
        assert after.json()["total"] == 1
        space.put([(row("ningxia"), FACTS["ningxia"])])
        assert changed(client, after.headers["etag"]).json()["total"] == 2


def changed(client: TestClient, tag: str) -> Response:
    """Return the first answer with another tag; two seconds is what a server may take to see a commit."""
    for _ in range(200):
        answer = client.get("/v1/inspections", headers={"If-None-Match": tag})
        if answer.status_code != 304:
            return answer
        sleep(0.01)
    raise AssertionError("the server never saw the commit")


def test_empty_workspace_answers_empty_lists(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "empty", create=True)
    with TestClient(create_app(Settings(workspace=tmp_path / "empty", sparql="http://127.0.0.1:9"))) as client:
        for path in ("/v1/inspections", "/v1/results", "/v1/teams"):
            assert client.get(path).json() == {"items": [], "next": None, "total": 0}


def test_folder_that_is_no_workspace_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace"):
        create_app(Settings(workspace=tmp_path))


def test_docs_page_asks_no_other_host(client: TestClient) -> None:
    page = client.get("/docs")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    for address in addresses:
        assert "//" not in address
        assert client.get("/" + address).status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_start_page_is_the_explorer_or_leads_to_the_docs(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code in {200, 503}
    assert 'href="docs"' in answer.text


def test_every_operation_is_described(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
            success = operation["responses"]["200"]["content"]
            media = success.get("application/json") or next(iter(success.values()))
            assert path == "/sparql" or "schema" in media, path
            for status, described in operation["responses"].items():
                assert status < "400" or list(described["content"]) == ["application/problem+json"], path


def test_every_answer_says_what_browsers_may_do(client: TestClient) -> None:
    for path in ("/v1/inspections", "/nothing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
