"""A browser before the real server: Debian's Chromium, the built explorer, the sample articles, a real Oxigraph."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.api.test_demo import free_port

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
PATIENCE = 60.0
NINTH = "team/mps-supervision-9@summer-policing-2022"
SEVENTH = "team/mps-supervision-7@summer-policing-2022"


@dataclass
class Server:
    """A server over a workspace, on a port of its own; can be stopped and started again."""

    workspace: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [*COMMAND, "serve", "--workspace", str(self.workspace), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | self.environment)
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            assert self.process.poll() is None
            try:
                if httpx.get(f"{self.address}/healthz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the server never answered")

    def stop(self) -> None:
        """Stop it as Ctrl+C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)
            self.process = None


@pytest.fixture(scope="session")
def built() -> Path:
    """Build the explorer as `make web` does, unless its sources did not change; give the page."""
    subprocess.run([sys.executable, str(ROOT / "web" / "build.py")], cwd=ROOT, check=True)
    return ROOT / "api" / "static" / "index.html"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with the sample articles, as `make demo` makes it."""
    workspace = tmp_path_factory.mktemp("web") / "workspace"
    digests = sorted(map(str, ROOT.glob("ontology/packs/*/articles")))
    subprocess.run([*COMMAND, "ingest", *digests, "--workspace", str(workspace)], check=True, capture_output=True)
    return workspace


@pytest.fixture(scope="session")
def secret() -> dict[str, str]:
    """Make a token for corrections: its `secret`, and the `entry` that the server is given."""
    made = subprocess.run([*COMMAND, "token", "tester", "--json"], check=True, capture_output=True, text=True)
    found: dict[str, str] = json.loads(made.stdout)
    return found


@pytest.fixture(scope="session")
def server(built: Path, samples: Path, secret: dict[str, str]) -> Iterator[Server]:
    """Give the server that tests share."""
    assert built.is_file()
    running = Server(samples, {"CAMPAIGN_GRAPH_TOKENS": secret["entry"]})
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium; skips where there is none."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium; apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@dataclass
class Reader:
    """A person before a page: what the page complained about, and what it asked of other hosts."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def goes(self, query: str = "") -> Page:
        """Open a view by its address."""
        self.page.goto(f"{self.address}/{query}")
        return self.page


def reader_of(browser: Browser, address: str, **options: object) -> Reader:
    """Open a page in Chinese, light, on a desk, unless options say otherwise."""
    defaults = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}, "accept_downloads": True}
    context = browser.new_context(**(defaults | options))  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = Reader(context.new_page(), address)
    reader.page.set_default_timeout(15_000)
    reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    reader.page.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "blob:", "data:")) else reader.abroad.append(request.url)
        ),
    )
    return reader


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Reader]:
    """Give a reader before the shared server; afterwards the page must have thrown nothing and asked nobody else."""
    reader = reader_of(browser, server.address)
    yield reader
    reader.page.context.close()
    assert reader.complaints == []
    assert reader.abroad == []
