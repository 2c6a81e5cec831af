"""Answers from memory: the same bytes, packed as the client takes them, gone with the generation."""

import gzip
from pathlib import Path

import brotli
import pytest
from fastapi.testclient import TestClient

from api import cache
from api.app import create_app
from api.cache import Kept, Store
from api.compression import coding_of
from api.settings import Settings
from graph.workspace import Workspace
from tests.api.conftest import fill

CODINGS = {
    "": None,
    "gzip": "gzip",
    "br": "br",
    "gzip, br": "br",
    "br;q=0.1, gzip;q=0.9": "gzip",
    "gzip;q=0": None,
    "*": "br",
    "*;q=0.5, br;q=0": "gzip",
    "identity": None,
    "deflate": None,
    "gzip;q=x": None,
    "GZIP": "gzip",
}


@pytest.mark.parametrize(("accepted", "coding"), CODINGS.items())
def test_coding_of(accepted: str, coding: str | None) -> None:
    assert coding_of(accepted) == coding


@pytest.mark.parametrize("address", ["/v1/inspections", "/v1/graph/neighborhood?node=place/640000&depth=2"])
def test_answer_is_the_same_from_memory_and_packed(client: TestClient, address: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    first, again = (client.get(address, headers=plain) for _ in range(2))
    assert (first.content, dict(first.headers) | {"x-request-id": ""}) == (
        again.content,
        dict(again.headers) | {"x-request-id": ""},
    )
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        with client.stream("GET", address, headers={"Accept-Encoding": coding}) as packed:
            raw = b"".join(packed.iter_raw())
        assert packed.headers["content-encoding"] == coding
        assert int(packed.headers["content-length"]) == len(raw)
        assert unpack(raw) == first.content
        known = client.get(address, headers=plain | {"If-None-Match": packed.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert first.headers["etag"] != packed.headers["etag"]
    assert "accept-encoding" in first.headers["vary"].lower()


def test_short_answers_and_problems_are_not_packed(client: TestClient) -> None:
    for address in ("/v1/results?from=2099", "/v1/teams/nobody"):
        assert "content-encoding" not in client.get(address, headers={"Accept-Encoding": "br"}).headers


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for address in ("/v1/inspections", "/healthz", "/v1/teams/nobody"):
        full, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (full.status_code, b"")
        assert head.headers["content-length"] == full.headers["content-length"]


def test_memory_is_of_one_generation(tmp_path: Path) -> None:
    space = Workspace.open(fill(tmp_path / "workspace"))
    with TestClient(create_app(Settings(workspace=space.folder, sparql="http://127.0.0.1:9"))) as client:
        assert client.get("/v1/inspections").json()["total"] == 2
        newer = space.retract("ningxia").generation
        assert client.get("/v1/inspections", params={"at_least": newer}).json()["total"] == 1
        assert client.get("/v1/inspections").json()["total"] == 1


def test_store_lets_go_of_what_was_used_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3000)
    store = Store("t")
    for name in ("a", "b", "c"):
        store.put((name, b"", b""), Kept(b'"t"', None, [], {None: b"x" * 500}))
        assert store.find(("a", b"", b""))
    store.put(("d", b"", b""), Kept(b'"t"', None, [], {None: b"x" * 500}))
    assert [name for name, *_ in store.kept] == ["c", "a", "d"]
    store.turn("u")
    assert (store.size, len(store.kept)) == (0, 0)


def test_other_origins_may_ask_only_where_they_are_named(folder: Path, client: TestClient) -> None:
    origin = {"Origin": "https://a.org"}
    assert "access-control-allow-origin" not in client.get("/v1/inspections", headers=origin).headers
    settings = Settings(workspace=folder, sparql="http://127.0.0.1:9", cors=("https://a.org",))
    with TestClient(create_app(settings)) as open_:
        for _ in range(2):
            allowed = open_.get("/v1/inspections", headers=origin).headers
            assert allowed["access-control-allow-origin"] == "https://a.org"
            assert "ETag" in allowed["access-control-expose-headers"]
            other = open_.get("/v1/inspections", headers={"Origin": "https://b.org"}).headers
            assert "access-control-allow-origin" not in other
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        assert open_.options("/v1/articles", headers=origin | asked).status_code == 200
