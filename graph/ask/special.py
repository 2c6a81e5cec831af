"""Answers that are no selection of facts: campaigns and their dates, what the workspace holds, and all of insight."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Final

import numpy as np

from graph.ask import wording
from graph.ask.given import Given
from graph.ask.insight import figures, places, rounds, sources, totals, upkeep
from graph.ask.meanings import Period
from graph.ask.reading import Reading
from graph.ask.rows import Row
from graph.ask.wording import Language
from graph.index import names
from graph.index.days import first_day, last_day
from graph.index.relation import RelationIndex
from graph.questions.campaigns import campaign, campaigns
from graph.questions.stats import stats
from ontology.errors import NotFound
from ontology.packs import load_vocabulary

Answer = Callable[[RelationIndex, Reading, Language], Given]


def special(index: RelationIndex, reading: Reading, language: Language) -> Given | None:
    """Return the answer to a reading that is no selection of facts, None for all others. Raises Unread."""
    answer = _BY_NAME.get(reading.frame.name) or _BY.get(reading.frame.by)
    if reading.frame.name == "articles" and reading.flags & {"first", "last"}:
        answer = sources.publishers
    return answer(index, reading, language) if answer else None


def _when_campaign(index: RelationIndex, reading: Reading, language: Language) -> Given:
    """Return when campaigns ran, a series from its first to its last."""
    known = load_vocabulary().campaigns
    series = [key for key in reading.scope.campaigns if key in known and known[key].is_series]
    if not series:
        return _campaigns(index, reading.scope.campaigns, language)
    rows = [_series(index, key) for key in series]
    given = _said(rows, language)
    members = tuple(m.key for key in series for m in load_vocabulary().members(key) if m.start)
    return replace(given, rows=(*rows, *_campaigns(index, members, language).rows))


def _series(index: RelationIndex, key: str) -> Row:
    """Return a series as a campaign that runs from the start of its first to the end of its last."""
    members = load_vocabulary().members(key)
    told = np.isin(index.columns.campaign, names.campaigns(index, key))
    one = asdict(campaign(index, key))
    dates = {
        "start": min((m.start for m in members if m.start), default=one["start"]),
        "end": max((m.end for m in members if m.end), default=one["end"]),
    }
    articles = len(np.unique(index.columns.article[told]))
    return one | dates | {"kind": "campaign", "articles": articles, "count": articles, "facts": []}


def _of_series(index: RelationIndex, reading: Reading, language: Language) -> Given:
    given = _campaigns(index, _members(index, reading), language)
    if reading.period is None:
        return given
    kept = [row for row in given.rows if _ran(row, reading.period)]
    return _said(kept, language) if kept else Given("", ())


def _ran(row: Row, period: Period) -> bool:
    """Whether a campaign ran in a period, by its dates, else those of its facts, else its year."""
    since = row["start"] or row["first"] or (str(row["year"]) if row["year"] else None)
    until = row["end"] or row["last"] or since
    if since is None or until is None:
        return False
    return first_day(since) <= last_day(period.until or "9999") and last_day(until) >= first_day(period.since or "0001")


def _members(index: RelationIndex, reading: Reading) -> tuple[str, ...]:
    """Return the campaigns of the series named, all that facts name where none is."""
    members = load_vocabulary().members
    if not reading.scope.campaigns:
        return tuple(one.key for one in campaigns(index) if one.articles)
    inside = [one.key for key in reading.scope.campaigns for one in members(key)]
    return tuple(dict.fromkeys(inside)) or reading.scope.campaigns


def _campaigns(index: RelationIndex, keys: tuple[str, ...], language: Language) -> Given:
    known = []
    for key in keys:
        try:
            known.append(asdict(campaign(index, key)))
        except NotFound:
            continue
    return _said([row | {"kind": "campaign", "count": row["articles"], "facts": []} for row in known], language)


def _said(shown: list[Row], language: Language) -> Given:
    """Say of each campaign when it ran."""
    lines = [_campaign(row, language) for row in shown]
    mark = ";" if language == "zh" else "; "
    end = "。" if language == "zh" else "."
    more = len(lines) - wording.LISTED
    tail = "" if more <= 0 else (f"……(还有{more}个)" if language == "zh" else f" … ({more} more)")
    return Given(mark.join(lines[: wording.LISTED]) + tail + end, tuple(shown))


def _campaign(row: Row, language: Language) -> str:
    name = wording.campaign_name(row["key"], language, row["label"])
    planned = wording.span(row["start"], row["end"], language)
    told = wording.span(row["first"], row["last"], language)
    if language == "zh":
        dates = f"{planned}" if planned else f"起止没有记载{f',报道的事实在{told}' if told else ''}"
        return f"{name}:{dates},{row['articles']}篇文章"
    dates = planned or f"no dates known{f', facts are of {told}' if told else ''}"
    return f"{name}: {dates}, {row['articles']} articles"


def _stock(index: RelationIndex, _reading: Reading, language: Language) -> Given:
    held = stats(index)
    row: Row = {"id": None, "kind": "stock", "label": "workspace", "count": held.facts, "facts": [],
           "articles": held.articles, "stories": held.stories}  # fmt: skip
    return Given(
        f"{held.articles}篇文章({held.stories}个独立来源),{held.facts}条事实。" if language == "zh"
        else f"{held.articles} articles ({held.stories} independent stories) with {held.facts} facts.",
        (row,),
    )  # fmt: skip


_BY_NAME: Final[Mapping[str, Answer]] = {
    "when-campaign": _when_campaign, "campaigns": _of_series, "stock": _stock, "sums": totals.summed,
    "places-not-reported": places.unreported, "places-unmentioned": places.unreported,
    "places-without-metric": places.unreported, "least-inspected": places.least, "teams-not-reported": places.teams_unreported,
}  # fmt: skip
"""Frame to what answers it."""
_BY: Final[Mapping[str, Answer]] = {
    "totals": totals.announced, "agreement": figures.agreeing, "series": figures.in_time, "largest": figures.largest,
    "rounds": rounds.compared, "beside": places.shared, "places": places.compared, "coverage": places.covered,
    "publisher": sources.publishers, "story": sources.stories, "sources": sources.of_fact, "document": sources.document,
    "withdrawal": sources.withdrawal, "to-review": upkeep.reviewed,
}  # fmt: skip
"""The same by what a frame's rows are shown by."""
