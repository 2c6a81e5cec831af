"""Rows of an answer: entities with how often and when facts name them, or the facts themselves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from graph.ask.query import Found
from graph.ask.reading import Reading
from graph.ask.roster import called, listed
from graph.index.coding import NONE, Ints
from graph.index.days import written
from graph.index.mentions import STATUSES
from graph.index.narrow import grouped
from graph.index.relation import RelationIndex
from graph.index.tally import different, earliest, latest
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

Row = Mapping[str, Any]
MOST: Final = 100
"""Rows that an answer lists."""
SHOWN: Final = 5
"""Facts that a row names."""
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "inspection": ("team", "team_id", "place", "place_code"),
    "result": ("metric", "metric_id", "value", "unit", "modifier", "change", "window", "scope", "scope_code", "agency"),
    "role": ("person", "role", "org", "org_id"),
    "directive": ("issuer", "issuer_id", "demand", "org"),
    "meeting": ("name", "host", "host_id"),
    "operation": ("name", "agency", "agency_id", "place_code"),
    "measure": ("name", "agency", "agency_id", "place_code"),
    "target": ("target", "agency", "agency_id"),
    "team": ("team", "team_id", "sent_by", "count", "term"),
    "coverage": ("who", "count", "unit", "place_code"),
}
"""Fact type to its fields that a row shows."""
_LABELS: Final = {
    "inspection": "place", "result": "metric", "role": "person", "directive": "demand", "meeting": "name",
    "operation": "name", "measure": "name", "target": "target", "team": "team", "coverage": "who",
}  # fmt: skip


def rows(index: RelationIndex, reading: Reading, found: Found) -> list[Row]:
    """Return all rows of the answer to a reading, those with most facts first; facts in the order of answers."""
    by = "busiest" if "most" in reading.flags and reading.frame.by == "actor" else reading.frame.by
    return _SHOWN_BY.get(by, _facts)(index, reading, found.numbers)


def _by_place(index: RelationIndex, reading: Reading, numbers: Ints) -> list[Row]:
    return _entities(index, *_places(index, reading, numbers), reading.split)


def _by_actor(index: RelationIndex, reading: Reading, numbers: Ints) -> list[Row]:
    return _by_name(index, reading, _entities(index, numbers, index.columns.actor[numbers]))


def _by_campaign(index: RelationIndex, _reading: Reading, numbers: Ints) -> list[Row]:
    return _entities(index, numbers, index.columns.campaign[numbers])


def _places(index: RelationIndex, reading: Reading, numbers: Ints) -> tuple[Ints, Ints]:
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
    codes = index.remembered(_levels, reading.level)
    return numbers, np.where(place == NONE, NONE, codes[place])


def _busiest(index: RelationIndex, reading: Reading, numbers: Ints) -> list[Row]:
    """Return teams by the number of different places, most first."""
    facts, places = _places(index, reading, numbers)
    actors = index.columns.actor[facts].astype(np.int64)
    kept = (places != NONE) & (actors != NONE)
    pairs = np.unique(np.column_stack((actors[kept], places[kept])), axis=0)
    counts = dict(zip(*map(np.ndarray.tolist, np.unique(pairs[:, 0], return_counts=True)), strict=True))
    ids = {index.entities.id(actor): count for actor, count in counts.items()}
    found = [{**row, "places": ids[row["id"]]} for row in _entities(index, facts[kept], actors[kept])]
    return _by_name(index, reading, sorted(found, key=lambda row: -row["places"]))


def _counting(index: RelationIndex, reading: Reading, numbers: Ints) -> Ints:
    """Return the facts that say how many there are, where that is asked; all if none says it."""
    if reading.frame.name != "teams-sent" or not reading.counted:
        return numbers
    said = np.array([count is not None for count in index.lines.values("count", numbers)], bool)
    return numbers[said] if said.any() else numbers


def _levels(index: RelationIndex, level: str) -> Ints:
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


def _entities(index: RelationIndex, facts: Ints, named: Ints, split: bool = False) -> list[Row]:
    """Sum facts up by what each one names, by team too where a name fits several."""
    kept = named != NONE
    facts, named = facts[kept], named[kept].astype(np.int64)
    teams = index.columns.actor[facts].astype(np.int64) if split else np.full(len(facts), NONE, np.int64)
    pairs, groups = np.unique(np.column_stack((named, teams)), axis=0, return_inverse=True)
    size, groups = len(pairs), groups.ravel()
    columns, told = index.columns, different(groups, index.story(facts), size)
    counts, status = np.bincount(groups, minlength=size), np.full(size, len(STATUSES))
    np.minimum.at(status, groups, columns.status[facts])
    first, last = earliest(groups, columns.start[facts], size), latest(groups, columns.end[facts], size)
    order = np.lexsort((pairs[:, 0], -counts))
    return [
        {
            **_named(index, int(pairs[n, 0])),
            **({"team": index.entities.label(int(pairs[n, 1])), "team_id": index.entities.id(int(pairs[n, 1]))} if split else {}),
            "count": int(counts[n]), "stories": int(told[n]), "status": STATUSES[status[n]],
            "first": written(first[n]), "last": written(last[n]),
            "facts": index.lines.ids(facts[groups == n][:SHOWN]) if place < MOST else [],
        }
        for place, n in enumerate(order.tolist())
    ]  # fmt: skip


def _named(index: RelationIndex, named: int) -> Row:
    if named <= -2:
        code = f"{-2 - named:06}"
        return {"id": f"place/{code}", "kind": "place", "label": load_gazetteer().path(code)}
    entity = index.entities[named]
    return {"id": entity.id, "kind": entity.kind, "label": entity.label}


def _by_name(index: RelationIndex, reading: Reading, found: list[Row]) -> list[Row]:
    """Put the teams first that are called as the question calls them, and say of each which campaign it is of."""
    known = {team.id: team for team in listed(index)}
    marked = []
    for row in found:
        team = known.get(row["id"])
        named_so = reading.general is None or team is None or called(team, reading.general)
        marked.append({**row, "campaign": team.campaign if team else None, "named_so": named_so})
    return sorted(marked, key=lambda row: not row["named_so"])


def _sites(index: RelationIndex, _reading: Reading, facts: Ints) -> list[Row]:
    found: dict[str, list[int]] = {}
    for number, sites in zip(facts.tolist(), index.lines.values("sites", facts), strict=True):
        for site in sites or ():
            found.setdefault(site, []).append(number)
    return [
        {"id": None, "kind": "site", "label": site, "count": len(numbers), "facts": index.lines.ids(numbers[:SHOWN])}
        for site, numbers in sorted(found.items(), key=lambda item: -len(item[1]))
    ]


def _articles(index: RelationIndex, _reading: Reading, facts: Ints) -> list[Row]:
    numbers, groups = grouped(index.columns.article[facts])
    counts = np.bincount(groups, minlength=len(numbers))
    order = np.argsort(-counts, kind="stable").tolist()
    return [_article(index, int(numbers[n]), int(counts[n])) for n in order[:MOST]] + [{}] * max(0, len(order) - MOST)


def _article(index: RelationIndex, number: int, count: int) -> Row:
    row = index.articles.row(number)
    return {
        "id": f"article/{row['id']}", "kind": "article", "label": row["title"] or row["id"], "count": count,
        "publisher": row["publisher"], "published": row["published"], "url": row["url"], "facts": [],
    }  # fmt: skip


def _facts(index: RelationIndex, reading: Reading, numbers: Ints) -> list[Row]:
    """Return facts as rows, newest first, those of the whole country before others where no place is named."""
    numbers = _counting(index, reading, numbers)
    ranked = numbers[np.argsort(index.columns.rank[numbers])]
    if reading.frame.type == "result" and not reading.scope.places:
        country = index.entities.number(f"place/{COUNTRY}")
        ranked = ranked[np.argsort(index.columns.place[ranked] != country, kind="stable")]
    if reading.frame.name == "by-year":
        ranked = ranked[np.argsort(index.columns.campaign[ranked], kind="stable")]
    lines = index.facts(ranked[:MOST])
    return [*(_fact(line) for line in lines), *({} for _ in range(len(ranked) - len(lines)))]


def _fact(line: Mapping[str, Any]) -> Row:
    kind = line["type"]
    shown = {name: line[name] for name in _FIELDS[kind]}
    common = ("start", "end", "campaign", "status", "article")
    return (
        {"id": f"fact/{line['id']}", "kind": kind, "label": str(line[_LABELS[kind]]), "facts": [line["id"]]}
        | shown
        | {name: line[name] for name in common}
    )


_SHOWN_BY: Final[Mapping[str, Callable[[RelationIndex, Reading, Ints], list[Row]]]] = {
    "place": _by_place, "actor": _by_actor, "busiest": _busiest, "campaign": _by_campaign, "site": _sites,
    "article": _articles,
}  # fmt: skip
"""What rows are shown by to what makes them; all else is shown fact by fact."""


def items(found: Sequence[Row]) -> list[Row]:
    """Return the rows that are listed."""
    return [row for row in found if row][:MOST]
