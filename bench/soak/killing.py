"""Kill -9 at every step: a process does one thing to a workspace and kills itself before its n-th step on the disk.

    python -m bench.soak.killing [--points N] [--seed S] [--operation NAME]

A step is whatever changes the disk: a file opened for writing, a folder made, a flush, a rename, a removal. All of them are
counted in a dry run; then the same is done again in a fresh copy of the workspace and killed before the step that was drawn.
Afterwards the workspace must hold exactly what it held before or what it holds when the thing is done, verified by its
checksums; the next reader, writer, compaction and backup must work without help; and nothing is left lying about.
"""

import argparse
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from api.writes import Writer
from bench.soak.operations import OPERATIONS, OTHER, Operation, base, opened, sent
from graph.entries import Act
from graph.files import ASIDE
from graph.sources import files_of
from graph.upkeep import backup, restore, verify
from graph.workspace import Workspace
from tests.helpers import article_row, inspection

_CHANGES: Final = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def state(space: Workspace) -> str:
    """Return a digest of all that a workspace holds for its readers: articles, facts, entries, texts that were sent."""
    told = sorted(map(str, space.log.facts().to_pylist()))
    rows = sorted(str((row["id"], row["sha256"], row["retracted"])) for row in space.log.articles().to_pylist())
    entries = [str((entry.action, entry.articles, entry.why)) for entry in space.log.entries()]
    texts = [str(text_of(space, name)) for name in sorted(space.known()) if name in {"sent", "another"}]
    return sha256("\n".join([*told, *rows, *entries, *texts]).encode()).hexdigest()


def text_of(space: Workspace, article: str) -> str | None:
    """Return the text of an article that was sent, as its page finds it."""
    known = space.known()[article]
    places = (path for path in files_of(space.folder, known.source, known.sha256) if path.is_file())
    texts = (path.read_bytes() for path in places)
    return next((text.decode() for text in texts if sha256(text).hexdigest() == known.sha256), None)


def _told(root: Path) -> dict[str, str]:
    """Return what each thing of a test's folder holds: the workspace, another one, the backup."""
    found = {}
    for name in ("workspace", "other"):
        if (root / name / "workspace.json").exists():
            found[name] = state(Workspace.open(root / name))
    if (root / "b.tar").exists():
        with TemporaryDirectory() as folder:
            found["b.tar"] = state(restore(root / "b.tar", Path(folder) / "restored"))
    return found


def check(root: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """Prove that nothing committed is lost and nothing half is seen, and that all goes on without help."""
    for name, held in _told(root).items():
        assert held in {before.get(name), after.get(name), state_of_nothing()}, f"{name} is neither before nor after"
        assert held != state_of_nothing() or name == "other", f"{name} lost everything"
    missing = set(before) - set(_told(root))
    assert not missing, f"{missing} is gone"
    space = opened(root)
    assert list(verify(space)) == []
    assert space.index().size == space.log.facts().num_rows
    _goes_on(root, space)


def _goes_on(root: Path, space: Workspace) -> None:
    Writer(space).tidy(young=0)
    assert Writer(space).put(sent(OTHER, "later"), Act("soak")).outcome == "added"
    space.put([(article_row("last"), [inspection("last")])], wait=0)
    facts = space.log.facts().num_rows
    space.compact()
    assert space.log.facts().num_rows == space.index().size == facts
    assert list(verify(space)) == []
    backup(space, root / "b.tar")
    assert sorted(path.name for path in root.iterdir()) in (
        ["b.tar", "workspace"],
        ["b.tar", "other", "workspace"],
    ) or all(path.name.startswith(ASIDE) for path in root.iterdir() if path.name not in {"b.tar", "other", "workspace"})
    left = [path for path in space.folder.rglob("*") if path.name.startswith(ASIDE) or "+" in path.name]
    assert [path for path in left if "index" not in path.parts and path.parent != space.folder] == [], "rubbish is left"


def state_of_nothing() -> str:
    """Return the state of a workspace without articles."""
    return sha256(b"").hexdigest()


class _Steps:
    """Counts steps on the disk below a folder, and kills this process before one of them."""

    def __init__(self, root: Path, last: int | None) -> None:
        self.root, self.last, self.count = str(root), last, 0
        self._fsync = os.fsync

    def watch(self) -> None:
        """Begin; it cannot be ended but with the process."""
        sys.addaudithook(self._heard)
        setattr(os, "fsync", self._flushed)  # noqa: B010 - its type is narrower

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & _WRITING and str(path).startswith(self.root):
                self._step()
        elif event in _CHANGES and str(args[0]).startswith(self.root):
            self._step()

    def _flushed(self, descriptor: Any) -> None:
        self._step()
        self._fsync(descriptor)

    def _step(self) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def apart(action: Callable[[], object]) -> tuple[int, str]:
    """Do something in a child of this process; return its signal or exit code (negative: signal), and what it returned."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:  # pragma: no cover - another process
        os.close(read)
        code = 1
        try:
            os.write(write, str(action()).encode()[:60_000])
            code = 0
        except BaseException as error:  # noqa: BLE001 - told to the parent
            os.write(write, f"{type(error).__name__}: {error}".encode()[:60_000])
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        said = told.read().decode(errors="replace")
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said


@dataclass(frozen=True, slots=True)
class Bench:
    """One operation made ready: the folder to copy, what is held before and after it, and how many steps it has."""

    operation: Operation
    template: Path
    before: dict[str, str]
    after: dict[str, str]
    steps: int

    @classmethod
    def of(cls, operation: Operation, folder: Path) -> "Bench":
        """Prepare an operation in an empty folder, and do it once unharmed."""
        template, tried = folder / "template", folder / "tried"
        template.mkdir(parents=True)
        _sure(apart(lambda: (base(template), operation.prepare(template))))
        before = _sure(apart(lambda: _told(template)))
        shutil.copytree(template, tried)

        def count() -> int:
            steps = _Steps(tried, None)
            steps.watch()
            operation.do(tried)
            return steps.count

        steps = int(_sure(apart(count)))
        after = _sure(apart(lambda: _told(tried)))
        shutil.rmtree(tried)
        return cls(operation, template, _dict(before), _dict(after), steps)

    def kill(self, step: int, folder: Path) -> str | None:
        """Do it in a fresh copy, kill it before a step, and return what is wrong afterwards, None if nothing is."""
        shutil.copytree(self.template, folder)

        def run() -> None:
            _Steps(folder, step).watch()
            self.operation.do(folder)

        code, said = apart(run)
        if code != -signal.SIGKILL:
            return f"step {step} was not reached: exit {code}, {said}"
        code, said = apart(lambda: check(folder, self.before, self.after))
        shutil.rmtree(folder)
        return said if code else None


def _sure(outcome: tuple[int, str]) -> str:
    code, said = outcome
    if code:
        raise AssertionError(f"the unharmed run failed: {said}")
    return said


def _dict(said: str) -> dict[str, str]:
    from ast import literal_eval  # noqa: PLC0415

    found: dict[str, str] = literal_eval(said)
    return found


def _warm(root: Path) -> None:
    """Load here what every child would load for itself."""
    root.mkdir()
    base(root)
    _goes_on(root, opened(root))


def killed(points: int, seed: int, names: list[str] | None = None) -> Iterator[tuple[str, int, int, str | None]]:
    """Yield operation, step, number of its steps and what went wrong, each operation in turn."""
    rng = random.Random(seed)
    with TemporaryDirectory() as scratch:
        _warm(Path(scratch) / "warm")
        ready = {
            name: Bench.of(one, Path(scratch) / f"{number}")
            for number, (name, one) in enumerate(OPERATIONS.items())
            if not names or name in names
        }
        turns = rng.sample(list(ready), len(ready))
        for number in range(points):
            name = turns[number % len(turns)]
            step = rng.randint(1, ready[name].steps)
            yield name, step, ready[name].steps, ready[name].kill(step, Path(scratch) / "copy")


def main() -> None:
    """Kill at some points and say how it went; exit code 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="bench.soak.killing", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--operation", action="append", choices=list(OPERATIONS))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    wrong = 0
    for name, step, steps, trouble in killed(asked.points, asked.seed, asked.operation):
        wrong += trouble is not None
        print(f"{name}, killed before step {step} of {steps}: {trouble or 'well'}", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
