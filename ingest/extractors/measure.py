"""Measures: an agency adopted a mechanism or practice that has a name, known to the packs or in quotation marks.

A name is “…” with 机制, 模式, 工作法 and the like behind it; a mechanism that is only
described (完善矛盾纠纷排查化解机制) has none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.document import Document
from ingest.scopes import acting_at, said_of_team
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.values import dataclass
from ontology.model import Measure

_VERB = re.compile(
    r"推行|落实|建立|完善|实行|创新|坚持|探索|依托|推进|健全|构建|启动|升级|打造|深化|实施|运用|采取|采用|推广|形成|践行|巩固|拓展|开展|优化|做实|发挥|推动|通过|以|发展|设立|建成|织密|严守|采|将"
)
_SUFFIX = r"(?:机制|模式|工作法|警务|制度|平台|体系|做法|工作室|战法|法)"
_QUOTED = re.compile(
    rf"((?:“[^“”\n。;]{{2,24}}”[、和及与]?)+)(?:等)?((?!的)[^,。;:“”、的\n\d]{{0,10}}?{_SUFFIX})(?![的]?(?:建设|改革|不全|缺)|(?:律|院|官|治|规|定|人|案|执勤|站|室|岗|点|辅助|人员|队|服务))"
)
_INSIDE = re.compile(rf"“([^“”\n。;,]{{2,24}}{_SUFFIX})”")
_NAME = re.compile(r"“([^“”]{2,24})”")
_TAIL = re.compile(rf"^(?:等)?[一-龥]{{0,8}}?{_SUFFIX}")
_AWARD = re.compile(r"获评|命名|评为|荣获|称号|创建|示范|学习|借鉴|经验交流")
_LOOSE = re.compile(r"空|问题|精神|服务|理念|原则|目标|要求|责任人|一把手|最后一公里|夏季行动|百日行动|烟火气")
_DEED = re.compile(r"^(?:“[^”]*”|[、和及])*(?:等)?[^,。;“”]{0,6}行动")
_IDIOMS = frozenset({"立行立改"})
_MAX = 30


@dataclass(frozen=True, slots=True)
class _Named:
    """A measure's name in the text."""

    name: str
    start: int
    end: int
    rule: str


def extract(document: Document) -> Iterator[Measure]:
    """Yield one fact a measure and agency, where it is first told."""
    seen: set[tuple[str, str | None]] = set()
    text = document.text
    known = [_Named(name, start, end, "measure.known") for start, end, name in document.words["measure"]]
    starts = [named.start for named in known]
    for _, sentence in document.holding(sorted([*starts, *document.starts.quotes])):
        if sentence.kind != "body":
            continue
        here = known[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for named in _named(text, sentence, here):
            fact = _fact(document, sentence, named)
            if fact and (fact.name, fact.agency_id) not in seen:
                seen.add((fact.name, fact.agency_id))
                yield fact


def _named(text: str, sentence: Sentence, known: list[_Named]) -> list[_Named]:
    """Return the names of a sentence in reading order; a quoted one only where no known one stands."""
    found = list(known)
    taken = [(named.start, named.end) for named in found]
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        names = list(_NAME.finditer(text, match.start(1), match.end(1)))
        for quoted in names:
            whole = quoted is names[-1] and text[quoted.end()] != "等"
            found.append(
                _Named(
                    quoted[0] + match[2] if whole else quoted[0],
                    quoted.start(),
                    match.end() if whole else quoted.end(),
                    "measure.quoted",
                )
            )
    found += [
        _Named(match[0], match.start(), match.end(), "measure.quoted")
        for match in _INSIDE.finditer(text, sentence.start, sentence.end)
    ]
    kept = [
        named
        for named in found
        if named.rule == "measure.known" or not any(start < named.end and named.start < end for start, end in taken)
    ]
    return sorted(kept, key=lambda named: named.start)


def _fact(document: Document, sentence: Sentence, named: _Named) -> Measure | None:
    text = document.text
    start, end = document.clause(named.start, named.end)
    start = max(start, sentence.start)
    head = text[start : named.start]
    cued = _VERB.search(head) or (named.rule == "measure.known" and _TAIL.match(text[named.end : named.end + 12]))
    if (
        not cued
        or _AWARD.search(text[start:end])
        or (named.rule == "measure.quoted" and (_LOOSE.search(named.name) or len(named.name) > _MAX))
    ):
        return None
    if (
        _DEED.match(text[named.end : end])
        or text[named.start : named.end] in _IDIOMS
        or said_of_team(document, named.start)
    ):
        return None
    evidence = document.quote(start, end, (named.start, named.end))
    if evidence is None or any(begin < named.end and stop > named.start for begin, stop in document.private):
        return None
    scope = acting_at(document, sentence, start, named.start)
    return Measure(
        article=document.article.id,
        evidence=evidence,
        rule=named.rule,
        campaign=document.campaign(start, end),
        status=status_of(text[start:end]),
        name=named.name,
        agency=scope.agency,
        agency_id=scope.agency_id,
        place_code=scope.code if scope.code and "," not in scope.code else None,
    )
