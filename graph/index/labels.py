"""Labels of entities: places by the gazetteer, all others by the name that facts use most."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.index.coding import Ints, Texts, numbered
from ontology.errors import ValueUnknown
from ontology.places import load_gazetteer

_NAMED_BY: Final = {
    "team_id": "team", "issuer_id": "issuer", "host_id": "host", "agency_id": "agency", "org_id": "org",
    "who_id": "who", "campaign": "campaign_name", "metric_id": "metric",
}  # fmt: skip
Flags = npt.NDArray[np.bool_]
NAMED: Final = (*_NAMED_BY, *_NAMED_BY.values())
"""Columns of facts from which labels are taken."""
_PREFIX: Final = {"campaign": "campaign/", "metric_id": "metric/"}


def labels(facts: pa.Table, ids: Sequence[str]) -> list[str]:
    """Return one label an entity id: the most frequent name, of these the smallest; else the key itself."""
    return labels_in(Texts(facts), ids)


def labels_in(texts: Texts, ids: Sequence[str]) -> list[str]:
    """Return one label an entity id, as `labels`."""
    best: dict[str, tuple[int, str]] = {}
    for entity, name, count in _counts(texts):
        best[entity] = min(best.get(entity, (0, "")), (-count, name))
    found = _keys(ids)
    places = pc.index_in(pa.array(list(best), pa.string()), value_set=pa.array(ids, pa.string())).to_pylist()
    for place, (_, name) in zip(places, best.values(), strict=True):
        if place is not None:
            found[place] = name
    return found


def place_label(entity: str) -> str | None:
    """Return the full name of a place's id, None for what is no place of the gazetteer."""
    kind, _, code = entity.partition("/")
    if kind != "place":
        return None
    try:
        return load_gazetteer().path(code)
    except ValueUnknown:
        return None


def _counts(texts: Texts) -> Iterator[tuple[str, str, int]]:
    """Yield entity id, name and number of facts for every pair in use."""
    totals: dict[tuple[str, str], int] = {}
    for id_column, name_column in _NAMED_BY.items():
        entity, name = texts[id_column], texts[name_column]
        prefix = _PREFIX.get(id_column, "")
        for one, other, count in zip(*_pairs(entity.codes, name.codes), strict=True):
            pair = prefix + entity.values[one], name.values[other]
            totals[pair] = totals.get(pair, 0) + count
    return ((entity, name, count) for (entity, name), count in totals.items())


def _pairs(entities: Ints, names: Ints) -> tuple[list[int], list[int], list[int]]:
    """Return the different pairs of codes and how often each comes."""
    both = (entities >= 0) & (names >= 0)
    entities, names = entities[both], names[both]
    # most entities have one name wherever they are named; only the pairs of others have to be sorted
    counts, last = np.bincount(entities), np.zeros(int(entities.max(initial=-1)) + 1, np.int32)
    last[entities] = names
    several = np.zeros(len(last), bool)
    several[entities[last[entities] != names]] = True
    one = np.flatnonzero((counts > 0) & ~several)
    rest = several[entities]
    width = int(names.max(initial=0)) + 1
    keys, place = numbered(entities[rest].astype(np.int64) * width + names[rest])
    found = np.concatenate((one, keys // width)), np.concatenate((last[one], keys % width))
    times = np.concatenate((counts[one], np.bincount(place, minlength=len(keys))))
    return found[0].tolist(), found[1].tolist(), times.tolist()


def _keys(ids: Sequence[str]) -> list[str]:
    """Return what ids say by themselves: the path of a place, the words of a measure, the name of a person."""
    names = pa.array(ids, pa.string())
    short = np.logical_or.reduce([_starts(names, f"{kind}/") for kind in ("person", "operation", "measure", "target")])
    keys = pc.replace_substring_regex(names, "(?s)^[^/]*/", "", max_replacements=1)
    found: list[str] = pc.if_else(short, pc.replace_substring_regex(keys, "(?s)@.*$", ""), keys).to_pylist()
    for number in np.flatnonzero(_starts(names, "place/")).tolist():
        found[number] = place_label(ids[number]) or found[number]
    return found


def _starts(names: pa.Array, prefix: str) -> Flags:
    found: Flags = pc.starts_with(names, prefix).to_numpy(zero_copy_only=False)
    return found
