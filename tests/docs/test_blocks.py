"""The code blocks of the documentation do what they say: page by page, in order, in a workspace as `make demo` leaves it.

Blocks of a kind that runs are run: `bash` and `console` by bash, `python` by this Python, `sparql` by a real endpoint. What cannot
be run is of a kind that says so: `text`, `json` (tests/test_docs.py holds it against real answers), `turtle`, `mermaid`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.api.test_demo import free_port
from tests.test_docs import PAGES, ROOT, name
from tests.web.conftest import COMMAND, Server

BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
RUN: Final = {"bash", "console", "python"}
SHOWN: Final = {"text", "json", "turtle", "mermaid", "sparql", ""}
ELSEWHERE: Final = (
    "make ",  # tests/api/test_demo.py; .ci/run calls the other targets
    ".venv/bin/pre-commit ",
    ".venv/bin/python -m bench",  # takes the machine for itself
    "npm ",
    "npx ",
)
"""How commands begin that are not run here, and why."""
STARTS: Final = re.compile(r"^(campaign-graph (?:serve|mcp --http)\b[^&\n]*)$", re.MULTILINE)
LAST_CORRECTION = """"$(campaign-graph review corrections --json | python -c 'import json,sys; print(json.load(sys.stdin)["items"][0]["id"])')\""""
ARTICLE = "公安部第七督察组8月19日来到贵州省贵阳市南明区。\n"
PATIENCE = 300.0


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the blocks of a page: kind and code, without the page's indentation."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(kind, re.sub(rf"^{indent}", "", code, flags=re.MULTILINE)) for indent, kind, code in found]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_kind_of_every_block_is_known(page: Path) -> None:
    assert {kind for kind, _ in blocks(page)} <= RUN | SHOWN


def lines_of(code: str) -> str:
    """Return the commands of a console block; what they print is left out."""
    return "\n".join(line[2:] for line in code.splitlines() if line.startswith("$ "))


def script(page: Path, scratch: Path) -> str:
    """Return a page as one program for bash, which stops at the first command that fails and says which block it is in."""
    parts = ['set -eo pipefail; curl() { command curl --fail-with-body --no-progress-meter "$@"; }']
    for number, (kind, code) in enumerate(blocks(page)):
        if kind not in RUN:
            continue
        parts.append(f'echo "== block {number}: {kind}" >&2')
        if kind == "python":
            (scratch / f"block{number}.py").write_text(code, encoding="utf-8")
            parts.append(f"python block{number}.py")
        else:
            commands = lines_of(code) if kind == "console" else code
            parts += [command for command in commands.split("\n") if not command.startswith(ELSEWHERE)]
    return "\n".join(parts)


def adapted(program: str, port: int, tools: int) -> str:
    """Return a page's program with this test's ports and paths; servers are started behind it."""
    program = program.replace(".venv/bin/", "").replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    program = program.replace("--port 8000", f"--port {port}").replace("8765", str(tools))
    program = program.replace("/data/campaigns", "workspace").replace("undo CORRECTION", f"undo {LAST_CORRECTION}")
    behind = STARTS.sub(r"\1 </dev/null & sleep 8", program)
    return re.sub(r"^(campaign-graph mcp --workspace \S+)$", r"\1 </dev/null", behind, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace as `make demo` makes it."""
    workspace = tmp_path_factory.mktemp("blocks") / "workspace"
    digests = sorted(map(str, ROOT.glob("ontology/packs/*/articles")))
    subprocess.run([*COMMAND, "ingest", *digests, "--workspace", str(workspace)], check=True, capture_output=True)
    return workspace


def prepared(page: Path, scratch: Path, samples: Path) -> Path:
    """Lay out what pages speak of: a workspace, articles, one article, the repository's own folders."""
    shutil.copytree(samples, scratch / "workspace")
    for folder in ("ontology", "bench", "examples"):
        (scratch / folder).symlink_to(ROOT / folder)
    pack = ROOT / "ontology" / "packs" / "disciplinary-inspection"
    if "mine/articles" in page.read_text(encoding="utf-8"):
        for part in ("articles", "gold"):
            shutil.copytree(pack / part, scratch / "mine" / part)
    shutil.copytree(pack / "articles", scratch / "articles")
    shown = next((code for kind, code in blocks(page) if kind == "text" and code.startswith("---\n")), ARTICLE)
    (scratch / "article.txt").write_text(shown, encoding="utf-8")
    return scratch / "workspace"


@pytest.fixture
def secret() -> tuple[str, str]:
    """Make a token: its secret, and the entry for a server."""
    made = subprocess.run([*COMMAND, "token", "docs"], check=True, capture_output=True, text=True)
    entry = next(word for word in made.stderr.split() if word.count(":") >= 2 and word.startswith("docs:"))
    return made.stdout.strip(), entry


RUNNABLE = [
    ROOT / page
    for page in (
        "CONTRIBUTING.md", "README.md", "README.zh.md", "docs/annotating.md", "docs/api.md", "docs/ask.md", "docs/citing.md",
        "docs/corrections.md", "docs/diagram.md", "docs/howto/analyst.md", "docs/howto/engineer.md", "docs/howto/frontend.md", "docs/howto/researcher.md",
        "docs/privacy.md", "docs/reading.md", "docs/stores.md", "docs/tutorial.md", "docs/tutorial.zh.md",
    )
]  # fmt: skip
"""Pages that are run; of the others the commands are looked up (tests/test_docs.py)."""


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl; apt install curl")
@pytest.mark.parametrize("page", RUNNABLE, ids=name)
def test_blocks_run(page: Path, tmp_path: Path, samples: Path, secret: tuple[str, str]) -> None:
    workspace, port = prepared(page, tmp_path, samples), free_port()
    program = script(page, tmp_path)
    code = adapted(program, port, free_port())
    for block in tmp_path.glob("block*.py"):
        block.write_text(adapted(block.read_text(encoding="utf-8"), port, 0), encoding="utf-8")
    tokens = {"CAMPAIGN_GRAPH_TOKENS": secret[1]}
    asked = "127.0.0.1:8000" in program + "".join(code for _, code in blocks(page)) and "--port 8000" not in program
    server = Server(workspace, tokens, port) if asked else None
    if server:
        server.start()
    try:
        run(code, tmp_path, {"SECRET": secret[0], "CAMPAIGN_GRAPH_PORT": str(free_port())})
    finally:
        if server:
            server.stop()


def run(program: str, folder: Path, more: dict[str, str]) -> None:
    """Run a program by bash in a folder, in a session of its own that ends with it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | more | {"PATH": path, "CAMPAIGN_GRAPH_WORKSPACE": str(folder / "workspace")}
    kept = folder / "said.txt"
    with kept.open("w", encoding="utf-8") as said:
        started = subprocess.Popen(
            ["bash", "-c", f"trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n{program}"],
            cwd=folder,
            env=environment,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
        )
        code = started.wait(PATIENCE)
    assert code == 0, kept.read_text(encoding="utf-8")[-3000:]


@pytest.fixture(scope="module")
def endpoint(samples: Path) -> Iterator[str]:
    """Give the address of a SPARQL endpoint over the samples."""
    server = Server(samples)
    server.start()
    yield f"{server.address}/sparql"
    server.stop()


QUERIES = [
    pytest.param(code, id=f"{name(page)}-{number}")
    for page in PAGES
    for number, code in enumerate((code for kind, code in blocks(page) if kind == "sparql"), 1)
]


def test_cookbook_has_twenty_queries() -> None:
    assert sum(kind == "sparql" for kind, _ in blocks(ROOT / "docs" / "cookbook.md")) == 20


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.parametrize("query", QUERIES)
def test_query_has_an_answer(query: str, endpoint: str) -> None:
    accept = "text/turtle" if "CONSTRUCT" in query else "application/sparql-results+json"
    answer = httpx.get(endpoint, params={"query": query}, headers={"Accept": accept}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert len(answer.text) > 100 if "CONSTRUCT" in query else answer.json()["results"]["bindings"]
