"""Names, numbers and dates as an answer says them, in Chinese and English."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from graph.ask.meanings import Period, TeamMeant
from graph.ask.reading import Reading
from graph.ask.roster import Listed
from graph.ask.words import tables
from ontology.english import english
from ontology.model import COUNTRY
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

Language = Literal["zh", "en"]
_MONTHS: Final = "January February March April May June July August September October November December".split()
_BOUND: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {"over": "{}以上", "under": "不足{}", "about": "约{}", "near": "近{}"},
    "en": {"over": "more than {}", "under": "less than {}", "about": "about {}", "near": "nearly {}"},
}
_CHANGE: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {"yoy": "同比", "mom": "环比", "other": "较前"},
    "en": {"yoy": "year on year", "mom": "month on month", "other": "against before"},
}
_STATUS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {"planned": "计划", "underway": "进行中", "denied": "被否认", "done": "已完成"},
    "en": {"planned": "planned", "underway": "under way", "denied": "denied", "done": "done"},
}
_COUNTED: Final[Mapping[str, tuple[str, str, str]]] = {
    "province": ("个省级地方", "province", "provinces"), "city": ("个市", "city", "cities"),
    "county": ("个县区", "county", "counties"), "place": ("个地方", "place", "places"), "team": ("个组", "team", "teams"),
    "campaign": ("次行动", "campaign", "campaigns"), "site": ("个场所、单位", "site", "sites"),
    "article": ("篇文章", "article", "articles"), "figure": ("个数字", "figure", "figures"),
    "body": ("个机构", "body", "bodies"), "fact": ("条", "statement", "statements"),
}  # fmt: skip
BODIES: Final = {kind: names[0] for kind, names in tables()["body"].items()}
_NUMBER: Final = re.compile(r"-\d+$")
LISTED: Final = 12
"""Names that a sentence lists."""


def name_of(entity: str | None, label: str, language: Language) -> str:
    """Return an entity's name; in English the English one, of teams with the Chinese label behind it, where one is known."""
    known = english(entity) if entity and language == "en" else None
    if not known:
        return label
    return f"{known} ({label})" if (entity or "").startswith("team/") else known


def place(code: str, language: Language) -> str:
    """Return the full name of a place."""
    return name_of(f"place/{code}", load_gazetteer().path(code), language)


def counted(number: int, thing: str, language: Language) -> str:
    """Return how many there are of something."""
    word, one, many = _COUNTED[thing]
    return f"{number}{word}" if language == "zh" else f"{number} {one if number == 1 else many}"


def joined(names: Sequence[str], language: Language, total: int | None = None) -> str:
    """Return names as a list, cut after LISTED; `total` is how many there are where not all are given."""
    shown, total = names[:LISTED], len(names) if total is None else total
    if language == "zh":
        return "、".join(shown) + (f"等{total}个" if total > len(shown) else "")
    return "; ".join(shown) + (f" and {total - len(shown)} more" if total > len(shown) else "")


def status(name: str, language: Language) -> str:
    """Return the word for a status."""
    return _STATUS[language].get(name, name)


def day(text: str, language: Language) -> str:
    """Return a reduced date."""
    year, *rest = text.split("-")
    if language == "zh":
        return f"{year}年" + "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
    parts = [*(str(int(part)) for part in rest[1:]), *(_MONTHS[int(part) - 1] for part in rest[:1]), year]
    return " ".join(parts)


def span(since: str | None, until: str | None, language: Language) -> str:
    """Return a period, empty for none."""
    if since and since == until:
        return day(since, language)
    if since and until:
        return f"{day(since, language)}{'至' if language == 'zh' else ' to '}{day(until, language)}"
    if since:
        return f"{day(since, language)}以来" if language == "zh" else f"since {day(since, language)}"
    if until:
        return f"截至{day(until, language)}" if language == "zh" else f"up to {day(until, language)}"
    return ""


def number(row: Mapping[str, Any], language: Language) -> str:
    """Return a result's number with its bound, unit and change."""
    value, unit, change = row["value"], row["unit"], row["change"]
    written = (
        f"{abs(value) if change else value:,.10g}" if language == "en" else f"{abs(value) if change else value:.10g}"
    )
    text = (
        _BOUND[language]
        .get(row["modifier"], "{}")
        .format(f"{written}{unit}" if language == "zh" else f"{written} {unit}")
    )
    if change is None:
        return text
    kind = _CHANGE[language].get(change, "")
    if language == "zh":
        return f"{kind}{'下降' if value < 0 else '上升'}{text}" if unit in "%个百分点" else f"{kind}{text}"
    return f"{'down' if value < 0 else 'up'} {text} {kind}"


def period(given: Period | None, language: Language) -> str:
    """Return the time that a question names."""
    return span(given.since, given.until, language) if given else ""


def team(meant: Sequence[TeamMeant], teams: Sequence[Listed], language: Language) -> str:
    """Return the teams that a question names: by their label where they have one, else as they were said."""
    labels = list(dict.fromkeys(name_of(one.id, one.label, language) for one in teams))
    if len(labels) == 1 or (teams and not any(one.ordinals for one in meant)):
        bodies = list(dict.fromkeys(name_of(_body(one.id), one.body, language) for one in teams))
        return labels[0] if len(labels) == 1 else joined(bodies, language)
    return joined([_said(one, language) for one in meant], language)


def _body(team: str) -> str:
    """Return the id of a team without number and campaign, which has an English name, too."""
    return _NUMBER.sub("", team.partition("@")[0])


def _said(meant: TeamMeant, language: Language) -> str:
    sender = load_vocabulary().senders.get(meant.sender or "")
    numbers = list(map(str, meant.ordinals))
    if language == "zh":
        return (sender.name if sender else "") + "、".join(f"第{one}" for one in numbers) + (meant.suffix or "组")
    return " ".join(filter(None, (sender.name_en if sender else "", "team", ", ".join(numbers))))


def campaign(reading: Reading, language: Language) -> str:
    """Return the campaigns that a question names."""
    return joined([campaign_name(key, language) for key in reading.scope.campaigns], language)


def campaign_name(key: str, language: Language, label: str | None = None) -> str:
    """Return a campaign's name."""
    known = load_vocabulary().campaigns.get(key)
    if known is None:
        return label or key
    return known.name if language == "zh" else known.name_en


def body(org: str, language: Language) -> str:
    """Return the name of a body that a question names, which no fact may name."""
    code, _, kind = org.removeprefix("org/").partition("-")
    known = english(org) if language == "en" else None
    sender = load_vocabulary().senders.get(kind)
    gazetteer = load_gazetteer()
    where = gazetteer.path(code) if code in gazetteer and code != COUNTRY else ""
    return known or where + (sender.name if sender else BODIES.get(kind, kind))


def metric(entity: str | None, language: Language) -> str:
    """Return the name of a metric, its own words where no pack knows it; empty for none."""
    key = entity.partition("/")[2] if entity else ""
    known = load_vocabulary().metrics.get(key)
    return (known.name if language == "zh" else known.name_en) if known else key


def thing(name: str, language: Language) -> str:
    """Return the name of an operation, measure or target."""
    known = (english(f"{kind}/{name}") for kind in ("operation", "measure", "target")) if language == "en" else ()
    return next(filter(None, known), name)
