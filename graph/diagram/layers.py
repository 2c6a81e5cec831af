"""Layered positions: senders left, then teams, provinces, prefectures, counties, bodies, what they do, results right.

A position is computed from the entity's id alone. So it is the same in every diagram, in every generation and on every
machine, and what comes later moves nothing. Provinces stand in the order of GB/T 2260, their parts and bodies around
them; what has a number or a code is spread by the golden ratio, which keeps any few of them apart, the rest by hash.
"""

import re
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Final

from ontology.errors import ValueUnknown
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

LAYERS: Final = (
    ("campaign", "行动", "Campaigns"),
    ("sender", "派出机关", "Senders"),
    ("team", "督察组", "Teams"),
    ("person", "公职人员", "Office holders"),
    ("province", "省份", "Provinces"),
    ("prefecture", "地市", "Prefectures"),
    ("county", "区县", "Counties"),
    ("body", "机构", "Organizations"),
    ("work", "工作", "Work"),
    ("result", "成果", "Results"),
)
"""Layers from left to right: id, name in Chinese and English."""
GAP: Final = 260.0
"""From one layer to the next."""
WIDTH: Final = GAP * len(LAYERS)
HEIGHT: Final = 2400.0
_COLUMN: Final = {name: at for at, (name, *_) in enumerate(LAYERS)}
_GOLDEN: Final = (5**0.5 - 1) / 2
_AROUND: Final = 0.3
"""Part of the height over which what belongs to a province is spread around it."""
_SWAY: Final = 0.55
"""Part of the gap over which the entities of a layer are spread sideways."""
_CODE: Final = re.compile(r"(?:org/|.*@)?(\d{6})-")
_ORDINAL: Final = re.compile(r"-(\d+)(@|$)")

Point = tuple[float, float]
"""x grows to the right, 0 to WIDTH; y downward, 0 to HEIGHT."""


@lru_cache(maxsize=1 << 17)
def position(entity: str) -> Point:
    """Return where an entity stands in every layered diagram."""
    layer = layer_of(entity)
    sway, _ = _hashed(entity)
    aside = 0.0 if layer == "province" else (sway - 0.5) * _SWAY
    return round((_COLUMN[layer] + 0.5 + aside) * GAP, 1), round(_height(entity, layer) * HEIGHT, 1)


def layer_x(name: str) -> float:
    """Return the middle of a layer."""
    return (_COLUMN[name] + 0.5) * GAP


def layer_of(entity: str) -> str:
    """Return the layer that an entity is in."""
    kind, _, key = entity.partition("/")
    match kind:
        case "place":
            return _level(key)
        case "org":
            return "sender" if key.startswith(COUNTRY) else "body"
        case "operation" | "measure" | "target":
            return "work"
        case "campaign" | "team" | "person":
            return kind
        case _:
            return "result"


def _level(code: str) -> str:
    try:
        level = load_gazetteer().division(code).level
    except ValueUnknown:
        return "county"
    return "province" if level == "country" else level


def _height(entity: str, layer: str) -> float:
    """Return y as a part of the height, 0 to 1."""
    kind, _, key = entity.partition("/")
    if kind == "place":
        return (
            _province(key) if layer == "province" else _near(_province(key), int(key) * _GOLDEN if key.isdigit() else 0)
        )
    _, spread = _hashed(entity)
    if kind == "team":
        return _team(key)
    if kind == "person":
        return _beside(key, spread)
    code = _CODE.match(entity if kind == "org" else key)
    if code and not entity.startswith(f"org/{COUNTRY}") and code[1] != COUNTRY:
        return _near(_province(code[1]), spread)
    return 0.02 + 0.96 * spread


def _team(key: str) -> float:
    """Return the height of a team: those of one sender and campaign apart by their ordinals."""
    ordinal = _ORDINAL.search(key)
    _, base = _hashed(_ORDINAL.sub(r"\2", key))
    return 0.02 + 0.96 * ((base + int(ordinal[1]) * _GOLDEN if ordinal else base) % 1)


def _beside(key: str, spread: float) -> float:
    """Return the height of an office holder: close to the team or body of the office."""
    body = key.partition("@")[2]
    kind = "org" if body[:6].isdigit() else "team"
    _, at = position(f"{kind}/{body}")
    return min(max(at / HEIGHT + (spread - 0.5) * 0.08, 0.01), 0.99)


def _near(center: float, spread: float) -> float:
    """Return a height around a province's, turned back where it would leave the canvas."""
    at = center + (spread % 1 - 0.5) * _AROUND
    at = -at if at < 0 else at
    return min(max(2 - at if at > 1 else at, 0.005), 0.995)


def _province(code: str) -> float:
    """Return the height of the province of a code; the country above all."""
    ranks = _ranks()
    return (ranks.get(code[:2], 0) + 0.5) / len(ranks)


@cache
def _ranks() -> dict[str, int]:
    codes = {COUNTRY[:2], *(one.code[:2] for one in load_gazetteer() if one.level == "province")}
    return {code: at for at, code in enumerate(sorted(codes))}


def _hashed(text: str) -> tuple[float, float]:
    """Return two numbers from 0 to 1 that look random and never change."""
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4]) / 2**32, int.from_bytes(digest[4:]) / 2**32
