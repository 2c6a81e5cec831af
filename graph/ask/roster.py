"""The teams that facts name, by sender, kind, number and campaign, so that a question's words find them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from graph.ask.meanings import TeamMeant
from graph.index.relation import RelationIndex
from ontology.packs import load_vocabulary

_KEY: Final = re.compile(r"team/(?:(?P<code>\d{6})-)?(?P<stem>.+?)(?:-(?P<ordinal>\d+))?(?:@(?P<campaign>.+))?")
_ORDINAL: Final = re.compile(r"第?(?:[一二三四五六七八九十百]+|\d+)(?=[^一二三四五六七八九十\d]*组$)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A team as its id says it: `sender` and `kind` are ids of the vocabulary; `body` is its label without a number."""

    id: str
    label: str
    body: str
    sender: str | None
    kind: str | None
    ordinal: int | None
    campaign: str | None
    code: str | None


def listed(index: RelationIndex) -> Sequence[Listed]:
    """Return all teams of an index, read once."""
    return index.remembered(_listed)


def find(index: RelationIndex, meant: TeamMeant, campaigns: Collection[str] = ()) -> list[Listed]:
    """Return the teams that are meant, of these campaigns only unless there are none."""
    return [team for team in listed(index) if _fits(team, meant) and (not campaigns or team.campaign in campaigns)]


def called(team: Listed, meant: TeamMeant) -> bool:
    """Whether a team is of the kind that is named, or its name ends as it was said."""
    if meant.kinds and team.kind in meant.kinds:
        return True
    return team.body.endswith(meant.suffix) if meant.suffix else not meant.kinds


def _fits(team: Listed, meant: TeamMeant) -> bool:
    return (
        (not meant.ordinals or team.ordinal in meant.ordinals)
        and (meant.sender is None or team.sender == meant.sender)
        and (meant.code is None or team.code == meant.code)
        and called(team, meant)
    )


def _listed(index: RelationIndex) -> list[Listed]:
    kinds = sorted(load_vocabulary().team_kinds, key=len, reverse=True)
    return [_team(index, number, kinds) for number in index.entities.of_kind("team")]


def _team(index: RelationIndex, number: int, kinds: Sequence[str]) -> Listed:
    name, label = index.entities.id(number), index.entities.label(number)
    match = _KEY.fullmatch(name)
    stem = match["stem"] if match else ""
    kind = next((kind for kind in kinds if stem.endswith(f"-{kind}")), None)
    return Listed(
        id=name,
        label=label,
        body=_ORDINAL.sub("", label),
        sender=stem.removesuffix(f"-{kind}") if kind else None,
        kind=kind,
        ordinal=int(match["ordinal"]) if match and match["ordinal"] else None,
        campaign=match["campaign"] if match else None,
        code=match["code"] if match else None,
    )
