"""The scanner finds places, campaigns and operations in one pass, the longest name first."""

import pytest

from ingest.scan import load_scanner

CASES = {
    "place": ("督察组到长沙市", [("place", "长沙市")]),
    "longest": ("吉林市和吉林省", [("place", "吉林市"), ("place", "吉林省")]),
    "chain is two": ("贵阳市南明区", [("place", "贵阳市"), ("place", "南明区")]),
    "campaign": ("夏季行动期间", [("campaign", "summer-policing")]),
    "campaign in quotes": ("“百日行动”期间", [("campaign", "summer-policing")]),
    "campaign of a year": ("2022年“百日行动”", [("campaign", "summer-policing-2022")]),
    "operation": ("夏夜治安巡查宣防集中统一行动", [("operation", "summer-night-patrol")]),
    "word that hides a place": ("公安机关守护平安", [("other", ""), ("other", "")]),
    "unknown": ("昨晚下了一场雨", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_scan(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(hit.kind, hit.key) for hit in load_scanner().scan(text)] == expected


def test_scan_gives_offsets() -> None:
    text = "督察组到长沙市、贵阳市"
    assert [text[hit.start : hit.end] for hit in load_scanner().scan(text)] == ["长沙市", "贵阳市"]


def test_scanner_is_built_once() -> None:
    assert load_scanner() is load_scanner()
