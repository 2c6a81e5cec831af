"""The signature of a text depends on its words, not on its punctuation, blanks or markup."""

import struct

import pytest

from ingest.signature import signature

TEXT = "8月19日晚，山阳县公安局组织警力在城区夜市、广场开展巡逻，盘查可疑人员，破获刑事案件36起，抓获嫌疑人7名。"

SAME = {
    "other punctuation": TEXT.replace("，", ",").replace("、", " "),
    "blanks and newlines": TEXT.replace("，", "，\n　"),
    "latin letters": TEXT + "<br/>",
}


def test_signature_is_128_numbers() -> None:
    numbers = struct.unpack("<128I", signature(TEXT))
    assert len(set(numbers)) > 1


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_signature_is_the_same(text: str) -> None:
    assert signature(text) == signature(TEXT)


def test_signature_of_a_reprint_is_near_and_of_another_text_far() -> None:
    assert _shared(TEXT, TEXT[:-9]) > 0.6
    assert _shared(TEXT, "9月1日，贵阳的中小学校迎来开学，交通秩序良好，家长接送有序，老师在门前等候新生。") < 0.2


@pytest.mark.parametrize("text", ["", "警方", "no words of ours"], ids=["empty", "short", "latin"])
def test_signature_of_little_text(text: str) -> None:
    assert len(signature(text)) == 512


def _shared(one: str, two: str) -> float:
    pairs = zip(struct.unpack("<128I", signature(one)), struct.unpack("<128I", signature(two)), strict=True)
    return [first == second for first, second in pairs].count(True) / 128
