"""A meeting has a proper name, or is of a kind and has a date or host; counted meetings are results."""

import pytest

from ingest.document import read_document
from ingest.extractors.meeting import extract
from ontology.model import Article, Meeting

Meetings = list[tuple[str, str | None, str | None]]
BUREAU = "org/611024-public-security-bureau"

CASES: dict[str, tuple[str, Meetings]] = {
    "kind with date and host": (
        "8月19日，公安部召开新闻发布会。",
        [("新闻发布会", "org/100000-mps", "2022-08-19")],
    ),
    "kind with a host": ("公安部召开新闻发布会。", [("新闻发布会", "org/100000-mps", None)]),
    "kind with a date": ("8月19日，通气会举行。", [("通气会", None, "2022-08-19")]),
    "named": (
        "8月19日，山阳县公安局召开夏季行动推进会。",
        [("夏季行动推进会", BUREAU, "2022-08-19")],
    ),
    "proper name alone": (
        "山阳县夏季治安打击整治行动动员部署会召开。",
        [("山阳县夏季治安打击整治行动动员部署会", None, None)],
    ),
    "host begins the name": (
        "长沙市公安局夏季行动新闻发布会8月19日举行。",
        [("长沙市公安局夏季行动新闻发布会", "org/430100-public-security-bureau", "2022-08-19")],
    ),
    "in what form": (
        "8月19日，贵州省公安机关夏季行动推进会以视频形式召开。",
        [("贵州省公安机关夏季行动推进会", None, "2022-08-19")],
    ),
    "what it said is passed on": (
        "山阳县公安局传达了8月19日全国公安机关夏季行动推进会精神。",
        [("全国公安机关夏季行动推进会", None, "2022-08-19")],
    ),
    "what it said is passed on, without its day": ("山阳县公安局传达全国公安机关夏季行动推进会精神。", []),
    "team begins the name, in words of a respun page": (
        "8月19日，中央第三生态环境保护督察组督察河南省带动会在郑州市开会。",
        [
            (
                "中央第三生态环境保护督察组督察河南省带动会",
                "team/central-ecological-inspection-3@a1",
                "2022-08-19",
            )
        ],
    ),
    "team begins the name, venue is no host": (
        "8月19日，中央第三生态环境保护督察组督察河南省动员会在郑州市召开。",
        [
            (
                "中央第三生态环境保护督察组督察河南省动员会",
                "team/central-ecological-inspection-3@a1",
                "2022-08-19",
            )
        ],
    ),
    "team as host": (
        "8月19日，公安部第九督察组在长沙市召开督察汇报会。",
        [("督察汇报会", "team/mps-supervision-9@a1", "2022-08-19")],
    ),
    "whole province is no host": (
        "8月19日上午，全省公安机关夏季治安打击整治行动部署会在长沙召开。",
        [("全省公安机关夏季治安打击整治行动部署会", None, "2022-08-19")],
    ),
    "ceremony": (
        "8月19日，山阳县公安局举行“夏夜守护”启动仪式。",
        [("“夏夜守护”启动仪式", BUREAU, "2022-08-19")],
    ),
    "information office": (
        "8月19日，湖南省政府新闻办举行湖南省“夏季行动”成果新闻发布会。",
        [("湖南省“夏季行动”成果新闻发布会", "org/430000-government-information-office", "2022-08-19")],
    ),
    "two in one": (
        "8月19日，山阳县公安局召开夏季行动调度会暨表彰大会。",
        [("夏季行动调度会暨表彰大会", BUREAU, "2022-08-19")],
    ),
    "brackets in the name": (
        "8月19日，湖南省安委会第二次全体（扩大）会议召开。",
        [("湖南省安委会第二次全体(扩大)会议", "org/430000-work-safety-commission", "2022-08-19")],
    ),
    "host of a level that nothing settles": (
        "8月19日，市公安局在三楼会议室召开夏季行动推进会。",
        [("夏季行动推进会", None, "2022-08-19")],
    ),
    "kind with a date alone": ("8月19日，召开汇报会听取工作汇报。", [("汇报会", None, "2022-08-19")]),
    "title and text": (
        "山阳警方召开夏季行动推进会\n8月19日，山阳县公安局召开夏季行动推进会，总结工作。",
        [("夏季行动推进会", BUREAU, "2022-08-19")],
    ),
    "kind alone": ("民警赶去参加座谈会。", []),
    "neither date nor host": ("召开新闻发布会。", []),
    "counted": ("山阳县公安局召开27场座谈会。", []),
    "counted before the verb": ("山阳县公安局先后4次召开推进会。", []),
    "many": ("山阳县公安局多次召开推进会。", []),
    "room": ("8月19日，山阳县公安局会议室里，民警学习。", []),
    "at the meeting": ("会上，山阳县公安局局长强调巡逻。", []),
    "committee": ("8月19日，居委会开展宣传。", []),
    "games": ("8月19日，运动会开幕。", []),
    "association": ("8月19日，山阳县商会开展宣传。", []),
}
BUGS = [
    pytest.param(
        "近日，山阳县公安局召开座谈会。",
        [("座谈会", BUREAU, None)],
        id="kind with a host only",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*(pytest.param(*case, id=name) for name, case in CASES.items()), *BUGS])
def test_meeting(text: str, expected: Meetings) -> None:
    assert [(fact.name, fact.host_id, fact.when.start) for fact in _facts(text)] == expected


def test_meeting_still_to_come() -> None:
    (fact,) = _facts("长沙市公安局将于9月30日召开夏季行动总结会。")
    assert (fact.status, fact.when.start) == ("planned", "2022-09-30")


def test_meeting_still_to_come_with_its_date_first() -> None:
    (fact,) = _facts("9月30日，长沙市公安局将召开夏季行动总结会。")
    assert (fact.status, fact.when.start) == ("planned", "2022-09-30")


def test_meeting_has_its_campaign_and_host() -> None:
    (fact,) = _facts("8月19日，山阳县公安局召开夏季行动推进会。")
    assert (fact.host, fact.campaign and fact.campaign.key) == ("山阳县公安局", "summer-policing-2022")


def test_two_meetings_are_two() -> None:
    text = "8月19日，山阳县公安局召开夏季行动推进会。8月26日，山阳县公安局召开夏季行动推进会。"
    assert [fact.when.start for fact in _facts(text)] == ["2022-08-19", "2022-08-26"]


def test_meeting_has_its_place() -> None:
    (fact,) = _facts("8月19日，全省公安机关夏季治安打击整治行动部署会在郑州市召开。")
    assert fact.place_code == "410100"


def test_meeting_quotes_no_private_person() -> None:
    (fact,) = _facts("8月19日，居民王先生看到山阳县公安局召开座谈会，店主赵大明称赞。")
    assert not any(name in str(fact) for name in ("王先生", "赵大明"))


def _facts(text: str) -> list[Meeting]:
    return list(extract(read_document(Article("a1", text, "a1.txt", published="2022-09-16"))))
