"""Which place a name means: chains, then the clue nearest to it; a name without a clue stays unresolved.

A county's short name (芙蓉) counts only before an agency (芙蓉公安分局); a twin (鼓楼区) needs a province or city named near, in the
title or as the publisher's seat. Datelines are no clue.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest

from ingest.hints import hinted
from ingest.lexicon import AGENCY_CUES, BYSTANDER, CITIES, GENERIC
from ingest.scan import Hit
from ingest.values import dataclass
from ontology.model import Clue, Why
from ontology.places import Division, Gazetteer, load_gazetteer

_BYSTANDER = re.compile(BYSTANDER)
_PROPER = re.compile(
    r"(?:(?!公安|警|在|对|赴|的|市|县|区|省|与|和|等|多|某|各|派|政府|委|局|查|到|将|开展|组织|召开)[一-龥]){1,6}?(?:大学|学院|公司|集团|银行|医院|中学|小学)"
)
_PROPER_END = re.compile(r"大学|学院|公司|集团|银行|医院|中学|小学")
_ABBREVIATED = re.compile(
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙][京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙]{1,7}(?=(?:警方|公安|检察|[两二三四五六七八]?(?:省|地|省市|省区)(?!会)|联动|边界|交界|跨界|毗邻|一体化))"
)
_CUE = re.compile(rf"(?:新区|[市县区旗])?(?:{'|'.join(AGENCY_CUES)})|全[市县区旗](?![域球面])")
_ENDED = re.compile(
    r"[、,。;:!?)\n]|[和与及等](?!平|谐|睦)|[两三四五六七八九十\d]+[个地省市县]|开展|进行|督[察导查]|检查|暗访|调研|$"
)
"""What follows a place's name that surely ends here."""
_DATELINE = re.compile(
    r"(?:^|\n)[^\n。]{0,30}?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)|(?:新华社|中新社|中新网|人民网|央视网|央广网)[^\n,。]{1,4}(?=\d{1,2}月\d{1,2}日)"
)
_DATED = re.compile(r"日(?:电|讯|消息)|新华社|中新[社网]|人民网|央[视广]网")
_LONGER = re.compile(r"派出所|运河|河(?![北南长道流湖口内岸床])|湖(?![北南泊口])|水库|大桥|隧道|灌区|流域|高速公路")
"""What makes a short name part of a station's or a water's name (玉溪派出所, 嘉陵江流域); a station's township is read by itself."""
_NEAR, _PARAGRAPH, _ARTICLE, _TITLE = 60.0, 30.0, 8.0, 20.0
_BESIDE = 30
"""Characters within which a place counts as beside a name."""
_REACH = 60
"""Certain places looked at on each side of a name."""


_BY_NAME = Why("name")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A resolved place: the stretch that names it (a whole chain such as 贵州省贵阳市南明区) and its code."""

    start: int
    end: int
    code: str
    name: str
    why: Why = _BY_NAME


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text and the divisions that it may mean."""

    start: int
    end: int
    name: str
    rows: tuple[Division, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class _Clues:
    """What can settle a name: certain places of the text, by position, and the places of title and publisher."""

    text: str
    anchors: tuple[tuple[int, str], ...]
    outside: tuple[str, ...]

    def near(self, position: int) -> Sequence[tuple[int, str]]:
        """Return the certain places around a position, at most as many on each side as a clue can reach."""
        middle = bisect_left(self.anchors, (position, ""))
        return self.anchors[max(0, middle - _REACH) : middle + _REACH]


def resolve_places(text: str, hits: Sequence[Hit], hints: Iterable[str], on: str | None) -> list[PlaceMention]:
    """Resolve the place names among `hits`; `hints` are title and publisher, `on` the article's ISO date."""
    gazetteer = load_gazetteer()
    names = _names(text, hits, on)
    abbreviated = list(_abbreviated(text, hits))
    if abbreviated:
        names = sorted([*names, *abbreviated], key=lambda name: name.start)
    anchors = tuple([(name.start, name.rows[0].code) for name in names if len(name.rows) == 1 and name.strong])
    named = {code for _, code in anchors}
    clues = _Clues(text, anchors, tuple([code for hint in hints for code in hinted(hint, text, named)]))
    found: list[PlaceMention] = []
    for name in names:
        last = found[-1] if found and found[-1].end == name.start else None
        chosen = _choose(name, last, clues)
        if chosen is None:
            continue
        code, clue, by = chosen
        chained = last is not None and gazetteer.inside(code, last.code)
        begin = found.pop().start if chained else name.start
        found.append(PlaceMention(begin, name.end, code, name.name, _why(name.name, code, on, clue, by)))
    return found


@lru_cache(maxsize=8192)
def _why(name: str, code: str, on: str | None, clue: Clue, by: str | None) -> Why:
    """Return the reason for a place: its clue, and the codes of the other divisions that carry its name on a date."""
    rows = load_gazetteer().names.get(name, ())
    lost = tuple(sorted({row.code for row in rows if row.code != code and row.valid(on)}))
    return Why("level" if lost and clue == "name" else clue, by, lost) if lost or by else _BY_NAME


def _names(text: str, hits: Sequence[Hit], on: str | None) -> list[_Name]:
    found: list[_Name] = []
    datelines = [match.span() for match in _DATELINE.finditer(text)] if _DATED.search(text) else []
    before: Hit | None = None  # the hit before this one, and whether it goes on with this one
    beside = False
    for hit, following in zip_longest(hits, hits[1:]):
        last, goes_on = before, beside
        before, beside = hit, following is not None and following.start == hit.end and _goes_on(hit, following, on)
        if hit.kind != "place" or (datelines and any(start <= hit.start < end for start, end in datelines)):
            continue
        if not beside and (_BYSTANDER.match(text, hit.end) or _is_proper(text, hit.end)):
            continue
        if (hit.key[0] == "长" or hit.key == "和县") and _splits_word(hit, text, last.end if last else -1):
            continue
        if (hit.key in GENERIC and not goes_on) or _is_origin(text, hit) or _is_part(text, hit):
            continue
        rows, strong = _candidates(hit, text, on, chained=beside)
        if not rows and last and last.end == hit.start:
            rows = _within(last, hit, on, ended=_ENDED.match(text, hit.end) is not None)
        if rows:
            found.append(_Name(hit.start, hit.end, hit.key, rows, strong))
    return found


def _within(city: Hit, hit: Hit, on: str | None, *, ended: bool) -> tuple[Division, ...]:
    """The county that a short name means right behind its city's (周口项城), or its province's where the name ends there (重庆巫山、)."""
    gazetteer = load_gazetteer()
    levels = ("prefecture", "province") if ended else ("prefecture",)
    around = {row.code for row in gazetteer.names.get(city.key, ()) if row.level in levels}
    rows = tuple(row for row in gazetteer.names[hit.key] if row.valid(on))
    return _once(tuple(row for row in rows if any(gazetteer.inside(row.code, code) for code in around)))


def _goes_on(hit: Hit, following: Hit, on: str | None) -> bool:
    """Whether the next name follows without a gap; a plain word (新区) only where a division has it on that date."""
    if following.kind != "place" or following.start != hit.end:
        return False
    return following.key not in GENERIC or any(row.valid(on) for row in load_gazetteer().names[following.key])


def _splits_word(hit: Hit, text: str, reached: int) -> bool:
    """Whether a short name only seems to begin inside other words (组长|沙…, 部门和|县分局); none right behind another place."""
    before = text[hit.start - 1 : hit.start]
    if reached == hit.start or not "一" <= before <= "龥":
        return False
    office = hit.key[0] == "长" and before in "组局部厅院处科所队站" and hit.key[-1] not in "市县区"
    return office or (hit.key == "和县" and before not in "在对到赴于对向由")


def _is_origin(text: str, hit: Hit) -> bool:
    """Whether a name behind a count of people tells where they are from, or is another word (一名四川男子, 一名中卫)."""
    if hit.start < 2 or text[hit.start - 1] not in "名位":
        return False
    return text[hit.start - 2] in "0123456789一二两三四五六七八九十百余多几数" and not _CUE.match(text, hit.end)


def _is_part(text: str, hit: Hit) -> bool:
    """Whether a short name is only the beginning of a station's or a water's (玉溪派出所, 平湖水库): no prefecture, no county."""
    if _LONGER.match(text, hit.end) is None:
        return False
    return all(row.name != hit.key and row.level in ("prefecture", "county") for row in load_gazetteer().names[hit.key])


def _is_proper(text: str, end: int) -> bool:
    """Whether the name of a school, firm or bank goes on behind a place's."""
    return _PROPER_END.search(text, end, end + 8) is not None and _PROPER.match(text, end) is not None


def _abbreviated(text: str, hits: Sequence[Hit]) -> Iterator[_Name]:
    """Provinces by one character each, several in a row (沪苏浙警方); none inside a name that is known (辽宁省)."""
    for match in _ABBREVIATED.finditer(text):
        letters = match[0]
        known = any(hit.start < match.end() and hit.end > match.start() for hit in hits if hit.kind == "place")
        if not known and len(set(letters)) == len(letters):
            for offset, letter in enumerate(letters, match.start()):
                yield _Name(offset, offset + 1, letter, (_by_letter()[letter],), strong=True)


@cache
def _by_letter() -> dict[str, Division]:
    return {letter: row for row in load_gazetteer().divisions() for letter in row.abbreviations}


def _candidates(hit: Hit, text: str, on: str | None, *, chained: bool) -> tuple[tuple[Division, ...], bool]:
    """Return the divisions a name may mean here and whether the name alone is enough for a clue."""
    meanings = _meanings(hit.key, on)
    if meanings.certain:
        return meanings.certain, True
    if not chained and _CUE.match(text, hit.end):
        return meanings.short, meanings.only_prefectures
    return meanings.prefectures, True


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What a name means: for certain (a full name, a province), short for what, and short for which prefectures."""

    certain: tuple[Division, ...]
    short: tuple[Division, ...]
    prefectures: tuple[Division, ...]
    only_prefectures: bool


@lru_cache(maxsize=1 << 14)
def _meanings(name: str, on: str | None) -> _Meanings:
    """Return what a name means on a date; the same names come again and again."""
    every = load_gazetteer().names[name]
    rows = tuple(row for row in every if row.valid(on)) or tuple(row for row in every if row.name == name)
    certain = tuple(row for row in rows if row.name == name or _says_level(name, row))
    certain = certain or tuple(row for row in rows if row.level in ("province", "country"))
    prefectures = tuple(row for row in rows if row.level == "prefecture" or name in CITIES)
    return _Meanings(_once(certain), _once(rows), _once(prefectures), len(prefectures) == len(rows))


def _says_level(name: str, row: Division) -> bool:
    """Whether a shortened name keeps the word for its level (道真县 for 道真仡佬族苗族自治县), so that nothing else can be meant."""
    return len(name) > len("某县") and name[-1] in "县旗州" and row.name[-1] == name[-1] and row.level != "province"


def _once(rows: tuple[Division, ...]) -> tuple[Division, ...]:
    """Keep one row a code: a division may carry the name in several years."""
    return tuple({row.code: row for row in reversed(rows)}.values())


def _choose(name: _Name, last: PlaceMention | None, clues: _Clues) -> tuple[str, Clue, str | None] | None:
    """Choose among a name's divisions: the one inside the place directly before it, else by the best clue; None on a tie.

    Returns its code, the clue, and the code of the place that gave it.
    """
    gazetteer = load_gazetteer()
    inside = [row.code for row in name.rows if last and gazetteer.inside(row.code, last.code)]
    if last and len(inside) == 1:
        return inside[0], "chain", last.code
    if len(name.rows) == 1:
        return name.rows[0].code, "name", None
    scores = {row.code: _score(row, name, clues, gazetteer) for row in name.rows}
    best = max(score for score, _, _ in scores.values())
    winners = [code for code, (score, _, _) in scores.items() if score == best]
    if best <= 0:
        winners = [row.code for row in name.rows if row.level == "prefecture"]
        return (winners[0], "level", None) if len(winners) == 1 else None
    return (winners[0], *scores[winners[0]][1:]) if len(winners) == 1 else None


def _score(row: Division, name: _Name, clues: _Clues, gazetteer: Gazetteer) -> tuple[float, Clue, str | None]:
    """Weigh the clues for one division: what contains it, or lies beside it, named near, in the paragraph, farther, in the title.

    Returns the sum, and which clue weighed most, with its place.
    """
    kin = {row.code, *gazetteer.ancestors(row.code)[:-1]}
    score, most = 0.0, 0.0
    clue: Clue = "near"
    by: str | None = None
    for code in clues.outside:
        weight = _TITLE * len(kin.intersection(gazetteer.lineage(code)))
        score += weight
        if weight > most:
            most, clue, by = weight, "title", code
    for start, code in clues.near(name.start):
        shared = len(kin.intersection(gazetteer.lineage(code)))
        weight = _weight(clues.text, start, name.start) * shared / (1 + abs(start - name.start) / 200)
        score += weight
        if weight > most:
            most, clue, by = weight, "near", code
    return score, clue, by


def _weight(text: str, one: int, other: int) -> float:
    """Return how much a place at one position says about a name at another."""
    if abs(one - other) < _BESIDE:
        return _NEAR
    return _ARTICLE if "\n" in text[min(one, other) : max(one, other)] else _PARAGRAPH
