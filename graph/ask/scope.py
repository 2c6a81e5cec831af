"""Which places, campaigns and times a question speaks of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.ask.dates import UNSAID
from graph.ask.draft import Draft, Use
from graph.ask.meanings import Meaning, Period
from graph.index.days import first_day, last_day
from graph.index.relation import RelationIndex
from ontology.errors import CampaignGraphError, ValueUnknown
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer
from ontology.vocabulary import Campaign

LEVELS: Final = ("country", "province", "prefecture", "county")


class Unread(CampaignGraphError):
    """A question of which every word is known, but not what is meant; the two sentences say why."""

    def __init__(self, zh: str, en: str) -> None:
        """Take the reason in both languages."""
        super().__init__(en)
        self.said = {"zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class Scope:
    """Places by code, campaigns by key (empty: any), time, and what had to be chosen, in both languages."""

    places: tuple[str, ...]
    campaigns: tuple[str, ...]
    campaign_label: str
    period: Period | None
    notes: tuple[tuple[str, str], ...]


def scope(index: RelationIndex, draft: Draft) -> Scope:
    """Return where and when a question looks. Raises Unread for a place or time that is not clear."""
    notes: list[tuple[str, str]] = []
    places = _places(index, draft.uses, notes)
    campaigns, label, year = _campaigns(index, draft)
    return Scope(places, campaigns, label, _period(draft, campaigns, year), tuple(notes))


def _places(index: RelationIndex, uses: Sequence[Use], notes: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the places named: of two that adjoin the one inside the other, of twins the one that facts name."""
    gazetteer, found = load_gazetteer(), list[str]()
    before: Use | None = None
    for place, use in enumerate(uses):
        codes = _valid([str(meaning.value) for meaning in use.meanings if meaning.role == "place"])
        if not codes:
            before = None
            continue
        inside = [code for code in codes if before and found and gazetteer.inside(code, found[-1])]
        if inside and codes != [found[-1]]:
            found[-1] = inside[0]
        else:
            later = (
                _valid([str(m.value) for m in uses[place + 1].meanings if m.role == "place"])
                if uses[place + 1 :]
                else []
            )
            holding = [code for code in codes if any(gazetteer.inside(other, code) for other in later)]
            found.append(_one(index, use, holding or codes, notes))
        before = use
    return tuple(dict.fromkeys(found))


def _valid(codes: Sequence[str]) -> list[str]:
    """Return the codes that are valid today, all of them where none is."""
    gazetteer = load_gazetteer()
    codes = list(dict.fromkeys(codes))
    return [code for code in codes if gazetteer.division(code).valid(None)] or codes


def _one(index: RelationIndex, use: Use, codes: Sequence[str], notes: list[tuple[str, str]]) -> str:
    """Choose among places of one name: the one that facts name, else the only one of the highest level."""
    if len(codes) == 1:
        return codes[0]
    gazetteer = load_gazetteer()
    named = [code for code in codes if len(index.entities.inside(code))] or codes
    level = min(LEVELS.index(gazetteer.division(code).level) for code in named)
    highest = [code for code in named if LEVELS.index(gazetteer.division(code).level) == level]
    listed = "、".join(f"{gazetteer.path(code)}({code})" for code in codes[:6])
    name = use.meanings[0].label
    if len(highest) > 1:
        raise Unread(
            f"“{name}”有几个:{listed};请写明是哪一个。", f"{name} may be {listed}; say which one, or give its code."
        )
    chosen = gazetteer.path(highest[0])
    notes.append(
        (f"“{name}”读作{chosen};同名的还有:{listed}。", f"{name} is read as {chosen}; of the same name: {listed}.")
    )
    return highest[0]


def _campaigns(index: RelationIndex, draft: Draft) -> tuple[tuple[str, ...], str, int | None]:
    """Return the campaigns meant and what they are called, and the year if it is not theirs."""
    said = list(dict.fromkeys(str(meaning.value) for meaning in draft.all("campaign")))
    terms = {role: [int(str(m.value)) for m in draft.all(role)] for role in ("session", "round", "batch")}
    years = [int(str(meaning.value)) for meaning in draft.all("year")]
    year = years[0] if years else None
    if not said and not any(terms.values()):
        return (), "", year
    keys = said if said and not any(terms.values()) else _of_term(said, terms)
    if year is not None:
        kept = _of_year(index, keys, year)
        if kept:
            return tuple(kept), _called(kept), None
    return tuple(keys), _called(keys), year


def _of_term(said: Sequence[str], terms: dict[str, list[int]]) -> list[str]:
    """Return the campaigns of some series (none: of any) with a round, batch and session."""
    vocabulary = load_vocabulary()
    inside = {key for one in said for key in (one, *(member.key for member in vocabulary.members(one)))}
    for one in said:  # a round named before the series: 第二轮 of 第三批中央环保督察
        inside |= {c.key for c in vocabulary.campaigns.values() if c.is_series and c.parent == one}
    found = [c for c in vocabulary.campaigns.values() if (not said or c.key in inside) and _has(c, terms)]
    if not found:
        raise Unread("没有哪次行动是这一届、轮、批。", "No campaign that is known has this session, round and batch.")
    if not terms["batch"]:  # a round is one series, or all its batches
        series = [c for c in found if c.is_series]
        return [c.key for c in (series or found)]
    return [c.key for c in found if not c.is_series]


def _has(campaign: Campaign, terms: dict[str, list[int]]) -> bool:
    rounds, batches, sessions = terms["round"], terms["batch"], terms["session"]
    return (
        (not rounds or campaign.round in rounds)
        and (not batches or campaign.batch in batches)
        and (not sessions or any((campaign.series or campaign.key).endswith(f"-{session}") for session in sessions))
    )


def _of_year(index: RelationIndex, keys: Collection[str], year: int) -> list[str]:
    """Return those campaigns of a year that some campaigns or series are or hold, known or named by facts."""
    vocabulary = load_vocabulary()
    held = {m.key for key in keys if key in vocabulary.campaigns for m in vocabulary.members(key)} | set(keys)
    named = {f"{key}-{year}" for key in keys if index.entities.number(f"campaign/{key}-{year}") is not None}
    known = {key for key in held if key in vocabulary.campaigns and _ran_in(vocabulary.campaigns[key], year)}
    return sorted(known | named)


def _ran_in(campaign: Campaign, year: int) -> bool:
    return campaign.year == year and not campaign.is_series


def _called(keys: Sequence[str]) -> str:
    campaigns = load_vocabulary().campaigns
    return "、".join(campaigns[key].name if key in campaigns else key for key in keys)


def _period(draft: Draft, campaigns: Sequence[str], year: int | None) -> Period | None:
    """Return the time named; a date without a year takes that of the campaign or the year beside it."""
    periods = [meaning.value for meaning in draft.all("time") if isinstance(meaning.value, Period)]
    if len(periods) > 1 or len(draft.values("year")) > 1:
        raise Unread("问题里有两个时间,请只写一个。", "There are two times in the question; give one.")
    if not periods:
        return Period(str(year), str(year)) if year is not None else None
    period = periods[0]
    known = load_vocabulary().campaigns
    years = {known[key].year for key in campaigns if key in known} | ({year} if year is not None else set())
    only = next(iter(years)) if len(years) == 1 else None
    if UNSAID in f"{period.since}{period.until}":
        if only is None:
            raise Unread("日期没有写年份,请写上。", "The date names no year; give one.")
        period = Period(_dated(period.since, only), _dated(period.until, only))
    return _checked(period)


def _checked(period: Period) -> Period:
    """Return a period whose dates exist. Raises Unread for others."""
    try:
        since, until = (first_day(period.since) if period.since else 0), (last_day(period.until) if period.until else 0)
    except ValueUnknown as error:
        raise Unread(f"没有这个日期:{period.since or period.until}。", str(error)) from error
    if period.since and period.until and since > until:
        raise Unread("时间的起点晚于终点。", "The period ends before it begins.")
    return period


def _dated(text: str | None, year: int) -> str | None:
    return text.replace(UNSAID, str(year)) if text else text


def outside(meaning: Meaning, code: str) -> Meaning:
    """Return a body's meaning as that of the body of a place."""
    return replace(meaning, value=f"{code}-{meaning.value}")
