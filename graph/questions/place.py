"""A place: what it saw, everything inside it included."""

from dataclasses import dataclass

import numpy as np

from graph.index.coding import NONE, Ints, distinct
from graph.index.days import NO_DAY, written
from graph.index.mentions import TYPES
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from ontology.errors import NotFound
from ontology.model import COUNTRY
from ontology.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class Counted:
    """An entity and how many facts name it here."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class PlaceView:
    """What a place saw; `within` are the codes that contain it, nearest first, `types` counts facts by type.

    `teams` inspected here, `campaigns` and `places` are those that the facts name; each most reported first.
    """

    id: str
    code: str
    label: str
    within: tuple[str, ...]
    types: dict[str, int]
    articles: int
    stories: int
    first: str | None
    last: str | None
    teams: tuple[Counted, ...]
    campaigns: tuple[Counted, ...]
    places: tuple[Counted, ...]
    facts: Selection


def place(index: RelationIndex, code: str) -> PlaceView:
    """Return what a place saw, by its GB/T 2260 code. Raises NotFound for a code that was never given."""
    code, gazetteer = code.removeprefix("place/"), load_gazetteer()
    if code not in gazetteer:
        raise NotFound(f"No place has the code {code!r}; a GB/T 2260 code has six digits, such as '610000'.")
    numbers, columns = index.naming(index.entities.inside(code)), index.columns
    inspections = index.among(numbers, "inspection")
    counts = np.bincount(columns.type[numbers], minlength=len(TYPES)).tolist()
    start = columns.start[numbers]
    start = start[start != NO_DAY]
    return PlaceView(
        id=f"place/{code}",
        code=code,
        label=gazetteer.path(code),
        within=gazetteer.ancestors(code) if code != COUNTRY else (),
        types={name: count for name, count in zip(TYPES, counts, strict=True) if count},
        articles=len(distinct(columns.article[numbers])),
        stories=len(distinct(index.story(numbers))),
        first=written(start.min()) if len(start) else None,
        last=written(columns.end[numbers].max(initial=NO_DAY)),
        teams=_counted(index, columns.actor[inspections]),
        campaigns=_counted(index, columns.campaign[numbers]),
        places=_counted(index, columns.place[numbers]),
        facts=Selection(len(numbers), numbers),
    )


def _counted(index: RelationIndex, entities: Ints) -> tuple[Counted, ...]:
    counts = np.bincount(entities[entities != NONE])
    found = np.flatnonzero(counts)
    ordered = found[np.argsort(-counts[found], kind="stable")]
    columns = index.entities.names(ordered), index.entities.called(ordered), counts[ordered].tolist()
    return tuple(Counted(*row) for row in zip(*columns, strict=True))
