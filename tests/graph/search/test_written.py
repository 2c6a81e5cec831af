"""Words as written: the same sentences whether places are looked up in all of them or only where a character comes again."""

import random
from dataclasses import replace
from itertools import product

import pytest

from graph.search import written
from graph.search.current import Searches
from graph.search.kept import Search
from graph.search.sentences import SentenceFilter
from graph.workspace import Workspace
from ontology.model import Fact, Quote
from tests.helpers import article_row, inspection

WORDS = ["".join(some) for length in (1, 2, 3, 4, 5) for some in product("甲乙丙", repeat=length)]


def saying(article: str, text: str) -> Fact:
    return replace(inspection(article), evidence=Quote(0, len(text), text))


@pytest.fixture
def searched(fresh: Workspace) -> tuple[Search, dict[str, str]]:
    """Search over sentences of few characters, in which nearly all words are broken up somewhere; sentences by article."""
    rng = random.Random(7)  # noqa: S311  (sentences to search)
    said = {f"a{number:02}": "".join(rng.choices("甲乙丙丁", k=rng.randint(2, 9))) for number in range(60)}
    fresh.put([(article_row(name), [saying(name, text)]) for name, text in said.items()])
    return Searches(fresh).current(), said


@pytest.mark.parametrize("few", [0, 1000])
def test_words_of_any_length_are_found_where_they_stand(
    searched: tuple[Search, dict[str, str]], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(written, "_FEW", few)
    search, said = searched
    for word in WORDS:
        found = search.quotes.search(search.index, word, SentenceFilter(), 100)
        expected = {name for name, text in said.items() if word in text}
        assert found.near or {line["article"] for line in found.facts} == expected
        assert found.near == (not expected and bool(found.facts))
        assert found.near or found.total == len(expected)
        lengths = [len(said[line["article"]]) for line in found.facts]
        assert found.near or len(word) == 1 or lengths == sorted(lengths)


@pytest.mark.parametrize("few", [0, 1000])
def test_two_words_are_both_there(
    searched: tuple[Search, dict[str, str]], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(written, "_FEW", few)
    search, said = searched
    for one, other in product(["甲", "乙丙", "甲乙丙", "丙丁甲乙"], ["丁", "丁丙", "丁乙甲"]):
        found = search.quotes.search(search.index, f"{one} {other}", SentenceFilter(type="inspection"), 100)
        expected = {name for name, text in said.items() if one in text and other in text}
        assert found.near or {line["article"] for line in found.facts} == expected
        assert found.near or found.total == len(expected)


def test_pages_are_the_beginnings_of_all(
    searched: tuple[Search, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "_FEW", 0)
    search, _ = searched
    every = search.quotes.search(search.index, "甲乙", SentenceFilter(), 100)
    for limit in (1, 3, 7):
        some = search.quotes.search(search.index, "甲乙", SentenceFilter(), limit)
        assert (some.total, some.facts) == (every.total, every.facts[:limit])
