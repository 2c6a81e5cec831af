"""A piece of a generated article: its words and the facts that they state, in the format of gold files."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.words import GIVEN, SURNAMES
from ontology.packs import load_vocabulary
from ontology.places import Division, load_gazetteer

Gold = dict[str, Any]
"""A gold fact; `text` is its quote, which stands in the article."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words and what they state. `filler` marks a line that a reprint may drop."""

    text: str
    facts: tuple[Gold, ...] = ()
    filler: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is written out: lines in order, and names that may be in no fact."""

    title: str
    publisher: str
    published: str
    lines: tuple[Told, ...]
    private: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What an article is about: its random source, year, campaign, and the place spoken of.

    `ran` is the year that names the campaign, where it is not the year of the text.
    """

    rng: random.Random
    year: int
    place: Division | None = None
    campaign: str = ""
    label: str = ""
    ran: int = 0
    used: set[str] = field(default_factory=set)

    @property
    def code(self) -> str:
        """Code of the place, the country's where there is none."""
        return self.place.code if self.place else "100000"

    @property
    def where(self) -> str:
        """Full path of the place."""
        return load_gazetteer().path(self.code) if self.place else "全国"


def join(pieces: Iterable[Told], between: str = "") -> Told:
    """Write pieces one after the other as one line."""
    pieces = list(pieces)
    return Told(between.join(piece.text for piece in pieces), tuple(fact for piece in pieces for fact in piece.facts))


def person(rng: random.Random, scene: Scene | None = None) -> str:
    """Make up a name; never the same twice in one article."""
    while True:
        name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))
        if scene is None or name not in scene.used:
            if scene:
                scene.used.add(name)
            return name


def divisions(level: str) -> Sequence[Division]:
    """Return today's divisions of a level whose name says where they are without doubt."""
    if level not in _DIVISIONS:
        skipped = ("710000", "810000", "820000")
        _DIVISIONS[level] = [
            row
            for row in load_gazetteer().divisions()
            if row.level == level and row.parent and not row.code.startswith(tuple(code[:2] for code in skipped))
            and row.code not in ("100000", "660000") and not row.code[2:].startswith("90") and "直辖" not in row.name
        ]  # fmt: skip
    return _DIVISIONS[level]


_DIVISIONS: dict[str, list[Division]] = {}


def campaign_labels(series: str, year: int) -> tuple[str, str]:
    """Return key of a series' campaign of a year and one of its series' names."""
    vocabulary = load_vocabulary()
    name = vocabulary.campaigns[series].name
    if series == "summer-policing" and year == 2022:
        name = "夏季治安打击整治“百日行动”"
    return f"{series}-{year}", name


def number(rng: random.Random, low: int, high: int) -> tuple[str, float, str]:
    """Return a number as news writes it, its value and modifier; it ends where its measure word follows."""
    value = int(low * (high / low) ** rng.random())
    if value >= 10000 and rng.random() < 0.7:
        hundredth = value // 100
        written = f"{hundredth / 100:g}万"
        return _bounded(rng, written, hundredth * 100, whole=False)
    return _bounded(rng, str(value), value, whole=value >= 100)


def _bounded(rng: random.Random, written: str, value: int, *, whole: bool) -> tuple[str, float, str]:
    chance = rng.random()
    if chance < 0.6:
        return written, value, "exact"
    if whole and chance < 0.8:
        size = 10 ** (len(str(value)) - 2)
        return f"{value // size * size}余", value // size * size, "over"
    word, modifier = rng.choice((("逾", "over"), ("超", "over"), ("近", "near"), ("约", "about"), ("超过", "over")))
    return word + written, value, modifier


def result(scene: Scene, metric: str, value: float, unit: str, quote: str, **more: object) -> Gold:
    """Return a gold result of a scene."""
    size = {"亿元": 10**8, "万元": 10**4}.get(unit, 1)
    fact: Gold = {
        "type": "result",
        "metric": metric,
        "value": round(value * size, 6),
        "unit": "元" if size > 1 else unit,
        "modifier": "exact",
        "scope_code": scene.code,
        "scope": scene.where,
        "text": quote,
    }
    if scene.campaign:
        fact |= {"campaign": scene.label, "year": scene.ran or scene.year}
    return fact | more
