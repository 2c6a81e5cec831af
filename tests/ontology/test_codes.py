"""The gazetteer's tables are whole: every division has a parent, a name at a time, and an heir once it is gone."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

CODES = Path(__file__).parents[2] / "ontology" / "codes"
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = table("places.csv")
BY_CODE: defaultdict[str, list[Row]] = defaultdict(list)
for place in PLACES:
    BY_CODE[place["notation"]].append(place)


def valid(row: Row, date: str) -> bool:
    """Both boundaries count: in a year known only as a year, the old and the new name were in use."""
    return row["valid_from"] <= date and (not row["valid_to"] or date[: len(row["valid_to"])] <= row["valid_to"])


def names(code: str, date: str) -> list[str]:
    return [row["name"] for row in BY_CODE[code] if valid(row, date)]


def now() -> list[Row]:
    return [row for row in PLACES if not row["valid_to"]]


def meet(one: Row, other: Row) -> bool:
    """Whether two rows share more than the boundary where one gives way to the other."""
    return (not one["valid_to"] or other["valid_from"] < one["valid_to"]) and (
        not other["valid_to"] or one["valid_from"] < other["valid_to"]
    )


def test_counts_of_today() -> None:
    levels = Counter(row["level"] for row in now())
    assert (levels["country"], levels["province"], levels["prefecture"]) == (1, 31 + 3 + 1, 333)
    assert 2840 <= levels["county"] <= 2860


def test_rows_are_sorted_and_well_formed() -> None:
    keys = [(row["notation"], row["valid_from"]) for row in PLACES]
    assert keys == sorted(set(keys))
    assert all(len(row["notation"]) == 6 and row["notation"].isdigit() for row in PLACES)
    assert all(not row["valid_to"] or row["valid_from"] < row["valid_to"] for row in PLACES)


def test_no_code_has_two_names_at_a_time() -> None:
    clashes = [
        (one, other)
        for rows in BY_CODE.values()
        for index, one in enumerate(rows)
        for other in rows[index + 1 :]
        if meet(one, other)
    ]
    assert not clashes


def test_parents_exist_at_the_same_time() -> None:
    orphans = [
        row
        for row in PLACES
        if row["level"] != "country" and not any(meet(row, parent) for parent in BY_CODE[row["parent"]])
    ]
    assert not orphans
    today = {row["notation"] for row in now()}
    assert all(row["parent"] in today for row in now() if row["parent"])


def test_successors_take_over() -> None:
    broken = [
        (row["notation"], code)
        for row in PLACES
        for code in filter(None, row["successor"].split(";"))
        if not names(code, row["valid_to"])
    ]
    assert not broken
    heirless = [row["name"] for row in PLACES if row["valid_to"] and not row["successor"]]
    assert heirless == ["市郊区", "市郊区"]  # 南宁 2001 and 柳州 2002, shared out among several districts


def test_hand_kept_changes_are_in_the_table() -> None:
    for change in table("changes.csv"):
        assert change["source"]
        assert change["new_name"] in names(change["new"], change["date"])
        ended = [row for row in BY_CODE[change["old"]] if row["valid_to"] == change["date"]]
        assert not change["old"] or change["new"] in ended[0]["successor"].split(";")


DATED = {
    "重庆渝北区": ("500112", "2023-07-01", ["渝北区"]),
    "重庆江北区": ("500105", "2023-07-01", ["江北区"]),
    "渝北区 merged": ("500112", "2026-07-01", []),
    "江北区 merged": ("500105", "2026-07-01", []),
    "两江新区 not yet": ("500157", "2023-07-01", []),
    "两江新区": ("500157", "2026-07-01", ["两江新区"]),
    "余杭市": ("330184", "2000-07-01", ["余杭市"]),
    "余杭区 before": ("330110", "2019-07-01", ["余杭区"]),
    "余杭区 after": ("330110", "2022-07-01", ["余杭区"]),
    "临平区 not yet": ("330113", "2020-07-01", []),
    "临平区": ("330113", "2022-07-01", ["临平区"]),
    "钱塘区": ("330114", "2022-07-01", ["钱塘区"]),
    "下城区 gone": ("330103", "2022-07-01", []),
    "祁阳县": ("431121", "2020-07-01", ["祁阳县"]),
    "祁阳县 gone": ("431121", "2022-07-01", []),
    "祁阳市": ("431181", "2022-07-01", ["祁阳市"]),
    "新津县": ("510132", "2019-07-01", ["新津县"]),
    "新津区": ("510118", "2021-07-01", ["新津区"]),
    "偃师市": ("410381", "2020-07-01", ["偃师市"]),
    "偃师区": ("410307", "2022-07-01", ["偃师区"]),
    "孟津区": ("410308", "2022-07-01", ["孟津区"]),
    "莱芜市": ("371200", "2018-07-01", ["莱芜市"]),
    "莱芜市 gone": ("371200", "2019-07-01", []),
    "莱芜区": ("370116", "2019-07-01", ["莱芜区"]),
    "密云县": ("110228", "2014-07-01", ["密云县"]),
    "密云区": ("110118", "2016-07-01", ["密云区"]),
    "崇明县": ("310230", "2015-07-01", ["崇明县"]),
    "崇明区": ("310151", "2017-07-01", ["崇明区"]),
    "邢台桥东区": ("130502", "2019-07-01", ["桥东区"]),
    "邢台襄都区": ("130502", "2021-07-01", ["襄都区"]),
    "year of a renaming": ("130502", "2020-07-01", ["桥东区", "襄都区"]),
    "白杨市 not yet": ("659012", "2022-07-01", []),
    "白杨市": ("659012", "2023-07-01", ["白杨市"]),
    "草湖市": ("659013", "2026-07-01", ["草湖市"]),
    "错那市": ("540581", "2023-07-01", ["错那市"]),
    "米林市": ("540481", "2023-07-01", ["米林市"]),
}


@pytest.mark.parametrize(("code", "date", "expected"), DATED.values(), ids=DATED)
def test_names_on_a_date(code: str, date: str, expected: list[str]) -> None:
    assert names(code, date) == expected


STEADY = {
    "country": ("100000", "中华人民共和国", "", "全国|中国", ""),
    "上海": ("310000", "上海市", "100000", "上海", "沪"),
    "新疆": ("650000", "新疆维吾尔自治区", "100000", "新疆", "新"),
    "内蒙古": ("150000", "内蒙古自治区", "100000", "内蒙古|内蒙", "蒙"),
    "兵团": ("660000", "新疆生产建设兵团", "100000", "兵团|新疆兵团", ""),
    "台湾": ("710000", "台湾省", "100000", "台湾", "台"),
    "吉林市": ("220200", "吉林市", "220000", "", ""),
    "海南州": ("632500", "海南藏族自治州", "630000", "海南州", ""),
    "黔东南": ("522600", "黔东南苗族侗族自治州", "520000", "黔东南|黔东南州", ""),
    "阿坝": ("513200", "阿坝藏族羌族自治州", "510000", "阿坝|阿坝州", ""),
    "锡林郭勒": ("152500", "锡林郭勒盟", "150000", "锡林郭勒|锡盟", ""),
    "前郭": ("220721", "前郭尔罗斯蒙古族自治县", "220700", "前郭尔罗斯|前郭尔罗斯县|前郭|前郭县", ""),
    "陈巴尔虎旗": ("150725", "陈巴尔虎旗", "150700", "陈巴尔虎|陈旗", ""),
    "山阳县": ("611024", "山阳县", "611000", "山阳", ""),
    "黄浦区": ("310101", "黄浦区", "310000", "黄浦", ""),
    "浦东新区": ("310115", "浦东新区", "310000", "浦东", ""),
    "清新区": ("441803", "清新区", "441800", "清新", ""),
    "东乡县": ("622926", "东乡族自治县", "622900", "东乡|东乡县", ""),
    "邢台县": ("130521", "邢台县", "130500", "", ""),
    "公安县": ("421022", "公安县", "421000", "", ""),
    "石河子": ("659001", "石河子市", "650000", "石河子", ""),
    "仙桃": ("429004", "仙桃市", "420000", "仙桃", ""),
    "济源": ("419001", "济源市", "410000", "济源", ""),
    "东莞": ("441900", "东莞市", "440000", "东莞", ""),
}


@pytest.mark.parametrize(("code", "name", "parent", "short", "abbr"), STEADY.values(), ids=STEADY)
def test_newest_row(code: str, name: str, parent: str, short: str, abbr: str) -> None:
    row = BY_CODE[code][-1]
    assert (row["name"], row["parent"], row["short"], row["abbr"]) == (name, parent, short, abbr)


TWINS = {
    "鼓楼区": ["320106", "320302", "350102", "410204"],
    "朝阳区": ["110105", "220104"],
    "市中区": ["370103", "370402", "511002", "511102"],
    "城关区": ["540102", "620102"],
    "和平区": ["120101", "210102"],
    "江北区": ["330205"],
}


@pytest.mark.parametrize(("name", "codes"), TWINS.items(), ids=TWINS)
def test_twins_of_today(name: str, codes: list[str]) -> None:
    assert [row["notation"] for row in now() if row["name"] == name] == codes


def test_townships_lie_in_counties_of_today() -> None:
    towns = table("townships.csv")
    assert len(towns) > 38_000
    assert {town["county"] for town in towns} <= {row["notation"] for row in now() if row["level"] == "county"}
    assert {"county": "430105", "name": "清水塘"} in towns
    assert (CODES / "townships.csv").stat().st_size <= 1_500_000
