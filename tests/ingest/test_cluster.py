"""A Spark cluster gives the facts of one machine, also when a worker is killed; and what its workers do, without Spark.

The cluster is real: a standalone master and two workers of this machine. It needs Java and the extra `spark` (`make spark`).
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.cluster import kill, standalone, until
from bench.generate import generate
from ingest.forms import FORMS
from ingest.reader import Skipped, read_paths
from ingest.tasks import Facts, Files, Given, Lines, Rows
from ontology.model import Article

TEXT = "7月29日，公安部第九督察组到宁夏回族自治区银川市兴庆区，对夏季治安打击整治“百日行动”开展专项督察。"
SMALL = "from ingest import cluster; cluster._SETTINGS['spark.sql.files.maxPartitionBytes'] = '60000'; from api.cli import main; main()"
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs PySpark and Java: make spark; apt install default-jre-headless",
)


def record(number: int, **more: str) -> bytes:
    return orjson.dumps({"text": TEXT.replace("29", str(number % 28 + 1)), "published": "2022-08-03", **more})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with JSON Lines (with and without ids, one line bad), a table, texts with a sidecar, and an archive."""
    found = tmp_path / "in"
    (found / "below").mkdir(parents=True)
    (found / "lines.jsonl").write_bytes(b"\n".join([record(1), b"", b"bad", record(2), record(3, id="own")]) + b"\n")
    table = pa.table({"正文": [TEXT, TEXT], "发布时间": ["2022-08-03", "2022-08-04"], "more": [1, 2]})
    pq.write_table(table, found / "below" / "table.parquet")
    (found / "below" / "one.txt").write_text(TEXT, encoding="utf-8")
    (found / "below" / "articles.csv").write_text("id,published\none,2022-08-05\n", encoding="utf-8")
    body = TEXT.encode()
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a/b\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
    (found / "pages.warc.wet").write_bytes(head.encode() + b"\r\n" + body + b"\r\n\r\n")
    return found


def single(folder: Path) -> list[str]:
    """Return the facts of one process, as text, sorted."""
    found = read_paths([folder])
    lines = b"".join(FORMS["jsonl"].work(one) for one in found if isinstance(one, Article))
    return sorted(line.decode() for line in lines.splitlines())


def test_tasks_read_what_the_reader_reads(folder: Path) -> None:
    """The rows as Spark gives them: lines of two blocks of a file, rows of a table, whole files."""
    skipped: list[Skipped] = []
    lines, table = folder / "lines.jsonl", folder / "below" / "table.parquet"
    given = Given(None, {str(folder / "below"): (folder / "below" / "articles.csv").read_bytes()})
    values = lines.read_text(encoding="utf-8").splitlines()
    first, second = (
        pa.record_batch({"file": [f"file://{lines}"] * len(part), "block": [at] * len(part), "value": part})
        for at, part in ((0, values[:2]), (99, values[2:]))
    )
    names = {(f"file://{lines}", 0): 0, (f"file://{lines}", 99): 2}
    rows = pq.read_table(table, columns=["正文", "发布时间"]).to_pylist()
    numbered = [{"_file": f"file:{table}", "_number": number, **row} for number, row in enumerate(rows)]
    files = [folder / "below" / "one.txt", folder / "pages.warc.wet"]
    whole = pa.record_batch(
        {"path": [f"file:{file}" for file in files], "content": [file.read_bytes() for file in files]}
    )
    found = [
        *Facts(Lines(given, names), skipped.append)(iter([second, first])),
        *Facts(Rows(given), skipped.append)(iter([pa.RecordBatch.from_pylist(numbered)])),
        *Facts(Files(given), skipped.append)(iter([whole])),
    ]
    ids = sorted(name for batch in found for name in batch.column("id").to_pylist())
    assert ids == sorted(orjson.loads(line)["id"] for line in single(folder))
    assert [one.path for one in skipped] == [f"{lines}:3"]


@needs_spark
@pytest.mark.slow
@pytest.mark.server
def test_a_cluster_gives_the_facts_of_one_machine_also_when_a_worker_is_killed(folder: Path, tmp_path: Path) -> None:
    for part in range(4):
        records = [
            {"id": one.article.id, "text": one.article.text, "published": one.article.published}
            for one in generate(150, seed=part)
        ]
        (folder / f"part-{part}.jsonl").write_bytes(b"\n".join(map(orjson.dumps, records)) + b"\n")
    expected, out = single(folder), tmp_path / "out"
    with standalone(tmp_path) as running:
        environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
        words = ["extract", "--engine", "spark", "--master", running.master, str(folder), str(out)]
        with subprocess.Popen(
            [sys.executable, "-c", SMALL, *words], env=environment, stderr=subprocess.PIPE, text=True
        ) as driver:
            try:
                until(lambda: driver.poll() is not None or len(list(out.rglob("part-*.parquet"))) >= 3)
                assert driver.poll() is None, "it was done before a worker could be killed"
                kill(running.workers[0])
                _, said = driver.communicate(timeout=500)
            finally:
                driver.kill()
    assert driver.returncode == 3, said
    assert re.search(r"Skipped 1:\n.*lines.jsonl:3: the line is no article", said)
    written = pq.read_table(out)
    ids = written["id"].to_pylist()
    assert sorted(ids) == sorted(orjson.loads(line)["id"] for line in expected)
    quotes = {
        (row["id"], row["evidence"]["quote"], row["start"])
        for row in written.select(["id", "evidence", "start"]).to_pylist()
    }
    assert quotes == {(one["id"], one["evidence"]["quote"], one["start"]) for one in map(orjson.loads, expected)}
