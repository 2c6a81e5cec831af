"""The gazetteer: GB/T 2260 divisions down to county level, with former names and the years in which they were valid.

Source: codes/places.csv (see codes/README.md). Codes are six digits; 100000 (the country) and 660000 (新疆生产建设兵团) are ours.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from ontology.errors import ValueUnknown
from ontology.model import COUNTRY

Level = Literal["country", "province", "prefecture", "county"]
_FILE = Path(__file__).parent / "codes" / "places.csv"
_OPEN_START, _OPEN_END = "0000", "9999"


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name; a renamed division is two, with adjoining validity.

    `valid_from` and `valid_to` are years or ISO dates, both inclusive by prefix ('' = open); `shorts` the names people use.
    """

    code: str
    name: str
    shorts: tuple[str, ...]
    abbreviations: tuple[str, ...]
    parent: str
    level: Level
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]

    def valid(self, on: str | None) -> bool:
        """Whether the division existed under this name on an ISO date (None: today's state)."""
        if on is None:
            return not self.valid_to
        return (self.valid_from or _OPEN_START) <= on and on[: len(self.valid_to)] <= (self.valid_to or _OPEN_END)


class Gazetteer:
    """All divisions, by code and by name; look-ups take the article's ISO date, None meaning today."""

    def __init__(self, divisions: Sequence[Division]) -> None:
        """Index divisions by code and by every name they carry."""
        self._all = tuple(divisions)
        self._by_code: defaultdict[str, list[Division]] = defaultdict(list)
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._lineages: dict[str, tuple[str, ...]] = {}
        self._paths: dict[tuple[str, str | None], str] = {}
        for division in divisions:
            self._by_code[division.code].append(division)

    def __contains__(self, code: str) -> bool:
        """Whether a code was ever given."""
        return code in self._by_code

    def __iter__(self) -> Iterator[Division]:
        """Iterate over all divisions, former ones too."""
        return iter(self._all)

    def divisions(self) -> Sequence[Division]:
        """Return the divisions valid today."""
        return [division for division in self._all if division.valid(None)]

    def division(self, code: str, on: str | None = None) -> Division:
        """Return the division that has a code on a date, else the newest that ever had it.

        Raises ValueUnknown for a code that GB/T 2260 never gave.
        """
        rows = self._by_code.get(code)
        if not rows:
            raise ValueUnknown(f"No place has the code {code!r}; a GB/T 2260 code has six digits, such as '610000'.")
        if len(rows) == 1:
            return rows[0]
        return next((row for row in reversed(rows) if row.valid(on)), rows[-1])

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes that contain a code, nearest first, ending with the country's."""
        known = self._ancestors.get(code)
        if known is None:
            parent = self.division(code).parent
            known = self._ancestors[code] = (parent, *self.ancestors(parent)) if parent else ()
        return known

    def province(self, code: str) -> str:
        """Return the province-level code that contains a code (itself for a province or the country)."""
        return self.lineage(code)[0] if code != COUNTRY else COUNTRY

    def lineage(self, code: str) -> tuple[str, ...]:
        """Return the codes from the province down to a code itself; empty for the country."""
        known = self._lineages.get(code)
        if known is None:
            whole = tuple(reversed((code, *self.ancestors(code)[:-1])))
            known = self._lineages[code] = whole if code != COUNTRY else ()
        return known

    def path(self, code: str, on: str | None = None) -> str:
        """Return the full name from the province down, such as 贵州省贵阳市南明区."""
        key = (code, on and on[:4])
        if key not in self._paths:
            names = [self.division(part, on).name for part in self.lineage(code)]
            self._paths[key] = "".join(names) or self.division(code).name
        return self._paths[key]

    def inside(self, code: str, container: str) -> bool:
        """Whether a code is a container's own or lies inside it."""
        return code == container or container in self.ancestors(code)

    @cached_property
    def names(self) -> dict[str, tuple[Division, ...]]:
        """Map every full and short name to the divisions that carry it, former ones last."""
        found: defaultdict[str, list[Division]] = defaultdict(list)
        for division in sorted(self._all, key=lambda row: bool(row.valid_to)):
            for name in dict.fromkeys((division.name, *division.shorts)):
                found[name].append(division)
        return {name: tuple(rows) for name, rows in found.items()}

    def codes_named(self, text: str) -> tuple[str, ...]:
        """Return the codes that a person may mean by a code, a full or short name, or a path; newest divisions only."""
        if text in self._by_code:
            return (text,)
        named = [row.code for row in self.names.get(text, ()) if row.valid(None)]
        named = named or [row.code for row in self.names.get(text, ())]
        paths = [row.code for row in self.divisions() if text.endswith(row.name) and self.path(row.code) == text]
        return tuple(dict.fromkeys(named or paths))


@cache
def load_gazetteer() -> Gazetteer:
    """Read codes/places.csv once a process."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return Gazetteer([_division(row) for row in csv.DictReader(file)])


def _division(row: dict[str, str]) -> Division:
    return Division(
        code=row["notation"],
        name=row["name"],
        shorts=tuple(filter(None, row["short"].split("|"))),
        abbreviations=tuple(filter(None, row["abbr"].split("|"))),
        parent=row["parent"],
        level=row["level"],  # type: ignore[arg-type]
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successors=tuple(filter(None, row["successor"].split(";"))),
    )
