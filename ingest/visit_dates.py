"""When a visit was: the date of its own clause, of its sentence, or the one that still holds from a sentence before.

A date holds for the following sentences of its section until another date or team; the day of the news and of a launch date nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.dated import DateMention
from ingest.document import Document
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ingest.team_names import TeamMention, body_of
from ingest.values import dataclass
from ontology.model import UNDATED, When

_ALONE = re.compile(r"(?:上午|下午|凌晨|傍晚|晚间?|夜间?|起|止)?[,。;:!?\n]")
"""What follows a date that fills its clause up."""
_NEWS_DATE = re.compile(r"[,,]?(?:记者|获悉|据|讯|电|消息|从.{1,16}获悉|.{0,6}发布)|.{0,3}(?:公布|通报)")
_SETS_OUT = re.compile(
    r",(?:将|陆续|分别)?|(?:将|陆续|分别|分批|先后|开始)*(?:分赴|奔赴|赴|进驻|入驻|派出|下沉|前往|对)"
)
_COUNTED_TO = re.compile(r"截[至止]|停止|(?:^|[,。;:\n])[到至]$")
"""停止 is what respun pages make of 截止."""
_NOW = re.compile(r"正(?:在|对|于)|眼下|此刻")
_LAUNCH = re.compile(r"(?<!近)将(?!近)|启动(?!.{0,8}(?:仪式|会))|拟(?=[对在赴])|即将|经(?:党中央|国务院)")


@dataclass(frozen=True, slots=True)
class Memory:
    """What holds from sentence to sentence: the date, and the team it was said of, within one section."""

    section: int = -1
    held: When = UNDATED
    holder: str = ""
    line: int = -1

    def after(self, section: int, sentence: Sentence, teams: Sequence[TeamMention], stated: When | None) -> "Memory":
        """Return the memory after a sentence: its own date, else the one before unless another team took over.

        Days that were said of a body of teams hold for each of them in its paragraph.
        """
        before = self if section == self.section else Memory(section)
        if sentence.kind != "body":
            return before
        named = [team for team in teams if not team.pointing]
        held, holder = before.held, before.holder
        if stated is None and named and holder:
            if all(team.name == holder for team in named):
                return before
            if held.end and sentence.line == before.line and all(body_of(team).name == holder for team in named):
                return before
            held = UNDATED
        if stated is None and not named:
            return before
        return Memory(section, held if stated is None else stated, named[-1].name if named else holder, sentence.line)


def reach(document: Document, sentence: Sentence, positions: list[int], held: When, stated: When | None) -> When:
    """Return the date that holds for a sentence's visits.

    That of their own clause, else of the sentence unless it tells of a launch, else `held` from an earlier one; `positions`
    are where the sentence names its teams and places, the first team first.
    """
    if stated and stated.edtf:
        dates = document.dates_in(sentence.start, sentence.end)
        dated = [mention for mention in dates if is_visit_date(document, sentence, mention)]
        own = [mention.when for mention in dated if _governs(document, mention, positions)]
        if own or _LAUNCH.search(document.text, sentence.start, sentence.end):
            return own[0] if own else UNDATED
        before = [mention.when for mention in dated if mention.start < positions[0]]
        return before[-1] if before else stated
    if sentence.kind != "body" or stated is not None:
        return stated or UNDATED
    return held


def is_now(document: Document, sentence: Sentence, memory: Memory) -> bool:
    """Whether a sentence tells what is going on as the news is written, paragraphs after the date that would hold."""
    return sentence.line != memory.line and _NOW.search(document.text, sentence.start, sentence.end) is not None


def own_date(document: Document, sentence: Sentence, place: PlaceMention) -> When | None:
    """Return the date of a place's own clause where an earlier one of the sentence was said of other places, else None."""
    begin = max(document.clause(place.start, place.end)[0], sentence.start)
    dates = document.dates_in(begin, place.start)
    dated = [mention.when for mention in dates if mention.when.edtf and is_visit_date(document, sentence, mention)]
    return dated[-1] if dated else None


def _governs(document: Document, mention: DateMention, positions: list[int]) -> bool:
    """Whether a date stands in the clause of one of the positions, or alone before it (4月1日至10日,督导组先后进驻…)."""
    start, end = clauses(document, mention)
    return any(start <= position < end for position in positions)


def clauses(document: Document, mention: DateMention) -> tuple[int, int]:
    """Return the clause of a date, with the next one where the date fills its own up."""
    start, end = document.clause(mention.start, mention.end)
    if _ALONE.match(document.text, mention.end):
        end = document.clause(mention.end, min(end + 1, len(document.text)))[1]
    return start, end


def stated_in(document: Document, sentence: Sentence) -> When | None:
    """The date that a sentence states for what it tells; UNDATED for 近日, None where it is silent."""
    for mention in document.dates_in(sentence.start, sentence.end):
        if mention.vague and mention.start - sentence.start < 12:
            return replace(UNDATED, text=mention.when.text)
        if not mention.vague and is_visit_date(document, sentence, mention):
            return mention.when
    return None


def is_visit_date(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date can be that of a visit: a month at least, not the day of the news, not …以来 in the middle of a sentence."""
    if mention.vague or _NEWS_DATE.match(document.text, mention.end) or len(mention.when.edtf or "") <= 4:
        return False
    if _COUNTED_TO.search(document.text[max(0, mention.start - 2) : mention.start]):
        return False
    since = mention.when.end is None and mention.when.start is not None
    return not since or mention.start - sentence.start <= 6 or _stands_alone(document.text, mention)


def _stands_alone(text: str, mention: DateMention) -> bool:
    """Whether a date opens its clause, and fills it or is when somebody set out (根据安排,从10月13日起[,督查组]赴…)."""
    head = text[max(0, mention.start - 2) : mention.start].rstrip("从自于")
    return head[-1:] in ",。;:组" and text[mention.end - 1] == "起" and _SETS_OUT.match(text, mention.end) is not None
