"""Figures of nearly the same: of a broader metric, of one whose name is cut short, or in words that end alike."""

from collections.abc import Sequence
from typing import Final

from graph.index.coding import Ints
from graph.index.relation import RelationIndex
from ontology.packs import load_vocabulary

_LEAST: Final = 3
"""Characters that words have to share at their end."""
_SHOWN: Final = 3


def kin(index: RelationIndex, metric: str) -> list[tuple[str, ...]]:
    """Return metrics that count nearly the same, nearest first.

    These are those that no pack has and are its name cut short (缴毒), the one above it, and those below it together.
    """
    known, vocabulary = load_vocabulary().metrics.get(metric.removeprefix("metric/")), load_vocabulary().metrics
    if known is None:
        return []
    entities = index.entities
    short = [
        entities.id(number)
        for number in entities.of_kind("metric")
        if entities.id(number).removeprefix("metric/") not in vocabulary
        and _is_short(entities.label(number), known.name)
    ]
    above = [f"metric/{known.broader}"] if known.broader else []
    below = [f"metric/{one.id}" for one in vocabulary.values() if one.broader == known.id]
    return [tuple(some) for some in (short, above, below) if some]


def _is_short(name: str, whole: str) -> bool:
    """Whether a name is another one cut short: its first character and others of it, in their order."""
    rest = iter(whole)
    return 1 < len(name) < len(whole) and name[0] == whole[0] and all(character in rest for character in name)


def alike(index: RelationIndex, metric: str, results: Ints) -> Sequence[str]:
    """Return sentences of results in whose words the name of a metric ends, or that end with it (死亡人数)."""
    known = load_vocabulary().metrics.get(metric.removeprefix("metric/"))
    name = known.name if known else metric.removeprefix("metric/")
    said = index.lines.values("metric", results)
    near = [
        n for n, word in zip(results.tolist(), said, strict=True) if len(word) >= _LEAST and _ends_alike(word, name)
    ]
    return tuple(dict.fromkeys(line["evidence"]["quote"] for line in index.facts(near[:_SHOWN])))


def _ends_alike(word: str, name: str) -> bool:
    return word.endswith(name) or name.endswith(word)
