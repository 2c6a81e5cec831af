"""Oxigraph's server as a child process: one owner a workspace starts, watches and stops it; others use its address.

    store/rdf/         Oxigraph's data
    store/owner        lock held for the life of the owning process
    store/server.json  pid and port of the running server, replaced in one step
    store/server.log   what the server last said
    store/damaged      that the data are to be thrown away before the next start

A server that does not answer for half a minute is ended and started again; data that are damaged are thrown away, for the
log has all that they hold. The child dies with its owner (Linux: parent-death signal), else the next owner stops it by its pid. That signal is sent
when the *thread* that started the child ends, so one thread starts, watches and restarts it for the owner's whole life.
"""

import subprocess
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from graph.endpoint import Endpoint
from graph.files import throw_away, write_whole
from graph.lock import locked
from graph.processes import Server, free_port, launcher, listening, program, runs, stop
from ontology.errors import StoreError, WorkspaceLocked

PATIENCE: Final = 15.0
"""Seconds until a server that does not come up is given up; opening unflushed data takes some."""
_PAUSE: Final = 0.02
_BACKOFF: Final = 0.5
_PASSING: Final = ("in use", "lock file")
"""Ends that another try may mend: the port was taken meanwhile; a dying server still has the data."""
_DAMAGE: Final = ("Corruption", "No such file or directory")
"""Ends that only data without damage mend."""
PULSE: Final = 5.0
"""Seconds between looks whether the server answers, and that it has for it."""
_MISSED: Final = 3
"""Looks without an answer after which it is taken for hung: a store that is being filled may be slow."""


class _DataDamaged(StoreError):
    """The server ended because it cannot read its data."""


@dataclass(slots=True)
class Child:
    """The SPARQL server of one workspace, from the side of one process: its owner, or a user of the address.

    `address` says where it is reached and starts it where nobody else has; safe to share between threads.
    """

    folder: Path
    time_limit: int
    pulse: float = PULSE
    _lock: ExitStack = field(default_factory=ExitStack, repr=False)
    _mutex: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _closing: threading.Event = field(default_factory=threading.Event, repr=False)
    _owner: bool = field(default=False, repr=False)
    _watch: threading.Thread | None = field(default=None, repr=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _trouble: str | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        """Where Oxigraph keeps its data."""
        return self.folder / "rdf"

    @property
    def owner(self) -> bool:
        """Whether this process is the one that runs the server."""
        return self._owner

    @property
    def trouble(self) -> str | None:
        """Why the last start failed, None if it did not."""
        return self._trouble

    def address(self) -> str:
        """Return `http://127.0.0.1:PORT` of the running server; become its owner where there is none.

        Raises StoreError if it does not come up.
        """
        deadline = monotonic() + PATIENCE
        self._forgive()
        self._own()  # also where an orphan still answers: it is stopped, because nobody would ever end it
        found = self.published()
        while found is None:
            if self._trouble is not None or self._closing.is_set() or monotonic() > deadline:
                why = "it was stopped." if self._closing.is_set() else self._trouble or self._last_words()
                raise StoreError(f"The RDF store in {str(self.folder)!r} does not run: {why}")
            self._own()
            sleep(_PAUSE)
            found = self.published()
        return found

    def restart(self, address: str) -> None:
        """End the server that is reached at an address, if it still is; its owner starts another."""
        server = Server.load(self._file)
        if server is not None and self.published() == address:
            stop(server.pid, self.data)

    def discard(self) -> None:
        """End the server and throw its data away; whoever owns it does so, and starts another, which holds nothing."""
        self._damaged.touch()
        server = Server.load(self._file)
        if server is not None:
            stop(server.pid, self.data)
        with suppress(WorkspaceLocked), locked(self.folder / "owner", 0):  # nobody owns it
            throw_away(self.data)
            self._damaged.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the server if this process owns it, and let another process own it."""
        self._closing.set()
        with self._mutex:
            if not self._owner:
                return
            if self._process is not None:
                stop(self._process.pid, self.data, self._process)
            if self._watch is not None:
                self._watch.join(PATIENCE)
            self._file.unlink(missing_ok=True)
            self._owner, self._watch = False, None
            self._lock.close()

    @property
    def _damaged(self) -> Path:
        return self.folder / "damaged"

    @property
    def _file(self) -> Path:
        return self.folder / "server.json"

    def published(self) -> str | None:
        """Return the address that an owner has published, None if no server of this folder answers there."""
        server = Server.load(self._file)
        if server is None or not runs(server.pid, self.data) or not listening(server.port):
            return None
        return f"http://127.0.0.1:{server.port}"

    def _forgive(self) -> None:
        """Forget why the last start failed, so that it is tried again."""
        with self._mutex:
            if self._watch is not None and not self._watch.is_alive():
                self._watch = self._trouble = None

    def _own(self) -> None:
        """Take the lock and start to run the server, unless this process does already or another one owns it."""
        with self._mutex:
            if self._closing.is_set() or self._watch is not None or not (self._owner or self._take_over()):
                return
            self._watch = threading.Thread(target=self._keep, name="oxigraph", daemon=True)
            self._watch.start()

    def _take_over(self) -> bool:
        """Become the owner if nobody is; a server that a killed owner left behind is stopped."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self._lock.enter_context(locked(self.folder / "owner", 0))
        except WorkspaceLocked:
            return False
        except OSError as error:
            raise StoreError(f"The RDF store needs the folder {str(self.data)!r}: {error.strerror}.") from error
        self._owner = True
        left = Server.load(self._file)
        if left is not None:
            stop(left.pid, self.data)
        return True

    def _keep(self) -> None:
        """Run the server until told to close; start it again when it dies."""
        while not self._closing.is_set():
            began = monotonic()
            try:
                self._run()
            except _DataDamaged:
                self._damaged.touch()
            except (OSError, StoreError) as error:
                self._trouble = str(error)
                return
            if monotonic() - began < _BACKOFF:
                self._closing.wait(_BACKOFF)

    def _run(self) -> None:
        """Start the server, publish it, wait for its end."""
        if self._damaged.exists():
            throw_away(self.data)
            self._damaged.unlink(missing_ok=True)
        port = free_port()
        command = [str(program()), "serve", "--location", str(self.data), "--bind", f"127.0.0.1:{port}"]
        command += ["--union-default-graph", "--timeout-s", str(self.time_limit)]
        with (self.folder / "server.log").open("wb") as log:
            # a session of its own: Ctrl-C is for the owner, which then stops the server in good order
            process = self._process = subprocess.Popen(  # noqa: S603 - our own program and arguments
                [*launcher(), *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        if self._closing.is_set():
            process.terminate()
        elif self._came_up(process):
            write_whole(self._file, Server(process.pid, port).dump())
            self._attend(process, port)
        process.wait()

    def _attend(self, process: subprocess.Popen[bytes], port: int) -> None:
        """Stand by until the server ends; one that answers no more is ended."""
        missed = 0
        while missed < _MISSED:
            try:
                process.wait(self.pulse)
            except subprocess.TimeoutExpired:
                missed = missed + 1 if Endpoint.ping(f"http://127.0.0.1:{port}", self.pulse) else 0
            else:
                return
        process.kill()

    def _came_up(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the server listens; False if it ended for a reason that passes.

        Raises StoreError if it ended for another reason, or is stuck.
        """
        deadline = monotonic() + PATIENCE
        while process.poll() is None and monotonic() < deadline:
            if self._last_words().startswith("Listening"):
                return True
            sleep(_PAUSE)
        words = self._last_words()
        if self._closing.is_set() or any(reason in words for reason in _PASSING):
            return False
        process.kill()
        process.wait()
        raise (_DataDamaged if any(sign in words for sign in _DAMAGE) else StoreError)(words)

    def _last_words(self) -> str:
        """Return the first line that the server said: that it listens, or why it ended."""
        try:
            lines = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            lines = []
        return lines[0] if lines else "it said nothing."
