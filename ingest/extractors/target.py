"""Targets: an agency or a campaign took aim at a class of offences (严打黄赌毒), or set itself a goal with a name.

The class is one of the packs' topics right behind the word of aiming; a number in the clause makes it a result.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.document import Document
from ingest.scopes import acting_at, said_of_team
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.values import dataclass
from ingest.words import topics_in
from ontology.model import Target

_AIM = re.compile(
    r"聚焦|严打|打击|严惩|惩治|惩处|惩办|瞄准|紧盯|严整|整治|向(?=[^,。;]{2,40}(?:发起|亮剑|宣战|开刀))|剑指|严查|依法打处"
)
_NOT_AIMED = re.compile(r"(?:破获|侦破|查获|抓获|查结|侦办|遭遇|防范|预防|谨防|警惕|从事|实施|参与|涉嫌)$")
_BETWEEN = re.compile(r"^[^,。;:\n]{0,34}$")
_DONE = re.compile(r"\d|一批|人员|嫌疑人|团伙|窝点|同比|效果|成效|实效|力度不")
_GOAL_AFTER = re.compile(
    r"^(?:为?(?:总|工作|奋斗)?目标(?:任务)?|的(?:总|工作|奋斗)?目标(?:任务)?|(?:工作)?部署|工作任务|总体?目标)"
)
_GOAL_HEAD = re.compile(
    r"(?:实现|围绕|紧扣|紧盯|按照|达到|确保|聚焦|以|确立|锚定|瞄准|对照|完成|落实|坚持|明确|提出|定下)[^,。;“”]{0,16}$"
)
_QUOTED = re.compile(r"“([^“”\n。;]{2,30})”")
_NO_OFFENCE = re.compile(
    r"安全$|溺水$|化解$|纠纷$|保护$|危化品|危险化学品|矿山|燃气|自建房|建筑施工|生命通道|生活垃圾|生活污水"
)
_ITSELF = re.compile(r"(?:此次|本次|这次)?(?:专项|百日|夏季)?行动(?!中|期间|以来|开展)")
_NO_GOAL = re.compile(r"行动$|机制$|精神$|决策$")


@dataclass(frozen=True, slots=True)
class _Aim:
    """What was aimed at, where it stands, and the topics it names."""

    target: str
    start: int
    end: int
    topics: tuple[str, ...]
    rule: str


def extract(document: Document) -> Iterator[Target]:
    """Yield one fact a target and who set it, where it is first told."""
    seen: set[tuple[str | None, str]] = set()
    named = document.words["topic"]
    starts = [start for start, _, _ in named]
    for _, sentence in document.holding(sorted([*starts, *document.starts.quotes])):
        if sentence.kind != "body":
            continue
        here = named[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for aim in (*_goals(document, sentence), *(_offences(document, sentence, here) if here else ())):
            fact = _fact(document, sentence, aim)
            key = (fact.agency_id, "".join(aim.topics) or aim.target) if fact else (None, "")
            if fact and key not in seen:
                seen.add(key)
                yield fact


def _goals(document: Document, sentence: Sentence) -> Iterator[_Aim]:
    """Goals in quotation marks: 实现“…”工作目标, 以“…”为目标."""
    text = document.text
    if text.find("“", sentence.start, sentence.end) < 0:
        return
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        start, _ = document.clause(match.start(), match.end())
        after = _GOAL_AFTER.match(text[match.end() : match.end() + 8])
        if after and _GOAL_HEAD.search(text[start : match.start()]) and not _NO_GOAL.search(match[1]):
            yield _Aim(
                match[0], match.start(), match.end(), tuple(key for _, _, key in topics_in(match[1])), "target.goal"
            )


def _offences(document: Document, sentence: Sentence, topics: list[tuple[int, int, str]]) -> Iterator[_Aim]:
    """Classes of offences behind a word of aiming, in its clause."""
    text = document.text
    for start, end, key in topics:
        clause = document.clause(start, end)
        begin = max(clause[0], sentence.start)
        aims = [match for match in _AIM.finditer(text, begin, start) if _BETWEEN.match(text[match.end() : start])]
        if (
            not aims
            or _NO_OFFENCE.search(text, start, end)
            or document.names_campaign(start, end)
            or (text[start:end] == "酒驾" and text[end : end + 1] == "驶")
            or _NOT_AIMED.search(text[begin:start])
            or _DONE.search(text[aims[-1].start() : min(clause[1], sentence.end)])
        ):
            continue
        yield _Aim(text[start:end].strip("“”"), start, end, (key,), "target.offence")


def _fact(document: Document, sentence: Sentence, aim: _Aim) -> Target | None:
    text = document.text
    start, end = document.clause(aim.start, aim.end)
    start, end = max(start, sentence.start), min(end, sentence.end)
    if said_of_team(document, aim.start):
        return None
    evidence = document.quote(start, end, (aim.start, aim.end))
    if evidence is None:
        return None
    campaign = document.campaign(start, end)
    scope = acting_at(document, sentence, start, aim.start)
    name, key = scope.agency, scope.agency_id
    if key is None or _ITSELF.match(text, start):
        if campaign is None:
            return None
        name, key = campaign.name, f"campaign/{campaign.key}"
    return Target(
        article=document.article.id,
        evidence=evidence,
        rule=aim.rule,
        campaign=campaign,
        status=status_of(text[start:end]),
        target=aim.target,
        agency=name,
        agency_id=key,
        topics=aim.topics,
    )
