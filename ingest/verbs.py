"""Verb and object in the words before a number, by the verbs that report work done; structure decides where a word is unknown."""

import re
from functools import lru_cache

from ingest.cues import last
from ingest.lexicon import LIGHT_VERBS, OUTCOME_VERBS
from ingest.numbers import Quantity
from ingest.values import dataclass

_OUTCOME = re.compile("|".join(sorted(OUTCOME_VERBS, key=len, reverse=True)))
_LONGEST = max(map(len, OUTCOME_VERBS))
_LIGHT = re.compile("|".join(sorted(LIGHT_VERBS, key=len, reverse=True)))
_CLOSING = ("开展", "举办", "召开", "组织开展")
_LENT = re.compile("组织开展|集中开展|开展|组织|进行|实施")
"""Verbs that another one follows as their object (开展集中清查)."""
_CASE = re.compile(r"^(?:对|将|把|为|给|向|使|让|由|在|从|与|和|按|以|经|自)")
_RESULTIVE = re.compile(r"^[了的]*(?:出(?![租入境口行资纳国厂让版席生警]))?[了的]*")
"""What belongs to the verb before it (查出的隐患); 出租房屋 keeps its word."""
_MANNER = re.compile(r"(?:性|地|未|不|审|级|能|再)$")
_RATE = re.compile(r"[日月年人]均$")
_PARTICLE = re.compile(r"以及|其他|[的及等并且而但在到后前时中]")
_TAIL = 16
_DONE_TO = re.compile(
    rf"([一-龥“”]{{2,20}}?)(?:(?:依法|全部|逐一)*(?:进行|开展|实施|予以|给予)了?)?({_OUTCOME.pattern})(?:了|归案|到案|到位|完毕)?"
)
_CLOSING_VERB = re.compile(
    rf"(?:进行|开展|实施|予以|给予)了?(?:[一-龥“”]{{0,10}}?)({_OUTCOME.pattern}|督导|督查|督察|暗访|考核|评估|调研|抽检|指导)(?:到位|完毕)?$"
)
"""What is done to all that a clause lists behind 对 (对2家夜市、3个广场开展巡防检查)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A head split into verb and object, either perhaps empty; `start` is where they begin in it.

    `inverted` marks an object before its verb (刑事案件破获).
    """

    verb: str
    object: str
    start: int
    inverted: bool = False

    def takes(self, noun: str, quantity: Quantity) -> bool:
        """Whether the noun after the measure word is what is counted, rather than the object before the number."""
        if self.verb and not self.object:
            return True
        if _OUTCOME.match(noun) or _PARTICLE.match(noun):
            return False
        if self.verb and self.inverted:
            return True
        return bool(self.object) and len(noun) > 1 and quantity.unit not in ("元", "%")


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch is one verb of outcome and nothing else."""
    return end - start <= _LONGEST and _OUTCOME.fullmatch(text, start, end) is not None


@lru_cache(maxsize=1 << 14)
def opens_with_verb(words: str) -> bool:
    """Whether words have a verb of outcome of their own (抓获嫌疑人)."""
    return _OUTCOME.match(words) is not None


def split_head(head: str) -> Words:
    """Split the words before a number: at the first verb of outcome, else at the last light one, else they are an object.

    Remembered, since all articles report the same work (破获刑事案件).
    """
    found = None
    for match in _OUTCOME.finditer(head):
        if not _is_part(head, match):
            found = match
            break
    if found is None:
        found = _light(head)
        if found and _CASE.match(found[0]):
            return Words("", head[found.end() :], found.end())
    if found is None:
        return Words("", head[-_TAIL:], max(0, len(head) - _TAIL))
    rate = _RATE.search(head, 0, found.start())
    verb, thing = (rate[0] if rate else "") + found[0], _RESULTIVE.sub("", head[found.end() :])
    front = _CASE.sub("", head[: found.start()]).removesuffix("的")
    if not thing and (_MANNER.search(front) or _LENT.match(front)):
        return Words(front + verb, "", 0)
    if not thing and len(front) >= 2:
        return Words(verb, front, 0, inverted=True)
    return Words(verb, thing, rate.start() if rate else found.start())


def done_to(noun: str) -> tuple[str, str] | None:
    """Part the words after 对…个 into what was done and to what (场所进行排查: 排查, 场所); None where no verb of outcome ends them."""
    found = _DONE_TO.fullmatch(noun)
    return (found[2], found[1]) if found else None


def closing_verb(words: str) -> tuple[str, int] | None:
    """Return the verb at a clause's end that 进行 or 开展 leads, and where these begin; None where it ends otherwise."""
    found = _CLOSING_VERB.search(words)
    return (found[1], found.start()) if found else None


def _light(head: str) -> re.Match[str] | None:
    """The last light verb; at the very end only one that closes a phrase (夜查夜巡开展2516次)."""
    found = (match for match in _LIGHT.finditer(head) if not head.startswith("在建", match.start() - 1))
    return last(match for match in found if match.end() < len(head) or match[0] in _CLOSING)


def _is_part(head: str, match: re.Match[str]) -> bool:
    """Whether a verb is part of a noun (破案率, 派出所) and opens no metric."""
    following = head[match.end() : match.end() + 1]
    if match[0] == "派出" and following == "所":
        return True
    short = match[0] == "处理" and match.start() > 0
    broke = match[0] == "破" and (match.start() > 0 or following not in ("案", "获"))
    return short or broke or following in ("率", "数")
