"""A name ends where the next word begins; plain words that begin with a surname are no names."""

import pytest

from ingest.names import read_loose_name, read_name, read_names

LISTS = {
    "before a verb": ("张伟介绍，", ["张伟"]),
    "before a stop": ("陈建国，", ["陈建国"]),
    "given name that looks like a verb": ("王强作动员部署", ["王强"]),
    "before 说": ("游彦说", ["游彦"]),
    "before 率队": ("陈建国率队", ["陈建国"]),
    "double surname": ("欧阳锋说", ["欧阳锋"]),
    "several": ("李明、赵磊、孙国强，", ["李明", "赵磊", "孙国强"]),
    "joined by 和": ("王强和李斯出席", ["王强", "李斯"]),
    "with a dot": ("买买提·艾力，", ["买买提·艾力"]),
    "transcribed without a dot": ("阿不都热合曼江，", ["阿不都热合曼江"]),
    "also a word, before a verb": ("向前要求，", ["向前"]),
    "also a word, before a stop": ("和平、方向，", ["和平", "方向"]),
    "a word, not a name": ("文明执法", []),
    "a word before a place": ("向前往现场", []),
    "plain word": ("安全生产", []),
    "adverb": ("高度重视", []),
    "masked": ("某某介绍", []),
    "public body's word": ("公署工作启动", []),
    "demand": ("明确要求", []),
    "before 反馈": ("方志明反馈意见，", ["方志明"]),
    "its last character lost": ("刘建\ufffd带队", []),
    "no surname": ("的工作", []),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_read_names(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in read_names(text, 0, len(text))] == expected


def test_read_names_stops_at_the_limit() -> None:
    assert read_names("李明、赵磊、孙国强，", 0, 3) == [(0, 2)]


def test_read_name_begins_anywhere() -> None:
    text = "局长刘鹏飞出席"
    assert read_name(text, 2) == 5


LOOSE = {
    "before a stop": ("腊翊凡;", [(0, 3)]),
    "before a verb": ("腊翊凡带队到现场", []),
    "plain word": ("明确;", []),
}


@pytest.mark.parametrize(("text", "expected"), LOOSE.values(), ids=LOOSE)
def test_read_loose_name(text: str, expected: list[tuple[int, int]]) -> None:
    assert read_loose_name(text, 0) == expected
