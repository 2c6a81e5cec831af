"""Repair keeps the way back: whatever is removed or folded, every offset leads to the characters as given."""

import random
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean, fold
from ingest.pipeline import read
from ontology.model import Article

REPAIRS: dict[str, tuple[str, str]] = {
    "pinyin": ("督察組(zǔ)組(zǔ)長(zhǎng)", "督察组组长"),
    "pinyin twice": ("環(huán)(huán)境組", "环境组"),
    "a list's letters stay": ("甲(a)乙(b)", "甲(a)乙(b)"),
    "doubled commas": ("開始,,然后,。", "开始,然后。"),
    "full width": ("破获１２３起，抓获５人", "破获123起,抓获5人"),
    "radicals": ("陕⻄⻓安⺠警", "陕西长安民警"),
    "quotation marks": ("「百日行動」", "“百日行动”"),
    "hidden characters": ("公\u200b安\ufeff部", "公安部"),
    "blanks beside digits": ("抓获 30 人", "抓获30人"),
    "blank in a name": ("组长刘 伟,到会", "组长刘伟,到会"),
    "blank in a given name": ("组长卢志 刚一行", "组长卢志刚一行"),
    "blank in a given name, before a stop": ("组长卢志 刚、政委王 强到会", "组长卢志刚、政委王强到会"),
    "blanks around and in a name": ("局长 王 强 主持", "局长 王强 主持"),
    "blanks in a long name, before a verb": ("副组长王 建 军带队", "副组长王建军带队"),
    "blank in a name behind a colon": ("组长:雷 鸣 副组长:范志刚", "组长:雷鸣 副组长:范志刚"),
    "blank behind a name": ("局长王强 带队,局长王强 到会,局长王强 等", "局长王强 带队,局长王强 到会,局长王强 等"),
    "blank in a name with pinyin": ("副總隊(duì)長(zhǎng)盧(lú)志 剛一行", "副总队长卢志刚一行"),
    "lone surrogate": ("公\ud800安", "公\ufffd安"),
    "nothing to do": ("公安部第九督察组。", "公安部第九督察组。"),
}


@pytest.mark.parametrize(("given_text", "expected"), REPAIRS.values(), ids=REPAIRS)
def test_repairs(given_text: str, expected: str) -> None:
    assert clean(given_text).text == expected


def test_offsets_lead_back_around_what_was_removed() -> None:
    given_text = "督察組(zǔ)組(zǔ)長(zhǎng)劉某"
    repaired = clean(given_text)
    begin, end = repaired.span(3, 5)
    assert repaired.text[3:5] == "组长"
    assert given_text[begin:end] == "組(zǔ)長"


def test_a_start_leaves_the_front_matter_out() -> None:
    repaired = clean("---\nid: 甲\n---\n公(gōng)安", 14)
    assert repaired.text == "公安"
    assert repaired.span(0, 2) == (14, 22)


SENTENCES = (
    "2022年8月3日,公安部第九督察组组长李明率队赴宁夏银川市兴庆公安分局督察夏季治安打击整治“百日行动”。",
    "中央第三生态环境保护督察组进驻贵州省,第一组:上海市,组长王某某,副组长张平;第二组:浙江、江西。",
    "行动开展以来,全市共破获刑事案件1204起,抓获犯罪嫌疑人2.3万余人,同比分别上升16.8%、14.2%。",
    "7月22日至24日,省公安厅召开新闻发布会,副厅长、市公安局局长刘 伟通报情况,其中电诈案件占36%。",
    "發布時間:2022-08-03 11:56:24 來(lái)源:松江網(wǎng) 編(biān)輯(jí):趙某",
    "督察組(zǔ)(zǔ)一行,,深入陝⻄省⻄安市⻓安區,抽查派出所１２個,,整改隱患?0處。",
    "居民王先生(男,35岁)激动地说,感谢民警李某。犯罪嫌疑人张某某已被刑拘。",
    "会议要求,要建立“一村一警”机制,推行“1、3、5分钟”快速响应机制,整改率达95%以上。",
)
NOISE = ("(zǔ)", "(zhǎng)(zhǎng)", ",,", ",。", "?", "\ufffd", "⻓", "⺠", "\ud800", "\udc00", "\x00", "\x07", "\u200b", "\u202e", "　", " ", "\r\n", "\n\n", "｜", "【", "】", "(", "）", "“", "”", "第", "组", "12", "1.2万", "一百", "%", "至", "、", "。", "𠮷", "😀", "é", "\u0301", "1", "年", "月", "日")  # fmt: skip
FRAGMENTS = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(NOISE),
    st.builds(lambda text, low, high: text[min(low, high) : max(low, high)], st.sampled_from(SENTENCES), st.integers(0, 60), st.integers(0, 60)),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=8),
)  # fmt: skip
TEXTS = st.one_of(st.lists(FRAGMENTS, max_size=14).map("".join), st.text(max_size=60))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 5))
@example("", 0)
@example("(zǔ)" * 6, 0)
@example("組(zǔ)" * 6, 1)
@example(",,,,", 2)
def test_every_offset_leads_into_the_text_as_given(text: str, start: int) -> None:
    start = min(start, len(text))
    repaired = clean(text, start)
    origins = [repaired.origin(position) for position in range(len(repaired.text))]
    assert all(low < high for low, high in pairwise(origins))
    assert all(start <= origin < len(text) for origin in origins)
    assert all(
        fold(text[origin]) == char or char != text[origin] for origin, char in zip(origins, repaired.text, strict=True)
    )
    for low, high in ((0, len(origins)), (len(origins) // 3, len(origins) // 2 + 1)):
        if low < high <= len(origins):
            begin, end = repaired.span(low, high)
            assert start <= begin < end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("".join(SENTENCES))
@example("\n".join(SENTENCES))
def test_every_fact_quotes_the_characters_that_stand_there(text: str) -> None:
    reading = read(Article("a", text, "a.txt", published="2022-08-05"))
    for fact in reading.facts:
        for quote in (fact.evidence, *fact.context):
            assert quote.start < quote.end
            assert quote.quote == text[quote.start : quote.end]
        assert len(fact.id) == 20
    assert all(0 <= one.start < one.end <= len(text) for one in reading.row.residue)


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - a seed is wanted


FLOODS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda size: SENTENCES[0] * (size // len(SENTENCES[0])),
    "one sentence a line": lambda size: (SENTENCES[0] + "\n") * (size // len(SENTENCES[0])),
    "no full stop": lambda size: "公安部督察组到银川市抓获5人," * (size // 16),
    "brackets": lambda size: "(" * size,
    "closed brackets": lambda size: "（）" * (size // 2),
    "titles": lambda size: "《“" * (size // 2),
    "digits": lambda size: "1" * size,
    "numbers": lambda size: "12,345.6 " * (size // 9),
    "Chinese numbers": lambda size: "一百二十三万" * (size // 6),
    "commas": lambda size: "," * size,
    "full stops": lambda size: "。" * size,
    "blanks": lambda size: " " * size,
    "newlines": lambda size: "\n" * size,
    "one character": lambda size: "王" * size,
    "ordinals": lambda size: "第" * size,
    "pinyin": lambda size: "組(zǔ)長(zhǎng)" * (size // 12),
    "places": lambda size: "北京、河北、银川市、南明区、" * (size // 14),
    "dates": lambda size: "8月3日至5日、" * (size // 8),
    "shares": lambda size: "同比分别下降16.8%、14.2%," * (size // 18),
    "offices": lambda size: "副市长、市公安局局长王小明," * (size // 14),
    "nobody's teams": lambda size: "第一督察组," * (size // 6),
    "meetings": lambda size: "召开推进会," * (size // 6),
    "demands": lambda size: "会议要求要加强、" * (size // 8),
    "lists without a stop": lambda size: "银川市公安局" + "对沿街的2家酒吧、辖区内的8家旅馆" * (size // 17),
    "table": lambda size: "| 第一组 | 上海市 | 组长王明 |\n" * (size // 20),
    "random Latin": lambda size: noise(1, size).decode("latin-1"),
    "random GB18030": lambda size: noise(2, size).decode("gb18030", "replace"),
    "random UTF-8": lambda size: noise(3, size).decode("utf-8", "replace"),
    "random UTF-16": lambda size: noise(4, 2 * size).decode("utf-16-le", "replace"),
    "surrogates": lambda size: "\ud800公" * (size // 2),
    "traditional": lambda size: "組長們來時會國學" * (size // 8),
}


@pytest.fixture(scope="module")
def warm() -> None:
    """Load the vocabulary and the libraries that read people's names, so that no measurement includes it."""
    read(Article("a", "\n".join(SENTENCES), "a.txt"))


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_time_grows_with_the_length_of_the_text_only(flood: Callable[[int], str]) -> None:
    read(Article("a", SENTENCES[0], "a.txt"))
    for size in (10_000, 100_000):  # keeps a runaway from taking hours
        assert _seconds(flood(size)) < 2, f"{size:,} characters"
    growths = (_growth(flood) for _ in range(3))
    assert any(growth < 1.5 for growth in growths), "1,000,000 characters took 1.5 times as long as ten tenths, thrice"


def _growth(flood: Callable[[int], str]) -> float:
    """Return how much longer a text takes than its ten tenths: 1 if time is linear, 10 if it is quadratic.

    The tenths are read before and after the whole, so that a machine that is slower for a while is so for both; what takes under half a second says nothing.
    """
    tenths = [_seconds(flood(100_000)) for _ in range(5)]
    whole = _seconds(flood(1_000_000))
    tenths += [_seconds(flood(100_000)) for _ in range(5)]
    return whole / max(0.5, sum(tenths))


def _seconds(text: str) -> float:
    """Return the processor time of reading a text, so that what other processes wait for is not in it."""
    start = time.process_time()
    read(Article("a", text, "a.txt", published="2022-08-05"))
    return time.process_time() - start
