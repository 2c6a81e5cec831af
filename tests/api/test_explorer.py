"""The explorer's page and files as the API serves them, built and not built."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import explorer, headers


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Give a build: a page, a script and its compressed copies."""
    files = {"index.html": "<p>explorer", "explorer/a-1.js": "plain", "explorer/a-1.js.br": "br", "explorer/b.svg": "b"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(built: Path) -> Iterator[TestClient]:
    """Give an application with nothing but the explorer."""
    app = FastAPI()
    explorer.install(app, built)
    app.add_middleware(headers.Headers)
    with TestClient(app) as client:
        yield client


def test_page_is_asked_for_anew_and_loads_only_its_own_files(client: TestClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.text) == (200, "<p>explorer")
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy  # so scripts are the page's own, none inline
    assert "http" not in policy


@pytest.mark.parametrize(
    ("name", "accepted", "text", "encoding"),
    [
        ("a-1.js", "gzip, br", "br", "br"),
        ("a-1.js", "identity", "plain", None),
        ("a-1.js", "gzip", "plain", None),
        ("b.svg", "br", "b", None),
    ],
)
def test_file_is_sent_as_small_as_the_client_takes_it(
    built: Path, name: str, accepted: str, text: str, encoding: str | None
) -> None:
    app = FastAPI()
    explorer.install(app, built)
    with (
        TestClient(app) as client,
        client.stream("GET", f"/explorer/{name}", headers={"Accept-Encoding": accepted}) as answer,
    ):
        assert b"".join(answer.iter_raw()) == text.encode()
        assert answer.headers.get("content-encoding") == encoding
        assert "immutable" in answer.headers["cache-control"]
        assert (
            answer.headers["content-type"].split(";")[0]
            == {"js": "text/javascript", "svg": "image/svg+xml"}[name[-3:].strip(".")]
        )


@pytest.mark.parametrize(
    "path", ["/explorer/none.js", "/explorer/../index.html", "/explorer/%2e%2e/index.html", "/explorer/"]
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("why", "said"),
    [(None, "with Node.js"), ("npm could not be reached: <b>\n", "npm could not be reached: &lt;b&gt;")],
)
def test_where_it_is_not_built_the_page_says_why(tmp_path: Path, why: str | None, said: str) -> None:
    if why:
        (tmp_path / "why.txt").write_text(why, encoding="utf-8")
    app = FastAPI()
    explorer.install(app, tmp_path)
    with TestClient(app) as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert said in answer.text
    assert 'href="docs"' in answer.text
