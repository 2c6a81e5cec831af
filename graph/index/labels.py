"""Labels of entities: places by the gazetteer, all others by the name that facts use most."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from graph.index.coding import coded
from ontology.errors import ValueUnknown
from ontology.places import load_gazetteer

_NAMED_BY: Final = {
    "team_id": "team", "issuer_id": "issuer", "host_id": "host", "agency_id": "agency", "org_id": "org",
    "who_id": "who", "campaign": "campaign_name", "metric_id": "metric",
}  # fmt: skip
_PREFIX: Final = {"campaign": "campaign/", "metric_id": "metric/"}


def labels(facts: pa.Table, ids: Sequence[str]) -> list[str]:
    """Return one label an entity id: the most frequent name, of these the smallest; else the key itself."""
    best: dict[str, tuple[int, str]] = {}
    for entity, name, count in _counts(facts):
        best[entity] = min(best.get(entity, (0, "")), (-count, name))
    return [best[name][1] if name in best else _key(name) for name in ids]


def place_label(entity: str) -> str | None:
    """Return the full name of a place's id, None for what is no place of the gazetteer."""
    kind, _, code = entity.partition("/")
    if kind != "place":
        return None
    try:
        return load_gazetteer().path(code)
    except ValueUnknown:
        return None


def _counts(facts: pa.Table) -> Iterator[tuple[str, str, int]]:
    """Yield entity id, name and number of facts for every pair in use; a pair may come more than once."""
    totals: dict[tuple[str, str], int] = {}
    for id_column, name_column in _NAMED_BY.items():
        entity, name = coded(facts, id_column), coded(facts, name_column)
        both = (entity.codes >= 0) & (name.codes >= 0)
        width = max(len(name.values), 1)
        keys, counts = np.unique(entity.codes[both] * width + name.codes[both], return_counts=True)
        prefix = _PREFIX.get(id_column, "")
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            pair = prefix + entity.values[key // width], name.values[key % width]
            totals[pair] = totals.get(pair, 0) + count
    return ((entity, name, count) for (entity, name), count in totals.items())


def _key(entity: str) -> str:
    """Return what an id says by itself: the path of a place, the words of a measure, the name of a person."""
    kind, _, key = entity.partition("/")
    if kind in {"person", "operation", "measure", "target"}:
        return key.partition("@")[0]
    return (place_label(entity) if kind == "place" else None) or key
