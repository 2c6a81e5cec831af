"""How a diagram shows what it shows: a colour and two names a kind, sizes by counts, lines by how sure a link is.

Colours are told apart by people who see red and green alike (after Okabe and Ito); no two kinds share one.
"""

from collections.abc import Iterable
from math import log2
from typing import Any, Final, Literal

Line = Literal["solid", "dashed", "dotted"]

ENTITIES: Final[dict[str, tuple[str, str, str]]] = {
    "campaign": ("行动", "Campaign", "#9a3324"),
    "place": ("地区", "Place", "#009e73"),
    "team": ("督察组", "Team", "#0072b2"),
    "org": ("机构", "Organization", "#56b4e9"),
    "metric": ("指标", "Metric", "#e69f00"),
    "operation": ("专项行动", "Operation", "#cc79a7"),
    "measure": ("机制", "Measure", "#b2a200"),
    "target": ("整治对象", "Target", "#d55e00"),
    "person": ("公职人员", "Office holder", "#7f7f7f"),
}
"""Kind of entity to its name in Chinese and English and its colour."""
LINKS: Final[dict[str, tuple[str, str, str]]] = {
    "inspected": ("督察", "inspected", "#0072b2"),
    "part_of": ("属于", "part of", "#9a3324"),
    "directed": ("要求", "directed", "#d55e00"),
    "met_in": ("会议地点", "met in", "#56b4e9"),
    "ran": ("开展", "ran", "#cc79a7"),
    "took_place_in": ("开展地点", "took place in", "#cc79a7"),
    "adopted": ("推行", "adopted", "#b2a200"),
    "adopted_in": ("推行地点", "adopted in", "#b2a200"),
    "aimed_at": ("整治", "aimed at", "#d55e00"),
    "reported": ("成果", "reported", "#e69f00"),
    "holds_office": ("任职", "holds office in", "#7f7f7f"),
    "covered": ("覆盖", "covered", "#0072b2"),
    "inside": ("位于", "inside", "#bbbbbb"),
    "shares": ("共有", "shares", "#009e73"),
}
"""Kind of link to its name in Chinese and English and its colour."""
_OTHER: Final = ("其他", "Other", "#999999")
DOUBTFUL: Final = 0.6
"""Below this confidence a link is dotted."""


def color(kind: str) -> str:
    """Return the colour of a kind of entity."""
    return ENTITIES.get(kind, _OTHER)[2]


def link_color(kind: str) -> str:
    """Return the colour of a kind of link."""
    return LINKS.get(kind, _OTHER)[2]


def radius(facts: int) -> float:
    """Return a node's radius, 6 to 28: one step with every doubling of the facts that name it."""
    return round(min(28.0, 6 + 2 * log2(1 + facts)), 1)


def width(count: int) -> float:
    """Return a link's width, 1 to 8: one step with every doubling of its facts."""
    return round(min(8.0, 1 + log2(max(count, 1))), 1)


def line(status: str | None, confidence: float | None) -> Line:
    """Return how a link is drawn: dashed what no fact says or nobody did (yet), dotted what is doubtful, else solid."""
    if status not in {"done", "underway"}:
        return "dashed"
    return "dotted" if confidence is not None and confidence < DOUBTFUL else "solid"


def legend(table: dict[str, tuple[str, str, str]], kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Return the entries of the kinds that a diagram has, in the table's order; kinds unknown here follow."""
    there = set(kinds)
    shown = [*(kind for kind in table if kind in there), *sorted(there - table.keys())]
    rows = ((kind, *table.get(kind, (kind, kind, _OTHER[2]))) for kind in shown)
    return [{"id": kind, "label": zh, "label_en": en, "color": hue} for kind, zh, en, hue in rows]
