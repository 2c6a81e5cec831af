"""Numbers beside numbers, over HTTP and on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app as commands
from api.settings import Settings
from graph.workspace import Workspace
from ontology.model import Fact, Team, When
from tests.helpers import SUMMER, article_row, inspection, quote, result

BODY = f"team/mps-supervision@{SUMMER.key}"
JULY = When(None, "2022-07", "../2022-07")
FACTS: list[Fact] = [
    result("a1", 269_800, "100000", when=JULY),
    result("a2", 270_000, "100000", when=JULY, modifier="over", evidence=quote(100, "27万余起")),
    result("a3", 200_000, "100000", when=When(None, "2022-08", "../2022-08")),
    result("a4", 12, "640000", when=When()),
    result("a5", 15, "640000", when=When()),
    result("a5", 9, "520000", when=JULY, at=160),
    inspection("a5"),
    Team(article="a5", evidence=quote(300), rule="test", campaign=SUMMER, team="公安部督察组", team_id=BODY, count=10),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace.open(tmp_path_factory.mktemp("figures") / "workspace", create=True)
    names = sorted({fact.article for fact in FACTS})
    workspace.put((article_row(name), [fact for fact in FACTS if fact.article == name]) for name in names)
    return workspace.folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))) as client:
        yield client


def test_list_agreement(client: TestClient) -> None:
    found = client.get("/v1/agreement").json()
    assert [item["labels"] for item in found["items"]] == [["rounds to", "contradicts"], ["not comparable"]]
    assert found["labels"]["contradicts"] == 1
    (only,) = client.get("/v1/agreement?label=not comparable").json()["items"]
    assert only["pairs"] == [{"one": 0, "other": 1, "label": "not comparable", "reasons": ["window not stated"]}]


def test_agreement_in_pages(client: TestClient) -> None:
    whole = client.get("/v1/agreement").json()["items"]
    first = client.get("/v1/agreement?limit=1").json()
    assert (first["items"], first["next"], first["total"]) == (whole[:1], "1", 2)
    after = client.get("/v1/agreement?limit=1&cursor=1").json()
    assert (after["items"], after["next"]) == (whole[1:], None)


def test_list_series(client: TestClient) -> None:
    found = client.get("/v1/series?metric=cases-solved&scope=全国").json()
    ((one,), total) = found["items"], found["total"]
    assert (total, [point["value"] for point in one["points"]]) == (1, [269_800, 270_000, 200_000])
    assert one["points"][1]["high"] == 280_000


def test_show_comparison(client: TestClient) -> None:
    found = client.get(f"/v1/compare?a={FACTS[0].id}&b={FACTS[2].id}").json()
    assert (found["label"], found["least"], found["most"]) == ("contradicts", -69_800, -69_800)
    apart = client.get(f"/v1/compare?a={FACTS[0].id}&b={FACTS[3].id}").json()
    assert apart["reasons"] == ["scope", "window", "window not stated"]
    assert (apart["label"], apart["least"]) == ("not comparable", None)


def test_list_totals(client: TestClient) -> None:
    found = client.get("/v1/totals?kind=teams").json()
    (one,) = found["items"]
    assert (one["who"], one["stated"], one["difference"], one["said"]["count"]) == (BODY, 10, 9, 10)
    assert [known["id"] for known in one["known"]] == [f"team/mps-supervision-9@{SUMMER.key}"]
    assert (len(one["missing"]), found["total"], found["next"]) == (9, 1, None)
    assert client.get("/v1/totals?kind=places").json()["items"] == []


def test_list_sums(client: TestClient) -> None:
    found = client.get("/v1/sums?metric=cases-solved&limit=1").json()
    assert (found["total"], found["next"]) == (2, "1")
    (one,) = found["items"]
    assert ([part["label"] for part in one["parts"]], one["low"], one["verdict"]) == (["贵州省"], 9, "fewer known")
    assert client.get("/v1/sums?cursor=2").json()["items"] == []


WRONG = {
    "no kind of total": (422, "/v1/totals?kind=cats", "'kind'"),
    "no cursor of totals": (422, "/v1/totals?cursor=x", "'x'"),
    "unknown metric of sums": (422, "/v1/sums?metric=数星星", "'数星星'"),
    "no label": (422, "/v1/agreement?label=wrong", "'label'"),
    "no cursor": (422, "/v1/agreement?cursor=x", "'x'"),
    "no metric": (422, "/v1/series", "'metric' is missing"),
    "unknown metric": (422, "/v1/series?metric=数星星", "'数星星'"),
    "unknown scope": (422, "/v1/agreement?scope=999999", "'999999'"),
    "unknown fact": (404, f"/v1/compare?a={FACTS[0].id}&b=0000", "'0000'"),
    "fact without a number": (422, f"/v1/compare?a={FACTS[0].id}&b={FACTS[6].id}", "inspection"),
}


@pytest.mark.parametrize(("status", "path", "said"), WRONG.values(), ids=WRONG)
def test_wrong_question_is_a_problem(client: TestClient, status: int, path: str, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, said in answer.json()["detail"]) == (status, True)


COMMANDS = {
    "agreement": (["list", "agreement"], ["破获案件", "rounds to", "27万余起", "270,000 – 280,000"]),
    "agreement of a label": (["list", "agreement", "--label", "not comparable"], ["640000", "window not stated"]),
    "series": (["list", "series", "--metric", "cases-solved"], ["as_of", "up to 2022-07-31", "unstated"]),
    "totals": (["list", "totals"], ["公安部督察组", "10 组", "第1 第2"]),
    "sums": (["list", "sums"], ["269,800", "贵州省", "fewer known"]),
    "compare": (["compare", FACTS[0].id, FACTS[1].id], ["269,800", "270,000 – 280,000 起"]),
}


@pytest.mark.parametrize(("words", "shown"), COMMANDS.values(), ids=COMMANDS)
def test_command_prints_for_people(folder: Path, words: list[str], shown: list[str]) -> None:
    done = CliRunner().invoke(commands, [*words, "--workspace", str(folder)], catch_exceptions=False)
    assert (done.exit_code, [text for text in shown if text not in done.stdout]) == (0, []), done.stdout


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS.values()], ids=COMMANDS)
def test_json_is_what_the_server_answers(folder: Path, client: TestClient, words: list[str]) -> None:
    done = CliRunner().invoke(commands, [*words, "--json", "--workspace", str(folder)], catch_exceptions=False)
    address = {
        "agreement": "/v1/agreement" + ("?label=not comparable" if "--label" in words else ""),
        "series": "/v1/series?metric=cases-solved",
        "totals": "/v1/totals",
        "sums": "/v1/sums",
    }.get(words[1], f"/v1/compare?a={words[1]}&b={words[-1]}")
    assert json.loads(done.stdout) == client.get(address).json()
