"""What is demanded or lies ahead is no work done: 会议强调,要…,9月中旬前完成46个乱点销号; 下一步,将建…,新增…."""

import re

from ingest.document import Document
from ingest.numbers import Quantity
from ingest.sentences import Sentence
from ingest.status import status_at, status_of
from ontology.model import Status, When

_CUE = re.compile(r"要|必须|务必|下一?步|下一?阶段|接下来")
NO_NOUN = r"(?<![的总新各高有位作项示策署件业律本规度体见])"
"""What does not stand before 要求, 强调 and the like where they are verbs (工作要求 is what is asked for)."""
_ASKED = re.compile(rf"{NO_NOUN}(?:要求|强调|指出|提出|叮嘱|希望)(?!的|和|高|严|是|,截|,据)")
_ACCORDING = re.compile(r"(?:按照|按|根据|依照|对照|围绕|落实|响应|符合|达到)[^,。;]{0,24}$")
_ORDERED = re.compile(
    r"要求(?!的|和|高|严|是|,截|,据|\d|其|该|企业|商户|业主|经营|当场|现场|立即|限期|停[产业]|整改|改正|关[停闭]|拆除)"
)
"""A demand of those who carry the work out; what shops are told (要求3家停产整顿) is work done."""
_MUST = re.compile(
    r"(?:^|[,:“;])[^,。;:“”]{0,14}?(?:要(?<![重主需只想不还快]要)(?!求|点|素|闻|案|道|害|么|是|不是)|必须|务必)(?=[一-龥“])"
)
_GOES_ON = re.compile(
    r"[\s“]*(?:[一二三四五六七八]是|同时,?|此外,?|下一?步,?)?(?:[一-龥]{0,10}?(?:机关|各地|部门|单位|民警|全警|分局|派出所))?(?:要(?!求|点|素|闻|案|道|害|么|是)|必须|务必)(?=[一-龥“])"
)
_AHEAD = re.compile(r"(?:下一?步|下一?阶段|接下来)(?!的)")
_BY_THEN = re.compile(r"(?:力争|争取|计划|预计|确保|拟)[到至在于]?[^,。;、]{0,8}[底前末年月日],$")
"""A plan that tells by when before the comma (力争到9月底,…)."""
_DONE = re.compile(r"已|共(?![同享治建])|累计|以来|截[至止]|目前|同比|环比|较|[昨当]|曾|先后|今年|期间")
"""Words of a clause that reports, whatever its sentence demands."""


def demanded_from(document: Document, sentence: Sentence) -> int | None:
    """Return where in a sentence what is demanded begins, None where nothing is: after 要求, at 要 behind 强调, at an opening 要."""
    text, start, end = document.text, sentence.start, sentence.end
    if not _CUE.search(text, start, end):
        return None
    opening = _GOES_ON.match(text, start, end)
    if opening:
        return start
    for asked in _ASKED.finditer(text, start, end):
        if _ACCORDING.search(text, max(start, asked.start() - 30), asked.start()):
            continue
        if _ORDERED.match(text, asked.start()):
            return asked.end()
        must = _MUST.search(text, asked.end(), end)
        return must.start() if must else None
    return None


def is_demanded(document: Document, quantity: Quantity, demanded: int | None) -> bool:
    """Whether a number stands where its sentence demands (`demanded_from`), in a clause that neither reports nor plans."""
    if demanded is None or quantity.lead < demanded:
        return False
    start, end = document.clause(quantity.lead, quantity.end)
    clause = document.text[start:end]
    return not _is_told_as_done(clause) and status_of(clause) != "planned"


def status_in(document: Document, sentence: Sentence, clause: tuple[int, int], when: When) -> Status:
    """Return the status of a number's clause; planned where its sentence tells the next step, or a day that is still to come ends it."""
    words = document.text[clause[0] : clause[1]]
    if _is_due(document, sentence, clause[0]):
        return "planned"
    if _is_told_as_done(words):
        return status_of(words)
    if _lies_ahead(document, sentence, clause[0] + 1):
        return "planned"
    return status_at(words, when, document.article.published) if when.start is None else status_of(words)


def _lies_ahead(document: Document, sentence: Sentence, position: int) -> bool:
    """Whether the sentence speaks of the next step before a position, so that its numbers are planned."""
    return _AHEAD.search(document.text, sentence.start, position) is not None


def _is_due(document: Document, sentence: Sentence, start: int) -> bool:
    """Whether the words right before a clause tell by when what it says is to be reached."""
    return _BY_THEN.search(document.text, max(sentence.start, start - 20), start) is not None


def _is_told_as_done(clause: str) -> bool:
    """Whether a clause reports, so that no demand or plan around it counts."""
    return _DONE.search(clause) is not None
