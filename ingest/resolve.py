"""Which place a name means: chains, then the clue nearest to it; a name without a clue stays unresolved.

A county's short name (芙蓉) counts only before an agency (芙蓉公安分局); a twin (鼓楼区) needs a province or city named near, in the
title or as the publisher's seat. Datelines are no clue.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.lexicon import AGENCY_CUES, BYSTANDER, GENERIC
from ingest.scan import Hit, load_scanner
from ontology.places import Division, Gazetteer, load_gazetteer

_BYSTANDER = re.compile(BYSTANDER)
_CUE = re.compile(rf"(?:新区|[市县区旗])?(?:{'|'.join(AGENCY_CUES)})")
_DATELINE = re.compile(
    r"(?:^|\n)[^\n。]{0,30}?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)|(?:新华社|中新社|中新网|人民网|央视网|央广网)[^\n,。]{1,4}(?=\d{1,2}月\d{1,2}日)"
)
_NEAR, _PARAGRAPH, _ARTICLE, _TITLE = 60.0, 30.0, 8.0, 20.0


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A resolved place: the stretch that names it (a whole chain such as 贵州省贵阳市南明区) and its code."""

    start: int
    end: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text and the divisions that it may mean."""

    start: int
    end: int
    name: str
    rows: tuple[Division, ...]
    strong: bool


def resolve_places(text: str, hits: Sequence[Hit], hints: Iterable[str], on: str | None) -> list[PlaceMention]:
    """Resolve the place names among `hits`; `hints` are title and publisher, `on` the article's ISO date."""
    gazetteer = load_gazetteer()
    names = list(_names(text, hits, gazetteer, on))
    outside = [code for hint in hints for code in hinted(hint)]
    anchors = [(name.start, name.rows[0].code) for name in names if len(name.rows) == 1 and name.strong]
    found: list[PlaceMention] = []
    for name in names:
        code = _choose(name, text, found, anchors, outside, gazetteer)
        if code is None:
            continue
        last = found[-1] if found else None
        if last and last.end == name.start and gazetteer.inside(code, last.code):
            found[-1] = PlaceMention(last.start, name.end, code, name.name)
        else:
            found.append(PlaceMention(name.start, name.end, code, name.name))
    return found


def hinted(text: str | None) -> list[str]:
    """Return the codes of the provinces, cities and unambiguous counties that a title or publisher names."""
    if not text:
        return []
    codes = []
    for hit in load_scanner().scan(text):
        rows = [row for row in load_gazetteer().names.get(hit.key, ()) if hit.kind == "place" and row.valid(None)]
        rows = [row for row in rows if row.level == "province"] or rows
        full = [row for row in rows if row.name == hit.key or row.level != "county"] or (rows if len(rows) == 1 else [])
        if len(full) == 1:
            codes.append(full[0].code)
    return codes


def _names(text: str, hits: Sequence[Hit], gazetteer: Gazetteer, on: str | None) -> Iterable[_Name]:
    datelines = [match.span() for match in _DATELINE.finditer(text)]
    for index, hit in enumerate(hits):
        if hit.kind != "place" or any(start <= hit.start < end for start, end in datelines):
            continue
        chained = index + 1 < len(hits) and hits[index + 1].start == hit.end and hits[index + 1].kind == "place"
        if not chained and _BYSTANDER.match(text, hit.end):
            continue
        if hit.key in GENERIC and not (index and hits[index - 1].end == hit.start and hits[index - 1].kind == "place"):
            continue
        rows, strong = _candidates(hit, text, gazetteer, on, chained=chained)
        if rows:
            yield _Name(hit.start, hit.end, hit.key, rows, strong)


def _candidates(hit: Hit, text: str, gazetteer: Gazetteer, on: str | None, *, chained: bool) -> tuple[tuple[Division, ...], bool]:
    """Return the divisions a name may mean here and whether the name alone is enough for a clue."""
    every = gazetteer.names[hit.key]
    rows = tuple(row for row in every if row.valid(on)) or every
    full = tuple(row for row in rows if row.name == hit.key)
    if full:
        return _once(full), True
    provinces = tuple(row for row in rows if row.level in ("province", "country"))
    if provinces:
        return _once(provinces), True
    cue = _CUE.match(text, hit.end)
    if cue and not chained:
        return _once(rows), all(row.level == "prefecture" for row in rows)
    return _once(tuple(row for row in rows if row.level == "prefecture")), True


def _once(rows: tuple[Division, ...]) -> tuple[Division, ...]:
    """Keep one row a code: a division may carry the name in several years."""
    return tuple({row.code: row for row in reversed(rows)}.values())


def _choose(
    name: _Name, text: str, found: Sequence[PlaceMention], anchors: Sequence[tuple[int, str]], outside: Sequence[str], gazetteer: Gazetteer
) -> str | None:
    """Choose among a name's divisions by the best clue; None where no clue or a tie leaves it open."""
    if len(name.rows) == 1:
        return name.rows[0].code
    scores = {row.code: _score(row, name, text, found, anchors, outside, gazetteer) for row in name.rows}
    best = max(scores.values())
    winners = [code for code, score in scores.items() if score == best]
    if best <= 0:
        prefectures = [row.code for row in name.rows if row.level == "prefecture"]
        return prefectures[0] if len(prefectures) == 1 else None
    return winners[0] if len(winners) == 1 else None


def _score(
    row: Division, name: _Name, text: str, found: Sequence[PlaceMention], anchors: Sequence[tuple[int, str]], outside: Sequence[str], gazetteer: Gazetteer
) -> float:
    """Weigh the clues for one division: what contains it, or lies beside it, named near, in the paragraph, anywhere, in the title."""
    parents = (row.code, *gazetteer.ancestors(row.code)[:-1])
    kin = set(parents)
    if found and found[-1].end == name.start and found[-1].code in kin:
        return 1000.0
    score = sum(_TITLE for code in outside if kin & {code, *gazetteer.lineage(code)})
    known = [*((mention.start, mention.code) for mention in found), *anchors]
    for start, code in known:
        shared = kin & {code, *gazetteer.lineage(code)}
        if not shared:
            continue
        distance = abs(start - name.start)
        weight = _NEAR if distance < 30 else _PARAGRAPH if "\n" not in text[min(start, name.start) : max(start, name.start)] else _ARTICLE
        score += weight * len(shared) / (1 + distance / 200)
    return score
