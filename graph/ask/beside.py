"""The same question of two names, beside each other: what both have, and what only the one has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.ask import wording
from graph.ask.frames import FRAMES, PLACES
from graph.ask.given import Given, say
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.rows import MOST, Row, rows
from graph.ask.wording import Language
from graph.index.relation import RelationIndex

WAYS: Final = ("kept", "added", "dropped")
"""What both have, only the first, only the second."""


@dataclass(frozen=True, slots=True)
class Named:
    """One of the two, as it is called, and the question of it alone."""

    label: str
    reading: Reading


def ways(reading: Reading) -> tuple[str, ...]:
    """Return what of it is asked for first: what both have, or what the first has alone; what is asked for only, if so."""
    if "negation" in reading.flags:
        return ("added",)
    if "both" in reading.flags:
        return WAYS
    only = [way for way, verb in (("added", "add"), ("dropped", "drop")) if verb in reading.verbs]
    return tuple(only) if len(only) == 1 else ("added", "dropped", "kept")


def beside(index: RelationIndex, named: Sequence[Named], asked: Sequence[str], language: Language) -> Given:
    """Answer the question of both; rows carry `change`: kept, added (only the first has it), dropped."""
    one, other = (_entities(index, _base(each.reading)) for each in named)
    shared = {
        "kept": [name for name in one if name in other], "added": [name for name in one if name not in other],
        "dropped": [name for name in other if name not in one],
    }  # fmt: skip
    shown: list[Row] = [
        {**(one.get(name) or other[name]), "change": way, "facts": [f for side in (one, other) for f in side.get(name, _NONE)["facts"]][:5]}
        for way in asked for name in shared[way]
    ]  # fmt: skip
    first, second = (each.label for each in named)
    titles = {
        "kept": say(language, "两者都有", "Both"), "added": say(language, f"{first}有、{second}没有", f"Only {first}"),
        "dropped": say(language, f"{second}有、{first}没有", f"Only {second}"),
    }  # fmt: skip
    parts = [_part(titles[way], [one.get(n) or other[n] for n in shared[way]], language) for way in asked]
    if not one and not other:
        return Given("", ())
    text = say(language, ";", "; ").join(parts) + say(language, "。", ".")
    note = say(
        language,
        "“没有”只是说文章里没有找到,不等于没有发生。",
        "What only one has was not found of the other; it may have happened all the same.",
    )
    return Given(text, tuple(shown), tuple(f for row in shown for f in row["facts"])[:MOST], notes=(note,))


_NONE: Final[Row] = {"facts": []}


def _base(reading: Reading) -> Reading:
    """Return the question of one name alone: of places by place, of teams by team, of campaigns by campaign."""
    ask = reading.ask if reading.ask in {*PLACES, "team", "campaign"} else _noun(reading)
    name = {"team": "teams-of-place", "campaign": "campaigns-of"}.get(ask, "places-of-campaign")
    frame = next(frame for frame in FRAMES if frame.name == name)
    return replace(reading, frame=frame, ask=ask, change=None)


def _noun(reading: Reading) -> str:
    if reading.ask == "who" or reading.general is not None:
        return "team" if not reading.nouns & set(PLACES) else reading.level
    return reading.level if reading.level != "place" else "province"


def _entities(index: RelationIndex, reading: Reading) -> dict[str, Row]:
    one = replace(reading, teams=reading.teams, flags=frozenset())
    return {str(row["id"]): row for row in rows(index, one, found(index, one)).items}


def _part(title: str, entries: Sequence[Row], language: Language) -> str:
    names = [
        wording.name_of(row["id"], row["label"], language)
        + (say(language, "(计划)", " (planned)") if row.get("status") == "planned" else "")
        for row in entries
    ]  # fmt: skip
    colon = say(language, f"的{len(names)}个:", f" ({len(names)}): ")
    return f"{title}{colon}{wording.joined(names, language) or say(language, '无', 'none')}"
