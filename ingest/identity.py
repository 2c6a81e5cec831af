"""Ids and names that facts give to what they speak of: teams by campaign and round, bodies by jurisdiction and kind."""

from functools import lru_cache

from ingest.document import Document
from ingest.team_names import TeamMention
from ontology.model import CampaignRef
from ontology.packs import load_vocabulary


def team_id(team: TeamMention, campaign: CampaignRef | None, document: Document) -> str:
    """Return a team's id: sender, kind and ordinal at its campaign; without one at the article's year, else at the article.

    The same name in two campaigns is two teams, so a team whose campaign is unknown is never another article's.
    """
    slug = _kind_slug(team.kind)
    ordinal = f"-{team.number}" if team.number is not None else ""
    where = campaign.key if campaign else document.article.id
    part = f"-{team.part}" if team.part else ""
    return f"team/{team.sender_slug}-{slug}{ordinal}{part}@{where}"


@lru_cache(maxsize=4096)
def _kind_slug(kind: str) -> str:
    kinds = load_vocabulary().team_kinds
    exact = next((known.id for known in kinds.values() if kind in known.labels), None)
    if exact:
        return exact
    ending = [known.id for known in kinds.values() for label in known.labels if kind.endswith(label)]
    return ending[0] if ending else kind


def team_campaign(team: TeamMention, start: int, end: int, document: Document) -> CampaignRef | None:
    """Return the campaign a team works in: the clause's; a kind that belongs to one series only takes no other."""
    ref = document.campaign(start, end)
    series = _series(team.kind)
    if not series or (ref and any(_within(ref.key, name) for name in series)):
        return ref
    near = [m.ref for m in document.campaigns.mentions if any(_within(m.ref.key, name) for name in series)]
    return near[0] if near else None


@lru_cache(maxsize=4096)
def _series(kind: str) -> tuple[str, ...]:
    kinds = load_vocabulary().team_kinds.values()
    return next((known.series for known in kinds if kind in known.labels), ())


@lru_cache(maxsize=4096)
def _within(key: str, series: str) -> bool:
    if key == series or key.startswith(series + "-"):
        return True
    return (
        any(member.key == key for member in load_vocabulary().members(series))
        if series in load_vocabulary().campaigns
        else False
    )
