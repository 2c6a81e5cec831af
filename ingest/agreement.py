"""When a found fact says what a gold fact says: `core` for the statement itself, `full` for its details too.

Gold facts are objects with the fields of the fact format (a meeting has `date`). `KEY_alt` lists further accepted values of a key,
`scope_codes` a joint scope; a key that gold leaves out is not asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Said = Mapping[str, Any]
"""A gold fact, or the line of a found one."""

_UNITS = {"名": "人", "位": "人", "％": "%"}
_FILLING = frozenset("了共的各类等、，,“”\"' 累计多开展进行")
_ORDINAL = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})(?![一二三四五六七八九十\d])")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_DEPUTY = ("副", "代", "原")


def core(kind: str, gold: Said, found: Said) -> bool:
    """Whether both make the same statement: the same team in the same province, the same number of the same thing."""
    return _CORE[kind](gold, found)


def full(kind: str, gold: Said, found: Said) -> bool:
    """Whether the details that gold gives agree as well: place, dates, status, scope, organisation."""
    status = found.get("status") or "done"
    wanted = gold.get("status")
    if not core(kind, gold, found) or (wanted or status) != status or (status == "denied" != wanted):
        return False
    return _FULL[kind](gold, found)


def key(kind: str, fact: Said) -> tuple[Any, ...]:
    """Return what makes a statement the same as an earlier one of its article, so that repetitions count once."""
    return tuple(_plain(fact, name) for name in _KEYS[kind])


def forbidden(rule: Said, found: Said) -> bool:
    """Whether a found fact is one that gold rules out: every key of the rule agrees, `*` standing for anything.

    A rule of type `person` is broken by the name in any text of the fact.
    """
    if rule["type"] == "person":
        return any(name(rule["person"]) in name(text) for text in _texts(found))
    if rule["type"] != found.get("type"):
        return False
    asked = {field: value for field, value in rule.items() if field not in _REMARKS and value not in ("*", None)}
    return all(_same_value(field, value, found) for field, value in asked.items())


def name(value: object) -> str:
    """Return a name for comparison: no blanks, one form of each character, ordinals in digits (第十二 = 第12)."""
    return _ORDINAL.sub(lambda match: f"第{_ordinal(match[1])}", re.sub(r"\s+", "", _folded(value)))


def alike(one: object, other: object, share: float = 0.5) -> bool:
    """Whether two wordings share so much of the shorter one's characters; a stray character or a whole sentence does not."""
    first, second = _letters(one), _letters(other)
    if not first or not second:
        return False
    common = len(first & second)
    return common >= share * min(len(first), len(second)) and common >= min(2, len(first)) and 6 * common >= len(second)


def _folded(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value or "")).strip().replace("“", '"').replace("”", '"')


def _letters(value: object) -> set[str]:
    return set(_folded(value)) - _FILLING


def _ordinal(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def _unit(value: object) -> str:
    return _UNITS.get(_folded(value), _folded(value))


def _accepted(gold: Said, field: str) -> list[Any]:
    return [gold.get(field) or None, *(gold.get(f"{field}_alt") or ())]


def _start(fact: Said) -> Any:  # noqa: ANN401 - whatever the file holds
    return fact.get("start") or fact.get("date") or None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _inspection(gold: Said, found: Said) -> bool:
    teams = [name(team) for team in _accepted(gold, "team")]
    return name(found.get("team")) in teams and gold["province_code"] == found.get("province_code")


def _inspection_details(gold: Said, found: Said) -> bool:
    """Return whether the place is the same or inside gold's, and both days agree."""
    places = [_stem(code) for code in _accepted(gold, "place_code") + list(gold.get("place_alt") or ())]
    start, end = _start(found), found.get("end") or _start(found)
    starts = _accepted(gold, "start")
    ends = [gold.get("end") or gold.get("start") or None, *(gold.get("end_alt") or ()), *starts[1:]]
    inside = any(str(found.get("place_code") or "").startswith(stem) for stem in places)
    return inside and start in starts and end in ends


def _stem(code: object) -> str:
    """Return the part of a place code that all codes inside it share."""
    text = str(code or "")
    return "" if text == "100000" else re.sub(r"(?:0000|00)$", "", text)


def _result(gold: Said, found: Said) -> bool:
    value, wanted = _number(found.get("value")), _number(gold["value"])
    if value is None or wanted is None:
        return False
    if _unit(gold["unit"]) == "%":  # a fall is written with either sign
        value, wanted = abs(value), abs(wanted)
    units = [_unit(unit) for unit in _accepted(gold, "unit")]
    return abs(value - wanted) <= 1e-9 * abs(wanted) and _unit(found.get("unit")) in units and _same_metric(gold, found)


def _same_metric(gold: Said, found: Said) -> bool:
    """Whether the metric fits this gold fact, and no rival (another number's metric in the article) fits better."""
    own, given = _letters(gold["metric"]), _letters(found.get("metric"))
    for rival in map(_letters, gold.get("rivals") or ()):
        if (given == rival != own) or len(given & (rival - own)) > len(given & (own - rival)):
            return False
    return any(alike(metric, found.get("metric")) for metric in _accepted(gold, "metric"))


def _result_details(gold: Said, found: Said) -> bool:
    scope = ",".join(gold["scope_codes"]) if gold.get("scope_codes") else gold.get("scope_code")
    scopes = [_codes(code) for code in (scope, *(gold.get("scope_code_alt") or ()))]
    named = [field for field in ("change", "start", "end") if field in gold]
    return (
        (found["value"] < 0) == (gold["value"] < 0)
        and ("modifier" not in gold or found.get("modifier") in _accepted(gold, "modifier"))
        and _codes(found.get("scope_code")) in scopes
        and (not gold.get("campaign") or (found.get("campaign_year") or None) in _accepted(gold, "year"))
        and all((found.get(field) or None) in _accepted(gold, field) for field in named)
    )


def _codes(value: object) -> frozenset[str]:
    return frozenset(code.strip() for code in str(value or "").split(",") if code.strip())


def _role(gold: Said, found: Said) -> bool:
    offices = [office for accepted in _accepted(gold, "role") for office in _offices(accepted)]
    same = any(_same_office(one, other) for one in offices for other in _offices(found.get("role")))
    return same and name(gold["person"]) == name(found.get("person"))


def _offices(value: object) -> list[str]:
    return [office for office in re.split("[、,/兼]", name(value)) if office]


def _same_office(one: str, other: str) -> bool:
    """政委 is 支队政委, but 组长 is not 副组长."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and not long[: len(long) - len(short)].endswith(_DEPUTY)


def _same_body(gold: Said, found: Said, field: str) -> bool:
    """Whether a body is the same, perhaps written shorter: its ordinals and nearly all characters agree."""
    return not gold.get(field) or any(_one_body(name(one), name(found.get(field))) for one in _accepted(gold, field))


def _one_body(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 3 or re.findall(r"第\d+", one) != re.findall(r"第\d+", other):
        return False
    first, second = set(one), set(other)
    return one in other or other in one or len(first & second) >= 0.85 * min(len(first), len(second))


def _meeting(gold: Said, found: Said) -> bool:
    dates = _accepted(gold, "date") if "date" in gold else _accepted(gold, "start")
    return _start(found) in dates and any(alike(one, found.get("name"), 0.6) for one in _accepted(gold, "name"))


def _team(gold: Said, found: Said) -> bool:
    return name(found.get("team")) in [name(team) for team in _accepted(gold, "team")]


def _team_details(gold: Said, found: Said) -> bool:
    counted = not gold.get("count") or found.get("count") in _accepted(gold, "count")
    return counted and _same_body(gold, found, "sent_by")


def _coverage(gold: Said, found: Said) -> bool:
    same = found.get("count") in _accepted(gold, "count")
    return same and (
        "unit" not in gold or _unit(found.get("unit")) in [_unit(unit) for unit in _accepted(gold, "unit")]
    )


def _named(field: str, share: float = 0.6) -> "Rule":
    return lambda gold, found: any(alike(one, found.get(field), share) for one in _accepted(gold, field))


def _by(field: str) -> "Rule":
    return lambda gold, found: _same_body(gold, found, field)


Rule = Callable[[Said, Said], bool]
_CORE: dict[str, Rule] = {
    "inspection": _inspection, "directive": _named("demand"), "meeting": _meeting, "operation": _named("name"),
    "measure": _named("name"), "target": _named("target"), "result": _result, "role": _role, "team": _team, "coverage": _coverage,
}  # fmt: skip
_FULL: dict[str, Rule] = {
    "inspection": _inspection_details, "directive": _by("issuer"), "meeting": _by("host"), "operation": _by("agency"),
    "measure": _by("agency"), "target": _by("agency"), "result": _result_details, "role": _by("org"), "team": _team_details,
    "coverage": _by("who"),
}  # fmt: skip
_KEYS: dict[str, Sequence[str]] = {
    "inspection": ("team", "place_code", "start"), "directive": ("issuer", "demand"), "meeting": ("name", "date"),
    "operation": ("name", "agency"), "measure": ("name", "agency"), "target": ("target", "agency"),
    "result": ("metric", "value", "unit", "scope_code"), "role": ("person", "role", "org"), "team": ("team",),
    "coverage": ("who", "count", "unit"),
}  # fmt: skip
_REMARKS = ("type", "why", "text", "place", "scope")


def _plain(fact: Said, field: str) -> object:
    value = (
        _start(fact) if field in ("date", "start") else _unit(fact.get(field)) if field == "unit" else fact.get(field)
    )
    return _folded(value) if isinstance(value, str) else value


def _same_value(field: str, value: Any, found: Said) -> bool:  # noqa: ANN401 - whatever the rule holds
    if field in ("metric", "campaign"):
        have = found.get("campaign_name") or found.get("campaign") if field == "campaign" else found.get("metric")
        return len(_letters(value) & _letters(have)) >= 0.9 * len(_letters(value))
    number = _number(found.get(field))
    if field == "value":
        return number is not None and abs(number - float(value)) <= 1e-9 * max(1.0, abs(float(value)))
    if field == "unit":
        return _unit(value) == _unit(found.get(field))
    return name(value) == name(found.get(field))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)
