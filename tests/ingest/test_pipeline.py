"""An article gives the same facts every time, each with its evidence in the text as given, and none about private people."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest.document import Document, read_document
from ingest.extractors.result import extract as results
from ingest.pipeline import extract, read
from ingest.stamp import digest, extractor_version
from ontology.model import Article, Fact, Result
from ontology.wire import dumps

NEWS = Article(
    "a1",
    "山阳警方夏季行动破案36起\n"
    "8月19日，公安部第九督察组到山阳县督察。山阳县公安局局长刘建平介绍，夏季行动以来，该局破获刑事案件36起，抓获嫌疑人７名。\n"
    "居民王先生说，夜里踏实多了。店主赵大明介绍，嫌疑人张某强被抓获。\n"
    "8月20日，山阳县公安局召开夏季行动推进会。\n"
    "责任编辑：某某",
    "news/a1.txt",
    title="山阳警方夏季行动破案36起",
    publisher="商洛日报",
    published="2022-08-21",
    url="https://example.org/a1",
)
PRIVATE = ("王先生", "赵大明", "张某强", "张某")


def test_read_finds_what_the_article_states() -> None:
    kinds = [fact.type for fact in read(NEWS).facts]
    assert {"inspection", "result", "role", "meeting"} <= set(kinds)


def test_read_is_the_same_every_time() -> None:
    assert read(NEWS) == read(replace(NEWS))


def test_facts_are_in_the_order_of_the_text_and_once_each() -> None:
    facts = read(NEWS).facts
    starts = [fact.evidence.start for fact in facts]
    assert starts == sorted(starts)
    assert len({fact.id for fact in facts}) == len(facts)


def test_every_quote_is_the_text_as_given() -> None:
    quotes = [quote for fact in read(NEWS).facts for quote in (fact.evidence, *fact.context)]
    assert quotes
    assert all(quote.quote == NEWS.text[quote.start : quote.end] for quote in quotes)


def test_every_fact_names_its_article_and_rule() -> None:
    assert all(fact.article == "a1" and fact.rule and 0 <= fact.confidence <= 1 for fact in read(NEWS).facts)


def test_private_people_leave_no_trace() -> None:
    reading = read(NEWS)
    stored = "".join(map(str, reading.facts)) + str(reading.row)
    assert not any(name in stored for name in PRIVATE)


PRIVATE_CASES = {
    "suspect among the caught": "山阳县公安局抓获嫌疑人张某强等7名。",
    "resident who helps": "居民王先生协助山阳县公安局抓获嫌疑人7名。",
    "victim": "山阳县公安局破获案件36起，受害人李芳的损失被追回。",
    "shopkeeper": "山阳县公安局破获案件36起，店主赵大明称赞。",
    "age": "山阳县公安局抓获陈大富（男，48岁）等7人。",
}
NAMES = ("张某强", "张某", "王先生", "李芳", "赵大明", "陈大富")


UNSEEN = pytest.param(
    "山阳县公安局为受害人李芳追回损失30万元。",
    id="victim before a verb",
)


@pytest.mark.parametrize("text", [*(pytest.param(text, id=name) for name, text in PRIVATE_CASES.items()), UNSEEN])
def test_no_fact_names_a_private_person(text: str) -> None:
    reading = read(Article("a1", text, "a1.txt", published="2022-09-16"))
    assert not any(name in str(reading) for name in NAMES)


def test_gate_stops_a_fact_that_names_a_private_person() -> None:
    def careless(document: Document) -> Iterator[Fact]:
        for fact in results(document):
            yield replace(fact, metric="抓获张某强")

    document = read_document(Article("a1", "山阳县公安局抓获嫌疑人7名。嫌疑人张某强被带回。", "a1.txt"))
    assert len(extract(document, (results,))) == 1
    assert extract(document, (careless,)) == ()


def test_row_holds_metadata_and_no_text() -> None:
    row = read(NEWS).row
    assert (row.id, row.title, row.publisher, row.published) == (NEWS.id, NEWS.title, NEWS.publisher, NEWS.published)
    assert (row.url, row.source, row.sha256, row.retracted) == (NEWS.url, NEWS.source, digest(NEWS.text), False)
    assert len(row.signature) == 512
    assert "踏实" not in str(row)


def test_article_without_facts_has_a_row() -> None:
    reading = read(Article("a1", "今晚有雨。", "a1.txt"))
    assert (reading.row.id, reading.facts) == ("a1", ())


def test_text_that_is_no_news_gives_no_fact() -> None:
    rules = "第一条 为了维护秩序。\n第二条 山阳县公安局破案36起。\n第三条 施行。"
    assert read(Article("a1", rules, "a1.txt", published="2022-09-16")).facts == ()


DOUBTFUL = {
    "empty": "",
    "blanks": " \n\n　",
    "one character": "第",
    "punctuation": "，。；：“”（）",
    "lone surrogate": "破案\ud83636起",
    "lost characters": "???\ufffd36\ufffd",
    "open quote": "“百日行动",
    "long line": "督察组" * 400,
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_text_never_raises(text: str) -> None:
    assert read(Article("a1", text, "a1.txt")).row.id == "a1"


def test_facts_can_be_written() -> None:
    facts = read(NEWS).facts
    assert len(list(dumps(facts))) == len(facts)


def test_result_of_a_fold_is_one_fact_with_the_digits_as_given() -> None:
    caught = [fact for fact in read(NEWS).facts if isinstance(fact, Result) and fact.metric == "抓获嫌疑人"]
    assert [(fact.value, fact.unit) for fact in caught] == [(7, "名")]
    assert "７名" in caught[0].evidence.quote


def test_headline_and_body_are_one_fact() -> None:
    solved = [fact for fact in read(NEWS).facts if isinstance(fact, Result) and fact.value == 36]
    assert len(solved) == 1


def test_digest_is_the_sha256_of_the_text_as_given() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("\ud800") != digest("")


def test_extractor_version_names_release_and_code() -> None:
    release, _, words = extractor_version().partition("+")
    assert release
    assert len(words) == 8
