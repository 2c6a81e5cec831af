"""campaign-graph list and path: relationships, for people and for machines."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from graph.export.formats import FORMATS
from graph.export.views import VIEWS

CAMPAIGN = "summer-policing-2022"
NINTH = f"team/mps-supervision-9@{CAMPAIGN}"


def run(folder: Path, *words: str) -> Result:
    done = CliRunner().invoke(app, [*words, "--workspace", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0
    return done


TABLES: dict[str, tuple[list[str], list[str]]] = {
    "directives": (["list", "directives", "--place", "宁夏"], ["加强夏夜巡查", "要求加强夏夜巡查"]),
    "directives of a team": (["list", "directives", "--issuer", NINTH], ["公安部第九督察组"]),
    "leaders": (["list", "leaders", "--body", NINTH], ["李明", "组长"]),
    "places": (["list", "places", "--team", "第九督察组"], ["place/640104", "2022-07-29"]),
    "matrix": (["list", "matrix"], ["公安部第七督察组", "贵州省", "宁夏回族自治区"]),
    "coverage": (["list", "coverage", "--campaign", CAMPAIGN], ["公安部第九督察组", "宁夏回族自治区", "30 (looked"]),
    "cell": (["list", "cell", "--team", NINTH, "--place", "宁夏"], ["第九督察组到银川市兴庆区", "ningxia"]),
    "blank cell": (["list", "cell", "--team", NINTH, "--place", "贵州"], ["Looked through", "ningxia", "guizhou"]),
    "visitors": (["list", "visitors", "宁夏"], [NINTH, "2022-07-29"]),
    "timeline": (["list", "timeline", NINTH], ["inspection", "第九督察组到银川市兴庆区"]),
    "shared": (["list", "shared", NINTH, "place/640000"], ["inspection", "directive"]),
    "connected": (["list", "connected", "team"], [NINTH]),
    "metric": (["list", "metric", "破获刑事案件"], ["贵州省", "21,000"]),
    "years": (["list", "years", "summer-policing"], ["百日行动", "破获刑事案件"]),
    "rounds": (["rounds", CAMPAIGN, "summer-policing-2023"], ["dropped", "宁夏回族自治区", "组长李明"]),
    "stories": (["list", "stories", "--articles", "1"], ["ningxia", "guizhou", "silent"]),
    "path": (["path", NINTH, "place/640000"], ["公安部第九督察组 – ", "“第九督察组到银川市兴庆区”"]),
}


@pytest.mark.parametrize(("words", "shown"), TABLES.values(), ids=TABLES)
def test_command_prints_for_people(folder: Path, words: list[str], shown: list[str]) -> None:
    out = run(folder, *words).stdout
    assert all(text in out for text in shown), out


EMPTY = {
    "directives": ["list", "directives", "--place", "上海"],
    "leaders": ["list", "leaders", "--stories", "2"],
    "places": ["list", "places", "--team", "第九督察组", "--to", "2021"],
    "matrix": ["list", "matrix", "--campaign", "summer-policing-2024"],
    "path": ["path", NINTH, f"team/mps-supervision-7@{CAMPAIGN}"],
}


@pytest.mark.parametrize("words", EMPTY.values(), ids=EMPTY)
def test_command_that_finds_nothing_prints_nothing(folder: Path, words: list[str]) -> None:
    done = run(folder, *words)
    assert (done.stdout, done.stderr.split()[0]) == ("", "0")


def test_json_is_what_the_server_answers(folder: Path) -> None:
    assert json.loads(run(folder, "list", "directives", "--json").stdout)["total"] == 1
    assert json.loads(run(folder, "list", "matrix", "--json").stdout)["count"] == [1, 1]
    assert json.loads(run(folder, "list", "coverage", "--json").stdout)["state"] == ["reported", "reported"]
    blank = json.loads(run(folder, "list", "cell", "--team", NINTH, "--place", "贵州", "--json").stdout)
    assert (blank["state"], blank["articles"]["total"]) == ("none found", 2)
    assert json.loads(run(folder, "rounds", CAMPAIGN, "summer-policing-2023", "--json").stdout)["metrics"] == []
    (fact, *_) = json.loads(run(folder, "list", "inspections", "--json").stdout)["items"]
    (told,) = json.loads(run(folder, "sources", fact["id"], "--json").stdout)["items"]
    assert (told["stories"], told["told"][0]["quote"]) == (1, fact["evidence"]["quote"])
    assert fact["evidence"]["quote"] in run(folder, "sources", fact["id"]).stdout
    assert json.loads(run(folder, "list", "stories", "--json").stdout) == {"items": [], "next": None, "total": 0}
    (place,) = json.loads(run(folder, "list", "places", "--team", NINTH, "--json").stdout)["items"]
    assert (place["id"], place["count"]) == ("place/640104", 1)
    items = json.loads(run(folder, "path", NINTH, "place/640000", "--json").stdout)["items"]
    assert items[0]["ids"][0] == NINTH


@pytest.mark.parametrize("kind", ["inspections", "results", "directives", "leaders"])
def test_list_in_a_format_holds_all_that_is_found(folder: Path, kind: str) -> None:
    shown = json.loads(run(folder, "list", kind, "--json").stdout)["items"]
    written = run(folder, "list", kind, "--format", "jsonl", "--limit", "1").stdout
    assert sorted(json.loads(line)["id"] for line in written.splitlines()) == sorted(line["id"] for line in shown)


def test_help_of_export_names_all_formats_and_views() -> None:
    words = CliRunner().invoke(app, ["export", "--help"]).stdout.replace(",", " ").replace(".", " ").split()
    assert {*FORMATS, *VIEWS} <= {word.strip(";:│") for word in words}


def test_relations_as_json(folder: Path) -> None:
    assert json.loads(run(folder, "list", "communities", "--json").stdout)["items"] is not None
    assert (
        json.loads(run(folder, "list", "metric", "破获刑事案件", "--json").stdout)["items"][0]["newest"]["value"]
        == 21000
    )
    drawn = json.loads(run(folder, "diagram", NINTH, "--depth", "2", "--layout", "force").stdout)
    assert (drawn["graph"]["layout"], drawn["nodes"][0]["id"]) == ("force", NINTH)
