"""Teams whose ordinal stands last: 特派督导第29组, 国务院安委会综合检查组第八组."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.cues import cued
from ingest.numbers import ordinal
from ingest.senders import Around, read_sender
from ingest.team_lines import NUMERAL
from ingest.team_names import TeamMention, compose, joined, part_of

_LAST = re.compile(
    rf"((?:特派)?(?:督察|督导|督查|巡视|巡察|检查|巡查|考核|抽查|暗访)(?:检查)?)(组?)第({NUMERAL})组(?![织成建合])"
)
"""A team whose ordinal stands last (特派督导第29组, 综合检查组第八组)."""
_WORDS_OF_KIND = re.compile(r"(?:(?![第年轮批次])[一-龥])*")
"""What may stand in a kind's name, and no round or year."""
_LAST_ORDINAL = re.compile(r"第(?<=[察导查视核访组]第)")
_EDGE = re.compile(r"[,。;\n!?:]")


def last_ordinals(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such teams are named, from the word for what they do."""
    for match in cued(_LAST_ORDINAL, _LAST, text, 6):
        yield match.span()


def ordinal_last(around: Around, start: int, end: int, spoken: TeamMention | None) -> TeamMention | None:
    """A team whose ordinal stands last (全国扫黑办特派督导第29组), with the sender before it or of the team spoken of."""
    match = _LAST.match(around.text, start)
    if match is None:
        return None
    head = _EDGE.split(around.text[max(0, start - 40) : start])[-1]
    sender = read_sender(around, start - len(head), head) if head else None
    written, number = match[3], ordinal(match[3])
    if sender:
        sender = sender if _WORDS_OF_KIND.fullmatch(sender.between) else replace(sender, between="")
        kind = joined(sender.between, f"{match[1]}组")
        full = compose(sender.name, kind, written)
        name = full if match[2] else sender.name + sender.between + around.text[start:end]
        return TeamMention(sender.start, end, name, sender.name, sender.slug, kind, number, jurisdiction=sender.code)
    if spoken is None or not spoken.kind.endswith(f"{match[1]}组"):
        return None
    other = spoken.kind.removesuffix(f"{match[1]}组")
    if match[2] and spoken.number is not None and not (other and head.endswith(other)):
        return part_of(spoken, (start, end), f"第{written}组")
    named = compose(spoken.sender, spoken.kind, written) if match[2] else spoken.sender + around.text[start:end]
    named = spoken.name if number == spoken.number else named
    return replace(spoken, start=start, end=end, name=named, number=number, pointing=False, count=None)
