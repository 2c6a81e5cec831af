"""Ways of asking: each is read as the kind of question that it is, and none that asks for something else."""

import tomllib
from pathlib import Path

import pytest

from graph.ask.ask import ask
from graph.index.relation import RelationIndex

FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))
REFUSED = {
    "threshold": "哪些省破获刑事案件超过1万起?",
    "only": "Which teams were only in Hunan?",
    "neither": "第二督察组和第七督察组没去过哪些省?",
    "unlike things": "安徽和百日行动哪个多?",
    "average": "How many criminal cases were solved on average?",
    "reason of a difference": "为什么2023年夏季行动比2022年少了这些省?",
    "three at once": "第二轮第三批、第四批和第五批有什么不同?",
    "now": "Which teams are in Anhui now?",
    "publisher": "法治日报报道了哪些督察组?",
    "of another sender": "不是公安部派的督察组有哪些?",
    "of another sender in English": "teams in Anhui but not from the MPS",
    "what a meeting said": "公安部新闻发布会上说了什么?",
    "two counts": "How many teams visited Anhui and how many visited Hunan?",
    "a number that is a condition": "去过3个省的督察组有哪些?",
    "planet": "Compare Anhui and Atlantis",
}


@pytest.mark.parametrize(
    ("frame", "question"), [(frame, question) for frame, questions in FORMS.items() for question in questions]
)
def test_form(index: RelationIndex, frame: str, question: str) -> None:
    asked = ask(index, question)
    assert asked.frame == frame, asked.answer
    assert asked.answer.strip("。. ")


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_what_is_left_out_is_not_answered(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    assert asked.status == "refused", asked.answer
    assert not asked.rows
