"""Public bodies named in a text: whose jurisdiction they have, and what kind they are.

A body is a place with a word behind it (山阳县公安局, 江西公安机关), a relative one (市公安局, 全省公安机关: the jurisdiction spoken
of), several places together (山东、河南4省公安机关) or a national one (公安部).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.areas import area_at
from ingest.cues import opened
from ingest.national import national_names, national_slug
from ingest.resolve import PlaceMention
from ingest.values import dataclass
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"公安厅", "public-security-department", "公安厅"),
    (r"(?:各级)?公安(?:交警|交管|刑侦|治安|特警)?(?:机关|部门)", "public-security-organs", "公安机关"),
    (
        r"公安(?:局|分局|处)|分局(?=[一-龥])|警方|公安(?!干警|民警|工作|队伍|部|系统|派出所|特警|交警|检查站)|交警|民警(?!情)|巡特警|派出所",
        "public-security-bureau",
        "公安局",
    ),
    (r"纪委监委|纪委|监委|纪检监察机关", "discipline-commission", "纪委监委"),
    (r"(?:委)?政法(?:委员会|委|机关)", "political-legal-commission", "委政法委"),
    (r"(?:人民)?检察(?:院|机关)", "procuratorate", "人民检察院"),
    (r"(?:[高中]级)?(?:人民)?法院", "court", ""),
    (r"(?:委办公厅|委、?[省市县区]?政府|委)(?!员|托|派|会|宣|组)", "party-committee", "委"),
    (r"(?:人民)?政府新闻办(?:公室)?", "government-information-office", ""),
    (r"(?:人民)?政府(?:办公[厅室])?", "government", "人民政府"),
    (r"(?:生态环境|环境保护|环保|生态环境保护)(?:厅|局|部门)", "ecology-environment-bureau", ""),
    (r"应急管理?(?:厅|局|部门)", "emergency-management-bureau", ""),
    (r"安(?:全生产)?委(?:员会|会)?(?:办公室|办)?", "work-safety-commission", ""),
    (r"食(?:品)?安(?:全)?(?:办(?:公室)?|委(?:员会)?(?:办公室)?)", "food-safety-commission", ""),
    (r"消(?:防)?安(?:全)?(?:办(?:公室)?|委(?:员会)?(?:办公室)?)", "fire-safety-commission", ""),
    (r"防汛(?:抗旱)?(?:总)?指挥部(?:办公室)?|防[总指](?:办公室|办)?|防办", "flood-control-headquarters", ""),
    (r"森林(?:草原)?防(?:灭)?火指挥部(?:办公室)?|森防(?:指(?:办公室|办)?|办)", "forest-fire-headquarters", ""),
    (r"扫黑(?:除恶)?(?:专项斗争)?(?:领导小组)?办(?:公室)?", "anti-gang-office", ""),
    (r"(?![局厅])[一-龥]{2,8}?(?:局|厅|委员会|办公室|总队|支队)(?![面限势长])", "", ""),
)
_AFTER = re.compile("|".join(f"({pattern})" for pattern, _, _ in _KINDS))
_LEVEL = r"(?:自治区|[省市县区州盟旗])"
_RELATIVE = re.compile(
    rf"(?<![城都超夜集门])(?:我|全|该|本)?({_LEVEL})(?=委|纪委|政府|人民(?:政府|法院|检察)|[高中]级人民|公安|检察|法院|生态|环保|应急|安委|政法|食安|食品安全委|消安|消防安全委|防[总指办汛]|森防|森林(?:草原)?防|扫黑|[一-龥]{{2,8}}?(?:局|厅|委|办公室|总队|支队)(?:党[委组])?(?:副?书记、)?(?:副|局长|总?队长|政委|厅长|主任|党组|一级|二级|机关))|(?:我|全|该|本)({_LEVEL})(?!域|面|体|部|会|长|球)"
)
_OFFICE_BEFORE = re.compile(r"(?:委|人大|政府|人民政府|政协)?[^,。;、\n]{0,10}(?:长|书记|常委|主任|主席|委员)[、,]")
_SAME = re.compile(r"[该我本](局|厅)(?![部长])|(?<![一-龥])(分局)(?=[一-龥])")
_OWN_BUREAU = re.compile(
    r"[局厅](?<=[省市县区州盟旗].)(?<![城都超夜集门大]..)(?=党委|党组|领导|班子|机关|主要|相关|副|政[委治]|组织|召开|部署|指挥|抽调|统一|治安|经侦|禁毒|网安|法制|刑|交警|巡特警|督[察导查]|各|要求|下发|制定|[、,。])"
)
"""The police bureau of a level, as police news calls it (市局、省厅)."""
_OPENING = re.compile(r"[我全该本自省市县区州盟旗](?=[一-龥])")
_BUREAU = re.compile(r"[一-龥]{2,8}?局(?![面限势长部])")
_LIST = re.compile(r"[、和与及,]|以及")
_JOINT = re.compile(
    r"(?:等)?(?:\d{1,2}|[两三四五六七八九十]+)?(?:个)?(?:省区市|省份|省市|省区|省|市|县|区|地|盟市|州市|区县|市县)?(?:\(区、?市\))?(?:两级|三级)?(公安机关|公安|警方|检察机关|法院)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as named: canonical name, id, and the codes of its jurisdiction (several: acting together).

    `area` is the part of it that has no code of its own (高新区).
    """

    start: int
    end: int
    name: str
    id: str
    codes: tuple[str, ...]
    area: str = ""


def find_bodies(text: str, places: Sequence[PlaceMention], home: str | None, on: str | None) -> list[Body]:
    """Return the bodies that a text names, in reading order, none inside another."""
    found = [
        *_national(text, home),
        *_joint(text, places),
        *_placed(text, places, on),
        *_relative(text, places, home, on),
        *_own_bureau(text, places, home, on),
    ]
    found.sort(key=lambda body: (body.start, -body.end))
    kept: list[Body] = []
    for body in found:
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    same = list(_same(text, kept))
    return sorted([*kept, *same], key=lambda body: body.start) if same else kept


def body_of(code: str, kind: str, on: str | None = None) -> tuple[str, str]:
    """Return name and id of the body of a kind (a slug such as `government`) in a jurisdiction."""
    suffix = next(word for _, slug, word in _KINDS if slug == kind)
    name = load_gazetteer().division(code, on).name
    return _named(name, suffix), f"org/{code}-{kind}"


def kind_at(text: str, position: int) -> tuple[int, str, str] | None:
    """Read a body's kind without its place (公安局局长): where its words end, slug and suffix; None where there is none."""
    match = _AFTER.match(text, position)
    if match is None:
        return None
    _, slug, suffix = _KINDS[(match.lastindex or 0) - 1]
    return match.end(), slug or match[0], "公安分局" if match[0].endswith("分局") else suffix or match[0]


def jurisdiction(level: str, position: int, places: Sequence[PlaceMention], home: str | None) -> str | None:
    """Return the code of the province, city or county spoken of at a position (我省, 市公安局): the nearest before it, else home's."""
    fit = at_level(home, level) if home else None
    if fit:
        return fit
    before = bisect_left(places, position, key=_start)
    for mention in reversed(places[max(0, before - 12) : before]):
        fit = at_level(mention.code, level)
        if fit:
            return fit
    return None


def _start(mention: PlaceMention) -> int:
    return mention.start


@lru_cache(maxsize=1 << 14)
def at_level(code: str, level: str) -> str | None:
    """Return the division of a level (省, 市, 县 …) that a code is or lies in."""
    gazetteer = load_gazetteer()
    for part in (code, *gazetteer.ancestors(code)):
        name, rank = gazetteer.division(part).name, gazetteer.division(part).level
        if level == "省" and rank == "province" and part != COUNTRY:
            return part
        if level == "自治区" and name.endswith("自治区"):
            return part
        if level == "区" and (name.endswith("区") and rank in ("county", "province")):
            return part
        if level in "市县州盟旗" and name.endswith(level):
            return part
    return None


def _national(text: str, home: str | None) -> Iterator[Body]:
    for match in national_names().finditer(text):
        name, end = match[0], match.end()
        if name.endswith("部") and (text.startswith("门", end) or (name == "公安部" and text[end : end + 1] in "队署")):
            continue
        bureau = _BUREAU.match(text, end) if name.endswith("部") else None
        if bureau:
            name, end = name + bureau[0], bureau.end()
        slug = national_slug(name)
        if name[0] == "各" and home and home != COUNTRY:
            own = load_gazetteer().division(home).name
            yield Body(match.start(), end, f"{own}公安机关", f"org/{home}-public-security-organs", (home,))
            continue
        if "公安" in name and name[0] in "各全":
            slug, name = "public-security-organs", "全国公安机关"
        yield Body(
            match.start(),
            end,
            name.removesuffix("党委") if name == "公安部党委" else name,
            f"org/{COUNTRY}-{slug}",
            (COUNTRY,),
        )


def _joint(text: str, places: Sequence[PlaceMention]) -> Iterator[Body]:
    """Several places acting together: a list of at least two, then the body that they share."""
    first = 0
    for number, place in enumerate(places):
        if number and not _LIST.fullmatch(text, places[number - 1].end, place.start):
            first = number
        match = _JOINT.match(text, place.end) if number > first else None
        if match:
            run = places[first : number + 1]
            codes = (COUNTRY,) if "等" in match[0] else tuple(sorted({mention.code for mention in run}))
            names = "、".join(load_gazetteer().division(code).name for code in codes)
            yield Body(
                run[0].start,
                match.end(),
                f"{names}{match[1]}",
                "org/" + ",".join(codes) + "-public-security-organs",
                codes,
            )


def _placed(text: str, places: Sequence[PlaceMention], on: str | None) -> Iterator[Body]:
    for place in places:
        area = area_at(text, place.end)
        match = _AFTER.match(text, place.end + len(area))
        if not match:
            continue
        division = load_gazetteer().division(place.code, on)
        yield _body(place.start, match, division.name, place.code, area)


def _beside(text: str, position: int, level: str, places: Sequence[PlaceMention]) -> str | None:
    """The place right before what is said of all of it (晋江|全市), or whose office stands there (项城市副市长、|市公安局局长)."""
    before = bisect_left(places, position, key=_start) - 1
    if before < 0:
        return None
    end = places[before].end
    if not (end == position or _OFFICE_BEFORE.fullmatch(text, end, position)):
        return None
    return at_level(places[before].code, level)


def _same(text: str, kept: Sequence[Body]) -> Iterator[Body]:
    """该局: the bureau named last before it; 分局 alone: the only branch named before it."""
    last: dict[str, Body] = {}
    branches: dict[str, Body] = {}
    reached = 0
    for match in _SAME.finditer(text):
        while reached < len(kept) and kept[reached].start < match.start():
            body = kept[reached]
            if body.id.startswith("org/"):
                last[body.name[-1]] = body
                branches |= {body.id: body} if body.name.endswith("分局") else {}
            reached += 1
        branch = next(iter(branches.values())) if match[2] and len(branches) == 1 else None
        meant = branch or (last.get(match[1]) if match[1] else None)
        if meant:
            yield replace(meant, start=match.start(), end=match.end())


def _own_bureau(text: str, places: Sequence[PlaceMention], home: str | None, on: str | None) -> Iterator[Body]:
    """The police by its level alone (市局党委副书记, 省厅), in a text that speaks of the police."""
    if "公安" not in text:
        return
    for match in _OWN_BUREAU.finditer(text):
        start = match.start() - 1
        code = jurisdiction(text[start], start, places, home)
        if code:
            kind = "public-security-department" if match[0] == "厅" else "public-security-bureau"
            yield Body(start, match.end(), *body_of(code, kind, on), (code,))


def _relative(text: str, places: Sequence[PlaceMention], home: str | None, on: str | None) -> Iterator[Body]:
    for match in opened(_OPENING, _RELATIVE, text):
        level = match[1] or match[2]
        code = _beside(text, match.start(), level, places) or jurisdiction(level, match.start(), places, home)
        if code is None:
            continue
        name = load_gazetteer().division(code, on).name
        after = _AFTER.match(text, match.end())
        if after:
            yield _body(match.start(), after, name, code)
        elif match[2]:
            yield Body(match.start(), match.end(), name, f"place/{code}", (code,))


def _body(start: int, match: re.Match[str], place: str, code: str, area: str = "") -> Body:
    _, slug, suffix = _KINDS[(match.lastindex or 0) - 1]
    proper = match[0]
    if proper.endswith("分局"):
        suffix = "公安分局"
    name = _named("全国" if code == COUNTRY else place + area, suffix or proper)
    key = "-".join(filter(None, (code, area, slug or proper)))
    return Body(start, match.end(), name, f"org/{key}", (code,), area)


def _named(place: str, suffix: str) -> str:
    """Join a place's name and a body's: 长沙市 + 委 is 长沙市委; a district's bureau is its branch."""
    if suffix == "委政法委":
        return place + "委政法委"
    return place + suffix
