"""A fact with other values in its fields: what may be changed by hand, and what has to be true of it then.

Evidence, context, rule and confidence are the reader's and stay; so do type and article.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import UnionType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from ontology.errors import ValueUnknown
from ontology.model import KINDS, Status
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer
from ontology.wire import OWN, Line, flatten, unflatten

Changes = Mapping[str, Any]
"""Field of the flat line to its new value."""
Label = Callable[[str], str | None]
"""An entity's name by its id, None where nobody knows it."""

LONGEST: Final = 300
"""Characters that a value written by hand has at most."""
_COMMON: Final = ("campaign", "start", "end", "status")
_FIXED: Final = frozenset({"part_of", "province_code", "place"})
"""Own fields that follow from others."""
_NAMES: Final = {
    "team_id": "team", "issuer_id": "issuer", "org_id": "org", "host_id": "host", "agency_id": "agency", "who_id": "who",
}  # fmt: skip
"""Fields that hold an entity's id, and those that hold its name."""
_ENTITY: Final = re.compile(r"(?:team|org)/[^\s/]+")
_HINTS: Final = {kind.type: get_type_hints(kind) for kind in KINDS}
_IDENTITY: Final = {kind.type: kind.identity for kind in KINDS}


def identity(line: Line) -> dict[str, Any]:
    """Return the identifying fields of a fact's line, as they stand in it."""
    return {name: line.get(name) for name in _IDENTITY[line["type"]]}


def editable(kind: str) -> tuple[str, ...]:
    """Return the fields of a fact type that may be changed by hand."""
    return (*_COMMON, *(name for name in OWN[kind] if name not in _FIXED))


def read_value(name: str, text: str) -> object:
    """Return a field's value from text as one types it: numbers, lists with commas, `null` for nothing.

    Raises ValueUnknown for a field that no fact has, and for a number that is none.
    """
    hint = next((hints[name] for hints in _HINTS.values() if name in hints), str if name in _COMMON else None)
    if hint is None:
        raise ValueUnknown(f"No fact has a field called {name!r}; docs/facts.md lists them.")
    if text == "null":
        return None
    if get_origin(hint) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    if not {int, float} & {hint, *get_args(hint)}:
        return text
    try:
        return int(text) if re.fullmatch(r"[-+]?\d+", text) else float(text)
    except ValueError as error:
        raise ValueUnknown(f"The field {name!r} cannot be {text!r}; it takes a number.") from error


def amended(line: Line, changes: Changes, label: Label) -> Line:
    """Return a fact's line with other values, what follows from them, and the id that it has then.

    `label` names entities that the workspace knows. Raises ValueUnknown for a field that cannot be changed, a value that
    it cannot have, and an entity without a name.
    """
    new = dict(line)
    for name, value in changes.items():
        new[name] = _checked(line, name, value)
    if "campaign" in changes:
        _name_campaign(line, new, changes)
    if "start" in changes or "end" in changes:
        new["edtf"] = _span(new["start"], new["end"])
    _name_places(new, changes)
    if "place_code" in changes or "scope_code" in changes:
        new["why"] = None  # the reader's reason is not that of whoever edits
    _name_entities(new, changes, label)
    return flatten(unflatten(new))


def _checked(line: Line, name: str, value: object) -> object:
    """Return a value that a field can have."""
    kind = line["type"]
    if name not in editable(kind):
        possible = ", ".join(editable(kind))
        raise ValueUnknown(f"The field {name!r} of {kind!r} cannot be edited; those that can are {possible}.")
    hint = str | None if name in ("campaign", "start", "end") else Status if name == "status" else _HINTS[kind][name]
    if not _fits(value, hint):
        raise ValueUnknown(f"The field {name!r} cannot be {value!r}; it takes {_said(hint)}.")
    for text in value if isinstance(value, list | tuple) else (value,):
        _check_text(name, text)
    _RULES.get(name, _nothing)(name, value, line)
    return value


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether a value of a JSON document is of the type that a field is annotated with."""
    if get_origin(hint) is UnionType:
        return any(_fits(value, one) for one in get_args(hint))
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    if hint is int or hint is float:
        return _is_number(value) and (hint is float or (isinstance(value, int) and value > 0))
    return isinstance(value, hint)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _said(hint: Any) -> str:  # noqa: ANN401
    """Name what a field takes."""
    if get_origin(hint) is UnionType:
        return " or ".join(_said(one) for one in get_args(hint))
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(map(repr, get_args(hint)))
    if get_origin(hint) is tuple:
        return "a list of texts"
    return {float: "a number", int: "a whole number from 1", type(None): "null"}.get(hint, "a text")


def _check_text(name: str, text: object) -> None:
    if not isinstance(text, str):
        return
    if not text.strip() or text != text.strip() or len(text) > LONGEST or not text.isprintable():
        raise ValueUnknown(
            f"The field {name!r} cannot be {text!r}; a text has 1 to {LONGEST} characters in one line, no blanks around."
        )


def _nothing(_name: str, _value: object, _line: Line) -> None:
    pass


def _is_date(name: str, value: Any, _line: Line) -> None:  # noqa: ANN401
    if value is None:
        return
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
        known = re.fullmatch(r"\d{4}(-\d\d){0,2}", value) is not None
    except ValueError:
        known = False
    if not known:
        raise ValueUnknown(f"The field {name!r} cannot be {value!r}; a date is a day, month or year, as in '2022-07'.")


def _is_place(name: str, value: Any, _line: Line) -> None:  # noqa: ANN401
    for code in value.split(",") if value else ():
        if code not in load_gazetteer():
            raise ValueUnknown(f"The field {name!r} cannot be {value!r}; no place has the code {code!r} (GB/T 2260).")


def _is_metric(_name: str, value: Any, _line: Line) -> None:  # noqa: ANN401
    if value is not None and value not in load_vocabulary().metrics:
        raise ValueUnknown(f"No metric has the id {value!r}; the packs declare them.")


def _is_entity(name: str, value: Any, _line: Line) -> None:  # noqa: ANN401
    if value is not None and not _ENTITY.fullmatch(value):
        raise ValueUnknown(f"The field {name!r} cannot be {value!r}; an entity's id is 'team/…' or 'org/…'.")


def _is_campaign(_name: str, value: Any, _line: Line) -> None:  # noqa: ANN401
    if value is not None and value not in load_vocabulary().campaigns:
        raise ValueUnknown(f"No campaign has the key {value!r}; the packs declare them.")


def _is_quoted(_name: str, value: Any, line: Line) -> None:  # noqa: ANN401
    """A person is named as the article names them; nobody else's name can be brought in."""
    quotes = [line["evidence"], *line["context"]]
    if not any(value in quote["quote"] for quote in quotes):
        raise ValueUnknown(f"The person cannot be {value!r}: the fact's sentence does not name them.")


_RULES: Final[Mapping[str, Callable[[str, Any, Line], None]]] = {
    "start": _is_date, "end": _is_date, "place_code": _is_place, "scope_code": _is_place, "metric_id": _is_metric,
    "campaign": _is_campaign, "parent": _is_campaign, "person": _is_quoted, **dict.fromkeys(_NAMES, _is_entity),
}  # fmt: skip


def _name_campaign(line: Line, new: Line, changes: Changes) -> None:
    """Give the campaign its name and year, and the campaign's teams the campaign."""
    found = load_vocabulary().campaigns.get(new["campaign"] or "")
    new["campaign_name"], new["campaign_year"] = (found.name, found.year) if found else (None, None)
    for name in _NAMES:
        key, at, campaign = (line.get(name) or "").partition("@")
        if at and campaign == line["campaign"] and name not in changes:
            new[name] = f"{key}@{new['campaign'] or line['article']}"


def _name_places(new: Line, changes: Changes) -> None:
    places = load_gazetteer()
    if "place_code" in changes and "place" in OWN[new["type"]]:
        code = new["place_code"]
        new["place"], new["province_code"] = places.path(code), code if code == "100000" else code[:2] + "0000"
    if "scope_code" in changes and "scope" not in changes:
        codes = (new["scope_code"] or "").split(",")
        new["scope"] = "、".join(places.path(code) for code in codes) if new["scope_code"] else None


def _name_entities(new: Line, changes: Changes, label: Label) -> None:
    """Give an entity that was put in the name it has elsewhere, unless one is given too."""
    for id_field, name_field in _NAMES.items():
        entity = changes.get(id_field)
        if entity is None or name_field in changes:
            continue
        name = label(entity)
        if name is None:
            raise ValueUnknown(f"Nothing here is called {entity!r}; give its name in {name_field!r} too.")
        new[name_field] = name


def _span(start: str | None, end: str | None) -> str | None:
    """Return two bounds as EDTF. Raises ValueUnknown if they are the wrong way round."""
    if start and end and start[: len(end)] > end[: len(start)]:
        raise ValueUnknown(f"A fact cannot end on {end!r} and begin on {start!r}, which is later.")
    if start == end:
        return start
    return f"{start or '..'}/{end or '..'}"
