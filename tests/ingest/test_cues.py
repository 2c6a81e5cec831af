"""Searching with a cue finds what searching without one finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cues import cued, opened

GROUP = re.compile("组")
TEAM = re.compile(r"(?:督察|督导)(?:工作)?组(?!织)")
DIGIT = re.compile(r"\d\d*")
NUMBER = re.compile(r"(?<![第\d])\d+(?:\.\d+)?个")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("督察组督导工作组", id="one after the other"),
        pytest.param("组督察组织督导组", id="a cue without a match"),
        pytest.param("督察督察组组", id="cues side by side"),
    ],
)
def test_cued_finds_what_finditer_finds(text: str) -> None:
    assert [match.span() for match in cued(GROUP, TEAM, text, 4)] == [match.span() for match in TEAM.finditer(text)]


@given(st.text(alphabet="第12.个组", max_size=40))
def test_opened_finds_what_finditer_finds(text: str) -> None:
    assert [match.span() for match in opened(DIGIT, NUMBER, text)] == [match.span() for match in NUMBER.finditer(text)]
