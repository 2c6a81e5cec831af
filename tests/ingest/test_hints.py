"""A title or a publisher stands for a place; a county's short name only where its own words or the text agree."""

import pytest

from ingest.hints import hinted
from ontology.places import load_gazetteer

SEATS = {
    "newspaper of a city": ("长沙晚报", ["430100"]),
    "province": ("湖南公安在线", ["430000"]),
    "two": ("北京、天津联动", ["110000", "120000"]),
    "twin": ("鼓楼区融媒体中心", []),
    "none": ("法治在线", []),
    "nothing": (None, []),
}


@pytest.mark.parametrize(("text", "expected"), SEATS.values(), ids=SEATS)
def test_hinted(text: str | None, expected: list[str]) -> None:
    assert hinted(text) == expected


AGREED: dict[str, tuple[str, str, tuple[str, ...], list[str]]] = {
    "paper with a county's name in another province": ("江海晚报", "全市公安机关", ("320600",), []),
    "paper, and the text of its county": ("江海晚报", "全区公安机关", ("440704",), ["440704"]),
    "paper, and the text of its city": ("萧山日报", "全区公安机关", ("330100",), ["330109"]),
    "paper, and the text of its province alone": ("义乌商报", "全市公安机关", ("330000",), ["330782"]),
    "paper, and many provinces": ("新安晚报", "各地公安机关", ("340000", "410000"), []),
    "paper, and all of its level": ("竹山报", "全县公安机关", (), ["420323"]),
    "paper, and all of another level": ("江海晚报", "全市公安机关", (), []),
    "portal": ("长安网", "全省公安机关", ("150000",), []),
    "club": ("龙江虎队客场三连胜", "昨晚客场", (), []),
    "channel": ("延吉发布", "", (), ["222401"]),
    "police": ("武侯公安：夜巡", "", (), ["510107"]),
    "county opens the title": ("武侯：夏夜亮剑", "", (), ["510107"]),
    "county behind its city": ("泉州丰泽织密平安网", "", (), ["350500", "350503"]),
    "full name": ("竹山县电视台", "", (), ["420323"]),
}


@pytest.mark.parametrize(("words", "text", "named", "expected"), AGREED.values(), ids=AGREED)
def test_a_short_name_needs_the_text_to_agree(
    words: str, text: str, named: tuple[str, ...], expected: list[str]
) -> None:
    assert all(load_gazetteer().division(code) for code in named)
    assert hinted(words, text, named) == expected
