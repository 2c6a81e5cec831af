"""Generated articles: the same for a seed, of the lengths that news has, their facts' quotes in them, read as they say."""

import random
from itertools import islice
from pathlib import Path

import orjson
import pytest

from bench.generate import STYLES, Sample, generate, one, write
from bench.mangle import WAYS, mangle, respun
from ingest.agreement import full
from ingest.pipeline import read
from ontology.wire import flatten

SEED = 11


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return list(generate(60, SEED))


def test_generate_is_the_same_for_a_seed_whatever_the_count(samples: list[Sample]) -> None:
    assert list(islice(generate(10**6, SEED), 20)) == samples[:20]
    assert one(41, SEED) == samples[41]
    assert one(41, SEED + 1).article.text != samples[41].article.text


def test_generate_has_lengths_of_news(samples: list[Sample]) -> None:
    lengths = [len(sample.article.text) for sample in samples]
    assert min(lengths) >= 250
    assert 1000 <= sum(lengths) / len(lengths) <= 2200


@pytest.mark.parametrize("style", STYLES)
def test_generate_quotes_stand_in_the_text(style: str) -> None:
    for sample in generate(6, SEED, (style,), share=0.5):
        assert sample.style == style
        assert bool(sample.facts) == (style != "empty")
        for fact in sample.facts:
            assert fact["text"]
            assert fact["text"] in sample.article.text
        for name in sample.private:
            assert name in sample.article.text or sample.ways
            assert not any(name in str(value) for fact in sample.facts for value in fact.values())


@pytest.mark.parametrize("way", WAYS)
def test_mangle_keeps_the_figures_of_a_quote(way: str) -> None:
    sample = next(sample for sample in generate(50, SEED, ("city",), share=0) if sample.facts)
    text, facts = mangle(random.Random(1), sample.article.text, sample.facts, (way,))  # noqa: S311 - no secret
    assert len(facts) == len(sample.facts)
    assert all(fact["text"] in text for fact in facts)
    assert [fact.get("value") for fact in facts] == [fact.get("value") for fact in sample.facts]


def test_respun_words_are_others() -> None:
    assert respun("抓获犯罪嫌疑人") == "捉获犯罪怀疑人"


@pytest.mark.parametrize("kind", ["inspection", "result", "role"])
def test_reader_finds_nearly_all_that_clean_articles_state(samples: list[Sample], kind: str) -> None:
    wanted = found = 0
    for sample in samples[:30]:
        lines = [flatten(fact) for fact in read(sample.article).facts if fact.type == kind]
        golds = [fact for fact in sample.facts if fact["type"] == kind and not fact.get("optional") and not sample.ways]
        wanted += len(golds)
        found += sum(any(full(kind, gold, line) for line in lines) for gold in golds)
    assert wanted
    assert found / wanted > 0.85


def test_write_makes_pages_records_and_gold(tmp_path: Path) -> None:
    assert write(generate(5, SEED), tmp_path / "pages", tmp_path / "gold") == 5
    assert write(generate(5, SEED), tmp_path / "all.jsonl", None) == 5
    records = [orjson.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    for record in records:
        page = (tmp_path / "pages" / f"{record['id']}.txt").read_text("utf-8")
        assert page.endswith(record["text"])
        assert orjson.loads((tmp_path / "gold" / f"{record['id']}.json").read_bytes())["id"] == record["id"]
