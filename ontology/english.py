"""English names of entities, where one is known: the packs' labels, provinces, bodies and teams put together of these."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from ontology.model import COUNTRY
from ontology.packs import load_vocabulary
from ontology.vocabulary import Concept

_FILE = Path(__file__).parent / "codes" / "english.csv"
_NOTE = re.compile(r" \([^)]*\)$")
_TEAM = re.compile(r"(?:(?P<code>\d{6})-)?(?P<words>.*?)(?:-(?P<ordinal>\d+))?(?:@.*)?")
_BODY = re.compile(r"(?P<code>\d{6})-(?P<words>.+)")


@lru_cache(maxsize=1 << 16)
def english(entity: str) -> str | None:
    """Return the English name of an entity id, None where none is known; of places provinces and some cities have one."""
    kind, _, key = entity.partition("/")
    match kind:
        case "place":
            return _places().get(key)
        case "org":
            return _body(key)
        case "team":
            return _team(key)
        case "campaign" | "metric" | "operation" | "measure" | "target":
            return _concept(kind, key)
        case _:
            return None


@cache
def english_places() -> dict[str, tuple[str, ...]]:
    """Return the English names of places by code, the usual one first: of all provinces, and of cities that have one."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["notation"]: (row["name"], *filter(None, row["other"].split("|"))) for row in csv.DictReader(file)}


@cache
def _places() -> dict[str, str]:
    return {code: names[0] for code, names in english_places().items()}


def _concept(kind: str, key: str) -> str | None:
    """Return the name of a concept by its key, or by the words that stand for one."""
    vocabulary = load_vocabulary()
    tables: dict[str, dict[str, Concept]] = {
        "campaign": {**vocabulary.campaigns},
        "metric": {**vocabulary.metrics},
        "operation": {one.name: one for one in vocabulary.operations.values()},
        "measure": {one.name: one for one in vocabulary.measures.values()},
        "target": {one.name: one for one in vocabulary.topics.values()},
    }
    found = tables[kind].get(key.partition("@")[0])
    return found.name_en if found else None


def _body(key: str) -> str | None:
    """Return who a body is and of which province: `Public security department, Ningxia`."""
    found = _BODY.fullmatch(key)
    sender = load_vocabulary().senders.get(found["words"]) if found else None
    if found is None or sender is None:
        return None
    name = _NOTE.sub("", sender.name_en)
    if found["code"] == COUNTRY:
        return name
    place = _places().get(found["code"])
    return f"{name}, {place}" if place else None


def _team(key: str) -> str | None:
    """Return kind, ordinal and sender: `Supervision team 9, Ministry of Public Security`."""
    found = _TEAM.fullmatch(key)
    if found is None:
        return None
    vocabulary = load_vocabulary()
    for kind in sorted(vocabulary.team_kinds.values(), key=lambda one: -len(one.id)):
        if found["words"].endswith("-" + kind.id):
            sender = _body(f"{found['code'] or COUNTRY}-{found['words'].removesuffix('-' + kind.id)}")
            return ", ".join(filter(None, (f"{kind.name_en} {found['ordinal'] or ''}".strip(), sender)))
    return None
