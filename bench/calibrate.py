"""Measure how often each rule is right on gold, and write ingest/confidence.json: rule to (right + 1) / (total + 2).

usage: python bench/calibrate.py [DIR ...] [--output FILE]

Reads the articles and gold of every pack (ontology/packs/*/{articles,gold}) and of each DIR that is laid out the same way. A
fact is right where it agrees with a gold fact in full (ingest/evaluation.py); facts of types without gold are left out. The file
has its keys sorted, so that a change shows as a change of numbers.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from ingest.evaluation import Bin, measure, read_gold
from ingest.pipeline import read
from ingest.reader import Skipped, read_paths
from ontology.wire import Line, flatten

ROOT = Path(__file__).resolve().parent.parent


def lines(articles: Path) -> Iterator[Line]:
    """Yield the facts of a folder of articles as lines."""
    for item in read_paths([articles]):
        if not isinstance(item, Skipped):
            yield from map(flatten, read(item).facts)


def bins(folder: Path) -> tuple[Bin, ...]:
    """Return what each rule does on one folder that has `articles` and `gold`."""
    return measure(read_gold(folder / "gold"), lines(folder / "articles")).calibration


def shares(found: Iterable[Bin]) -> dict[str, float]:
    """Return the smoothed share right of each rule over all folders."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for one in found:
        right[one.rule] += one.right
        total[one.rule] += one.total
    return {rule: round((right[rule] + 1) / (total[rule] + 2), 4) for rule in sorted(total)}


def main() -> None:
    """Read the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="a folder with articles/ and gold/")
    parser.add_argument("--output", type=Path, default=ROOT / "ingest" / "confidence.json")
    given = parser.parse_args()
    packs = sorted(path.parent for path in ROOT.glob("ontology/packs/*/gold"))
    rates = shares(one for folder in [*packs, *given.folders] for one in bins(folder))
    given.output.write_bytes(orjson.dumps(rates, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
