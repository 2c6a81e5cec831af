"""The cheap look before reading loses no fact, and drops what is not Chinese or no news."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generate import STYLES, one
from ingest.pipeline import facts_of, read
from ingest.prefilter import may_be_chinese, prefiltered
from ontology.model import Article

LAW = "第一条 为了加强管理，制定本办法。\n第二条 各级公安机关负责。\n第三条 违反的，处3000元罚款。\n"
PIECES = ("The quick brown fox. ", LAW, "求月票 ", "第一章 夜\n", "一站式服务 ", "公安部", "督察组", "\u200b", "\n")


def article(text: str) -> Article:
    return Article("a", text, "a.txt", published="2022-08-03")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.integers(0, 200).map(lambda number: one(number, 5).article.text[:400]),
            st.text(max_size=20),
        ),
        max_size=4,
    )
)
def test_no_fact_is_lost(pieces: list[str]) -> None:
    page = article("".join(pieces))
    assert facts_of(page) == read(page).facts


@pytest.mark.parametrize("style", STYLES)
def test_no_generated_fact_is_lost(style: str) -> None:
    for number in range(6):
        sample = one(number, 11, (style,)).article
        assert facts_of(sample) == read(sample).facts


DROPPED = {
    "another language": "The ministry sent nine teams to 12 provinces. 警察",
    "a law": LAW,
    "a novel": "求月票！第一章 夜色\n公安部第九督察组到宁夏督察。",
    "nothing": "",
}


@pytest.mark.parametrize("text", DROPPED.values(), ids=DROPPED)
def test_dropped_pages(text: str) -> None:
    assert prefiltered(article(text)) is None


def test_the_shortest_statement_is_kept() -> None:
    assert prefiltered(article("公安部到宁夏督察。")) is not None


@pytest.mark.parametrize(
    "coding",
    ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz", "iso2022_jp_2"],
)
def test_chinese_in_any_coding_is_kept(coding: str) -> None:
    assert may_be_chinese("<p>公安部到宁夏督察。</p>".encode(coding))


@pytest.mark.parametrize("page", ["<p>&#20844;&#23433;</p>", "<p>&#x516C;</p>"])
def test_chinese_in_references_is_kept(page: str) -> None:
    assert may_be_chinese(page.encode())


@pytest.mark.parametrize(
    "page", ["", "<p>Nine teams &amp; 12 provinces</p>", "<p>Девять групп</p>", "<p>東京 と きょう</p>", "警察"]
)
def test_page_without_chinese_is_dropped_as_it_was_sent(page: str) -> None:
    assert not may_be_chinese(page.encode())
