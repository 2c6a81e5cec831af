"""Full disks: nothing is half written, the error says what to do, and all goes on once there is room.

Made twice: files that may not grow (RLIMIT_FSIZE, at every size), and, for root, a real small disk under a real server.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.tokens import made
from tests.api.conftest import fill
from tests.web.conftest import Server

SWEEP = """
import resource, sys
from pathlib import Path
from bench.soak.killing import _told, check
from bench.soak.operations import OPERATIONS, base
from ontology.errors import DiskFull

root, names = Path(sys.argv[1]), sys.argv[2:]
root.mkdir()
base(root)
for name in names:
    OPERATIONS[name].prepare(root)
    before, refused = _told(root), 0
    for size in (0, 1, 50, 200, 700, 1500, 3000, 5000, 8000, 2**40):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            OPERATIONS[name].do(root)
            done = True
        except DiskFull as error:
            done, said = False, str(error)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if done:
            break
        refused += 1
        assert "Nothing was written" in said and "make room" in said, said
        assert _told(root) == before, f"{name} changed something with {size} bytes left"
    assert done and refused, f"{name}: done {done}, refused {refused} times"
    print(name, refused)
check(root, _told(root), _told(root))
"""


@pytest.mark.slow
def test_files_that_may_not_grow_change_nothing(tmp_path: Path) -> None:
    names = ["ingest", "send", "replace", "correct", "compact", "backup"]
    command = [sys.executable, "-c", SWEEP, str(tmp_path / "root"), *names]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert [line.split()[0] for line in ended.stdout.splitlines()] == names


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of 96 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96m", "none", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root can make a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.server
def test_server_on_a_full_disk_answers_on_and_comes_back(small_disk: Path) -> None:
    folder = fill(small_disk / "workspace")
    token, secret = made("editor", ["articles"])
    environment = {"CAMPAIGN_GRAPH_TOKENS": token.entry(), "CAMPAIGN_GRAPH_LIMITS": "free=1MB"}
    server = Server(folder, environment)
    server.start()
    headers = {"Authorization": f"Bearer {secret}"}
    visit = {"text": "公安部第七督察组8月19日来到贵州省贵阳市南明区。", "published": "2022-08-22"}
    ballast = small_disk / "ballast"
    try:
        with httpx.Client(base_url=server.address, headers=headers, timeout=30) as client:
            before = client.post("/v1/articles", json={"id": "before", **visit}).json()["generation"]
            _fill_up(ballast)
            refused = client.post("/v1/articles", json={"id": "refused", **visit})
            assert refused.status_code == 507, refused.text
            assert "make room, then try again" in refused.json()["detail"]
            assert client.get("/v1/inspections", params={"at_least": before}).json()["total"] == 3
            assert client.get("/v1/articles/refused").status_code == 404
            ready = client.get("/readyz")
            assert (ready.status_code, "MB left" in ready.text) == (503, True)
            ballast.unlink()
            added = client.post("/v1/articles", json={"id": "after", **visit})
            assert added.status_code == 201, added.text
            told = client.get("/v1/inspections", params={"at_least": added.json()["generation"]})
            assert told.json()["total"] == 4
            count = {"query": "SELECT ?f { ?f a <https://w3id.org/campaign-graph/ontology#Inspection> }"}
            found = client.get("/sparql", params=count, headers={"Accept": "text/csv"})
            assert len(found.text.splitlines()) == 5, found.text
            assert client.get("/readyz").status_code == 200
    finally:
        server.stop()


def _fill_up(ballast: Path) -> None:
    """Write until the disk takes no more."""
    piece = os.urandom(2**16)
    with ballast.open("wb", buffering=0) as out:
        while True:
            try:
                out.write(piece)
            except OSError:
                if len(piece) == 1:
                    return
                piece = piece[: len(piece) // 2]
