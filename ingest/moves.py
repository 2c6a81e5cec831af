"""Numbers that move: 由6月的212起降至148起 names two, the second of which the first became."""

import re

from ingest.document import Document
from ontology.model import Change

_OPENED = re.compile(r"[由从]([^,。;:\n由从]{0,10})$")
_MOVED = re.compile(
    r"[降减升增提涨缩窄落跌][一-龥]{0,2}?[至到为](?:了|[^,。;、]{1,8}的)?(?:每[日天月周])?(?:近|超|逾|约)?$"
)
_FARTHEST = 16
"""Characters at most between the two numbers."""
_YOY = re.compile(r"去年|上年|同期")
_MOM = re.compile(r"上月|上周|上季度|上个月|环比")


def falls(document: Document, number: int) -> bool:
    """Whether a number is the one that the next one moved from (由32起降至7起: the first)."""
    return number + 1 < len(document.quantities) and _from(document, number) is not None


def fell(document: Document, number: int) -> Change | None:
    """Whether a number is what another fell or rose to (由32起降至7起: the second)."""
    return "other" if number and _from(document, number - 1) is not None else None


def moved_from(document: Document, number: int) -> Change | None:
    """What the move to a number was measured against (由去年同期的97起降至81起): None where the number moved from none."""
    words = _from(document, number - 1) if number else None
    if words is None:
        return None
    return "yoy" if _YOY.search(words) else "mom" if _MOM.search(words) else "other"


def _from(document: Document, number: int) -> str | None:
    """The words between 由 and a number that the next one moved from; None where it did not."""
    quantity, following = document.quantities[number], document.quantities[number + 1]
    text = document.text
    if following.start - quantity.end > _FARTHEST or not _MOVED.search(text, quantity.end, following.start):
        return None
    opened = _OPENED.search(text, max(0, quantity.lead - 14), quantity.lead)
    return opened[1] if opened else None
