"""What a number counts is verb and object, wherever the sentence puts them."""

import pytest

from ingest.document import Document, read_document
from ingest.phrases import Phrase, noun_after, read_phrase, segment, strip_head
from ontology.model import Article

Metrics = list[str]

CASES: dict[str, tuple[str, Metrics]] = {
    "number last": ("警方破获刑事案件603起。", ["破获刑事案件"]),
    "number before its noun": ("警方破获603起刑事案件。", ["破获刑事案件"]),
    "object first": ("刑事案件破获603起。", ["破获刑事案件"]),
    "chain": ("警方出动警力3400余人、车辆500余台次。", ["出动警力", "出动车辆"]),
    "chain of objects": ("警方收缴管制刀具30把、枪支2支。", ["收缴管制刀具", "收缴枪支"]),
    "each with its verb": ("警方破获诈骗案69起，抓获嫌疑人70人。", ["破获诈骗案", "抓获嫌疑人"]),
    "people do not inherit cases": ("警方破获诈骗案69起，抓获70人。", ["破获诈骗案", "抓获"]),
    "bare second measure": ("警方侦破走私案81起57人。", ["侦破走私案", "侦破走私案"]),
    "list of objects": ("警方检查网吧、旅馆等场所1200家次。", ["检查网吧、旅馆等场所"]),
    "meetings": ("警方召开27场座谈会。", ["召开座谈会"]),
    "times before the verb": ("警方先后4次召开推进会。", ["召开推进会"]),
    "money": ("警方追回被骗资金40余亿元。", ["追回被骗资金"]),
    "for whom": ("民警为群众挽回损失300万元。", ["挽回损失"]),
    "name in quotes": ("警方打掉“套路贷”团伙5个。", ["打掉“套路贷”团伙"]),
    "in all": ("警方累计破案36起。", ["破案"]),
    "since when": ("夏季行动以来，山阳县公安局共破获案件36起。", ["破获案件"]),
    "level": ("全程网办率突破90%。", ["全程网办率"]),
    "unknown words": ("警方归拢流浪犬36只。", ["归拢流浪犬"]),
    "行为 is a noun": ("警方查处交通违法行为6.39万起。", ["查处交通违法行为"]),
    "police as what is sent": ("警方出动民警辅警300人次。", ["出动民警辅警"]),
    "done to, with a light verb": ("警方对5000家行业场所进行排查。", ["排查行业场所"]),
    "done to, with its own verb": ("警方对261起疑难案件挂账督办。", ["挂账督办疑难案件"]),
    "taken": ("警方将12名嫌疑人抓获归案。", ["抓获嫌疑人"]),
    "taught": ("警方发放资料50份,受教育群众8万余人次。", ["发放资料", "受教育群众"]),
    "a day": (
        "警方日均出动警力300人次。",
        ["日均出动警力"],
    ),
    "branch without a place": (
        "经开区公安分局破案5起。",
        ["破案"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_read_phrase(text: str, expected: Metrics) -> None:
    assert [phrase and phrase.metric for phrase in _phrases(_read(text))] == expected


def test_phrase_has_verb_object_and_unit() -> None:
    (phrase,) = _phrases(_read("警方破获刑事案件603起。"))
    assert phrase is not None
    assert (phrase.verb, phrase.object, phrase.unit) == ("破获", "刑事案件", "起")


def test_number_alone_counts_nothing() -> None:
    assert _phrases(_read("36起。")) == [None]


def test_segment_reaches_back_to_the_clauses_begin() -> None:
    document = _read("8月19日，警方破获案件超过36起。")
    assert document.text[slice(*segment(document, 0))] == "警方破获案件"


def test_segment_stops_at_the_quantity_before() -> None:
    document = _read("警方出动警力30人、车辆5台次。")
    assert document.text[slice(*segment(document, 1))] == "车辆"


def test_noun_after_a_measure_word() -> None:
    document = _read("警方破获603起刑事案件，抓获70人。")
    assert noun_after(document, document.quantities[0])[0] == "刑事案件"
    assert noun_after(document, document.quantities[1])[0] == ""


HEADS = {
    "who and when": ("8月19日山阳县公安局共破获案件36起", "破获案件"),
    "joint": ("警方同时抓获逃犯36名", "抓获逃犯"),
    "nothing to drop": ("破获案件36起", "破获案件"),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_strip_head(text: str, expected: str) -> None:
    document = _read(text)
    assert strip_head(document, *segment(document, 0))[0] == expected


def _phrases(document: Document) -> list[Phrase | None]:
    """Read all quantities of a document, each knowing the one before it."""
    found: list[Phrase | None] = []
    for number in range(len(document.quantities)):
        found.append(read_phrase(document, number, segment(document, number), found[-1] if found else None))
    return found


def _read(text: str) -> Document:
    return read_document(Article("a1", text, "a1.txt", published="2022-09-16"))
