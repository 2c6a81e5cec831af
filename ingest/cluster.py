"""Articles read by a Spark cluster: JSON Lines, Parquet and archives at any Hadoop address in, facts as Parquet out.

The same articles give the same facts as on one machine, for no article is read with a look at another. Records of JSON Lines and
Parquet are shared out by stretches of a file, everything else by whole files. A lost worker's tasks are done again, and
what it had written of them is not committed. The door to PySpark, which is an extra; every machine needs this package.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from ingest.reader import SIDECAR, Skipped
from ingest.reader.files import parted
from ingest.tasks import Facts, Files, Given, Lines, Rows, folder, wanted
from ontology.errors import ArticleError, ValueUnknown
from ontology.tables import FACTS

STRETCH: Final = 16 * 2**20
"""Bytes of a file that one task reads."""
_LINES: Final = (".jsonl", ".ndjson")
_SETTINGS: Final = {
    "spark.sql.files.maxPartitionBytes": str(STRETCH),
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(64 * 2**20),
    "spark.python.worker.reuse": "true",
    "spark.ui.showConsoleProgress": "false",
}
_MOST_REASONS: Final = 10_000
Reasons = frozenset[tuple[str, str]]
Spark = Any
"""A Spark session, or what it gives: PySpark is an extra, and without it there are no types."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run wrote, and what it set aside, as path and reason (the first ten thousand or so)."""

    facts: int
    skipped: tuple[tuple[str, str], ...]


def extract(inputs: Sequence[str], output: str, master: str | None = None, published: str | None = None) -> Done:
    """Read everything at the input addresses and write Parquet files of facts into a new folder at `output`.

    Raises ValueUnknown without PySpark, and for an output that is there; ArticleError where there is nothing to read.
    """
    spark = session(master)
    try:
        return run(spark, inputs, output, published)
    finally:
        spark.stop()


def run(spark: Spark, inputs: Sequence[str], output: str, published: str | None = None) -> Done:
    """Do what `extract` does in a session that goes on. Raises the same."""
    system, path = _filesystem(spark, output)
    if system.exists(path):
        raise ValueUnknown(f"{output!r} is there already; the output is a folder that is not there yet.")
    reasons = spark.sparkContext.accumulator(frozenset(), _Union())
    frames = _frames(spark, _listed(spark, inputs), published, reasons)
    if not frames:
        raise ArticleError(f"No article is in {', '.join(map(repr, inputs))}; give files or their folder.")
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionAll(frame)
    whole.write.option("compression", "zstd").parquet(output)
    return Done(spark.read.parquet(output).count(), tuple(sorted(reasons.value)))


def session(master: str | None) -> Spark:
    """Return a Spark session as reading wants it. Raises ValueUnknown without PySpark."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise ValueUnknown("--engine spark needs PySpark: pip install 'campaign-graph[spark]', and Java 17.") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("campaign-graph extract")
    builder = builder.master(master) if master else builder
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class _Union:
    """How reasons are put together: as a set, so that a task which is done again adds nothing twice.

    What PySpark calls an AccumulatorParam; it asks for these two methods only.
    """

    def zero(self, value: Reasons) -> Reasons:
        """Return no reason."""
        return value - value

    def addInPlace(self, value1: Reasons, value2: Reasons) -> Reasons:  # noqa: N802 - PySpark's name
        """Return the reasons of both, the first ten thousand or so."""
        return value1 if len(value1) >= _MOST_REASONS else value1 | value2


def _filesystem(spark: Spark, address: str) -> tuple[Spark, Spark]:
    """Return the Hadoop file system of an address, and the address as its path."""
    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(address)  # noqa: SLF001 - PySpark has no other way to list files
    return path.getFileSystem(context._jsc.hadoopConfiguration()), path  # noqa: SLF001


def _listed(spark: Spark, inputs: Sequence[str]) -> list[str]:
    """Return the addresses of all files at or below the inputs, without hidden ones. Raises ArticleError."""
    found: list[str] = []
    for address in inputs:
        system, path = _filesystem(spark, address)
        if not system.exists(path):
            raise ArticleError(f"{address!r} does not exist; give the address of a file or folder.")
        root, files = system.makeQualified(path).toString(), system.listFiles(path, True)
        while files.hasNext():
            name = files.next().getPath().toString()
            if not any(part.startswith((".", "_")) for part in name.removeprefix(root).split("/")):
                found.append(name)
    return sorted(found)


def _frames(spark: Spark, files: Sequence[str], published: str | None, reasons: Spark) -> list[Spark]:
    """Return a frame of facts for each way to read the files."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    by_kind: dict[str, list[str]] = defaultdict(list)
    for file in files:
        by_kind[_kind(PurePosixPath(file).name)].append(file)
    beside = by_kind["sidecar"]
    rows = _whole(spark, beside).collect() if beside else []
    given = Given(published, {folder(row.path): bytes(row.content) for row in rows})
    readers: list[tuple[Spark, Any]] = []
    if by_kind["lines"]:
        frame, before = _lines(spark, by_kind["lines"])
        readers.append((frame, Lines(given, before)))
    readers += [(_table(spark, file), Rows(given)) for file in by_kind["table"]]  # their columns may differ
    if by_kind["file"]:
        readers.append((_whole(spark, by_kind["file"]), Files(given)))

    def report(one: Skipped) -> None:
        reasons.add(frozenset({(one.path, one.reason)}))

    schema = from_arrow_schema(FACTS)
    return [frame.mapInArrow(Facts(reader, report).__call__, schema) for frame, reader in readers]


def _kind(name: str) -> str:
    _, ending, packed = parted(name)
    if name == SIDECAR:
        return "sidecar"
    if ending in _LINES and packed != ".zst":
        return "lines"
    return "table" if (ending, packed) == (".parquet", "") else "file"


def _lines(spark: Spark, files: list[str]) -> tuple[Spark, dict[tuple[str, int], int]]:
    """Return the lines of files with their file and block, and how many lines stand before each block."""
    text = spark.read.text(files, lineSep="\n").select("_metadata.file_path", "_metadata.file_block_start", "value")
    counts = text.groupBy("file_path", "file_block_start").count().collect()
    before: dict[tuple[str, int], int] = {}
    total: dict[str, int] = defaultdict(int)
    for row in sorted(counts, key=lambda one: (one[0], one[1])):
        before[row[0], row[1]] = total[row[0]]
        total[row[0]] += row[2]
    return text, before


def _table(spark: Spark, file: str) -> Spark:
    """Return the columns of a Parquet file that its articles are made of, with its address and the rows' numbers."""
    table = spark.read.parquet(file)
    kept = [f"`{name}`" for name in wanted(table.columns)]
    return table.selectExpr("_metadata.file_path AS _file", "_metadata.row_index AS _number", *kept)


def _whole(spark: Spark, files: list[str]) -> Spark:
    """Return whole files with their addresses."""
    return spark.read.format("binaryFile").load(files).select("path", "content")
