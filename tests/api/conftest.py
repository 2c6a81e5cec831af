"""A small workspace whose facts are seen by eye, and the application over it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.workspace import Workspace
from ontology.model import ArticleRow, Fact
from ontology.wire import OWN, unflatten
from tests.helpers import article_row

NINTH = {"team": "公安部第九督察组", "team_id": "team/mps-supervision-9@summer-policing-2022"}
SEVENTH = {"team": "公安部第七督察组", "team_id": "team/mps-supervision-7@summer-policing-2022"}
XINGQING = {"place": "宁夏回族自治区银川市兴庆区", "place_code": "640104", "province_code": "640000"}
NANMING = {"place": "贵州省贵阳市南明区", "place_code": "520102", "province_code": "520000"}
GUIZHOU = {"scope": "贵州省", "scope_code": "520000"}
SOLVED: dict[str, Any] = {"metric": "破获刑事案件", "value": 21000.0, "unit": "起", "modifier": "exact", **GUIZHOU}
HEAD = {"person": "李明", "role": "组长", "org": NINTH["team"], "org_id": NINTH["team_id"]}
TOLD = {"issuer": NINTH["team"], "issuer_id": NINTH["team_id"], "demand": "加强夏夜巡查", "place_code": "640104"}
ALL: dict[str, Any] = {"who": "公安部督察组", "count": 31, "unit": "省", "place_code": "100000"}


def fact(kind: str, article: str, start: int, quote: str, *, day: str | None = None, **own: Any) -> Fact:
    """Return a fact of the summer of 2022 whose evidence is `quote` at `start`."""
    dates = dict.fromkeys(("start", "end", "edtf", "date_text"), day)
    campaign = {"campaign": "summer-policing-2022", "campaign_name": "百日行动", "campaign_year": 2022}
    evidence = {"start": start, "end": start + len(quote), "quote": quote}
    common = {"type": kind, "article": article, "rule": "test", "status": "done", "context": [], "confidence": 0.9}
    lists: dict[str, Any] = {name: [] for name in ("sites", "activities", "topics") if name in OWN[kind]}
    return unflatten(common | lists | campaign | dates | {"evidence": evidence} | own)


FACTS: dict[str, tuple[Fact, ...]] = {
    "ningxia": (
        fact("inspection", "ningxia", 0, "第九督察组到银川市兴庆区", **NINTH, **XINGQING, day="2022-07-29"),
        fact("team", "ningxia", 20, "公安部第九督察组", **NINTH),
        fact("role", "ningxia", 40, "公安部第九督察组组长李明", **HEAD),
        fact("directive", "ningxia", 60, "要求加强夏夜巡查", **TOLD),
    ),
    "guizhou": (
        fact("inspection", "guizhou", 0, "第七督察组到南明区", **SEVENTH, **NANMING, day="2022-08-19"),
        fact("result", "guizhou", 30, "全省破获刑事案件2.1万起", **SOLVED),
        fact("coverage", "guizhou", 60, "31个省份", **ALL),
    ),
    "silent": (),
}
"""Article id to the facts it states."""


def row(article: str) -> ArticleRow:
    """Return an article's row; its signature tells it from all others."""
    return article_row(article, signature=article.encode() * 16)


def fill(path: Path) -> Path:
    """Make a workspace with all FACTS."""
    Workspace.open(path, create=True).put((row(article), facts) for article, facts in FACTS.items())
    return path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace that tests only read."""
    return fill(tmp_path_factory.mktemp("api") / "workspace")


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[TestClient]:
    """Give the application over that workspace; its SPARQL store is a port where nobody listens."""
    app = create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
