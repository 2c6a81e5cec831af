"""Private people leave no trace: not in a fact, a file of the workspace, a log line or an answer."""

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.workspace import Workspace
from ingest.pipeline import leftovers, read
from ontology.model import Article
from ontology.wire import dumps

PRIVATE = (
    "王先生",
    "李芳",
    "赵大明",
    "刘德华",
    "陈阿姨",
    "张某某",
    "周某",
    "孙建国",
    "吴晓丽",
    "郑小宝",
    "钱大爷",
    "冯雪梅",
)
OFFICIALS = ("何志强", "吕文博")

TEXT = """长沙警方夏夜清查护平安
2022-08-20 来源:长沙晚报

8月19日晚,长沙市公安局开展夏季治安打击整治“百日行动”集中清查。市公安局副局长何志强带队,公安部第二督察组到芙蓉公安分局督察。
行动中,民警检查场所120家,抓获犯罪嫌疑人张某某等5人,为受害人李芳追回损失30万元,查处店主赵大明经营的旅馆1家。
“夜里出门放心多了。”居民王先生说。陈阿姨也竖起大拇指,网民孙建国发帖点赞,钱大爷送来锦旗。
逃犯刘德华被抓获归案,周某(男,35岁)供认盗窃电动车12辆,老板吴晓丽、司机冯雪梅受到表扬。
治安管理支队支队长吕文博介绍,全市破获刑事案件45起。学生郑小宝说,警察叔叔辛苦了。
"""
ROUTES = (
    "/v1/articles/privacy",
    "/v1/inspections",
    "/v1/results",
    "/v1/teams",
    "/v1/campaigns",
    "/v1/places/430000",
    "/healthz",
)


@pytest.fixture
def workspace(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Path:
    caplog.set_level(logging.DEBUG)
    reading = read(Article("privacy", TEXT, "privacy.txt"))
    Workspace.open(tmp_path / "workspace", create=True).put([(reading.row, reading.facts)])
    return tmp_path / "workspace"


def _named(text: str) -> list[str]:
    return [name for name in PRIVATE if name in text]


def test_facts_name_officials_and_no_private_person() -> None:
    lines = b"".join(dumps(read(Article("privacy", TEXT, "privacy.txt")).facts)).decode()
    assert _named(lines) == []
    assert [name for name in OFFICIALS if name in lines] == list(OFFICIALS)


def test_residue_names_no_private_person() -> None:
    assert _named(str(list(leftovers(Article("privacy", TEXT, "privacy.txt"))))) == []


def test_workspace_holds_no_private_person(workspace: Path) -> None:
    Workspace.open(workspace).index()
    for file in workspace.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            found = [name for name in PRIVATE if name.encode() in data or name.encode("utf-16-le") in data]
            assert found == [], file.relative_to(workspace)
    log = Workspace.open(workspace).log
    assert _named(str(log.facts().to_pylist()) + str(log.articles().to_pylist())) == []


def test_answers_and_logs_name_no_private_person(workspace: Path, caplog: pytest.LogCaptureFixture) -> None:
    with TestClient(create_app(Settings(workspace=workspace))) as client:
        answers = [client.get(route).text for route in ROUTES]
    assert _named("".join(answers)) == []
    assert "何志强" in answers[0]
    assert _named(caplog.text) == []
