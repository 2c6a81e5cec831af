"""Many processes give what one gives, in order; whatever an article does, the others are read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import parallel
from ingest.parallel import AT_ONCE, BATCH, read_all
from ingest.reader import Skipped, read_file
from ontology.model import Article

MANY = AT_ONCE + 3 * BATCH + 7


def articles(count: int, **texts: str) -> Iterator[Article | str]:
    """Yield articles `a0`, `a1` …, some with another text, and a mark after every fifth."""
    for number in range(count):
        yield Article(f"a{number}", texts.get(f"a{number}", "text"), f"a{number}.txt")
        if number % 5 == 0:
            yield f"mark {number}"


def name(article: Article) -> str:
    """Return an article's id; some texts are bad for whoever reads them."""
    if article.text == "raise":
        raise ValueError("no such thing")
    if article.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return article.id


def outcome(found: object) -> object:
    return (found.path, found.reason) if isinstance(found, Skipped) else found


EXPECTED = [item if isinstance(item, str) else item.id for item in articles(MANY)]


def test_one_process_keeps_the_order_and_sets_aside() -> None:
    found = list(map(outcome, read_all(articles(3, a1="raise"), name, 1)))
    assert found == ["a0", "mark 0", ("a1.txt", "article 'a1' cannot be read: ValueError: no such thing"), "a2"]


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_Pool", None)
    assert list(read_all(articles(AT_ONCE), name, 2)) == [
        item if isinstance(item, str) else item.id for item in articles(AT_ONCE)
    ]


@pytest.mark.slow
def test_many_processes_keep_the_order() -> None:
    assert list(read_all(articles(MANY), name, 2)) == EXPECTED


@pytest.mark.slow
def test_articles_that_end_their_process_are_set_aside_alone() -> None:
    late, later = f"a{AT_ONCE + 9}", f"a{MANY - 2}"
    found = list(map(outcome, read_all(articles(MANY, **{late: "die", later: "die", "a50": "raise"}), name, 2)))
    ended = "the process that read it was ended, by a fault or for want of memory"
    bad = {
        late: (f"{late}.txt", ended),
        later: (f"{later}.txt", ended),
        "a50": ("a50.txt", "article 'a50' cannot be read: ValueError: no such thing"),
    }
    assert found == [bad.get(item, item) for item in EXPECTED]


@pytest.mark.slow
def test_pages_are_read_by_the_processes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = "公安部第九督察组到宁夏银川督察。" * 8
    page.write_text(f"<html><body><article><p>{body}</p></article></body></html>", encoding="utf-8")
    pages = [item for _ in range(MANY) for item in read_file(page)]
    assert list(read_all(pages, name, 2)) == ["page"] * MANY


KEEP_READING = """
import itertools, sys
from ingest.parallel import read_all
from ontology.model import Article
from tests.ingest.test_parallel import name
if __name__ == "__main__":
    given = (Article(str(number), "text", "a") for number in itertools.count())
    for number, found in enumerate(read_all(given, name, 2)):
        if number == 500:
            print("reading", flush=True)
"""


@pytest.mark.slow
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "keep_reading.py"
    script.write_text(KEEP_READING)
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"reading\n"
        below = children(process.pid)
        assert len(below) >= 2
        process.kill()
        process.wait()
    deadline = time.monotonic() + 10
    while any(map(runs, below)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    if not tasks.exists():
        pytest.skip("This system does not list a process's children.")
    return list(map(int, tasks.read_text().split()))


def runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
