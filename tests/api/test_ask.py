"""The question box over HTTP and on the command line: the answer, and the address that gives the same facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from tests.sample import sample_workspace

QUESTIONS = [
    "公安部第九督察组去过哪些省?",
    "哪些督察组督察过安徽?",
    "2023年夏季行动破获刑事案件多少起?",
    "谁是第二轮第三批第五组组长?",
    "2022年8月召开了哪些新闻发布会?",
    "刑事警情同比下降多少?",
    "哪些公安机关开展了夏夜治安巡查宣防集中统一行动?",
    "公安部第二督察组提出了哪些要求?",
    "湖南被要求做什么?",
    "Which teams took part in the Hundred-Day Action?",
    "Which province was inspected most often?",
    "MPS team 9",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_workspace(tmp_path_factory.mktemp("ask") / "workspace").folder


@pytest.fixture(scope="module")
def box(workspace: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(workspace=workspace, sparql="http://127.0.0.1:9"))) as client:
        yield client


@pytest.mark.parametrize("question", QUESTIONS)
def test_address_gives_the_same_facts(box: TestClient, question: str) -> None:
    asked = box.get("/v1/ask", params={"q": question}).json()
    assert asked["status"] == "answered"
    page = box.get(asked["api"]).json()
    assert page["total"] == asked["facts"]["total"] > 0
    assert [line["id"] for line in page["items"]][: len(asked["facts"]["items"])] == [
        line["id"] for line in asked["facts"]["items"]
    ]


def test_refusal_is_an_answer(box: TestClient) -> None:
    response = box.get("/v1/ask", params={"q": "哪些督察组去过火星?"})
    assert response.status_code == 200
    asked = response.json()
    assert asked["status"] == "refused"
    assert asked["unknown"][0]["text"] == "火星"
    assert asked["suggestions"]
    assert asked["api"] is None


def test_completion(box: TestClient) -> None:
    items = box.get("/v1/ask/complete", params={"q": "公安部第九", "limit": 2}).json()["items"]
    assert [item["kind"] for item in items] == ["team", "question"]


@pytest.mark.parametrize("address", ["/v1/ask", "/v1/ask?q=", "/v1/facts?type=visit", "/v1/facts?actor=org/none", "/v1/facts?type=team&named=x", "/v1/facts?change=up"])  # fmt: skip
def test_wrong_values(box: TestClient, address: str) -> None:
    assert box.get(address).status_code == 422


def test_facts_of_several_types(box: TestClient) -> None:
    both = box.get("/v1/facts?type=meeting&type=operation&place=100000").json()
    assert {item["type"] for item in both["items"]} == {"meeting", "operation"}


def asked(capfd: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["ask", *args])
    said = capfd.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_command_answers(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = asked(capfd, "公安部第九督察组去过哪些省?", "--how", "--workspace", str(workspace))
    assert code == 0
    assert out.startswith("公安部第九督察组到过2个省级地方")
    assert "2022-09-16-mps-teams-demands" in out
    assert "/v1/facts?type=inspection" in err
    assert "SELECT ?place" in err


def test_command_refuses(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = asked(capfd, "公安部第九督察组去过贵洲吗?", "--workspace", str(workspace))
    assert code == 2
    assert not out
    assert "贵州" in err


def test_command_prints_json(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = asked(capfd, "MPS team 9", "--json", "--workspace", str(workspace))
    assert '"frame": "about"' in out
