"""The places of facts at the level that a question asks for: provinces, cities, counties."""

import numpy as np

from graph.ask.reading import Reading
from graph.index.coding import NONE, Ints
from graph.index.relation import RelationIndex
from ontology.model import COUNTRY
from ontology.places import load_gazetteer


def places_of(index: RelationIndex, reading: Reading, numbers: Ints) -> tuple[Ints, Ints]:
    """Return facts and the place of each at the level asked for, as entity number or code; NONE where it has none.

    A result counted over several places together comes once for each.
    """
    place = index.columns.place[numbers].astype(np.int64)
    if reading.frame.type == "result":
        scopes = [(scope or "").split(",") for scope in index.lines.values("scope_code", numbers)]
        numbers = np.repeat(numbers, [len(scope) for scope in scopes])
        known = (index.entities.number(f"place/{code}") for scope in scopes for code in scope)
        place = np.array([NONE if number is None else number for number in known], np.int64)
    if reading.level == "place":
        return numbers, place
    codes = index.remembered(_codes, reading.level)
    return numbers, np.where(place == NONE, NONE, codes[place])


def those_at_level(index: RelationIndex, reading: Reading, numbers: Ints) -> Ints:
    """Return the results of places of a level, where a number is asked of each (各省破获刑事案件多少起)."""
    if not reading.each_place:
        return numbers
    codes = [(code or "") for code in index.lines.values("scope_code", numbers)]
    fits = ["," not in code and code != "" and at_level(code, reading.level) == code for code in codes]
    kept: Ints = numbers[np.array(fits, bool)]
    return kept


def _codes(index: RelationIndex, level: str) -> Ints:
    """Return for every entity the code of the place of a level that it lies in, NONE for none, below entities' range.

    Codes are kept as -2 - code, so that they never meet entity numbers.
    """
    codes = np.full(len(index.entities) + 1, NONE, np.int64)
    for number in index.entities.of_kind("place"):
        code = at_level(index.entities.id(number).partition("/")[2], level)
        if code is not None:
            codes[number] = -2 - int(code)
    return codes


def at_level(code: str, level: str) -> str | None:
    """Return the province, city or county that a place is or lies in, None where it is larger."""
    gazetteer = load_gazetteer()
    if code not in gazetteer or code == COUNTRY:
        return None
    lineage = gazetteer.lineage(code)
    if level == "province":
        return lineage[0]
    divisions = [gazetteer.division(one) for one in lineage]
    if level == "county":
        return next((one.code for one in divisions if one.level == "county"), None)
    prefecture = next((one.code for one in divisions if one.level == "prefecture"), None)
    return prefecture or next((one.code for one in reversed(divisions) if one.name.endswith("市")), None)
