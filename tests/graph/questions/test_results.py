"""Results by metric, scope with everything inside it, and campaign."""

import pytest

from graph.index.narrow import Limits
from graph.questions.results import ResultFilter, results
from ontology.errors import ValueUnknown
from ontology.model import Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import inspection, result

FACTS: list[Fact] = [
    result("solved", scope="520000"),
    result("guiyang", scope="520100"),
    result("words", scope="100000", metric="抓获网上逃犯", metric_id=None),
    result("several", scope="110000,120000"),
    result("unscoped", scope="640000", status="planned"),
    inspection("inspection", place="520000"),
]
CASES: dict[str, tuple[ResultFilter, set[str]]] = {
    "all": (ResultFilter(), {"solved", "guiyang", "words", "several", "unscoped"}),
    "metric id": (ResultFilter(metric="cases-solved"), {"solved", "guiyang", "several", "unscoped"}),
    "metric entity": (ResultFilter(metric="metric/cases-solved", scope="贵州省"), {"solved", "guiyang"}),
    "words": (ResultFilter(metric="网上逃犯"), {"words"}),
    "scope with all inside": (ResultFilter(scope="520000"), {"solved", "guiyang"}),
    "one of several scopes": (ResultFilter(scope="120000"), {"several"}),
    "status": (ResultFilter(limits=Limits(status="planned")), {"unscoped"}),
    "metric known, nothing found": (ResultFilter(metric="reports-received"), set()),
}


@pytest.mark.parametrize(("wanted", "expected"), CASES.values(), ids=CASES)
def test_results_pass_filters(make_index: MakeIndex, wanted: ResultFilter, expected: set[str]) -> None:
    index = make_index(FACTS)
    assert {line["article"] for line in index.facts(results(index, wanted).numbers)} == expected


@pytest.mark.parametrize("metric", ["no such metric", "metric/none"])
def test_unknown_metrics_are_refused(make_index: MakeIndex, metric: str) -> None:
    with pytest.raises(ValueUnknown):
        results(make_index(FACTS), ResultFilter(metric=metric))


def test_two_stories_have_to_state_the_same_number(make_index: MakeIndex) -> None:
    facts = [result("a1", 5), result("a2", 7), result("a3", 7), result("a3", 9, "640000", at=130)]
    index = make_index(facts)
    found = results(index, ResultFilter(limits=Limits(stories=2)))
    assert {line["article"] for line in index.facts(found.numbers)} == {"a2", "a3"}
    assert {line["value"] for line in index.facts(found.numbers)} == {7}
