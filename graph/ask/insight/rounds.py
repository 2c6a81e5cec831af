"""Two campaigns or two years beside each other: provinces and teams added and dropped, heads, measures, metrics."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Final

from graph.ask import wording
from graph.ask.beside import Named, beside, ways
from graph.ask.given import Call, Given, ended, say
from graph.ask.meanings import Period
from graph.ask.reading import Reading
from graph.ask.rows import Row
from graph.ask.sides import Side
from graph.ask.unread import Unread
from graph.ask.wording import Language
from graph.figures.changes import MetricChange
from graph.figures.shown import Figure
from graph.index.relation import RelationIndex
from graph.questions.rounds import Heads, Rounds, rounds
from ontology.packs import load_vocabulary

_ASKED: Final = {
    "office": "heads",
    "who": "heads",
    "measure": "measures",
    "metric": "metrics",
    "value": "metrics",
    "figures": "metrics",
    "team": "teams",
    "province": "places",
    "city": "places",
    "county": "places",
    "place": "places",
}
_DIRECTIONS: Final = {"up": ("上升", "up"), "down": ("下降", "down"), "level": ("持平", "level")}


def compared(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return what the one campaign has and the other has not; places and teams by year too."""
    if len(reading.scope.sides) != 2:
        raise Unread("一次只能比较两次行动或两年。", "Two campaigns or two years can be compared at a time.")
    subject, other = _ordered(reading)
    section = _section(reading)
    if section in {"places", "teams"}:
        return _sets(index, reading, (subject, other), language)
    before, after = (_key(index, side) for side in (other, subject))
    found = rounds(index, before, after)
    call = Call("rounds", (("a", before), ("b", after)))
    made = {"metrics": _metrics, "heads": _heads, "measures": _measures, "all": _all}[section](found, reading, language)
    return replace(made, call=call)


def _section(reading: Reading) -> str:
    """Return which part of a comparison is asked for."""
    if reading.metric is not None:
        return "metrics"
    if reading.offices:
        return "heads"
    asked = [reading.ask, *sorted(reading.nouns)] + (
        ["team"] if reading.general is not None and reading.ask == "team" else []
    )
    found = next((_ASKED[noun] for noun in asked if noun in _ASKED), None)
    return found or ("metrics" if reading.change is not None and "difference" not in reading.nouns else "all")


def _ordered(reading: Reading) -> tuple[Side, Side]:
    """Return whose additions are asked for first: what stands before 比 or `than`, else what is later."""
    one, other = reading.scope.sides
    uses = reading.uses
    at = next(
        (n for n, use in enumerate(uses) if any(m.value == "compare" for m in use.meanings if m.role == "verb")), None
    )
    named = [
        n
        for n, use in enumerate(uses)
        if any(m.role in {"campaign", "year", "batch", "round", "time"} for m in use.meanings)
    ]
    if at is not None and named and named[0] < at < named[-1]:
        return one, other
    return (other, one) if _when(other) > _when(one) else (one, other)


def _when(side: Side) -> str:
    known = load_vocabulary().campaigns
    dates = [f"{known[key].start or known[key].year or ''}" for key in side.campaigns if key in known]
    return max(dates, default="") if dates else str(side.year or "")


def _key(index: RelationIndex, side: Side) -> str:
    """Return the one campaign of a side. Raises Unread for several."""
    told = [key for key in side.campaigns if index.entities.number(f"campaign/{key}") is not None]
    keys = told or list(side.campaigns)
    members = [m.key for key in keys for m in load_vocabulary().members(key)]
    if len(keys) != 1 or members:
        label = side.label or str(side.year or "")
        raise Unread(
            f"“{label}”不是一次行动;请写明是哪一年、哪一批。",
            f"“{label}” is not one campaign; say which year or batch.",
        )
    return keys[0]


def _sets(index: RelationIndex, reading: Reading, both: Sequence[Side], language: Language) -> Given:
    """Compare the places or teams of both sides."""
    named = []
    for side in both:
        period = (
            Period(str(side.year), str(side.year))
            if side.year is not None
            else reading.period
            if side.campaigns
            else None
        )
        scope = replace(reading.scope, campaigns=side.campaigns, period=period, sides=(side,))
        label = "、".join(wording.campaign_name(key, language) for key in side.campaigns) if side.campaigns else ""
        year = wording.day(str(side.year), language) if side.year is not None else ""
        named.append(Named(label + year, replace(reading, scope=scope)))
    return beside(index, named, ways(reading), language)


def _metrics(found: Rounds, reading: Reading, language: Language) -> Given:
    changes = [one for one in found.metrics if reading.metric is None or one.metric == reading.metric]
    wanted = {"up"} if "add" in reading.verbs else set()
    kept = [one for one in changes if not wanted or one.direction in wanted or one.direction is None]
    kept = kept if reading.metric else [one for one in kept if one.direction is not None] or kept
    rows: tuple[Row, ...] = tuple(
        {"id": one.metric, "kind": "metric", "label": one.words, "count": len(one.one) + len(one.other),
         "facts": [figure.fact for figure in (*one.one, *one.other)][:5],
         **{k: v for k, v in asdict(one).items() if k != "label"}} for one in kept
    )  # fmt: skip
    said = [_metric(one, language) for one in kept]
    facts = tuple(figure.fact for one in kept for figure in (*one.one, *one.other))
    return Given(_title(found, language) + ended(said, language) if kept else "", rows, facts)


def _metric(one: MetricChange, language: Language) -> str:
    before, after = (
        wording.joined([wording.number(_stated(f), language) for f in side], language) for side in (one.one, one.other)
    )
    text = f"{one.scope or ''} {one.words} {before} → {after}".strip()
    if one.direction is None:
        return text + say(language, "(口径或时段不同,不能比较)", " (wording or window differ; not comparable)")
    assumed = (
        say(language, "(时段没有写明,假定都到行动末)", " (window not stated; both taken to run to the end)")
        if one.assumed
        else ""
    )
    return f"{text} {_DIRECTIONS[one.direction][language == 'en']}{assumed}"


def _stated(figure: Figure) -> Row:
    return {
        "value": figure.stated_value,
        "unit": figure.stated_unit,
        "modifier": figure.modifier,
        "change": figure.change,
    }


def _heads(found: Rounds, _reading: Reading, language: Language) -> Given:
    rows: tuple[Row, ...] = tuple(
        {"id": None, "kind": "team", "label": one.label, "count": len(one.one) + len(one.other),
         "facts": [post.fact for post in (*one.one, *one.other)][:5], "one": [asdict(p) for p in one.one], "other": [asdict(p) for p in one.other]}
        for one in found.heads
    )  # fmt: skip
    said = [_head(one, language) for one in found.heads]
    return Given(
        _title(found, language) + ended(said, language) if said else "",
        rows,
        tuple(p.fact for one in found.heads for p in (*one.one, *one.other)),
    )


def _head(one: Heads, language: Language) -> str:
    none = say(language, "没有找到", "none found")
    sides = [
        wording.joined([f"{post.person}({post.role})" for post in side], language) or none
        for side in (one.one, one.other)
    ]
    return f"{one.label}: {sides[0]} → {sides[1]}"


def _measures(found: Rounds, _reading: Reading, language: Language) -> Given:
    rows: list[Row] = []
    for one in found.measures:
        told = one.other or one.one
        rows.append({"id": None, "kind": "measure", "label": one.label, "change": one.change, "count": told.count if told else 0,
                     "facts": list(told.facts) if told else []})  # fmt: skip
    said = [f"{one.label}({one.change})" for one in found.measures]
    facts = tuple(fact for row in rows for fact in row["facts"])
    return Given(_title(found, language) + ended(said, language) if said else "", tuple(rows), facts)


def _all(found: Rounds, _reading: Reading, language: Language) -> Given:
    """Say how much of each section was added, dropped and kept."""
    names = {"places": ("省级地方", "provinces"), "teams": ("组", "teams"), "measures": ("机制", "mechanisms")}
    rows: list[Row] = []
    said = []
    for section, name in names.items():
        counts = found.counts[section]
        said.append(say(language, f"{name[0]}多{counts['added']}个、少{counts['dropped']}个、都有{counts['kept']}个",
                        f"{name[1]}: {counts['added']} added, {counts['dropped']} dropped, {counts['kept']} kept"))  # fmt: skip
        for one in getattr(found, section):
            told = one.other or one.one
            rows.append({"id": one.id, "kind": section.removesuffix("s"), "label": one.label, "change": one.change,
                         "count": told.count if told else 0, "facts": list(told.facts) if told else []})  # fmt: skip
    both = found.counts["metrics"]["both"]
    said.append(say(language, f"两次都报告的指标{both}个", f"metrics reported in both: {both}"))
    return Given(
        _title(found, language) + ended(said, language), tuple(rows), tuple(f for row in rows for f in row["facts"][:1])
    )


def _title(found: Rounds, language: Language) -> str:
    one, other = (wording.campaign_name(side.key, language, side.label) for side in (found.one, found.other))
    return say(language, f"{other}与{one}相比:", f"{other} compared with {one}: ")
