"""A run that is killed goes on where it stopped: done files are not read again, and the result is that of one run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from api.cli import main
from graph.ledger import Ledger, Taken, file_of, total, weight
from graph.workspace import Known, Workspace
from ingest import feed, resume
from ingest.forms import FORMS
from ingest.reader import read_file
from tests.test_promises import ROOT

TEAMS = "一二三四五六七八九"
SMALL = "import ingest.resume as r, api.taking as t; r.PART, r.FILES, t.BATCH = 15, 2, 15; from api.cli import main"


def article(number: int) -> dict[str, str]:
    """Return a record with a fact."""
    where = ("宁夏银川", "贵州贵阳", "新疆乌鲁木齐")[number % 3]
    text = f"7月{number % 28 + 1}日，公安部第{TEAMS[number % 9]}督察组到{where}，对夏季治安打击整治“百日行动”开展专项督察。"
    return {"id": f"n{number}", "published": "2022-08-03", "text": text * 8}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of 24 files of 20 articles, one line of each third file being none."""
    found = tmp_path / "articles"
    found.mkdir()
    for file in range(24):
        lines = [orjson.dumps(article(20 * file + number)) for number in range(20)]
        bad = [b"no record"] if file % 3 == 0 else []
        (found / f"{file:02}.jsonl").write_bytes(b"\n".join(lines + bad) + b"\n")
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files that are read from now on, and make parts small."""
    names: list[str] = []

    def noted(file: Path, *args: object, **options: object) -> object:
        names.append(file.name)
        return read_file(file, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(feed, "read_file", noted)
    monkeypatch.setattr(resume, "read_file", noted)
    monkeypatch.setattr(resume, "PART", 15)
    monkeypatch.setattr(resume, "FILES", 2)
    return names


def run(*words: str) -> int:
    """Run a command here and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def kill_when(ready: Callable[[], bool], *words: str) -> None:
    """Start a command in a process of its own and kill it, and those that read for it, as soon as it has come so far."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"{SMALL}\nif __name__ == '__main__': main()", *words], cwd=ROOT, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not ready():
        assert process.poll() is None, "it was done before it could be stopped"
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_killed_extract_goes_on(form: str, folder: Path, tmp_path: Path, read: list[str]) -> None:
    whole, out = tmp_path / f"whole.{form}", tmp_path / f"out.{form}"
    assert run("extract", str(folder), "--format", form, "-o", str(whole), "-j", "1") == 3
    assert sorted(read) == sorted(file.name for file in folder.iterdir())
    parts = tmp_path / f".out.{form}.parts"

    def done() -> dict[str, int]:
        ends = [file for file in parts.glob("*.json") if "-" not in file.name] if parts.exists() else []
        made = [part for end in ends for part in parts.glob(f"{end.stem}-*.part")]
        return {part.name: part.stat().st_ino for part in made}

    words = ("extract", str(folder), "--format", form, "-o", str(out), "-j", "2")
    kill_when(lambda: len(done()) >= 6, *words)
    assert not out.exists()
    before, groups = done(), len({name.partition("-")[0] for name in done()})
    read.clear()
    assert run(*words) == 3
    assert len(before) >= 6
    assert len(read) == 24 - 2 * groups
    assert out.read_bytes() == whole.read_bytes()
    assert not parts.exists()


@pytest.mark.slow
def test_a_killed_ingest_goes_on(
    folder: Path, tmp_path: Path, read: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    whole, space = tmp_path / "whole", tmp_path / "space"
    assert run("ingest", str(folder), "-w", str(whole), "-j", "1") == 3
    ledger = space / "files.jsonl"

    def done() -> list[str]:
        lines = ledger.read_bytes().splitlines() if ledger.exists() else []
        return [Path(orjson.loads(line)[0]).name for line in lines]

    kill_when(lambda: len(done()) >= 6, "ingest", str(folder), "-w", str(space), "-j", "2")
    before, standing = done(), len(Workspace.open(space).known())
    read.clear()
    capfd.readouterr()
    assert run("ingest", str(folder), "-w", str(space), "-j", "2", "--json") == 3
    report = json.loads(capfd.readouterr().out)
    assert 6 <= len(before) < 24
    assert set(read).isdisjoint(before)
    assert len(read) + len(before) == 24
    assert (report["added"] + standing, report["unchanged"]) == (480, standing)
    assert len(report["skipped"]) == 8
    first, second = (Workspace.open(one) for one in (whole, space))
    assert first.known() == second.known()
    assert sorted(first.log.facts()["id"].to_pylist()) == sorted(second.log.facts()["id"].to_pylist())


def test_extract_into_a_file_repeats_what_was_skipped(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for file in sorted(folder.iterdir())[1:]:
        file.unlink()
    assert run("extract", str(folder), "-o", str(tmp_path / "out.jsonl")) == 3
    assert "00.jsonl:21: the line is no article" in capfd.readouterr().err
    assert not (tmp_path / ".out.jsonl.parts").exists()


def test_extract_makes_anew_what_changed(folder: Path, tmp_path: Path, read: list[str]) -> None:
    out, run_ = tmp_path / "out.jsonl", resume.Run(tmp_path / "parts", FORMS["jsonl"])
    files = sorted(folder.iterdir())[:4]
    first = run_.read(files, 1, feed.Meter(), iter)
    files[3].write_bytes(orjson.dumps(article(7)))
    read.clear()
    again = run_.read(files, 1, feed.Meter(), iter)
    assert (first[0] == again[0], first[1] == again[1]) == (True, False)
    assert read == ["02.jsonl", "03.jsonl"]
    with out.open("wb") as stream:
        run_.join(again, stream)
    assert {orjson.loads(line)["article"] for line in out.read_bytes().splitlines()} == {f"n{n}" for n in range(60)}


def test_ingest_reads_a_done_file_no_more(
    folder: Path, tmp_path: Path, read: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    for file in sorted(folder.iterdir())[2:]:
        file.unlink()
    words = ("ingest", str(folder), "-w", str(tmp_path / "w"), "--json")
    assert run(*words) == 3
    capfd.readouterr()
    read.clear()
    assert run(*words) == 3
    report = json.loads(capfd.readouterr().out)
    assert (read, report["added"], report["unchanged"], len(report["skipped"])) == ([], 0, 40, 1)
    assert run("ingest", str(folder), "-w", str(tmp_path / "w"), "--sync", "--yes", "--json") == 3
    assert json.loads(capfd.readouterr().out)["retracted"] == 0
    assert run("retract", "n3", "-w", str(tmp_path / "w")) == 0
    capfd.readouterr()
    assert run(*words) == 3
    report = json.loads(capfd.readouterr().out)
    assert (read, report["added"], report["unchanged"]) == (["00.jsonl"], 1, 39)


def known(article: str, source: str, sha256: str = "x") -> dict[str, Known]:
    return {article: Known(sha256, source, None, "1")}


STANDING: dict[str, tuple[dict[str, Known], str, bool]] = {
    "as it was": (known("a", "f.jsonl#1") | known("b", "f.jsonl#2"), "s", True),
    "another content": (known("a", "f.jsonl#1") | known("b", "f.jsonl#2"), "t", False),
    "withdrawn": (known("a", "f.jsonl#1"), "s", False),
    "from elsewhere by now": (known("a", "f.jsonl#1") | known("b", "g.jsonl#2"), "s", False),
    "another text": (known("a", "f.jsonl#1") | known("b", "f.jsonl#2", "y"), "s", False),
    "empty log": ({}, "s", False),
}


@pytest.mark.parametrize(("standing", "stamp", "done"), STANDING.values(), ids=STANDING)
def test_a_file_is_done_if_what_it_gave_stands(
    standing: dict[str, Known], stamp: str, done: bool, tmp_path: Path
) -> None:
    gave = total([weight("a", "x"), weight("b", "x")])
    Ledger(tmp_path, {}).add([Taken("f.jsonl", "s", gave, (("f.jsonl:3", "no article"),))])
    with (tmp_path / "files.jsonl").open("ab") as lines:
        lines.write(b'["cut o')
    taken = Ledger(tmp_path, standing).done("f.jsonl", stamp)
    assert (taken is not None) is done
    assert taken is None or taken.skipped == (("f.jsonl:3", "no article"),)
    assert (tmp_path / "files.jsonl").read_bytes().count(b"\n") == 1


def test_a_source_names_its_file() -> None:
    assert (file_of("a/b.jsonl#12"), file_of("a/b.txt")) == ("a/b.jsonl", "a/b.txt")
    assert os.sep not in file_of("b.txt#1")
