"""Answers that are no selection of facts, and what their modules share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask import wording
from graph.ask.reading import Reading
from graph.ask.rows import Row
from graph.ask.unread import Unread
from graph.ask.wording import Language
from graph.index.narrow import EVERYTHING, Limits
from ontology.packs import load_vocabulary

LISTED: Final = 6
"""Entries that a sentence lists one by one."""


@dataclass(frozen=True, slots=True)
class Call:
    """The question that gives the same answer: its name in the API, and its parameters."""

    name: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer in words and rows; `facts` are the ids of those it rests on, `total` counts rows (None: all are here)."""

    answer: str
    rows: tuple[Row, ...]
    facts: tuple[str, ...] = ()
    call: Call | None = None
    notes: tuple[str, ...] = ()
    total: int | None = None


def say(language: Language, chinese: str, english: str) -> str:
    """Return one of two sentences."""
    return chinese if language == "zh" else english


def ended(parts: Sequence[str], language: Language, total: int | None = None) -> str:
    """Return the first parts as one sentence that says how many more there are."""
    if not parts:
        return ""
    mark = say(language, ";", "; ")
    more = (len(parts) if total is None else total) - len(parts[:LISTED])
    tail = "" if more <= 0 else say(language, f"……(还有{more}条)", f" … ({more} more)")
    return mark.join(parts[:LISTED]) + tail + say(language, "。", ".")


def limits(reading: Reading) -> Limits:
    """Return the campaign and time of a reading as limits. Raises Unread for several campaigns."""
    scope = reading.scope
    since, until = (scope.period.since, scope.period.until) if scope.period else (None, None)
    if since is until is None and not scope.campaigns:
        return EVERYTHING
    return Limits(_campaign(scope.campaigns), since=since, until=until)


def parameters(given: Limits) -> Iterable[tuple[str, str]]:
    """Yield limits as the API calls them."""
    for name, value in (("campaign", given.campaign), ("from", given.since), ("to", given.until)):
        if value:
            yield name, value


def place(reading: Reading) -> str | None:
    """Return the one place named, None for none. Raises Unread for several."""
    if len(reading.scope.places) > 1:
        raise Unread("这个问题一次只能问一个地方。", "This can be asked of one place at a time.")
    return next(iter(reading.scope.places), None)


def campaign(key: str | None, language: Language) -> str:
    """Return a campaign in brackets, nothing for none."""
    name = wording.campaign_name(key, language) if key else ""
    return say(language, f"({name})", f" ({name})") if name else ""


def of_place(code: str | None, label: str | None, language: Language) -> str:
    """Return the name of one place or several, by code; its label where there is no code."""
    if code is None or "," in code:
        return label or say(language, "没有写明地方", "no place stated")
    return wording.place(code, language)


def _campaign(keys: Sequence[str]) -> str | None:
    if len(keys) <= 1:
        return next(iter(keys), None)
    parents = {load_vocabulary().campaigns[key].series for key in keys if key in load_vocabulary().campaigns}
    series = next(iter(parents)) if len(parents) == 1 else None
    if series and {one.key for one in load_vocabulary().members(series)} == set(keys):
        return series
    raise Unread("这个问题一次只能问一次行动。", "This can be asked of one campaign at a time.")
