"""The questions as tools, asked by the SDK's own client: in process, over standard input, and over HTTP."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

from api.app import create_app
from api.settings import Settings
from api.tools import questions, server
from graph.workspace import Workspace
from tests.api.conftest import FACTS, fill

T = TypeVar("T")
VISIT = FACTS["ningxia"][0]
ID = "mps-supervision-9@summer-policing-2022"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = fill(tmp_path_factory.mktemp("tools") / "workspace")
    return create_app(Settings(workspace=folder, sparql="http://127.0.0.1:9"))


def with_client(target: Any, use: Callable[[Client], Awaitable[T]]) -> T:
    """Return what is got from a server: an application, a command to start, or an address."""

    async def run() -> T:
        async with Client(server(target) if isinstance(target, FastAPI) else target) as client:
            return await use(client)

    return asyncio.run(run())


def called(app: FastAPI, name: str, **arguments: Any) -> Any:
    """Return what a tool says; the text is the same as the structure."""
    found: CallToolResult = with_client(app, lambda client: client.call_tool(name, arguments))
    assert not found.is_error, found.content
    assert json.loads(found.content[0].text) == found.structured_content  # type: ignore[union-attr]
    return found.structured_content


def test_every_question_is_a_tool_that_only_reads(app: FastAPI) -> None:
    tools = {tool.name: tool for tool in with_client(app, lambda client: client.list_tools()).tools}
    assert set(tools) == set(questions(app))
    assert {"list_inspections", "show_coverage", "list_paths", "search_sentences", "get_article"} <= set(tools)
    assert not [name for name in tools if re.search("post|delete|undo|correction|journal", name)]
    visits = tools["list_inspections"]
    assert visits.annotations is not None
    assert visits.annotations.read_only_hint is True
    assert {"team", "place", "campaign", "from", "to"} <= set(visits.input_schema["properties"])
    assert tools["show_coverage_cell"].input_schema["required"] == ["team", "place"]
    assert all(tool.description and len(tool.description) > 20 for tool in tools.values())


ASKED: dict[str, dict[str, Any]] = {
    "list_inspections": {"team": "第九督察组"},
    "list_results": {"metric": "破获刑事案件"},
    "list_directives": {},
    "list_leaders": {},
    "get_article": {"id": "ningxia"},
    "list_teams": {},
    "get_team": {"id": ID},
    "list_places_of_team": {"id": ID},
    "get_place": {"code": "640000"},
    "list_teams_of_place": {"code": "520000"},
    "get_campaign": {"key": "summer-policing-2022"},
    "show_matrix": {"campaign": "summer-policing-2022"},
    "show_coverage": {},
    "show_coverage_cell": {"team": "第九督察组", "place": "640000"},
    "list_paths": {"from": f"team/{ID}", "to": "place/640104"},
    "list_shared": {"a": f"team/{ID}", "b": "place/640104"},
    "show_timeline": {"entity": "place/520000"},
    "search_sentences": {"q": "兴庆"},
}


@pytest.mark.parametrize(("name", "arguments"), ASKED.items(), ids=ASKED)
def test_every_answer_comes_with_its_sentences(app: FastAPI, name: str, arguments: dict[str, Any]) -> None:
    said = called(app, name, **arguments)
    assert said["answer"]
    assert said["sentences"] >= len(said["evidence"]) > 0
    quotes = {fact.evidence.quote for facts in FACTS.values() for fact in facts}
    assert {one["quote"] for one in said["evidence"]} <= quotes
    assert {one["publisher"] for one in said["evidence"]} == {"中国警察网"}


def test_answer_says_where_its_sentence_stands(app: FastAPI) -> None:
    said = called(app, "list_inspections", place="宁夏")
    [sentence] = said["evidence"]
    assert (sentence["fact"], sentence["article"], sentence["title"]) == (VISIT.id, "ningxia", "Title of ningxia")
    assert sentence["address"] == "https://w3id.org/campaign-graph/article/ningxia"
    assert said["generation"] == 1


def test_empty_answer_is_no_error(app: FastAPI) -> None:
    said = called(app, "list_inspections", place="西藏")
    assert (said["answer"]["items"], said["evidence"], said["sentences"]) == ([], [], 0)


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "no such tool": ("drop_everything", {}, "No tool is called 'drop_everything'"),
    "no such argument": ("list_inspections", {"colour": "red"}, "takes no 'colour'"),
    "what nobody knows": ("list_inspections", {"campaign": "winter"}, "'winter'"),
    "no such article": ("get_article", {"id": "nothing"}, "No article has the id 'nothing'"),
    "no id": ("get_article", {}, "needs 'id'"),
    "a person": ("show_timeline", {"entity": "person/李明@x"}, "is a person"),
}


@pytest.mark.parametrize(("name", "arguments", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_a_sentence(app: FastAPI, name: str, arguments: dict[str, Any], words: str) -> None:
    found: CallToolResult = with_client(app, lambda client: client.call_tool(name, arguments))
    assert found.is_error
    assert words in found.content[0].text  # type: ignore[union-attr]


def test_nothing_is_written(app: FastAPI) -> None:
    space: Workspace = app.state.readers.workspace
    for name, arguments in ASKED.items():
        called(app, name, **arguments)
    assert space.log.generation() == 1


@pytest.mark.server
def test_over_standard_input(tmp_path: Path) -> None:
    folder = fill(tmp_path / "workspace")
    args = ["-c", "from api.cli import main; main()", "mcp", "--workspace", str(folder)]
    command = StdioServerParameters(command=sys.executable, args=args, env={**os.environ})
    found = with_client(command, lambda client: client.call_tool("list_inspections", {"place": "宁夏"}))
    assert found.structured_content["evidence"][0]["quote"] == VISIT.evidence.quote


@pytest.mark.server
def test_over_http(tmp_path: Path) -> None:
    folder = fill(tmp_path / "workspace")
    command = [sys.executable, "-c", "from api.cli import main; main()", "mcp", "--http", "--port", "0"]
    with subprocess.Popen([*command, "--workspace", str(folder)], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = re.search(r"http://\S+/mcp", process.stderr.readline())
            assert address is not None
            found = with_client(address[0], lambda client: client.call_tool("list_results", {}))
            assert found.structured_content["evidence"][0]["quote"] == FACTS["guizhou"][1].evidence.quote
        finally:
            process.terminate()
