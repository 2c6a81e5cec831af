"""SPARQL servers for tests: real ones, started on free ports of the loopback address and stopped again."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.processes import free_port, program

PATIENCE = 120
"""Seconds until a server must answer; Virtuoso makes its database first."""
INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {limit}
"""
"""What docs/stores.md tells of a server of one's own, at other ports and with little memory."""


@contextmanager
def virtuoso(folder: Path, limit: int = 10) -> Iterator[str]:
    """Run Virtuoso over a new database and give its endpoint; skips the test where it is not installed."""
    server, shell = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or shell is None:
        pytest.skip("Virtuoso is missing; on Debian: apt install virtuoso-opensource-7")
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, sql=sql, http=http, limit=limit))
    endpoint = f"http://127.0.0.1:{http}/sparql"
    with running([server, "+configfile", str(ini), "+foreground"], folder, endpoint):
        grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run([shell, f"127.0.0.1:{sql}", "dba", "dba", grant], capture_output=True, check=True, timeout=60)
        yield endpoint


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server of somebody else's and give its base address."""
    base = f"127.0.0.1:{free_port()}"
    command = [str(program()), "serve", "--location", str(folder / "data"), "--bind", base, "--union-default-graph"]
    with running(command, folder, f"http://{base}/query"):
        yield f"http://{base}"


@contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server from when it answers a query until the end of the block."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(address):
            assert process.poll() is None, (folder / "server.log").read_text(errors="replace")[-2000:]
            assert time.monotonic() < deadline, f"{command[0]} does not answer"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(address: str) -> bool:
    """Whether a query is answered at an address."""
    try:
        return httpx.get(address, params={"query": "ASK {}"}, timeout=5).is_success
    except httpx.HTTPError:
        return False
