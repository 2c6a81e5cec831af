"""Which teams a question names, and which of those that facts name are meant."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.ask.draft import Draft
from graph.ask.meanings import TeamMeant
from graph.ask.roster import Listed, find, listed
from graph.ask.scope import Scope
from graph.index import names
from graph.index.relation import RelationIndex

_CALLED: Final = "巡视组"
"""How the teams are called whose visits have a word of their own (巡视)."""


def teams_named(index: RelationIndex, found: Draft) -> tuple[tuple[TeamMeant, ...], TeamMeant | None]:
    """Return the teams named, and the general word for teams, a sender beside it put to it."""
    said = [meaning.value for meaning in found.all("team") if isinstance(meaning.value, TeamMeant)]
    named = [one for one in said if not one.general or one.particular]
    general = next((one for one in said if one.general), None)
    senders = [str(meaning.value) for meaning in found.all("sender")]
    if senders and not named and (general is not None or found.values("verb") & {"send", "inspect"}):
        kinds, suffix = (general.kinds, general.suffix) if general else (frozenset[str](), "")
        return (TeamMeant(senders[0], kinds, suffix),), general
    if len(senders) == 1:  # 公安部的第二组
        named = [one if one.sender or one.code else replace(one, sender=senders[0]) for one in named]
    kinds = found.values("kind-of-visit")
    kinds = kinds and kinds & {team.kind for team in listed(index) if team.kind}
    if not named and general is None and kinds:
        return (TeamMeant(kinds=kinds, suffix=_CALLED),), None
    return tuple(named), general


def teams_of(index: RelationIndex, meant: Sequence[TeamMeant], where: Scope) -> list[Listed]:
    """Return the teams of the index that are meant, of the campaigns named only."""
    keys = {index.entities.id(n).partition("/")[2] for key in where.campaigns for n in names.campaigns(index, key)}
    if where.campaigns and not keys:
        return []
    return list({team.id: team for one in meant for team in find(index, one, keys)}.values())


def of_year(teams: tuple[Listed, ...], where: Scope) -> tuple[tuple[Listed, ...], Scope]:
    """Take a year beside teams for that of their campaigns, of which facts often have no date of their own."""
    period = where.period
    if period is None or period.since != period.until or len(period.since or "") != 4:
        return teams, where
    kept = tuple(team for team in teams if (team.campaign or "").endswith(f"-{period.since}"))
    if not kept:
        return teams, where
    note = (f"“{period.since}年”读作这一年的行动,没有日期的也算。",
            f"{period.since} is read as the campaigns of that year; what has no date of its own counts as well.")  # fmt: skip
    return kept, replace(where, period=None, notes=(*where.notes, note))
