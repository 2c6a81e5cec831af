"""A team's id is sender, kind and ordinal at its campaign; the same name in two campaigns is two teams."""

import pytest

from ingest.document import read_document
from ingest.identity import team_campaign, team_id
from ontology.model import Article

CASES: dict[str, tuple[str, str]] = {
    "numbered": ("夏季行动中，公安部第九督察组抵达长沙市。", "team/mps-supervision-9@summer-policing-2022"),
    "in digits": ("夏季行动中，公安部第9督察组抵达长沙市。", "team/mps-supervision-9@summer-policing-2022"),
    "body": ("夏季行动中，公安部督察组抵达长沙市。", "team/mps-supervision@summer-policing-2022"),
    "counted body": ("夏季行动中，公安部派出10个督察组。", "team/mps-supervision@summer-policing-2022"),
    "kind": ("夏季行动中，公安部第二专项督导组抵达。", "team/mps-oversight-2@summer-policing-2022"),
    "central": (
        "第三轮第二批中央生态环境保护督察启动，中央第三生态环境保护督察组进驻。",
        "team/central-ecological-inspection-3@ecological-inspection-3-2-2024",
    ),
    "local sender": (
        "夏季行动中，海南省公安厅派出19个驻点督察组。",
        "team/460000-public-security-department-resident-supervision@summer-policing-2022",
    ),
    "no campaign": ("公安部第九督察组抵达长沙市。", "team/mps-supervision-9@a1"),
    "campaign of another kind": (
        "夏季行动期间，中央第三生态环境保护督察组进驻。",
        "team/central-ecological-inspection-3@a1",
    ),
    "own campaign named elsewhere": (
        "夏季行动期间，中央第三生态环境保护督察组进驻。第三轮第二批中央生态环境保护督察同时展开。",
        "team/central-ecological-inspection-3@ecological-inspection-3-2-2024",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_team_id(text: str, expected: str) -> None:
    assert _id(text, "2022-09-16") == expected


def test_team_of_another_year_is_another_team() -> None:
    text = "夏季行动中，公安部第九督察组抵达长沙市。"
    assert _id(text, "2022-09-16") != _id(text, "2023-08-01")


def test_team_of_an_undated_campaign_is_that_of_its_series() -> None:
    assert _id("夏季行动中，公安部第九督察组抵达长沙市。", None) == "team/mps-supervision-9@summer-policing"


def _id(text: str, published: str | None) -> str:
    document = read_document(Article("a1", text, "a1.txt", published=published))
    team = document.teams[0]
    return team_id(team, team_campaign(team, team.start, team.end, document), document)
