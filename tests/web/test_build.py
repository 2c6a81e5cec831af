"""web/build.py: what a build depends on, where Node comes from, and what is said where there is none."""

import subprocess
from pathlib import Path

import pytest

from web import build


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a room of web/ that has sources and nothing installed, and a place for what is built."""
    for name in ("package-lock.json", "vite.config.ts", "src/main.tsx", "src/state/address.test.ts"):
        (tmp_path / "web" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "web" / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(build, "ROOM", tmp_path / "web")
    monkeypatch.setattr(build, "BUILT", tmp_path / "static")
    return tmp_path / "web"


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("src/main.tsx", True),
        ("vite.config.ts", True),
        ("package-lock.json", True),
        ("src/state/address.test.ts", False),
        ("src/api/schema.d.ts", False),
        ("node_modules/preact/index.js", False),
        ("README.md", False),
    ],
)
def test_what_a_build_depends_on(room: Path, name: str, matters: bool) -> None:
    before = build.sources_digest(room)
    (room / name).parent.mkdir(parents=True, exist_ok=True)
    (room / name).write_text("changed", encoding="utf-8")
    assert (build.sources_digest(room) != before) is matters


def test_unchanged_sources_are_not_built_again(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.BUILT.mkdir()
    (build.BUILT / build.STAMP).write_text(build.sources_digest(room), encoding="utf-8")
    monkeypatch.setattr(build, "find_npm", lambda: pytest.fail("nothing is to be built"))
    assert build.main([]) == 0


def test_without_npm_the_reason_is_kept_for_the_page(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    npm = room / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error getaddrinfo ENOTFOUND' >&2; exit 1\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(build, "find_npm", lambda: [str(npm)])
    assert build.main(["build"]) == 1
    why = (build.BUILT / build.WHY).read_text(encoding="utf-8")
    assert why == "npm could not be reached, or gave no packages: npm error getaddrinfo ENOTFOUND\n"
    assert "The API and Swagger work without it." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "version"), [("v20.20.2", (20, 20)), ("v24.19.0", (24, 19)), ("v18", (0, 0)), ("", (0, 0))]
)
def test_version_of_node(tmp_path: Path, said: str, version: tuple[int, ...]) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    node.chmod(0o755)
    assert build.version_of(str(node)) == version


@pytest.mark.parametrize("installed", [True, False])
def test_node_of_another_age_is_not_taken(monkeypatch: pytest.MonkeyPatch, installed: bool) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if installed else None)
    monkeypatch.setattr(build, "version_of", lambda _node: (18, 19))
    monkeypatch.setattr(build, "npm_of_wheel", lambda: ["node of the wheel"])
    assert build.find_npm() == ["node of the wheel"]


def test_download_is_announced(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    refused = subprocess.CompletedProcess([], 1, stdout="", stderr="ERROR: No matching distribution found")
    monkeypatch.setattr("subprocess.run", lambda *_args, **_options: refused)
    with pytest.raises(build.NotBuilt, match="PyPI gave none: ERROR: No matching distribution found"):
        build.npm_of_wheel()
    assert "a download of 60 MB" in capsys.readouterr().err
