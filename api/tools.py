"""The questions as tools for programs that read for people: a Model Context Protocol server, read-only.

Every address of the API that answers a question is a tool, with the same parameters; what it answers comes with the
sentences behind it. This module is the door to the MCP SDK, an optional extra (`campaign-graph[mcp]`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import FastAPI
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.applications import Starlette

from api.asking import Said, ask, companion_of, facts_behind
from api.dependencies import Readers
from graph.export.citation import address
from graph.index.relation import RelationIndex
from ontology.errors import CampaignGraphError, ValueUnknown
from ontology.wire import Line

SHOWN: Final = 20
"""Sentences that an answer comes with at most; it says how many there are."""
FEW: Final = 10
"""Items of a page where the program does not say; it has to read them all."""
INSTRUCTIONS: Final = """What Chinese news articles state about government campaigns: supervision teams, places, results, offices, meetings.
Every answer has `evidence`: the sentences that say so, with article, publisher, date and address. Quote them; state nothing that they do not say.
An empty answer means that nothing was read, never that it did not happen. Teams, places and campaigns are named by id, code or label
(公安部第九督察组, 640000, 宁夏, summer-policing-2022); `suggest` finds them, `ask_question` answers a question in words."""
_LEFT_OUT: Final = (
    "/v1/graph/",
    "/v1/ask/",
    "/v1/cite",
    "/v1/citations",
    "/v1/corrections",
    "/v1/review",
    "/v1/journal",
)
"""Diagrams carry positions, and what keeps the workspace is no question."""
_HINTS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True, slots=True)
class Question:
    """An address that answers a question: its operation in the OpenAPI document."""

    name: str
    path: str
    operation: Mapping[str, Any]

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        """Its parameters, without those for programs that write."""
        return [one for one in self.operation.get("parameters", []) if one["name"] != "at_least"]

    def tool(self) -> Tool:
        """Return it as a tool."""
        properties = {one["name"]: _schema(one) for one in self.parameters}
        required = [one["name"] for one in self.parameters if one.get("required")]
        said = " ".join(self.operation.get("description", "").split())
        return Tool(
            name=self.name,
            title=self.operation["summary"],
            description=f"{self.operation['summary']}. {said}".strip(),
            input_schema={
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": False,
            },
            annotations=_HINTS,
        )


def questions(app: FastAPI) -> dict[str, Question]:
    """Return the questions that an application answers, by the names of their operations."""
    document = app.openapi()
    found = {}
    for path, operations in document["paths"].items():
        operation = operations.get("get")
        if operation is None or not path.startswith("/v1/") or path.startswith(_LEFT_OUT):
            continue
        if "application/json" in operation["responses"]["200"].get("content", {}):
            found[operation["operationId"]] = Question(operation["operationId"], path, operation)
    return found


def server(app: FastAPI) -> Server[Any]:
    """Return the MCP server over an application."""
    known = questions(app)

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[question.tool() for question in known.values()])

    async def call_tool(_: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        try:
            question = known.get(params.name)
            if question is None:
                raise ValueUnknown(f"No tool is called {params.name!r}; there are {', '.join(known)}.")
            said = await answered(app, question, params.arguments or {})
        except CampaignGraphError as error:
            return CallToolResult(content=[TextContent(type="text", text=str(error))], is_error=True)
        text = orjson.dumps(said).decode()
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=said)

    return Server(
        "campaign-graph",
        version=version("campaign-graph"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def answered(app: FastAPI, question: Question, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answer`, `evidence` (sentences), how many there are (`sentences`) and `generation`.

    Raises ValueUnknown and NotFound as the address does, and for arguments that it does not take.
    """
    names = {one["name"] for one in question.parameters}
    for name in arguments:
        if name not in names:
            raise ValueUnknown(
                f"The tool {question.name!r} takes no {name!r}; it takes {', '.join(sorted(names)) or 'nothing'}."
            )
    given = {"limit": FEW} | dict(arguments) if "limit" in names else dict(arguments)
    path = question.path
    for one in question.parameters:
        if one["in"] == "path":
            if not isinstance(given.get(one["name"]), str):
                raise ValueUnknown(f"The tool {question.name!r} needs {one['name']!r}.")
            path = path.replace(f"{{{one['name']}}}", quote(given.pop(one["name"]), safe="/@"))
    said = await ask(app, path, given)
    held: Readers = app.state.readers
    index = held.latest().index
    facts = facts_behind(index, [said.answer, (await _counted(app, path, given)).answer])
    evidence = [_sentence(index, line) for line in facts[:SHOWN]]
    return {"answer": said.answer, "evidence": evidence, "sentences": len(facts), "generation": said.generation}


async def _counted(app: FastAPI, path: str, given: Mapping[str, Any]) -> Said:
    """Return the facts that an answer counts, nothing where it counts none."""
    companion = companion_of(path, given)
    return await ask(app, companion[0], {**companion[1], "limit": SHOWN}) if companion else Said({}, 0)


def _sentence(index: RelationIndex, line: Line) -> dict[str, Any]:
    number = index.articles.number(line["article"])
    row = index.articles.row(number) if number is not None else {"id": line["article"]}
    return {
        "fact": line["id"],
        "quote": line["evidence"]["quote"],
        "context": [quote["quote"] for quote in line["context"]],
        "article": line["article"],
        "title": row.get("title"),
        "publisher": row.get("publisher"),
        "published": row.get("published"),
        "address": address(row),
        "review": line["review"],
    }


def _schema(parameter: Mapping[str, Any]) -> dict[str, Any]:
    schema = dict(parameter.get("schema", {}))
    schema.setdefault("description", parameter.get("description", ""))
    return schema


async def serve_stdio(app: FastAPI) -> None:
    """Serve over standard input and output until the other side closes."""
    made = server(app)
    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


def http_app(app: FastAPI, host: str) -> Starlette:
    """Return the streamable HTTP application at /mcp; on loopback only local pages and programs may call it."""
    return server(app).streamable_http_app(host=host, stateless_http=True, json_response=True)
