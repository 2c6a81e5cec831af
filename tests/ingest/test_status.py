"""Status is done unless a cue word of the clause says otherwise."""

import pytest

from ingest.status import status_of

CASES = {
    "done": ("督察组已进驻湖南", "done"),
    "no cue": ("督察组进驻湖南", "done"),
    "will": ("督察组将于8月赴湖南开展督察", "planned"),
    "intends": ("公安部拟对湖南开展督察", "planned"),
    "plans": ("督察组计划赴湖南", "planned"),
    "is about to": ("督察组即将进驻湖南", "planned"),
    "expects": ("预计年底前完成", "planned"),
    "strives": ("力争破案40起", "planned"),
    "under way": ("督察组正在湖南督察", "underway"),
    "starts": ("督察工作全面启动", "underway"),
    "so many by now": ("目前已有45起案件侦破", "done"),
    "so many teams by now": ("目前已有5个督察组进驻", "underway"),
    "not yet": ("督察组尚未进驻湖南", "denied"),
    "not": ("督察组没有进驻湖南", "denied"),
    "called off": ("督察组取消进驻", "denied"),
    "takes (将 before an object)": ("民警将嫌疑人抓获", "done"),
    "takes so many (将 before a number)": ("民警将12名嫌疑人抓获", "done"),
    "draws near (将至)": ("清明将至,省防办派出督导组", "done"),
    "nearly (将近)": ("将近200人参加", "done"),
    "does its all (将全力)": ("督察组将全力打击电诈作为重点", "done"),
    "intends, before another verb": (
        "该局拟增设警务站20个",
        "planned",
    ),
    "plans, before what is to be reached": ("年底前计划完成改造38公里", "planned"),
    "the share of a plan reached": ("计划完成率为98%", "done"),
    "makes sure of, by then": ("确保年底前建成20个", "planned"),
    "makes sure of": ("确保社会安定", "done"),
    "will, before another verb": (
        "该局将建成警务站20个",
        "planned",
    ),
}


@pytest.mark.parametrize(("clause", "expected"), CASES.values(), ids=CASES)
def test_status_of(clause: str, expected: str) -> None:
    assert status_of(clause) == expected
