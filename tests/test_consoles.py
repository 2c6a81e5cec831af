"""The commands of the pages on questions, corrections and citing run as they stand there, in the order of the page.

Each page gets a workspace of the sample articles of its own, as `make demo` makes it; `curl` asks the application itself.
"""

import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import orjson
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app as commands
from api.settings import Settings
from api.tokens import made
from tests.api.test_demo import free_port
from tests.sample import sample_workspace
from tests.test_docs import ROOT, blocks

pytestmark = pytest.mark.slow
PAGES: Final = ("docs/ask.md", "docs/insight.md", "docs/corrections.md", "docs/citing.md")
CHANGED: Final = 'campaign-graph check-citation seventh.zip || echo "as was to be expected"'
"""The command that says by its exit code 1 what the page says of it: something has changed."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the workspace of the sample articles."""
    return sample_workspace(tmp_path_factory.mktemp("consoles") / "workspace").folder


@pytest.fixture
def place(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder like a checkout after `make demo`, and go there."""
    shutil.copytree(sample, tmp_path / "workspace")
    (tmp_path / "ontology").symlink_to(ROOT / "ontology")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@dataclass
class Console:
    """What runs the lines of a page, and what the last command printed."""

    place: Path
    printed: str = ""
    seen: list[str] = field(default_factory=list)

    def run(self, line: str) -> None:
        """Run a line, and hold its exit code to what the page says of it."""
        if "CORRECTION" in line:
            ids = re.findall(r"\b[0-9a-f]{16}\b", self.printed)
            line = line.replace("CORRECTION", ids[0])
        if line.startswith("curl"):
            self._curl(shlex.split(line)[1:])
            return
        done = CliRunner().invoke(commands, shlex.split(line.partition(" || ")[0])[1:], catch_exceptions=False)
        self.printed = done.stdout
        self.seen.append(done.stdout)
        assert done.exit_code == (1 if line == CHANGED else 0), f"{line}\n{done.output}"

    def _curl(self, words: list[str]) -> None:
        token, secret = made("docs", ["corrections"])
        settings = Settings(workspace=self.place / "workspace", sparql="http://127.0.0.1:9", tokens=(token,))
        given = dict(pairwise(words))
        path = "/" + next(word for word in words if word.startswith("http")).split("/", 3)[3]
        with TestClient(create_app(settings)) as client:
            if "--json" in given:
                answer = client.post(
                    path, json=orjson.loads(given["--json"]), headers={"Authorization": f"Bearer {secret}"}
                )
            else:
                answer = client.get(path, params=_parameters(words))
        assert answer.is_success, f"{words}\n{answer.text}"


def _parameters(words: list[str]) -> Mapping[str, str]:
    said = [words[at + 1].partition("=") for at, word in enumerate(words) if word in {"-d", "--data-urlencode"}]
    return {name: value for name, _, value in said}


@pytest.mark.parametrize("page", PAGES)
def test_page_runs(page: str, place: Path) -> None:
    console = Console(place)
    for line, shown in lines(page):
        console.run(line)
        for text in shown:
            assert text in console.printed, f"{line} does not print {text!r}:\n{console.printed}"


def lines(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands of a page, each with the lines that it is shown to print, save those cut with an ellipsis."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, [text.strip() for text in shown if text.strip() and "…" not in text]


@pytest.mark.server
def test_tools_page_runs(place: Path) -> None:
    """The program of the page reads the sentences from the server that the page starts."""
    command = next(line for line, _ in lines("docs/mcp.md") if "--http" in line)
    port = free_port()
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from api.cli import main; main()",
            *shlex.split(command.replace("8765", str(port)))[1:],
        ],
        cwd=place,
    ) as server:
        try:
            _wait(port)
            (program,) = blocks("docs/mcp.md", "python")
            done = subprocess.run(
                [sys.executable, "-c", program.replace("8765", str(port))],
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
            assert "法治日报" in done.stdout
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"Nothing listens on port {port}.")
