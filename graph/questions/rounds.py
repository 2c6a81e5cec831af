"""Round to round: two campaigns, or two batches of one, beside each other, each with its evidence.

*Dropped* means that the second campaign's articles do not say it, never that it did not happen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.figures.bodies import body_of
from graph.figures.changes import MetricChange, metric_changes
from graph.index import names
from graph.index.coding import NONE, Ints, distinct
from graph.index.days import NO_DAY, first_day
from graph.index.mentions import STATUSES
from graph.index.relation import RelationIndex
from graph.index.tally import summed
from ontology.errors import ValueUnknown
from ontology.model import COUNTRY
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

CHANGES = ("added", "dropped", "kept")
"""How something stands in the second campaign to the first."""


@dataclass(frozen=True, slots=True)
class Side:
    """A campaign in numbers; what is not found in it was looked for in `articles`."""

    id: str
    key: str
    label: str
    start: str | None
    end: str | None
    articles: int
    stories: int
    facts: int


@dataclass(frozen=True, slots=True)
class Said:
    """What says so: how many facts of how many stories, up to five of their ids; `planned` if all are plans."""

    count: int
    stories: int
    planned: bool
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A province, team or measure in one of the campaigns (`added`, `dropped`) or both (`kept`)."""

    id: str
    label: str
    change: str
    one: Said | None
    other: Said | None


@dataclass(frozen=True, slots=True)
class Post:
    """An office held in a team, with the sentence."""

    role: str
    person: str
    fact: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Heads:
    """Who held which office in the team of one name, in each campaign."""

    team: str
    label: str
    one: tuple[Post, ...]
    other: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """Two campaigns: provinces inspected, teams, their heads, measures, metrics; up to the limit of each.

    `counts` has all of them by section and change.
    """

    one: Side
    other: Side
    counts: Mapping[str, Mapping[str, int]]
    places: tuple[Difference, ...]
    teams: tuple[Difference, ...]
    heads: tuple[Heads, ...]
    measures: tuple[Difference, ...]
    metrics: tuple[MetricChange, ...]


def rounds(index: RelationIndex, one: str, other: str, limit: int = 100) -> Rounds:
    """Compare two campaigns by key or label. Raises ValueUnknown for what is no campaign, or is several."""
    return index.remembered(_made, one, other, limit)


def _made(index: RelationIndex, one: str, other: str, limit: int) -> Rounds:
    sides = [_campaign(index, text) for text in (one, other)]
    facts = [np.flatnonzero(index.columns.campaign == number) if number != NONE else _NOTHING for number, _ in sides]
    sections = {
        "places": _places(index, facts, limit),
        "teams": _named(index, facts, "team", limit),
        "measures": _named(index, facts, "measure", limit),
    }
    heads = _heads(index, facts)
    results = [
        found[np.isin(index.columns.status[found], _DONE)] for found in (index.among(f, "result") for f in facts)
    ]
    months = (_last_month(sides[0][1]), _last_month(sides[1][1]))
    metrics, total = metric_changes(index, results[0], results[1], months, limit)
    counts = {name: section.counts for name, section in sections.items()}
    return Rounds(
        one=_side(index, sides[0][1], facts[0]),
        other=_side(index, sides[1][1], facts[1]),
        counts=counts | {"heads": {"teams": len(heads)}, "metrics": {"both": total}},
        places=sections["places"].items,
        teams=sections["teams"].items,
        heads=tuple(heads[:limit]),
        measures=sections["measures"].items,
        metrics=tuple(metrics),
    )


_Name = Callable[[int], tuple[str, str]]
"""From a key to id and label."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Differences up to the limit, and how many there are of each change."""

    items: tuple[Difference, ...]
    counts: dict[str, int]


_NOTHING = np.empty(0, np.int64)
_DONE = (STATUSES.index("done"), STATUSES.index("underway"))


def _campaign(index: RelationIndex, text: str) -> tuple[int, str]:
    """Return the entity number (NONE if no fact names it) and the key of one campaign."""
    found = names.campaigns(index, text).tolist()
    keys = [index.entities.id(n).partition("/")[2] for n in found]
    if len(found) > 1:
        raise ValueUnknown(f"{text!r} may be {', '.join(keys)}; give the key of one campaign.")
    return (found[0], keys[0]) if found else (NONE, load_vocabulary().campaign(text.removeprefix("campaign/")).key)


def _side(index: RelationIndex, key: str, facts: Ints) -> Side:
    known, number = load_vocabulary().campaigns.get(key), index.entities.number(f"campaign/{key}")
    return Side(
        id=f"campaign/{key}",
        key=key,
        label=known.name if known else index.entities.label(number) if number is not None else key,
        start=known.start if known else None,
        end=known.end if known else None,
        articles=len(distinct(index.columns.article[facts])),
        stories=len(distinct(index.story(facts))),
        facts=len(facts),
    )


def _last_month(key: str) -> int:
    """Return the first day of a campaign's last month, NO_DAY where the vocabulary does not know it."""
    known = load_vocabulary().campaigns.get(key)
    return first_day(known.end[:7]) if known and known.end else NO_DAY


def _places(index: RelationIndex, facts: Sequence[Ints], limit: int) -> _Section:
    """Compare the provinces that teams were in, or are to come to."""
    visits = [index.among(found, "inspection") for found in facts]
    visits = [found[index.columns.status[found] != STATUSES.index("denied")] for found in visits]
    provinces = [index.entities.province[index.columns.place[found]] for found in visits]
    provinces = [
        np.where(index.columns.place[found] == NONE, NONE, code) for found, code in zip(visits, provinces, strict=True)
    ]
    path = load_gazetteer().path

    def name(code: int) -> tuple[str, str]:
        return f"place/{code}", path(str(code) if code != NONE else COUNTRY)

    return _differences(index, visits, provinces, name, limit)


def _named(index: RelationIndex, facts: Sequence[Ints], kind: str, limit: int) -> _Section:
    """Compare the teams that facts name, or the measures adopted, by what their ids say before the @."""
    entities = index.entities.of_kind(kind)
    column = index.columns.actor if kind == "team" else index.columns.object
    chosen = [found if kind == "team" else index.among(found, kind) for found in facts]
    chosen = [found[(column[found] >= entities.start) & (column[found] < entities.stop)] for found in chosen]
    named = distinct(np.concatenate([column[found] for found in chosen])).tolist()
    keys = {n: index.entities.id(n).partition("@")[0] for n in named}
    known = sorted(set(keys.values()))
    place = {key: n for n, key in enumerate(known)}
    labels = {key: n for n, key in keys.items()}
    of = np.full(len(index.entities) + 1, NONE, np.int64)
    of[named] = [place[keys[n]] for n in named]

    def name(key: int) -> tuple[str, str]:
        return known[key], index.entities.label(labels[known[key]])

    return _differences(index, chosen, [of[column[found]] for found in chosen], name, limit)


def _differences(
    index: RelationIndex, facts: Sequence[Ints], keys: Sequence[Ints], name: _Name, limit: int
) -> _Section:
    """Compare two campaigns by a key of their facts; added ones first, then dropped, then kept, each by key."""
    facts, keys = zip(
        *((found[key != NONE], key[key != NONE]) for found, key in zip(facts, keys, strict=True)), strict=True
    )
    first, second = (distinct(key) for key in keys)
    ways = [np.setdiff1d(second, first), np.setdiff1d(first, second), np.intersect1d(first, second)]
    shown = [(int(key), way) for way, some in zip(CHANGES, ways, strict=True) for key in some.tolist()][:limit]
    wanted = np.array([key for key, _ in shown], np.int64)
    said = [_said(index, found, key, wanted) for found, key in zip(facts, keys, strict=True)]
    items = tuple(Difference(*name(key), way, said[0].get(key), said[1].get(key)) for key, way in shown)
    return _Section(items, {way: len(some) for way, some in zip(CHANGES, ways, strict=True)})


def _said(index: RelationIndex, facts: Ints, keys: Ints, wanted: Ints) -> dict[int, Said]:
    kept = np.isin(keys, wanted)
    facts, keys = facts[kept], keys[kept]
    found, group = np.unique(keys, return_inverse=True)
    sums = summed(index, facts, group, len(found))
    firm = np.bincount(group, index.columns.status[facts] != STATUSES.index("planned"), len(found))
    ids = index.lines.ids(sums.shown)
    return {
        key: Said(
            int(sums.count[n]),
            int(sums.stories[n]),
            not firm[n],
            tuple(ids[sums.shown_from[n] : sums.shown_from[n + 1]]),
        )
        for n, key in enumerate(found.tolist())
    }


def _heads(index: RelationIndex, facts: Sequence[Ints]) -> list[Heads]:
    """Return who held an office in each team; teams are told by what their ids say before the @."""
    teams = index.entities.of_kind("team")
    posts: list[dict[str, list[Post]]] = [{}, {}]
    labels: dict[str, str] = {}
    for side, found in enumerate(facts):
        roles = index.among(found, "role")
        actor = index.columns.actor[roles]
        for line in index.facts(roles[(actor >= teams.start) & (actor < teams.stop)]):
            key = line["org_id"].partition("@")[0]
            labels.setdefault(key, line["org"] or key)
            post = Post(line["role"], line["person"], line["id"], line["article"], line["evidence"]["quote"])
            posts[side].setdefault(key, []).append(post)
    return [
        Heads(key, labels[key], tuple(posts[0].get(key, ())), tuple(posts[1].get(key, ())))
        for key in sorted(labels, key=_place)
    ]


def _place(team: str) -> tuple[str, int]:
    """Return where a team stands: after its body, by number."""
    return body_of(team) or (team, 0)
