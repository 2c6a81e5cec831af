"""The cheap look before reading loses no fact, and drops what is not Chinese or no news."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generate import STYLES, one
from ingest.pipeline import facts_of, read
from ingest.prefilter import prefiltered
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
