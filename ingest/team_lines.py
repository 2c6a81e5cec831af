"""Teams that open a line of a list: 第一督察组:…, 第二组赴…, and 一组赴…、二组赴… under a preamble that tells whose they are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.implied_teams import sent_by_campaign
from ingest.numbers import ordinal
from ingest.senders import Around
from ingest.team_names import TeamMention, compose

NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
NUMBER = re.compile(NUMERAL)
SUPERVISES = re.compile(r"督察|督导|督查|巡视|巡察")
_LINE = re.compile(
    rf"第(?<![^\n;。:, \t].)({NUMERAL})((?:专项|综合|驻点|巡回|暗访|联合)?(?:督察|督导|巡视|巡察|督查|检查|考核巡查|考核|巡查|暗访)?)组(?=\s*(?:[:(,]|\s|负责|进驻|组长|督察|督导|巡视|对|赴|为|在))"
)
_SHORT = re.compile(
    r"组(?<=[一二三四五六七八九十\d]组)(?=\s*(?:[:(]|负责|分赴|赴|进驻|前往|到|对|督[导察查]|检查|巡[视察]))"
)
_BEFORE_SHORT = re.compile(r"(?<![第\d一二三四五六七八九十个])([一二三四五六七八九十]{1,3}|\d{1,2})$")
"""A line's team by its number alone (一组赴北京,二组赴天津): only under a preamble."""


def line_heads(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the team of a list's line is named: an ordinal, or a bare number, right behind a stop."""
    for match in _LINE.finditer(text):
        if _opens(text, match.start()):
            yield match.span()
    for match in _SHORT.finditer(text):
        number = _BEFORE_SHORT.search(text, max(0, match.start() - 4), match.start())
        if number and _opens(text, number.start()):
            yield number.start(), match.end()


def _opens(text: str, position: int) -> bool:
    """Whether only blanks stand between a position and the stop or line's begin before it."""
    while position and text[position - 1] in " \t":
        position -= 1
    return not position or text[position - 1] in "\n;。:,"


def line_team(around: Around, start: int, end: int, preamble: TeamMention | None) -> TeamMention | None:
    """A list line's team: its ordinal, with sender and kind of the preamble, or those that the campaign named above sends."""
    written = NUMBER.findall(around.text[start:end])[0]
    kind = around.text[start:end].partition(written)[2]
    named = preamble
    preamble = preamble or sent_by_campaign(around, start, "组")
    if around.text[start] != "第" and (named is None or named.number is not None):
        return None
    if preamble is None:
        return _nobodys(start, end, kind, written)
    before = preamble.kind.removesuffix(kind) if len(kind) > len("督察组") and preamble.kind.endswith(kind) else ""
    name = f"{preamble.sender}{before}第{written}{kind}" if before else ""
    kind = preamble.kind if preamble.kind.endswith(kind) and "第" not in preamble.kind else kind
    return replace(
        preamble, start=start, end=end, name=name or compose(preamble.sender, kind, written), kind=kind,
        number=ordinal(written), count=None, pointing=False, listed=True, several=(),
    )  # fmt: skip


def _nobodys(start: int, end: int, kind: str, written: str) -> TeamMention | None:
    """A list line's team whose sender the text leaves out: a kind of supervision by its own words (第一专项督导组)."""
    if not SUPERVISES.search(kind):
        return None
    return TeamMention(start, end, f"第{written}{kind}", "", "unnamed", kind, ordinal(written), listed=True)
