"""Numbers beside numbers: series, what sources agree on or contradict each other in, and the largest of a list."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from graph.ask import wording
from graph.ask.given import Call, Given, campaign, ended, limits, of_place, parameters, place, say
from graph.ask.levels import at_level
from graph.ask.query import found
from graph.ask.reading import Reading
from graph.ask.rows import MOST, Row, fact_row
from graph.ask.wording import Language
from graph.figures.shown import Figure
from graph.index.relation import RelationIndex
from graph.questions.agreement import Agreement, AgreementFilter, agreement
from graph.questions.series import Series, SeriesFilter, series

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "same": ("相同", "the same"), "rounds to": ("取整后相同", "one rounds to the other"),
    "later update": ("后来更新", "a later update"), "contradicts": ("互相矛盾", "they contradict each other"),
    "not comparable": ("不能比较", "not comparable"),
}  # fmt: skip
_POINTS: Final = 8
"""Numbers of a series or measure that a sentence lists."""


def in_time(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the series of a metric; only numbers of one series may be compared."""
    wanted = limits(reading)
    metric = reading.metric or ""
    if index.entities.number(metric) is None:
        return Given("", ())
    found_ = series(index, SeriesFilter(metric, place(reading), wanted), MOST)
    items = sorted(found_.items, key=lambda one: (-one.total, one.scope_code != "100000"))
    rows = tuple(
        {"id": f"place/{one.scope_code}" if one.scope_code and "," not in one.scope_code else None, "kind": "series",
         "label": one.words, "count": one.total, "facts": [point.fact for point in one.points][:5], **_series_row(one)}
        for one in items
    )  # fmt: skip
    said = [_series(one, language) for one in items]
    scope = tuple(("scope", code) for code in reading.scope.places)
    notes = (
        say(
            language,
            "只有同一序列里的数字可以互相比较。",
            "Only the numbers of one series may be compared with each other.",
        ),
    )
    facts = tuple(point.fact for one in items for point in one.points)
    call = Call("series", (("metric", metric.partition("/")[2]), *scope, *parameters(wanted)))
    return Given(ended(said, language, found_.total), rows, facts, call, notes, found_.total)


def agreeing(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return measures that several stories speak of: whether they agree, or those in which they contradict each other."""
    wanted, scope = limits(reading), place(reading)
    label = "contradicts" if reading.frame.name == "contradictions" else None
    if reading.metric is not None and index.entities.number(reading.metric) is None:
        return Given("", ())
    found_ = agreement(index, AgreementFilter(reading.metric, scope, label, wanted), limit=MOST)
    metric = tuple(("metric", one.partition("/")[2]) for one in (reading.metric,) if one)
    params = (
        *metric,
        *((("scope", scope),) if scope else ()),
        *((("label", label),) if label else ()),
        *parameters(wanted),
    )
    rows = tuple(
        {"id": one.metric, "label": one.label, "count": one.stated, "facts": [s.fact for s in one.statements][:5], **asdict(one),
         "kind": "agreement"} for one in found_.items
    )  # fmt: skip
    told = sum(found_.labels.values()) > 0
    if label and not rows:
        text = say(
            language,
            "至少两个独立来源说到的数字里,没有发现互相矛盾的。",
            "Among the numbers that at least two independent sources state, none contradict each other.",
        )
        return Given(text if told else "", (), call=Call("agreement", params))
    if not rows:
        none = say(
            language,
            "没有两个独立来源说到同一个数字,无从比较。",
            "No two independent sources speak of one number, so there is nothing to compare.",
        )
        return Given(none, (), call=Call("agreement", params))
    said = [_measure(one, language) for one in found_.items]
    facts = tuple(s.fact for one in found_.items for s in one.statements)
    return Given(ended(said, language, found_.total), rows, facts, Call("agreement", params), (), found_.total)


def largest(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the numbers of a metric by size, those of one unit only, and say that this is no ranking."""
    facts = found(index, reading).numbers
    lines = [line for line in index.facts(facts) if line["change"] is None and line["status"] in {"done", "underway"}]
    level = reading.level
    lines = [line for line in lines if _is_level(line["scope_code"], level)]
    units = [line["unit"] for line in lines]
    unit = max(dict.fromkeys(units), key=units.count, default="")
    ranked = sorted((line for line in lines if line["unit"] == unit), key=lambda line: -line["value"])
    said = [
        f"{of_place(line['scope_code'], line['scope'], language)} {wording.number(line, language)}"
        f"{_brackets(wording.span(line['start'], line['end'], language) or wording.campaign_name(line['campaign'] or '', language), language)}"
        for line in ranked
    ]  # fmt: skip
    metric = wording.metric(reading.metric, language)
    start = say(language, f"各地报告的“{metric}”从大到小(口径、时段不一,不是排名):",
                f"“{metric}” as reported, largest first (scopes and windows differ, so this is no ranking): ")  # fmt: skip
    rows = tuple(fact_row(line) for line in ranked)
    call = Call("series", (("metric", (reading.metric or "").partition("/")[2]), *parameters(limits(reading))))
    return Given(start + ended(said, language), rows, tuple(line["id"] for line in ranked), call)


def _is_level(code: str | None, level: str) -> bool:
    if code is None or "," in code or code == "100000":
        return False
    return level == "place" or at_level(code, level) == code


def _brackets(text: str, language: Language) -> str:
    return say(language, f"({text})", f" ({text})") if text else ""


def _series_row(one: Series) -> Row:
    fields: dict[str, Any] = asdict(one)
    return {name: value for name, value in fields.items() if name not in {"label", "total"}}


def _series(one: Series, language: Language) -> str:
    where = of_place(one.scope_code, one.scope, language)
    points = [_figure(point, language) for point in one.points[:_POINTS]]
    arrow = " → " if len(points) > 1 else ""
    why = (
        ""
        if one.comparable
        else say(language, "(不能互相比较:没有写明时段或地方)", " (not comparable: window or scope is not stated)")
    )
    return (
        f"{where}{campaign(one.campaign, language)} {one.words}: {arrow.join(points)}{why if len(points) > 1 else ''}"
    )


def _figure(figure: Figure, language: Language) -> str:
    stated = {
        "value": figure.stated_value,
        "unit": figure.stated_unit,
        "modifier": figure.modifier,
        "change": figure.change,
    }
    when = wording.span(figure.window.since, figure.window.until, language) or (figure.published or "")[:4]
    return wording.number(stated, language) + _brackets(when, language)


def _measure(one: Agreement, language: Language) -> str:
    where = of_place(one.scope_code, one.scope, language)
    pairs = np.unique([pair.label for pair in one.pairs]).tolist() if one.pairs else list(one.labels)
    labels = wording.joined(
        [_LABELS[name][language == "en"] for name in dict.fromkeys((*one.labels, *pairs))], language
    )
    numbers = wording.joined([_figure(figure, language) for figure in one.statements[:_POINTS]], language, one.stated)
    sources = say(language, f"{one.stories}个独立来源", f"{one.stories} independent sources")
    return f"{where} {one.label}{campaign(one.campaign, language)}: {numbers}, {sources}: {labels}".replace(
        ", ", say(language, ",", ", ")
    )
