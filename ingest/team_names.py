"""What a team is called: a mention with its name, and how a sender, an ordinal and a kind's words make one."""

from dataclasses import replace
from functools import cache

from ingest.values import dataclass
from ontology.packs import load_vocabulary

TeamKey = tuple[str, str, int | None, str]


@dataclass(frozen=True, slots=True)
class TeamMention:
    """A team as named. `name` is sender + ordinal as written + kind; a body has no ordinal; `count` is how many were sent.

    `pointing` marks 督察组 or 该组, to be read as the team spoken of; `number` is the ordinal. `several` holds
    the ordinals of teams named in one breath (第一、第二督察组); for a range (第11至第20) it is empty and the name the body's.
    `part` is the group of a team that is meant (第3下沉组), which its name ends with.
    """

    start: int
    end: int
    name: str
    sender: str
    sender_slug: str
    kind: str
    number: int | None
    count: int | None = None
    pointing: bool = False
    jurisdiction: str | None = None
    listed: bool = False
    several: tuple[str, ...] = ()
    part: str = ""

    @property
    def key(self) -> TeamKey:
        """What makes two mentions the same team, however much of its name each gives."""
        return self.sender_slug, self.kind, self.number, self.part


def body_of(mention: TeamMention) -> TeamMention:
    """The body that a numbered team is one of."""
    return replace(mention, name=mention.sender + mention.kind, number=None, count=None, listed=False, several=())


def part_of(spoken: TeamMention, span: tuple[int, int], part: str) -> TeamMention:
    """A group of the team spoken of (第3下沉组)."""
    return replace(
        spoken, start=span[0], end=span[1], name=spoken.name + part, part=part, pointing=False, listed=False, count=None
    )


def named_alike(mentions: list[TeamMention]) -> list[TeamMention]:
    """Give all mentions of one team the name that writes its sender out in full (国务院食安委…, 国务院食品安全委员会…)."""
    fullest: dict[TeamKey, TeamMention] = {}
    for mention in mentions:
        known = fullest.setdefault(mention.key, mention)
        if len(mention.sender) > len(known.sender):
            fullest[mention.key] = mention
    return [
        mention
        if mention.name == fullest[mention.key].name
        else replace(mention, name=fullest[mention.key].name, sender=fullest[mention.key].sender)
        for mention in mentions
    ]


def compose(sender: str, kind: str, written: str | None) -> str:
    """Write a team's name: the ordinal before the kind's words, or inside them where the kind writes it so."""
    if written is None:
        return sender + kind
    before, after = _form(kind)
    return f"{sender}{before}第{written}{after}"


@cache
def _form(kind: str) -> tuple[str, str]:
    for known in load_vocabulary().team_kinds.values():
        for before, after in known.forms:
            if before + after == kind:
                return before, after
    return "", kind


def joined(between: str, core: str) -> str:
    """The words of a kind and its core; 督察 before 督察组 is said once (环境保护督察“回头看”督察组)."""
    return between.removesuffix(core[:2]) + core


def is_known(kind: str) -> bool:
    """Whether some pack knows a kind by these words, or one that ends so."""
    return any(
        label == kind or (len(label) > 3 and kind.endswith(label))
        for known in load_vocabulary().team_kinds.values()
        for label in known.labels
    )
