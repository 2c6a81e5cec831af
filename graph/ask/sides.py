"""The campaigns and years that a question names, side by side: 第二轮第三批和第四批, 2023年夏季行动比2022年.

What belongs to one campaign adjoins: series, session, round, batch, year. The next side begins where one of these comes
again; what it leaves out is what the other says.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.ask.draft import Draft, Use
from graph.ask.meanings import Meaning, Period
from graph.ask.unread import Unread
from graph.index.relation import RelationIndex
from ontology.packs import load_vocabulary
from ontology.vocabulary import Campaign

_TERMS: Final = ("session", "round", "batch")
_PARTS: Final = ("campaign", *_TERMS, "year")
_YEAR: Final = 4
"""Characters of a date that is no more than a year."""
_MOST: Final = 30
"""Years that a stretch of years spans at most."""


@dataclass(frozen=True, slots=True)
class Side:
    """Campaigns by key (empty: any) with what they are called, and a year that is not that of the campaigns."""

    campaigns: tuple[str, ...]
    label: str
    year: int | None


@dataclass(slots=True)
class _Said:
    """What one side says: campaigns, terms and years, and the words that name its campaign."""

    parts: dict[str, list[Meaning]] = field(default_factory=dict)

    def takes(self, role: str, found: Sequence[Meaning]) -> bool:
        """Whether it says nothing of a role yet, or the same; a campaign of one year or batch says these, too."""
        if role in self.parts and [(m.value, m.said) for m in self.parts[role]] != [(m.value, m.said) for m in found]:
            return False
        own = _implied(self.parts.get("campaign", ()))
        new = _implied(found) if role == "campaign" else {}
        said = {str(self.parts[name][0].value) == value for name, value in new.items() if name in self.parts}
        return False not in said and own.get(role, str(found[0].value)) == str(found[0].value)


def sides(index: RelationIndex, draft: Draft) -> tuple[Side, ...]:
    """Return the campaigns and years named, in the order of the question. Raises Unread for a round that is none."""
    said = _inherited(list(_grouped(draft.uses)))
    found = [_side(index, one) for one in said]
    ran = [side for side in found if side.campaigns and side.year is None]
    return tuple(dict.fromkeys(ran if len(found) > 1 and ran else found))  # of several years those that have a campaign


def named_sides(draft: Draft) -> Iterator[object]:
    """Yield what each campaign or year named says, as yet unread."""
    yield from _grouped(draft.uses)


def years(period: object) -> tuple[int, int] | None:
    """Return the first and last year of a period of whole years, None for any other."""
    if not isinstance(period, Period) or period.since is None or period.until is None:
        return None
    whole = len(period.since) == len(period.until) == _YEAR and (period.since + period.until).isdigit()
    return (int(period.since), int(period.until)) if whole else None


def _grouped(uses: Sequence[Use]) -> Iterator[_Said]:
    """Yield what each side says; two years that adjoin (2022年和2023年) are two sides."""
    said = _Said()
    for use in uses:
        for role, meanings in _named(use):
            if role == "years":
                first, *others = [Meaning("year", year, str(year)) for year in _span(meanings)]
                if not said.takes("year", [first]):
                    yield said
                    said = _Said()
                said.parts["year"] = [first]
                for other in others:
                    yield said
                    said = _Said({"year": [other]})
            else:
                if not said.takes(role, meanings):
                    yield said
                    said = _Said()
                said.parts[role] = meanings
    if said.parts:
        yield said


def _named(use: Use) -> Iterator[tuple[str, list[Meaning]]]:
    for role in _PARTS:
        if found := [meaning for meaning in use.meanings if meaning.role == role]:
            yield role, found
    if whole := [meaning for meaning in use.meanings if meaning.role == "time" and years(meaning.value)]:
        yield "years", whole


def _implied(named: Sequence[Meaning]) -> dict[str, str]:
    """Return the round, batch and year that a campaign's name says with it."""
    known = load_vocabulary().campaigns
    one = known.get(str(named[0].value)) if len(named) == 1 else None
    if one is None or one.is_series:
        return {}
    said = {"round": one.round, "batch": one.batch, "year": one.year if one.batch is None else None}
    return {name: str(value) for name, value in said.items() if value is not None}


def _family(named: Sequence[Meaning]) -> list[Meaning]:
    """Return the series that campaigns belong to, themselves if they are series."""
    known = load_vocabulary().campaigns
    keys = {str(m.value): known.get(str(m.value)) for m in named}
    series = [one.series or one.parent or key for key, one in keys.items() if one is not None and not one.is_series]
    return [Meaning("campaign", key, key) for key in dict.fromkeys(series)] or list(named)


def _span(meanings: Sequence[Meaning]) -> list[int]:
    first, last = years(meanings[0].value) or (0, 0)
    return list(range(first, last + 1))[:_MOST]


def _inherited(said: list[_Said]) -> list[_Said]:
    """Give each side what only others say: the campaign, and the round and session where it names a batch alone."""
    for one in said:
        for role in ("campaign", "session", "round"):
            needed = role == "campaign" or (role == "round" and "batch" in one.parts) or role == "session"
            if needed and role not in one.parts and not (role != "campaign" and _own(one, said)):
                given = next((other.parts[role] for other in said if role in other.parts), None)
                if given is not None:
                    one.parts[role] = _family(given) if role == "campaign" else given
    return said


def _own(one: _Said, said: Sequence[_Said]) -> bool:
    """Whether a side names a campaign of its own, of which rounds of others say nothing."""
    own = [meaning.value for meaning in one.parts.get("campaign", ())]
    return bool(own) and any("campaign" in s.parts and [m.value for m in s.parts["campaign"]] != own for s in said)


def _side(index: RelationIndex, said: _Said) -> Side:
    named = said.parts.get("campaign", [])
    keys = list(dict.fromkeys(str(meaning.value) for meaning in named))
    terms = {role: [int(str(m.value)) for m in said.parts.get(role, ())] for role in _TERMS}
    year = next((int(str(meaning.value)) for meaning in said.parts.get("year", ())), None)
    if not keys and not any(terms.values()):
        return Side((), "", year)
    found = keys if keys and not any(terms.values()) else _of_term(keys, terms)
    if year is not None and (kept := _of_year(index, found, year)):
        return Side(tuple(kept), _called(kept), None)
    if year is None:
        found = _own_name(found, named)
    return Side(tuple(found), _called(found), year)


def _own_name(keys: Sequence[str], named: Sequence[Meaning]) -> list[str]:
    """Return of a series the one whose own name has the words that were said, which those of others have not (百日行动)."""
    vocabulary = load_vocabulary()
    words = {meaning.said.lower() for meaning in named if meaning.said}
    inside = [m for key in keys for m in vocabulary.members(key) if any(_has_words(m, word) for word in words)]
    return [inside[0].key] if len(inside) == 1 else list(keys)


def _has_words(campaign: Campaign, word: str) -> bool:
    return word in campaign.name or word in campaign.name_en.lower()


def _of_term(said: Sequence[str], terms: Mapping[str, list[int]]) -> list[str]:
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


def _has(campaign: Campaign, terms: Mapping[str, list[int]]) -> bool:
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
