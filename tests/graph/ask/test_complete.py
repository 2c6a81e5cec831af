"""Completion: names that go on, questions that can be asked of a name."""

import pytest

from graph.ask.ask import ask
from graph.ask.complete import complete
from graph.index.relation import RelationIndex
from ontology.errors import ValueUnknown

FIRST = {
    "team": ("公安部第九", "公安部第九督察组"),
    "place in a question": ("哪些督察组督察过安", "哪些督察组督察过安徽"),
    "metric": ("2023年夏季行动破获刑", "2023年夏季行动破获刑事案件"),
    "English": ("which teams were in Guiz", "which teams were in Guizhou"),
    "question": ("which teams insp", "Which teams inspected Anhui in August 2022?"),
}


@pytest.mark.parametrize(("typed", "first"), FIRST.values(), ids=FIRST)
def test_first_completion(index: RelationIndex, typed: str, first: str) -> None:
    assert complete(index, typed)[0].text == first


@pytest.mark.parametrize("name", ["公安部第二督察组", "安徽", "MPS team 9", "Anhui", "破获刑事案件"])
def test_questions_of_a_name_can_be_read(index: RelationIndex, name: str) -> None:
    questions = [one.text for one in complete(index, name, 50) if one.kind == "question"]
    assert questions
    for question in questions:
        assert ask(index, question).status != "refused", question


def test_no_person_is_offered(index: RelationIndex) -> None:
    people = {index.entities.label(number) for number in index.entities.of_kind("person")}
    for person in list(people)[:20]:
        assert not any(person in one.text.removeprefix(person[:1]) for one in complete(index, person[:1], 50))


def test_limit(index: RelationIndex) -> None:
    assert len(complete(index, "安", 3)) == 3
    with pytest.raises(ValueUnknown, match="out of range"):
        complete(index, "安", 0)
