"""Teams: a supervision team exists, who sent it, how many of its kind there are, and the round and batch it belongs to.

One fact a team's name, where it is first told in full; a body of teams (公安部督察组) takes the count that says how
many were sent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.numbers import ordinal
from ingest.team_names import TeamMention, compose
from ontology.model import Team
from ontology.packs import load_vocabulary

_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_TERM = re.compile(rf"第{_NUMERAL}轮(?:第{_NUMERAL}批)?|第{_NUMERAL}批")
_OF_TERM = re.compile(r"(?:(?:(?!下沉)[一-龥“”]){0,24}?(?:督察|督导|巡视|巡察)|\d{0,2}个)(?!整改|发现|中发现|反馈)")
_FORMED = re.compile(r"(?:组建|成立|派出|派|设立|组成|共有|共|抽调|的)了?$")
_PARTIAL = re.compile(r"(?:另外|另有|其余|其他|其它|剩余|余下|前|后|其中)$")
_PROMISED = re.compile(r"(?:将|拟|计划|定于)[^,。;]{0,14}(?:派出|组建|成立|设立|派)")
_KIND = re.compile(r"(?![^组]*组[^长员])[一-龥“”()]{2,22}组")
_BROKEN = re.compile(r"分成|组织|分为|和第|及第|与第|下设|组成|共同|联合组")


def extract(document: Document) -> Iterator[Team]:
    """Yield one fact a team's name; headings count only for what the text does not name."""
    groups: dict[tuple[str, str, int | None], list[TeamMention]] = {}
    for mention in document.teams:
        if not mention.pointing and _is_sound(mention, document):
            for team in _singled(mention):
                groups.setdefault((team.sender_slug, team.kind, team.number), []).append(team)
    for key, mentions in groups.items():
        fact = None if _is_short(key, groups) else _fact(mentions, document)
        if fact:
            yield fact


def _is_short(key: tuple[str, str, int | None], keys: Iterable[tuple[str, str, int | None]]) -> bool:
    """Whether a name is short for another one of the article (中央督察组 for 中央生态环境保护督察组)."""
    slug, kind, number = key
    return any(
        (slug, number) == (other[0], other[2]) and other[1] != kind and other[1].endswith(kind) for other in keys
    )


def _is_sound(team: TeamMention, document: Document) -> bool:
    """Whether a mention is a team's name in the article itself, sent by somebody the article lets us know."""
    if not document.covers(team.start) or not _KIND.fullmatch(team.kind) or _BROKEN.search(team.kind):
        return False
    if team.kind.count("“") != team.kind.count("”") or len(team.sender) < 2:
        return False
    sender = load_vocabulary().senders.get(team.sender_slug)
    if sender and sender.code is None and team.jurisdiction is None:
        return False
    sentence = document.sentence(team.start)
    return document.text[sentence.start : sentence.end].rstrip()[-1:] not in ("?", "|")


def _singled(team: TeamMention) -> list[TeamMention]:
    """Return the teams that one mention names one by one (第一、第二督察组), else itself."""
    names = [(compose(team.sender, team.kind, written), ordinal(written)) for written in team.several]
    return [replace(team, name=name, number=number, several=()) for name, number in names] or [team]


def _fact(mentions: list[TeamMention], document: Document) -> Team | None:
    team, count = _counted(mentions, document)
    start, end = document.clause(team.start, team.end)
    evidence = document.quote(start, end, (team.start, team.end))
    if evidence is None:
        return None
    campaign = team_campaign(team, start, end, document)
    return Team(
        article=document.article.id,
        evidence=evidence,
        rule="team.count" if count else "team.listed" if team.listed else "team.named",
        campaign=campaign,
        status="planned" if _PROMISED.search(document.text, start, team.end) else "done",
        team=team.name,
        team_id=team_id(team, campaign, document),
        sent_by=team.sender,
        count=count,
        term=_term(team, document),
    )


def _counted(mentions: list[TeamMention], document: Document) -> tuple[TeamMention, int | None]:
    """Return the mention that tells most, and the count it gives: a count of all teams sent, no part of them."""
    told = [team for team in mentions if document.sentence(team.start).kind == "body"] or mentions
    counts = [team for team in told if team.count and not _PARTIAL.search(_before(team, document))]
    formed = [team for team in counts if _FORMED.search(_before(team, document)) or _TERM.search(_head(team, document))]
    best = formed[0] if formed else max(counts, key=lambda team: team.count or 0, default=None)
    return (best, best.count) if best else (told[0], None)


def _before(team: TeamMention, document: Document) -> str:
    return document.text[max(0, team.start - 4) : team.start]


def _head(team: TeamMention, document: Document) -> str:
    start, _ = document.clause(team.start, team.end)
    return document.text[start : team.start]


def _term(team: TeamMention, document: Document) -> str | None:
    """Return the round and batch: named last in the sentence before the team, else the only full one of the article."""
    sentence = document.sentence(team.start)
    near = _terms(document.text, sentence.start, team.start)
    if near:
        return near[-1]
    if team.kind.endswith(("督察组", "巡视组", "督导组")) and team.sender == "中央":
        whole = set(_terms(document.text, 0, len(document.text)))
        full = {term for term in whole if "轮" in term and "批" in term} or whole
        return full.pop() if len(full) == 1 else None
    return None


def _terms(text: str, start: int, end: int) -> list[str]:
    """Return the rounds and batches of supervision named in a stretch."""
    return [match[0] for match in _TERM.finditer(text, start, end) if _OF_TERM.match(text, match.end())]
