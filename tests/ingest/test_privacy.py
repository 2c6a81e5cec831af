"""Private people are found wherever they stand, and no fact names one; officials stay."""

from itertools import pairwise

import pytest

from ingest.cleaning import clean
from ingest.pipeline import read
from ingest.privacy import find_private
from ontology.model import Article
from ontology.wire import dumps

PRIVATE: dict[str, tuple[str, list[str]]] = {
    "resident": ("居民王建国说,夜里安静多了。", ["王建国"]),
    "by courtesy": ("王先生激动地说,感谢民警。", ["王先生"]),
    "masked once": ("民警抓获李某。", ["李某"]),
    "masked twice": ("嫌疑人张某某已被刑拘。", ["张某某"]),
    "masked with a letter of the name": ("嫌疑人张某海落网。", ["张某海"]),
    "crosses": ("被害人刘××报案。", ["刘××"]),
    "two in one clause": ("李某、赵某被依法处理。", ["李某", "赵某"]),
    "double surname": ("欧阳某某报警求助。", ["欧阳某某"]),
    "by sex": ("赵铁柱(男,35岁)被抓获。", ["赵铁柱"]),
    "after a quotation": ("“放心了。”孙桂芳说。", ["孙桂芳"]),
    "kin": ("张大妈竖起大拇指。", ["张大妈"]),
    "suspect": ("犯罪嫌疑人周大勇被抓获归案。", ["周大勇"]),
    "officials": ("市公安局局长王小明到会并讲话。", []),
    "bodies": ("公安部第九督察组在宁夏督察。", []),
}


@pytest.mark.parametrize(("text", "names"), PRIVATE.values(), ids=PRIVATE)
def test_private_people_are_found(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_private(text)] == names


def test_whom_the_text_gives_an_office_is_no_private_person() -> None:
    text = "“压实责任。”孙桂芳说。"
    assert find_private(text) != []
    assert find_private(text, {"孙桂芳"}) == []


def test_stretches_are_merged_and_in_order() -> None:
    text = "居民李某某(男,35岁)、赵某和王大妈到场。" * 3
    found = find_private(text)
    assert all(low[1] <= high[0] for low, high in pairwise(found))


MANGLED: dict[str, str] = {
    "clean": "8月19日,公安部第九督察组赴宁夏银川市督察,居民王建国反映噪声扰民,嫌疑人张某某被抓获,破获案件12起。",
    "pinyin": "8月19日,公安部第九督察組(zǔ)赴寧夏銀川市督察,居民王(wáng)建國(guó)反映噪聲,嫌疑人張(zhāng)某某被抓獲(huò)。",
    "one line": "公安部第九督察组赴宁夏银川市督察,“很满意。”孙桂芳说,赵铁柱(男,35岁)被抓获,李某、赵某获救12人。",
}
NAMES = ("王建国", "建國", "张某", "張", "孙桂芳", "赵铁柱", "李某", "赵某")


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED)
def test_no_fact_holds_the_name_of_a_private_person(text: str) -> None:
    lines = b"".join(dumps(read(Article("a", text, "a.txt", published="2022-08-20")).facts)).decode()
    assert [name for name in NAMES if name in lines or name in clean(lines).text] == []
