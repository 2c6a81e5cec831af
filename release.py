"""Makes a release: `python release.py [VERSION]`, from a clean checkout, in the project's environment.

With a version it is written into pyproject.toml, the only place that has it, and the changelog's `Unreleased` gets its
name and day. Then the explorer is built, sdist and wheel are made in dist/, and the wheel is installed into a fresh
environment and tried: its version, an article read, a server that shows the explorer. What is left to do is printed.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
import venv
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DIST = ROOT / "dist"
ARTICLE = "公安部第七督察组8月19日来到贵州省贵阳市南明区。\n"
PATIENCE = 60.0


def main(words: list[str]) -> None:
    """Make a release; of the version given, or of the one that stands."""
    if words:
        set_version(words[0])
    found = version()
    run(sys.executable, "web/build.py")
    wheel = build(DIST)
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(wheel, Path(folder), found)
    print(f"dist/ holds {found}. Now: make check; git commit -am 'Version {found}'; git tag v{found}; publish dist/.")


def version() -> str:
    """Return the version that pyproject.toml has."""
    said: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return said


def set_version(wanted: str) -> None:
    """Write a version into pyproject.toml and over the changelog's newest entries. Raises SystemExit for a bad one."""
    if not re.fullmatch(r"\d+\.\d+\.\d+(?:rc\d+)?", wanted):
        raise SystemExit(f"{wanted!r} is no version; it has the form 1.2.3 or 1.2.3rc1.")
    project, changes = ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"
    text = project.read_text(encoding="utf-8")
    project.write_text(
        re.sub(r'^version = ".*"$', f'version = "{wanted}"', text, count=1, flags=re.MULTILINE), encoding="utf-8"
    )
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    changes.write_text(dated(changes.read_text(encoding="utf-8"), wanted, day), encoding="utf-8")


def dated(changelog: str, wanted: str, day: str) -> str:
    """Return a changelog whose unreleased entries belong to a version of a day, below an empty `Unreleased`."""
    return changelog.replace("## Unreleased\n", f"## Unreleased\n\n## {wanted} – {day}\n", 1)


def build(folder: Path) -> Path:
    """Make sdist and wheel in a folder; returns the wheel. Raises SystemExit if it lacks the explorer."""
    if not (ROOT / "api" / "static" / "index.html").is_file():
        raise SystemExit("The explorer is not built; python web/build.py says why.")
    run(sys.executable, "-m", "hatchling", "build", "-d", str(folder))
    return max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)


def try_wheel(wheel: Path, folder: Path, expected: str, packages: Path | None = None) -> None:
    """Install a wheel into a fresh environment, away from the repository, and use it. Raises CalledProcessError.

    What it depends on is installed as it says itself, in the versions of requirements.lock; or is taken from a folder of
    installed packages, which needs no index.
    """
    venv.create(folder / "env", with_pip=True)
    python, command = (str(folder / "env" / "bin" / name) for name in ("python", "campaign-graph"))
    install = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    if packages is None:
        pins = folder / "pins.txt"
        pins.write_text(pinned((ROOT / "requirements.lock").read_text(encoding="utf-8")), encoding="utf-8")
        run(*install, "-c", str(pins), str(wheel))
    else:
        run(*install, "--no-deps", str(wheel))
        site = next((folder / "env").glob("lib/python*/site-packages"))
        (site / "borrowed.pth").write_text(f"{packages}\n", encoding="utf-8")
    said = run(command, "--version", cwd=folder)
    if expected not in said:
        raise SystemExit(f"The wheel says {said.strip()!r}, not {expected}.")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    run(command, "ingest", "article.txt", "--published", "2022-08-20", cwd=folder)
    if "520102" not in run(command, "list", "inspections", "--json", cwd=folder):
        raise SystemExit("The installed reader did not read the article.")
    serves(command, folder)


def pinned(lock: str) -> str:
    """Return a lock file as constraints: names and versions without digests."""
    return "".join(f"{line.rstrip(chr(92)).strip()}\n" for line in lock.splitlines() if "==" in line)


def serves(command: str, folder: Path) -> None:
    """Start the installed server and look at its page. Raises SystemExit if the explorer is not there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen([command, "serve", "--port", port], cwd=folder, env=outside())
    try:
        page = awaited(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(PATIENCE)
    if '<script type="module"' not in page:
        raise SystemExit("The installed server does not show the explorer.")


def awaited(address: str) -> str:
    """Return a page as soon as it answers. Raises SystemExit if it does not."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  (on this machine)
                page: str = answer.read().decode("utf-8")
                return page
        except urllib.error.URLError:
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer.")


def outside() -> dict[str, str]:
    """Return an environment that does not lead back into the repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_GRAPH_", "PYTHON"))}


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command; returns what it prints. Raises CalledProcessError."""
    print("$", " ".join(command), file=sys.stderr)
    return subprocess.run(command, cwd=cwd, env=outside(), check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
