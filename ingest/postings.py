"""Postings: what stands above a list of teams and holds for its lines: when they go, and whether that still lies ahead.

`各巡视组3月上旬进驻,5月上旬结束` is said of all; `第一组:上海市` below it takes the date and the status.
"""

import re
from bisect import bisect_right

from ingest.document import Document
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.team_names import TeamMention
from ingest.values import dataclass
from ingest.visit_dates import clauses, is_visit_date
from ontology.model import UNDATED, Status, When

_POSTED = re.compile(
    r"进驻|入驻|驻点|派驻|派出|奔赴|分赴|赴|下沉|抵达|到位|开展|(?:巡视|巡察|督察|督导|督查|检查|考核|进驻|驻点|工作)(?:工作)?(?:时间|期限)"
)
_OVER = re.compile(r"[^,。;]{0,10}(?:结束|完成|撤离|止)")
_ORDER = re.compile(
    r"[::,、]|(?:\d{1,2}月)?\d{1,2}日|(?:负责)?(?:巡视|巡察|督察|督导|督查|检查|考核|进驻|赴|对|负责|在|到)|\(|\s"
)
_REACH = 12
"""Sentences at most between a list and what was said above it."""
_HEAD = 3
"""Characters that may stand before the team in a list line (1., ·)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The date that a list's lines share, their status, and the stretch that gave the date."""

    when: When = UNDATED
    status: Status = "done"
    said: tuple[int, int] | None = None


NONE = Posting()


def heads_line(document: Document, sentence: Sentence, team: TeamMention) -> bool:
    """Whether a sentence is a line of a list of teams: it opens with a numbered team, and so does one beside it."""
    if team.number is None or team.pointing or team.start - sentence.start > _HEAD:
        return False
    if _ORDER.match(document.text, team.end) is None:
        return False
    before = [
        mention for mention in document.teams_in(sentence.start - 400, sentence.start) if _opens(document, mention)
    ]
    after = [mention for mention in document.teams_in(sentence.end, sentence.end + 200) if _opens(document, mention)]
    return any(mention.kind == team.kind and mention.name != team.name for mention in (*before[-1:], *after[:1]))


def posting_of(document: Document, sentence: Sentence) -> Posting:
    """Return what is said of all teams above the list that a sentence is a line of."""
    number = bisect_right(document.starts.sentences, sentence.start) - 1
    section = document.section(sentence.start)
    seen: Status = "done"
    above = 0
    for before in reversed(document.sentences[:number]):
        if before.start < section or above >= _REACH:
            break
        teams = document.teams_in(before.start, before.end)
        if any(_opens(document, team) for team in teams[:1]):
            continue
        above += 1
        found = _stated(document, before)
        if seen == "done" and (found or teams or _announces(document, before)):
            seen = status_of(document.text[before.start : before.end])
        if found:
            return Posting(found[0], seen, found[1])
    return Posting(status=seen)


def _opens(document: Document, team: TeamMention) -> bool:
    """Whether a numbered team opens its sentence."""
    return (
        team.number is not None
        and not team.pointing
        and team.start - document.sentence(team.start).start <= _HEAD
        and _ORDER.match(document.text, team.end) is not None
    )


def _announces(document: Document, sentence: Sentence) -> bool:
    return document.text[sentence.start : sentence.end].rstrip().endswith(":")


def _stated(document: Document, sentence: Sentence) -> tuple[When, tuple[int, int]] | None:
    """The date of a sentence that tells when teams are posted: its first one, up to the one on which they are done."""
    text = document.text
    dates = [
        mention
        for mention in document.dates_in(sentence.start, sentence.end)
        if mention.when.edtf and is_visit_date(document, sentence, mention)
    ]
    dates = [mention for mention in dates if _POSTED.search(text, *clauses(document, mention))]
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    if last is not first and _OVER.match(text, last.end) and first.when.start and last.when.end:
        edtf = f"{first.when.edtf}/{last.when.edtf}".split("/")
        when = When(first.when.start, last.when.end, f"{edtf[0]}/{edtf[-1]}", text[first.start : last.end])
        return when, (first.start, last.end)
    return first.when, (first.start, first.end)
