"""The places that a title or a publisher's name stands for.

A county's short name is a hint only where its own words make it one (武侯公安, 延吉发布, 丰泽 behind 泉州) or the text agrees: papers and
clubs borrow such names (江海晚报 is the paper of 南通, not of 江海区).
"""

import re
from collections.abc import Collection
from functools import lru_cache

from ingest.lexicon import AGENCY_CUES
from ingest.scan import load_scanner
from ingest.values import dataclass
from ontology.places import load_gazetteer

_OWN = re.compile(rf"[市县区旗]?(?:{'|'.join(AGENCY_CUES)}|发布|融媒|政府|[^一-龥]|$)")
"""What follows a county's short name that means the county: its bodies, its channel, the end of the name."""


@dataclass(frozen=True, slots=True)
class _Hint:
    """A place that words name; one that is not `sure` needs the text to agree: in places of its city, or in `level` (县 for 全县)."""

    code: str
    sure: bool
    level: str


def hinted(words: str | None, text: str = "", named: Collection[str] = ()) -> list[str]:
    """Return the codes of the provinces, cities and counties that a title or publisher stands for; each once, in reading order.

    `text` is the article's, `named` the codes of the places it names for certain.
    """
    return [hint.code for hint in _hints(words) if hint.sure or _agrees(hint, text, named)] if words else []


def _agrees(hint: _Hint, text: str, named: Collection[str]) -> bool:
    """Whether a text names a place of the hint's city, no province but its own, or speaks of all of such a county."""
    code = hint.code
    if any(place[:4] == code[:4] for place in named):
        return True
    if named:
        return {place[:2] for place in named} == {code[:2]} and code[:2] + "0000" in named
    return any(own + hint.level in text for own in "我全本该")


@lru_cache(maxsize=4096)
def _hints(words: str) -> tuple[_Hint, ...]:
    gazetteer = load_gazetteer()
    found: list[_Hint] = []
    for hit in load_scanner().scan(words):
        rows = [row for row in gazetteer.names.get(hit.key, ()) if hit.kind == "place" and row.valid(None)]
        rows = [row for row in rows if row.level == "province"] or rows
        full = [row for row in rows if row.name == hit.key or row.level != "county"] or (rows if len(rows) == 1 else [])
        if len(full) != 1:
            continue
        row = full[0]
        sure = row.name == hit.key or row.level != "county" or _OWN.match(words, hit.end) is not None
        sure = sure or any(gazetteer.inside(row.code, hint.code) for hint in found)
        found.append(_Hint(row.code, sure, row.name[-1]))
    return tuple(found)
