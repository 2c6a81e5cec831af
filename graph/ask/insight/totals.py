"""Announced totals beside what is known, and national figures beside the sum of the provinces'."""

from dataclasses import asdict
from typing import Final

from graph.ask import wording
from graph.ask.given import Call, Given, campaign, ended, limits, parameters, say
from graph.ask.reading import Reading
from graph.ask.rows import Row
from graph.ask.wording import Language
from graph.figures.bodies import body_of
from graph.index.relation import RelationIndex
from graph.questions.sums import SumCheck, sums
from graph.questions.totals import Check, totals

_SHOWN: Final = 50
"""Totals that are looked at."""
_NAMED: Final = 12
"""Known or missing ones that a sentence names."""
_UNITS: Final = {
    "组": ("team", "teams"),
    "省": ("province", "provinces"),
    "市": ("city", "cities"),
    "县": ("county", "counties"),
}
_VERDICTS: Final = {
    "complete": ("相符", "they agree"), "fewer known": ("各省合计较少", "the provinces' sum is less"),
    "more known": ("各省合计较多", "the provinces' sum is more"), "not comparable": ("不能比较", "they cannot be compared"),
}  # fmt: skip


def announced(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return the totals announced, by those who are named if any are; those that do not agree, where that is asked."""
    wanted, kind = limits(reading), _kind(reading)
    found = totals(index, kind, wanted, limit=_SHOWN, who=_bodies(reading) if reading.meant else None)
    checks = [check for check in found.items if _meant(check, reading)]
    if "contradict" in reading.verbs or "missing" in reading.frame.name:
        checks = [check for check in checks if check.difference]
    rows = tuple(_row(check) for check in checks)
    said = [_check(check, language) for check in checks]
    params = (*((("kind", kind),) if kind else ()), *parameters(wanted))
    notes = (
        say(
            language,
            "查到的是文章写明的;没有查到不等于没有。",
            "Known is what articles name; what is not known may be true all the same.",
        ),
    )
    return Given(
        ended(said, language),
        rows,
        tuple(one for check in checks for one in check.facts),
        Call("totals", params),
        notes,
    )


def summed(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return national figures beside the sum of what provinces report over the same window."""
    wanted = limits(reading)
    checks = sums(index, reading.metric, wanted).items
    rows = tuple({"id": None, "kind": "sum", "facts": list(check.national.facts), **asdict(check)} for check in checks)
    said = [_sum(check, language) for check in checks]
    metric = (("metric", (reading.metric or "").partition("/")[2]),)
    call = Call("sums", (*metric, *parameters(wanted)))
    return Given(ended(said, language), rows, tuple(one for check in checks for one in check.national.facts), call)


def _kind(reading: Reading) -> str | None:
    """Return what is counted: teams or places, None for both."""
    if reading.ask == "team" or (reading.nouns & {"team"}):
        return "teams"
    return (
        "places"
        if reading.ask in {"province", "city", "county", "place"} or reading.nouns & {"province", "city"}
        else None
    )


def _meant(check: Check, reading: Reading) -> bool:
    """Whether a total is of the place and the number that are named."""
    said = {int(number) for number in reading.said("stated")}
    if reading.scope.places and (check.place or "").partition("/")[2] not in reading.scope.places:
        return False
    return not said or check.stated in said


def _bodies(reading: Reading) -> frozenset[str]:
    """Return the teams named, their bodies, and the bodies named."""
    bodies = {(body_of(team.id) or (team.id, 0))[0] for team in reading.teams}
    return frozenset({*bodies, *(team.id for team in reading.teams), *reading.orgs})


def _row(check: Check) -> Row:
    fields = asdict(check)
    fields.pop("facts")
    return {"id": check.who, "label": check.who_label, "count": check.stated, **fields, "kind": "total",
            "counts": check.kind, "facts": list(check.facts)}  # fmt: skip


def _check(check: Check, language: Language) -> str:
    who = wording.name_of(check.who, check.who_label, language) + campaign(check.campaign, language)
    known, missing = len(check.known), check.missing
    one, many = _UNITS.get(check.unit, (check.unit, check.unit))
    names = wording.joined([entry.label for entry in check.known][:_NAMED], language)
    left = wording.joined([entry.label for entry in missing or ()][:_NAMED], language)
    where = "" if check.place in {None, "place/100000"} else wording.place(str(check.place).partition("/")[2], language)
    if language == "zh":
        lack = f",没有查到的是{left}" if left else (",无从知道缺哪些" if missing is None and check.difference else "")
        return f"{who}:公布{where}{check.stated}个{check.unit},查到{known}个{f'({names})' if names else ''}{lack}"
    lack = (
        f"; not known: {left}"
        if left
        else ("; which are missing cannot be told" if missing is None and check.difference else "")
    )
    inside = f" in {where}" if where else ""
    return (f"{who}: {check.stated} {one if check.stated == 1 else many}{inside} announced, {known} known"
            f"{f' ({names})' if names else ''}{lack}")  # fmt: skip


def _sum(check: SumCheck, language: Language) -> str:
    national = wording.number(_number(check), language)
    parts = wording.joined([f"{part.label}{part.low:.10g}" for part in check.parts], language)
    verdict = _VERDICTS[check.verdict][language == "en"]
    reasons = say(language, ",时段没有写明", ", since the window is not stated") if check.reasons else ""
    missing = len(check.missing)
    where = campaign(check.campaign, language)
    if language == "zh":
        return f"{check.label}{where}:全国{national},{len(check.parts)}个省级地方合计{check.low:.10g}({parts}),{missing}个没有数字;{verdict}{reasons}"
    return f"{check.label}{where}: {national} nationwide; {len(check.parts)} provinces sum to {check.low:,.10g} ({parts}), {missing} report none; {verdict}{reasons}"


def _number(check: SumCheck) -> Row:
    figure = check.national
    return {
        "value": figure.stated_value,
        "unit": figure.stated_unit,
        "modifier": figure.modifier,
        "change": figure.change,
    }
