"""SHACL: good facts pass; a broken one is named with article, fact, field, rule and value."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest

from graph.validate import Violation, violations
from ontology.model import Fact, Quote
from ontology.wire import flatten
from tests.helpers import article_row, inspection, one_of_each, result, role

pytestmark = pytest.mark.filterwarnings("default")


def found(facts: Sequence[Fact], article: str = "a1", **row: Any) -> list[Violation]:
    return list(violations([({**asdict(article_row(article)), **row}, [flatten(fact) for fact in facts])]))


def test_one_of_each_is_valid() -> None:
    assert found(one_of_each()) == []


BROKEN: dict[str, tuple[Fact, str | None, str]] = {
    "status": (inspection(status="maybe"), "status", "A status is done, underway, planned or denied"),
    "place": (inspection(place="64"), "place", "A place is one GB/T 2260 code"),
    "date": (inspection(when=type(inspection().when)("2022-13-45")), "from", "A date is an ISO 8601 date"),
    "unit": (result(unit=None), "unit", "A result has exactly one unit"),
    "confidence": (inspection(confidence=1.5), "confidence", "A confidence is a decimal from 0 to 1"),
    "quote": (inspection(evidence=Quote(3, 9, "督察")), None, "The quote is as long as its offsets say"),
}


@pytest.mark.parametrize(("fact", "field", "rule"), BROKEN.values(), ids=BROKEN)
def test_a_broken_fact_is_named(fact: Fact, field: str | None, rule: str) -> None:
    problems = [problem for problem in found([fact, role()]) if problem.subject == f"fact/{fact.id}"]
    assert problems
    assert {(problem.article, problem.field) for problem in problems} == {("a1", field)}
    assert rule in problems[0].rule


def test_a_broken_article_is_named() -> None:
    [problem] = found([], sha256="abc")
    assert (problem.article, problem.subject, problem.field, problem.value) == ("a1", "article/a1", "sha256", "abc")


def test_a_violation_reads_as_a_sentence() -> None:
    [problem] = found([inspection(status="maybe")])
    fact = inspection(status="maybe")
    expected = f"Article 'a1', fact/{fact.id}, status: A status is done, underway, planned or denied; it is 'maybe'."
    assert str(problem) == expected


def test_violations_name_the_right_one_of_many_articles() -> None:
    content = [
        (asdict(article_row(name)), [flatten(inspection(name, status="maybe" if name == "a7" else "done"))])
        for name in (f"a{number}" for number in range(120))
    ]
    assert [problem.article for problem in violations(content)] == ["a7"]
