"""Townships by the bare name that police stations carry (清水塘), each with the counties that have one of it.

Source: codes/townships.csv, today's list; nothing but the names of stations is read by it.
"""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "codes" / "townships.csv"


@cache
def load_townships() -> dict[str, tuple[str, ...]]:
    """Return township name to the codes of its counties, ascending."""
    found: dict[str, list[str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["name"], []).append(row["county"])
    return {name: tuple(sorted(set(codes))) for name, codes in found.items()}
