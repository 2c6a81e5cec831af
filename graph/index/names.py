"""What people write in filters, as entity numbers: ids, keys, codes or labels. What no one knows raises ValueUnknown.

A name that is known but in no fact gives an empty array.
"""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np

from graph.index.coding import Ints
from graph.index.mentions import STATUSES
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_SHOWN: Final = 5
_YEAR: Final = re.compile(r"-\d{4}")


def place_code(text: str) -> str:
    """Return the GB/T 2260 code that a code, place id, name or path means; a name of several places is refused."""
    gazetteer = load_gazetteer()
    codes = gazetteer.codes_named(text.removeprefix("place/"))
    if not codes:
        raise ValueUnknown(
            f"No place is called {text!r}; give a GB/T 2260 code such as '610000', or a name such as '陕西省'."
        )
    if len(codes) > 1:
        meant = ", ".join(f"{code} ({gazetteer.path(code)})" for code in codes[:_SHOWN])
        raise ValueUnknown(f"The place {text!r} may be {meant}{', …' if codes[_SHOWN:] else ''}; give one code.")
    return codes[0]


def places(index: RelationIndex, text: str) -> Ints:
    """Return the places inside the one that a code or name means, itself included."""
    return index.entities.inside(place_code(text))


def teams(index: RelationIndex, text: str) -> Ints:
    """Return the teams with this id, key or label (in any campaign), or whose label ends so (`第九督察组`)."""
    number = index.entities.number(f"team/{text.removeprefix('team/')}")
    if number is not None:
        return np.array([number])
    named = index.entities.of_kind("team")
    found = [n for n in named if index.entities.label(n) == text]
    found = found or [n for n in named if text.endswith("组") and index.entities.label(n).endswith(text)]
    if not found:
        raise ValueUnknown(
            f"No team is called {text!r}; give its id, such as 'mps-supervision-9@summer-policing-2022', or its name."
        )
    return np.array(found)


def campaigns(index: RelationIndex, text: str) -> Ints:
    """Return the campaign with this key or label; a series stands for itself and all its years."""
    key = text.removeprefix("campaign/")
    named = {
        index.entities.id(n).partition("/")[2]: index.entities.label(n) for n in index.entities.of_kind("campaign")
    }
    keys = {name for name, label in named.items() if key in {name, label}}
    keys |= {name for name in named if name[:-5] == key and _YEAR.fullmatch(name[-5:])}
    vocabulary = load_vocabulary()
    if not keys or key in vocabulary.campaigns:
        campaign = vocabulary.campaign(key)
        keys |= {campaign.key, *(member.key for member in vocabulary.members(campaign.key))}
    return _numbers(index, (f"campaign/{key}" for key in keys))


def metrics(index: RelationIndex, text: str) -> Ints:
    """Return the metric with this id, else those whose words contain the text or are counted by it."""
    key = text.removeprefix("metric/")
    number, vocabulary = index.entities.number(f"metric/{key}"), load_vocabulary()
    if number is not None or key in vocabulary.metrics:
        return np.array([] if number is None else [number], np.int64)
    found = [n for n in index.entities.of_kind("metric") if key in index.entities.label(n)]
    meant = vocabulary.metric_of(key) if found else vocabulary.metric(key)
    return np.union1d(np.array(found, np.int64), _numbers(index, [f"metric/{meant.id}"] if meant else []))


def statuses(names: Iterable[str]) -> Ints:
    """Return the codes of statuses."""
    names = list(names)
    for name in names:
        if name not in STATUSES:
            raise ValueUnknown(f"No status is called {name!r}; it is one of {', '.join(STATUSES)}.")
    return np.array([STATUSES.index(name) for name in names])


def _numbers(index: RelationIndex, ids: Iterable[str]) -> Ints:
    """Return those of some entities that facts name, ascending."""
    found = (index.entities.number(name) for name in ids)
    return np.array(sorted(number for number in found if number is not None), np.int64)
