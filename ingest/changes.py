"""Changes: 同比下降16.8%, 较去年同期减少32起, 由32起降至7起, and several at once (刑事、治安警情同比分别下降16.8%、14.2%)."""

import re

from ingest.document import Document
from ingest.moves import moved_from
from ingest.numbers import Quantity
from ingest.phrases import Phrase, strip_head, words_before
from ingest.values import dataclass
from ontology.model import Change

_DOWN = "少[发查立]|下降|降落|走低|[一-龥][降减跌]|[降减跌](?![至到])[一-龥]|减少|降低|降幅达?|压降|回落|下滑|缩减|少|降|下跌"
_UP = "多[查破抓打立收缴结]|上升|升高|回升|上扬|增多|增长|增加|提升|提高|上涨|增幅达?|攀升|多|升|增"
_YOY = r"(?<![占同环对])比(?=[升降])|(?:与|同|较|比)?(?:去年|上年|往年)(?:的)?同期(?:相比|数据)?|同比(?:去年|上年)?|比上年|较上年"
_MOM = r"环比|(?:与|较|比)(?:上月|上周|上季度|此前|前期)(?:相比)?"
_CHANGE = re.compile(
    rf"(?:(?P<yoy>{_YOY})|(?P<mom>{_MOM})|(?P<other>(?:较|比|与)(?!大)[^,。;、]{{1,9}}?(?:相比|前|时期|以来|月份?)))?,?(?:(?<![日月年人户])均|分别)?(?P<late>同比|环比)?(?:分别|各|(?<![日月年人户])均|都)?(?:实现)?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:幅度)?了?(?:分别)?(?:为|达到?|近|超|约|逾)?$"
)
_MOVED = re.compile(r"[降落低减跌滑缩少升扬高增提涨攀多]")
"""Some character of every word of falling and rising."""
_FARTHEST = 12
"""Characters at most from such a character to the number."""
_TREND = re.compile(
    r"(?:已?连续[\d一-龥]{1,6}|持续|稳步|大幅|明显|显著|双双|全面|总体|整体|呈|同比|环比|保持)*(?:双?[降升]|下降|上升|回落|降低|减少|增长|提升|好转|下行|走低)(?:趋势|态势)?$"
)
"""How a subject is said to move before its rate follows (治安警情连续三个月下降,降幅为9.4%)."""
_BOTH = re.compile(r"(同比|环比)[、和与及]$")
"""Compared twice at once (同比、环比分别下降22%、8%): what stands before the second."""
_COMPARED_END = re.compile(r"(?:同比|环比|分别|再|(?<![日月年人户])均)+$")
_JOINED = re.compile(r"(?:、|和|及|与|,)?(?:近|超|逾|约)?$")
_COMPARED = re.compile(rf"(?:(?P<yoy>{_YOY})|(?P<mom>{_MOM})),$")
_LOST = re.compile(r"(?:[、和,]|以及)[%％]")
_ITEMS = re.compile(r"[、和与及]|以及")
_LEVEL = re.compile(r"率|比例|比重|占比|占|满意度|安全感|知晓|指数|达标|好评|同意")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as a change or a level: what changed, by how much with sign, against what."""

    metric: str
    value: float
    change: Change | None
    start: int
    then: Change | None = None
    """What the number right behind it is measured against, where the same thing is compared twice."""


def read_change(document: Document, number: int, span: tuple[int, int], before: Phrase | None) -> Reading | None:
    """Read the quantity with this number as a change; None where its words name none, or its partner's digits were lost.

    `span` is its segment, `before` what the quantity before it counted.
    """
    quantity = document.quantities[number]
    start, lead = span
    if not _MOVED.search(document.text, max(start, lead - _FARTHEST), lead):
        return None
    match = _CHANGE.search(document.text, max(start, lead - 24), lead)
    if match is None or _LOST.match(document.text, quantity.end):
        return None
    against = _against(match) or _compared(document, start) or (moved_from(document, number - 1) if number else None)
    if quantity.unit not in ("%", "个百分点", "倍") and against is None:
        return None
    subject, begin = strip_head(document, start, match.start())
    both = _BOTH.search(document.text, start, match.start())
    subject = _COMPARED_END.sub("", subject.rstrip("、和与及") if both else subject)
    if not subject and start > 1:
        subject, begin = _earlier(document, number, start, before)
    if not subject:
        return None
    sign = -1 if match["down"] else 1
    if both:
        return Reading(subject, sign * quantity.value, "yoy" if both[1] == "同比" else "mom", begin, against)
    return Reading(subject, sign * quantity.value, against or "other", begin)


def _against(match: re.Match[str]) -> Change | None:
    if match["yoy"] or match["late"] == "同比":
        return "yoy"
    return "mom" if match["mom"] or match["late"] == "环比" else None


def _compared(document: Document, start: int) -> Change | None:
    """What a sentence compares with before its clause (较去年同期,接报警情减少32起)."""
    opened = document.sentence(start).start
    found = _COMPARED.search(document.text, max(opened, start - 16), start)
    return None if not found else "yoy" if found["yoy"] else "mom"


def _earlier(document: Document, number: int, start: int, before: Phrase | None) -> tuple[str, int]:
    """What changed stands before the comma: the count just given, else the last words of the clause before."""
    quantity = document.quantities[number]
    if before and number and document.quantities[number - 1].end >= quantity.lead - 24:
        return before.metric, before.start
    subject, start = words_before(document, start)
    return _TREND.sub("", subject)[-16:], start


def group_of(document: Document, number: int, *, mixed: bool = False) -> int:
    """Return how many quantities follow each other from this one on with nothing but a comma between: of one unit, or `mixed`."""
    quantities = document.quantities
    size = 1
    while number + size < len(quantities):
        last, following = quantities[number + size - 1], quantities[number + size]
        if (following.unit != last.unit and not mixed) or not _JOINED.fullmatch(
            document.text, last.end, following.start
        ):
            break
        size += 1
    return size


def items(subject: str, count: int) -> list[str] | None:
    """Split a joint subject into as many items, each with the head that they share (刑事、治安警情): None if it has not so many."""
    parts = [part for part in _ITEMS.split(subject) if part]
    if len(parts) != count:
        return None
    last = parts[-1].replace("类", "")
    head = next((last[-size:] for size in (4, 3, 2) if len(last) > size and last[-size:] in _HEADS), "")
    return [part if _is_whole(part) or part.endswith(head) else part + head for part in parts[:-1]] + [last]


def _is_whole(part: str) -> bool:
    """Whether an item is long enough to need no head; the number that is called (110) is none of its length."""
    return len(part.lstrip("0123456789")) > 4


_HEADS = frozenset(
    [
        "警情",
        "案件",
        "事故",
        "发案",
        "数量",
        "人数",
        "总量",
        "立案",
        "纠纷",
        "刑事案件",
        "治安案件",
        "交通事故",
        "死亡人数",
        "案件数",
        "警情数",
        "发案数",
        "立案数",
        "事故数",
    ]
)


def is_level(metric: str, quantity: Quantity) -> bool:
    """Whether a percentage without a change is a level worth keeping (全程网办率突破90%)."""
    return quantity.unit not in ("%", "个百分点", "‰") or bool(_LEVEL.search(metric))
