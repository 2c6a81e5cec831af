"""The documentation names every command, route, parameter and setting there is."""

import re
from dataclasses import Field, fields
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli import app as commands
from api.cli.listing import app as lists
from api.settings import PREFIX, Settings
from ontology.limits import LIMITS, Limits, parsed

DOCS = Path(__file__).parents[2] / "docs"
CLI, HTTP = ((DOCS / name).read_text(encoding="utf-8") for name in ("cli.md", "api.md"))
COMMANDS = [command.callback.__name__.replace("_", "-") for command in commands.registered_commands if command.callback]
LISTS = [f"list {command.name}" for command in lists.registered_commands]


@pytest.mark.parametrize("name", COMMANDS + LISTS)
def test_command_is_documented(name: str) -> None:
    assert f"`{name} " in CLI or f"`{name}`" in CLI


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_setting_is_documented(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in CLI


@pytest.mark.parametrize("limit", fields(Limits), ids=lambda limit: limit.name)
def test_limit_is_documented_with_its_default(limit: Field[int]) -> None:
    found = re.search(rf"^\| `{limit.name}` \| (\w+) \|", CLI, re.MULTILINE)
    assert found
    assert getattr(parsed(f"{limit.name}={found[1]}"), limit.name) == getattr(LIMITS, limit.name)


def test_every_route_and_parameter_is_documented(client: TestClient) -> None:
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        assert f"{path}`" in HTTP, path
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                name = parameter["name"]
                assert f"`{name}`" in HTTP or f"{{{name}}}" in path or name == "query", (path, name)
