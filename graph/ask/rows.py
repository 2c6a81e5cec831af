"""Rows of an answer: entities with how often and when facts name them, or the facts themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from graph.ask.levels import places_of, those_at_level
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


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of an answer, and how many there are: of facts and articles the first MOST, of entities all."""

    items: list[Row]
    total: int


def rows(index: RelationIndex, reading: Reading, found: Found) -> Rows:
    """Return the rows of the answer to a reading, those with most facts first; facts in the order of answers."""
    by = "busiest" if "most" in reading.flags and reading.frame.by == "actor" else reading.frame.by
    by = "place" if reading.of_level else by
    return _SHOWN_BY.get(by, _facts)(index, reading, found.numbers)


def _by_place(index: RelationIndex, reading: Reading, numbers: Ints) -> Rows:
    facts, places = places_of(index, reading, numbers)
    found = _entities(index, facts, places, reading.split)
    return _all(_most_teams(index, facts, places, found) if reading.by_teams else found)


def _most_teams(index: RelationIndex, facts: Ints, places: Ints, found: list[Row]) -> list[Row]:
    """Put the places first that most different teams were in."""
    actors = index.columns.actor[facts].astype(np.int64)
    kept = (places != NONE) & (actors != NONE)
    (entities, place), (_, team) = _grouped(places[kept]), _grouped(actors[kept])
    counts = different(place, team, len(entities)).tolist()
    teams = {_named(index, entity)["id"]: count for entity, count in zip(entities.tolist(), counts, strict=True)}
    return sorted(({**row, "teams": teams.get(row["id"], 0)} for row in found), key=lambda row: -row["teams"])


def _by_actor(index: RelationIndex, reading: Reading, numbers: Ints) -> Rows:
    return _all(_by_name(index, reading, _entities(index, numbers, index.columns.actor[numbers])))


def _by_campaign(index: RelationIndex, _reading: Reading, numbers: Ints) -> Rows:
    return _all(_entities(index, numbers, index.columns.campaign[numbers]))


def _all(found: list[Row]) -> Rows:
    return Rows(found, len(found))


def _busiest(index: RelationIndex, reading: Reading, numbers: Ints) -> Rows:
    """Return teams by the number of different places, most first."""
    facts, places = places_of(index, reading, numbers)
    actors = index.columns.actor[facts].astype(np.int64)
    kept = (places != NONE) & (actors != NONE)
    facts, actors, (_, place) = facts[kept], actors[kept], _grouped(places[kept])
    teams, team = _grouped(actors)
    counts = dict(zip(teams.tolist(), different(team, place, len(teams)).tolist(), strict=True))
    ids = {index.entities.id(actor): count for actor, count in counts.items()}
    found = [{**row, "places": ids[row["id"]]} for row in _entities(index, facts, actors)]
    return _all(_by_name(index, reading, sorted(found, key=lambda row: -row["places"])))


def _grouped(named: Ints) -> tuple[Ints, Ints]:
    """Return the different numbers, ascending, and the place of each one's among them; numbers may be negative."""
    least = int(named.min()) if len(named) else 0
    found, places = grouped(named - least)
    return found + least, places


def _counting(index: RelationIndex, reading: Reading, numbers: Ints) -> Ints:
    """Return the facts that say how many there are, where that is asked; all if none says it."""
    if reading.frame.name != "teams-sent" or not reading.counted:
        return numbers
    said = np.array([count is not None for count in index.lines.values("count", numbers)], bool)
    return numbers[said] if said.any() else numbers


def _entities(index: RelationIndex, facts: Ints, named: Ints, split: bool = False) -> list[Row]:
    """Sum facts up by what each one names, by team too where a name fits several."""
    kept = named != NONE
    facts, (entities, groups) = facts[kept], _grouped(named[kept].astype(np.int64))
    teams = np.full(len(entities), NONE, np.int64)
    if split:
        both = groups.astype(np.int64) * len(index.entities) + index.columns.actor[facts]
        pairs, groups = np.unique(both, return_inverse=True)
        entities, teams = entities[pairs // len(index.entities)], pairs % len(index.entities)
    tallies = _tallies(index, facts, groups, len(entities))
    order = np.lexsort((entities, -tallies["count"])).tolist()
    shown = _shown(index, facts, groups, order[:MOST])
    return [
        {
            **_named(index, int(entities[n])),
            **(_of_team(index, int(teams[n])) if split else {}),
            "count": int(tallies["count"][n]),
            "stories": int(tallies["stories"][n]),
            "status": STATUSES[tallies["status"][n]],
            "first": written(tallies["first"][n]),
            "last": written(tallies["last"][n]),
            "facts": shown.get(n, []),
        }
        for n in order
    ]


def _tallies(index: RelationIndex, facts: Ints, groups: Ints, size: int) -> Mapping[str, Ints]:
    """Count the facts and stories of each group, and find its first and last day and its surest status."""
    columns = index.columns
    status = np.full(size, len(STATUSES) - 1)
    for code in reversed(range(len(STATUSES) - 1)):
        status[np.bincount(groups[columns.status[facts] == code], minlength=size) > 0] = code
    return {
        "count": np.bincount(groups, minlength=size),
        "stories": different(groups, index.story(facts), size),
        "status": status,
        "first": earliest(groups, columns.start[facts], size),
        "last": latest(groups, columns.end[facts], size),
    }


def _shown(index: RelationIndex, facts: Ints, groups: Ints, chosen: Sequence[int]) -> dict[int, list[str]]:
    """Return the ids of the first facts of some groups."""
    order = np.argsort(groups, kind="stable")
    wanted = np.array(chosen, np.int64)
    starts = np.searchsorted(groups[order], wanted)
    stops = np.searchsorted(groups[order], wanted, "right")
    stretches = [
        facts[order[start : min(stop, start + SHOWN)]]
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
    ]
    ids = iter(index.lines.ids(np.concatenate([facts[:0], *stretches])))
    return {n: [next(ids) for _ in rows] for n, rows in zip(chosen, stretches, strict=True)}


def _of_team(index: RelationIndex, team: int) -> Row:
    return {"team": index.entities.label(team), "team_id": index.entities.id(team)}


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


def _sites(index: RelationIndex, reading: Reading, facts: Ints) -> Rows:
    found: dict[str, list[int]] = {}
    for number, sites in zip(facts.tolist(), index.lines.column("sites", facts).to_pylist(), strict=True):
        for site in sites or ():
            if all(word in site for word in reading.said("kind-of-site")):
                found.setdefault(site, []).append(number)
    return _all(
        [
            {
                "id": None,
                "kind": "site",
                "label": site,
                "count": len(numbers),
                "facts": index.lines.ids(numbers[:SHOWN]),
            }
            for site, numbers in sorted(found.items(), key=lambda item: -len(item[1]))
        ]
    )


def _articles(index: RelationIndex, _reading: Reading, facts: Ints) -> Rows:
    numbers, groups = grouped(index.columns.article[facts])
    counts = np.bincount(groups, minlength=len(numbers))
    order = np.argsort(-counts, kind="stable").tolist()
    return Rows([article_row(index, int(numbers[n]), int(counts[n])) for n in order[:MOST]], len(order))


def article_row(index: RelationIndex, number: int, count: int) -> Row:
    """Return an article as a row, with how many of the facts it states."""
    row = index.articles.row(number)
    return {
        "id": f"article/{row['id']}", "kind": "article", "label": row["title"] or row["id"], "count": count,
        "publisher": row["publisher"], "published": row["published"], "url": row["url"], "facts": [],
    }  # fmt: skip


def _facts(index: RelationIndex, reading: Reading, numbers: Ints) -> Rows:
    """Return facts as rows, newest first, those of the whole country before others where no place is named."""
    numbers = _counting(index, reading, numbers)
    numbers = those_at_level(index, reading, numbers)
    ranked = numbers[np.argsort(index.columns.rank[numbers])]
    if reading.frame.type == "result" and not reading.scope.places:
        country = index.entities.number(f"place/{COUNTRY}")
        ranked = ranked[np.argsort(index.columns.place[ranked] != country, kind="stable")]
    if reading.frame.name == "by-year":
        ranked = ranked[np.argsort(index.columns.campaign[ranked], kind="stable")]
    lines = index.facts(ranked[:MOST])
    return Rows([fact_row(line) for line in lines], len(ranked))


def fact_row(line: Mapping[str, Any]) -> Row:
    """Return a fact as a row."""
    kind = line["type"]
    shown = {name: line[name] for name in _FIELDS[kind]}
    common = ("start", "end", "campaign", "status", "article")
    return (
        {"id": f"fact/{line['id']}", "kind": kind, "label": str(line[_LABELS[kind]]), "facts": [line["id"]]}
        | shown
        | {name: line[name] for name in common}
    )


_SHOWN_BY: Final[Mapping[str, Callable[[RelationIndex, Reading, Ints], Rows]]] = {
    "place": _by_place, "actor": _by_actor, "busiest": _busiest, "campaign": _by_campaign, "site": _sites,
    "article": _articles,
}  # fmt: skip
"""What rows are shown by to what makes them; all else is shown fact by fact."""
