"""What a team did: verbs of inspecting with what they were done to, no nouns made of them."""

import pytest

from ingest.activities import activities_in

CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "several": (",实地查看警务站,听取工作汇报。", ("查看警务站", "听取工作汇报")),
    "once each": (",走访派出所,走访派出所。", ("走访派出所",)),
    "a noun": (",拉开安全检查序幕。", ()),
    "the team itself": (",检查组要求整改。", ()),
    "cut off": (",了解一件说来话长并且怎么也没有说完的非常复杂的事情。", ()),
    "too short": (",座谈。", ()),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_activities_in(text: str, expected: tuple[str, ...]) -> None:
    assert activities_in(text, 0, len(text)) == expected
