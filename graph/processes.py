"""Processes and ports as the RDF store needs them: who runs under a pid, how to stop it, how to die with a parent."""

import os
import signal
import socket
import subprocess
import sys
import sysconfig
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import which
from time import monotonic, sleep
from typing import Final

import orjson

from ontology.errors import StoreError

_GRACE: Final = 5.0
_PAUSE: Final = 0.02
_LAUNCH: Final = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
os.nice(5)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""
"""Asks Linux for a signal when the parent dies, steps back behind it in the queue for processors (a runaway query must not
slow other answers), then becomes the program; a parent that died meanwhile is noticed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process and its port on the loopback address."""

    pid: int
    port: int

    def dump(self) -> bytes:
        """Return the content of the file that publishes it."""
        return orjson.dumps(asdict(self)) + b"\n"

    @classmethod
    def load(cls, file: Path) -> "Server | None":
        """Read what an owner published; None if there is no such file, or none of ours."""
        try:
            said = orjson.loads(file.read_bytes())
            return cls(int(said["pid"]), int(said["port"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None


def launcher() -> list[str]:
    """Return the words before a command that make it die with this process."""
    return [sys.executable, "-I", "-S", "-c", _LAUNCH, str(os.getpid())]


def program() -> Path:
    """Return the path of the `oxigraph` program of this environment. Raises StoreError if it is not installed."""
    ours = Path(sysconfig.get_path("scripts")) / "oxigraph"
    found = str(ours) if ours.exists() else which("oxigraph")
    if found is None:
        raise StoreError("The program 'oxigraph' is not installed; it comes with the Python package of that name.")
    return Path(found)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def listening(port: int) -> bool:
    """Whether somebody takes connections on a port of the loopback address."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def runs(pid: int, data: Path) -> bool:
    """Whether a process is an Oxigraph server over this data folder; a pid alone may by now be anybody's."""
    return f"oxigraph serve --location {data} --bind" in _command(pid)


def stop(pid: int, data: Path, child: subprocess.Popen[bytes] | None = None) -> None:
    """End the Oxigraph server of a data folder, if that is what the pid still is; returns when it is gone.

    `child` is the same process where it is this one's own, which then has to be waited for.
    """
    for wanted in (signal.SIGTERM, signal.SIGKILL):
        if not runs(pid, data):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, wanted)
        deadline = monotonic() + _GRACE
        while runs(pid, data) and monotonic() < deadline:
            if child is not None:
                child.poll()
            sleep(_PAUSE)


def _command(pid: int) -> str:
    """Return the command line of a process, empty if it is gone or only waits to be buried."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    listed = subprocess.run(  # noqa: S603 - a number and our own words
        ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listed.stdout
