"""Judging facts over HTTP and on the command line: who may, what is answered, and what every answer then says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.settings import Settings
from api.tokens import made
from graph.workspace import Workspace
from tests.api.conftest import FACTS, fill
from tests.api.test_cli import Command, command

__all__ = ["command"]
TOKEN, SECRET = made("reviewer", ["corrections"])
OTHER, OTHERS = made("crawler", ["articles"])
HEADERS = {"Authorization": f"Bearer {SECRET}"}
VISIT, SAID = FACTS["ningxia"][0], FACTS["guizhou"][1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace that a test may change."""
    return fill(tmp_path / "workspace")


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Give the application over it, with a reviewer's token and one that is good for articles only."""
    settings = Settings(workspace=folder, sparql="http://127.0.0.1:9", tokens=(TOKEN, OTHER))
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def judge(client: TestClient, query: str = "", **decision: Any) -> Response:
    return client.post("/v1/corrections" + query, json={"fact": VISIT.id, **decision}, headers=HEADERS)


def test_rejected_fact_is_in_no_answer_until_that_is_taken_back(client: TestClient) -> None:
    before = client.get("/v1/inspections").json()["items"]
    would = judge(client, "?dry_run=true", verdict="reject", reason="another team").json()
    assert client.get("/v1/corrections").json()["total"] == 0
    done = judge(client, verdict="reject", reason="another team").json()
    assert done | {"dry_run": True, "correction": None, "generation": would["generation"]} == would
    assert [line["id"] for line in done["lost"]] == [VISIT.id]
    assert done["cells"][0]["after"]["state"] == "none found"
    seen = client.get("/v1/inspections", params={"at_least": done["generation"]}).json()["items"]
    assert [line["id"] for line in seen] == [line["id"] for line in before if line["id"] != VISIT.id]
    [correction] = client.get("/v1/corrections").json()["items"]
    assert (correction["id"], correction["by"], correction["state"]) == (done["correction"], "reviewer", "holds")
    undone = client.post(f"/v1/corrections/{done['correction']}/undo?reason=it was right", headers=HEADERS).json()
    assert [line["id"] for line in undone["gained"]] == [VISIT.id]
    assert client.get("/v1/inspections", params={"at_least": undone["generation"]}).json()["items"] == before
    assert client.get("/v1/corrections?state=undone").json()["total"] == 1
    actions = [entry["action"] for entry in client.get("/v1/journal").json()["items"]]
    assert actions == ["undo", "reject", "add"]
    assert client.get("/v1/journal?article=ningxia&action=reject").json()["total"] == 1


def test_edited_fact_says_who_and_when(client: TestClient) -> None:
    done = judge(client, verdict="edit", reason="in Zhongwei", changes={"place_code": "640500"}).json()
    params: dict[str, Any] = {"place": "中卫市", "at_least": done["generation"]}
    [line] = client.get("/v1/inspections", params=params).json()["items"]
    assert (line["id"], line["review"]["by"], line["review"]["correction"]) == (
        done["fact"], "reviewer", done["correction"],
    )  # fmt: skip
    [document] = client.get("/v1/corrections/gold").json()["items"]
    assert [fact["place_code"] for fact in document["facts"] if "optional" not in fact] == ["640500"]
    assert [rule["place_code"] for rule in document["must_not"]] == ["640104"]


def test_review_lists_what_moves_most(client: TestClient) -> None:
    found = client.get("/v1/review", params={"limit": 2}).json()
    assert found["total"] == 7
    assert found["items"][0]["impact"]["score"] >= found["items"][1]["impact"]["score"]
    assert "place_code" in found["items"][0]["editable"] or found["items"][0]["fact"]["type"] != "inspection"
    rest = client.get("/v1/review", params={"limit": 10, "cursor": found["next"]}).json()
    assert (len(rest["items"]), rest["next"]) == (5, None)
    assert client.get("/v1/review", params={"type": "result"}).json()["items"][0]["fact"]["id"] == SAID.id
    done = judge(client, verdict="accept").json()
    after = client.get("/v1/review", params={"at_least": done["generation"]}).json()
    assert after["total"] == 6
    assert client.get("/v1/review?reviewed=true").json()["items"][0]["fact"]["id"] == VISIT.id


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "no such fact": ({"fact": "nothing", "verdict": "accept"}, 404, "No fact has the id 'nothing'"),
    "no reason": ({"verdict": "reject"}, 422, "needs a reason"),
    "private person": ({"verdict": "reject", "reason": "居民王先生说不对"}, 422, "names a private person"),
    "no verdict": ({}, 422, "'verdict'"),
    "unknown key": ({"verdict": "accept", "note": "x"}, 422, "'note'"),
    "unknown field": ({"verdict": "edit", "reason": "x", "changes": {"colour": "red"}}, 422, "'colour'"),
    "no such place": ({"verdict": "edit", "reason": "x", "changes": {"place_code": "1"}}, 422, "GB/T 2260"),
    "nested value": ({"verdict": "edit", "reason": "x", "changes": {"sites": [["a"]]}}, 422, "a list of texts"),
}


@pytest.mark.parametrize(("decision", "status", "words"), REFUSED.values(), ids=REFUSED)
def test_decision_that_is_refused(
    client: TestClient, folder: Path, decision: dict[str, Any], status: int, words: str
) -> None:
    answer = judge(client, **decision)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]
    assert "王" not in answer.text
    assert Workspace.open(folder).log.generation() == 1


def test_only_reviewers_may(client: TestClient) -> None:
    decision = {"fact": VISIT.id, "verdict": "accept"}
    assert client.post("/v1/corrections", json=decision).status_code == 401
    headers = {"Authorization": f"Bearer {OTHERS}"}
    assert client.post("/v1/corrections", json=decision, headers=headers).status_code == 403
    assert client.post("/v1/corrections/x/undo", headers=headers).status_code == 403
    assert client.post("/v1/corrections/x/undo", headers=HEADERS).status_code == 404
    large = {"Content-Type": "application/json", **HEADERS}
    assert client.post("/v1/corrections", content=b" " * 2**17, headers=large).status_code == 413
    assert client.get("/v1/corrections?cursor=x").status_code == 422
    assert client.get("/v1/review?cursor=x").status_code == 422


def test_commands_judge_and_take_back(command: Command, folder: Path, tmp_path: Path) -> None:
    def run(*words: str, code: int = 0) -> str:
        done = command(*words, "--workspace", str(folder))
        assert done.code == code, done.err
        return done.out + done.err

    assert VISIT.id in run("review", "list", "--type", "inspection")
    edit = ("review", "edit", VISIT.id, "--set", "place_code=640500", "--reason", "in Zhongwei")
    assert "Nothing was changed" in run(*edit, "--dry-run")
    assert f"- inspection {VISIT.id}" in run(*edit, "--as", "desk")
    [correction] = json.loads(run("review", "corrections", "--json"))["items"]
    assert (correction["by"], correction["changes"]["place_code"]) == ("desk", "640500")
    assert "holds" in run("review", "corrections")
    run("review", "gold", str(tmp_path / "gold"))
    run("export", "--format", "jsonl", "-o", str(tmp_path / "facts.jsonl"))
    measured = command("evaluate", str(tmp_path / "gold"), str(tmp_path / "facts.jsonl"), "--json")
    assert json.loads(measured.out)["forbidden"] == 0
    run("review", "undo", correction["id"], "--reason", "it was right")
    run("review", "accept", VISIT.id)
    run("review", "reject", SAID.id, "--reason", "a round number")
    said = run("journal")
    assert [word for word in ("undo", "accept", "reject", "edit", "3 new", "command-line") if word not in said] == []
    assert json.loads(run("journal", "--json", "--article", "ningxia"))["total"] == 3
    run("review", "edit", VISIT.id, "--set", "place_code", "--reason", "x", code=2)
    run("review", "edit", VISIT.id, "--set", "value=x", "--reason", "x", code=2)
    run("review", "corrections", "--state", "lost", code=2)


def test_command_says_beforehand_what_a_withdrawal_takes(command: Command, folder: Path) -> None:
    dry = command("retract", "ningxia", "--dry-run", "--workspace", str(folder))
    assert "(nobody else says so)" in dry.out
    assert "reported (stories: 1) → none found (stories: 0)" in dry.out
    assert "ningxia" in Workspace.open(folder).known()
    command("retract", "ningxia", "--reason", "withdrawn", "--workspace", str(folder))
    entry = Workspace.open(folder).log.entries()[-1]
    assert (entry.action, entry.by, entry.why) == ("withdraw", "command-line", "withdrawn")
