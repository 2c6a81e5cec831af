"""campaign-graph doctor: each thing that can be wrong is said, with what to do; the exit code tells scripts."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.api.conftest import fill


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a healthy workspace and a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("CAMPAIGN_GRAPH_PORT", str(free.getsockname()[1]))
    return fill(tmp_path / "workspace")


def told(space: Path) -> tuple[int, dict[str, tuple[str, str]]]:
    """Return the exit code, and state and sentence of each finding."""
    done = CliRunner().invoke(app, ["doctor", "-w", str(space), "--json"])
    return done.exit_code, {one["what"]: (one["state"], one["said"]) for one in json.loads(done.stdout)}


def test_healthy_workspace(space: Path) -> None:
    code, found = told(space)
    assert code == 0
    assert {"version", "Oxigraph", "writing", "port", "log", "index", "disk", "explorer"} <= set(found)
    assert "bad" not in {state for state, _ in found.values()}
    assert "good  log: whole: 1 parts" in CliRunner().invoke(app, ["doctor", "-w", str(space)]).stdout


def damage(space: Path) -> None:
    (space / "log" / "00000001" / "facts.parquet").write_bytes(b"PAR1")


def remove(space: Path) -> None:
    (space / "workspace.json").unlink()


ILLS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "damaged part": (damage, "log", "Part 00000001 is damaged in facts.parquet; it held 7 facts"),
    "no workspace": (remove, "workspace", "it has no workspace.json"),
}


@pytest.mark.parametrize(("make", "what", "said"), ILLS.values(), ids=ILLS)
def test_ill_workspace(space: Path, make: Callable[[Path], None], what: str, said: str) -> None:
    make(space)
    code, found = told(space)
    assert code == 1
    assert found[what][0] == "bad"
    assert said in found[what][1]


VARIABLES = {
    "full disk": (("CAMPAIGN_GRAPH_LIMITS", "free=900000GB"), (1, "disk", "MB left")),
    "settings": (("CAMPAIGN_GRAPH_LIMITS", "nonsense=1"), (1, "settings", "'nonsense', which is no limit")),
    "open to others": (("CAMPAIGN_GRAPH_HOST", "0.0.0.0"), (0, "rate", "requests=…")),  # noqa: S104
}


@pytest.mark.parametrize(("variable", "expected"), VARIABLES.values(), ids=VARIABLES)
def test_ill_settings(
    space: Path, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str], expected: tuple[int, str, str]
) -> None:
    monkeypatch.setenv(*variable)
    code, what, said = expected
    ended, found = told(space)
    assert (ended, said in found[what][1]) == (code, True)


def test_tokens_that_others_can_read_and_a_port_in_use(
    space: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"a:articles:{'a' * 64}\n")
    file.chmod(0o644)
    monkeypatch.setenv("CAMPAIGN_GRAPH_TOKENS_FILE", str(file))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("CAMPAIGN_GRAPH_PORT", str(taken.getsockname()[1]))
        code, found = told(space)
    assert code == 0
    assert "chmod 600" in found["tokens file"][1]
    assert "in use" in found["port"][1]
    assert "a" * 64 not in str(found)
