"""compose.yaml, which runs several server processes over one workspace, says what is there.

It is not run here, for tests have no container engine: its commands, addresses and the image's files are checked.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from api.settings import from_environment
from tests.test_promises import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_service_is_kept_in(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert "healthcheck" in service or "HEALTHCHECK" in DOCKERFILE


def test_settings_of_the_services_are_read() -> None:
    for service in COMPOSE["services"].values():
        given = {key: value for key, value in service.get("environment", {}).items() if "TOKENS" not in key}
        settings = from_environment(given)
        assert settings.sparql == ("http://store:7878" if given else None)


def test_image_runs_as_no_root_and_asks_a_route_that_is_there(client: TestClient) -> None:
    [user] = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)
    assert user != "root"
    [address] = re.findall(r"http://127.0.0.1:8000(/\w+)", DOCKERFILE)
    assert client.get(address).status_code == 200
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert all((ROOT / name).exists() for line in copied for name in line.split())


def test_commands_of_image_and_services_exist() -> None:
    [said] = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    words: list[str] = yaml.safe_load(said)
    run = [sys.executable, "-c", "from api.cli import main; main()", *words[1:2], "--help"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert all(word in shown for word in words if word.startswith("--"))
    options: list[str] = [word for word in COMPOSE["services"]["store"]["command"] if word.startswith("--")]
    helped = subprocess.run(
        [Path(sys.executable).with_name("oxigraph"), "serve", "--help"], capture_output=True, text=True, check=True
    )
    assert all(option in helped.stdout for option in options)
