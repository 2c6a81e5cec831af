"""National bodies by every name that news gives them (工信部, 工业和信息化部), each with what its entity id calls it.

Source: codes/bodies.csv. Bodies of a place need no list: they are read from the place's name and the word behind it.
"""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "codes" / "bodies.csv"


@cache
def load_national_bodies() -> dict[str, str]:
    """Return name to slug; a body without a slug is called by its name, or as the packs call the sender of that name."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["slug"] for row in csv.DictReader(file)}
