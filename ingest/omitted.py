"""Sentences that leave their team out: 随后,又前往…; 次日赴…; 下步还将赴…. The team is the one spoken of just before."""

import re
from dataclasses import replace

from ingest.document import Document
from ingest.sentences import Sentence
from ingest.team_names import TeamMention

_ADVERB = re.compile(
    r"(?:据悉|据了解|另悉|此外|随后|其后|之后|尔后|接着|紧接着|接下来|下一?步|下一?阶段|下一?站|后续|此前|在此之前|期间|其间|(?:督察|督导|督查|检查|巡视|调研|暗访)(?:期间|中)"
    r"|同时|途中|离开[一-龥]{2,8}后|还|又|再|也|将|并|先后|陆续|继续|分别|重点|实地|马不停蹄|一行|[,,、: ])+"
)
_GOES = re.compile(
    r"(?:赶?赴|前往|来到|去到|到|深入|走进|抵达?|转赴|转往|转战|转至|直奔|直插|进驻|奔赴|下沉|驱车|对|向|在|检查|抽查|督导|督察|督查|暗访|走访|查看|调研)"
)
_PARTY = re.compile(r"([一-龥]{2,4})一行")
_REACH = 2
"""Sentences at most from the team to one that leaves it out."""


def is_carried_on(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence opens with what somebody did next and names nobody: adverbs and dates, then a verb of going."""
    text, position = document.text, sentence.start
    dates = {date.start: date.end for date in document.dates_in(sentence.start, sentence.end)}
    party = _PARTY.match(text, position)
    if party and any(text[holder.start : holder.end] == party[1] for holder in document.holders):
        position = party.end()
    opened = position > sentence.start
    while position < sentence.end:
        match = _ADVERB.match(text, position, sentence.end)
        following = match.end() if match else dates.get(position, position)
        if following == position:
            break
        position, opened = following, True
    return opened and _GOES.match(text, position, sentence.end) is not None


def carried_team(document: Document, number: int, spoken: tuple[int, TeamMention] | None) -> TeamMention | None:
    """Return the team that a sentence leaves out, at its begin; `spoken` is the number of the last one that had a team, and it."""
    sentence = document.sentences[number]
    if spoken is None or number - spoken[0] > _REACH or sentence.kind != "body":
        return None
    team = spoken[1]
    if document.section(team.start) != document.section(sentence.start) or not is_carried_on(document, sentence):
        return None
    return replace(team, start=sentence.start, end=sentence.start, pointing=True, listed=False, several=(), count=None)
