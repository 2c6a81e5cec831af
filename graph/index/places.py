"""Which places lie inside which: the gazetteer's tree over the places that facts name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.index.coding import NONE, Ints
from ontology.errors import ValueUnknown
from ontology.model import COUNTRY
from ontology.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """`province[i]` is the code of entity i's province (NONE: no place, or the whole country).

    `containers` are codes, ascending, `inside[inside_from[c]:inside_from[c + 1]]` the places that lie inside container
    c or are it.
    """

    province: Ints
    containers: Ints
    inside: Ints
    inside_from: Ints


def hierarchy(ids: Sequence[str], places: range) -> Hierarchy:
    """Return the tree over those of the entity ids, by number, that are places."""
    province = np.full(len(ids), NONE, np.int32)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number in places:
        code = ids[number].partition("/")[2]
        if code.isdigit():
            above = [code, *ancestors(code)]
            for container in above:
                members[int(container)].append(number)
            province[number] = int(([c for c in above if c != COUNTRY] or [str(NONE)])[-1])
    containers = sorted(members)
    inside = [number for code in containers for number in members[code]]
    lengths = [len(members[code]) for code in containers]
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    return Hierarchy(province, np.array(containers, np.int32), np.array(inside, np.int32), starts)


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes that contain a code, nearest first; none for a code that the gazetteer lacks."""
    try:
        return load_gazetteer().ancestors(code)
    except ValueUnknown:
        return ()
