"""When a visit was: the date of its own clause, of its sentence, or the one that still holds from a sentence before.

A date holds for the following sentences of its section until another date or team; the day of the news and of a launch date nothing.
"""

import re
from dataclasses import dataclass, replace

from ingest.document import DateMention, Document
from ingest.sentences import Sentence
from ingest.teams import TeamMention
from ontology.model import UNDATED, When

_DAYTIME = 2
"""Characters that may follow a date which stands alone (上午, 晚)."""
_NEWS_DATE = re.compile(r"[,,]?(?:记者|获悉|据|讯|电|消息|从.{1,16}获悉|.{0,6}发布)|.{0,3}(?:公布|通报)")
_LAUNCH = re.compile(r"(?<!近)将(?!近)|启动(?!.{0,8}(?:仪式|会))|拟(?=[对在赴])|即将|经(?:党中央|国务院)")


@dataclass(frozen=True, slots=True)
class Memory:
    """What holds from sentence to sentence: the date, and the team it was said of, within one section."""

    section: int = -1
    held: When = UNDATED
    holder: str = ""

    def after(self, section: int, sentence: Sentence, teams: list[TeamMention], stated: When | None) -> "Memory":
        """Return the memory after a sentence: its own date, else the one before unless another team took over."""
        before = self if section == self.section else Memory(section)
        if sentence.kind != "body":
            return before
        named = [team.name for team in teams if not team.pointing]
        other = bool(named and before.holder and named[0] != before.holder)
        held = stated if stated is not None else UNDATED if other else before.held
        return Memory(section, held, named[-1] if named else before.holder)


def reach(document: Document, sentence: Sentence, positions: list[int], held: When, stated: When | None) -> When:
    """Return the date that holds for a sentence's visits.

    That of their own clause, else of the sentence unless it tells of a launch, else `held` from an earlier one; `positions`
    are where the sentence names its teams and places, the first team first.
    """
    if stated and stated.edtf:
        dates = document.dates_in(sentence.start, sentence.end)
        dated = [mention for mention in dates if _is_visit_date(document, sentence, mention)]
        own = [mention.when for mention in dated if _governs(document, mention, positions)]
        if own or _LAUNCH.search(document.text, sentence.start, sentence.end):
            return own[0] if own else UNDATED
        before = [mention.when for mention in dated if mention.start < positions[0]]
        return before[-1] if before else stated
    if sentence.kind != "body" or stated is not None:
        return stated or UNDATED
    return held


def _governs(document: Document, mention: DateMention, positions: list[int]) -> bool:
    """Whether a date stands in the clause of one of the positions, or alone before it (4月1日至10日,督导组先后进驻…)."""
    start, end = document.clause(mention.start, mention.end)
    if end - mention.end <= _DAYTIME:
        end = document.clause(mention.end, min(end + 1, len(document.text)))[1]
    return any(start <= position < end for position in positions)


def stated_in(document: Document, sentence: Sentence) -> When | None:
    """The date that a sentence states for what it tells; UNDATED for 近日, None where it is silent."""
    for mention in document.dates_in(sentence.start, sentence.end):
        if mention.vague and mention.start - sentence.start < 12:
            return replace(UNDATED, text=mention.when.text)
        if not mention.vague and _is_visit_date(document, sentence, mention):
            return mention.when
    return None


def _is_visit_date(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date can be that of a visit: a month at least, not the day of the news, not …以来 in the middle of a sentence."""
    if mention.vague or _NEWS_DATE.match(document.text, mention.end) or len(mention.when.edtf or "") <= 4:
        return False
    since = mention.when.end is None and mention.when.start is not None
    return not (since and mention.start - sentence.start > 6)
