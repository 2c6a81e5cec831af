"""What a team did where it came, in the article's words: 听取汇报, 实地查看, 走访派出所."""

import re

_HOW = r"(?:先后|分别|随机|实地|现场|突击|重点|认真|详细|深入|集中|逐一|还|并|又|就近)*"
_ACT = re.compile(
    rf"(?:(?<=[,、。;:和与并后地])|\A){_HOW}"
    r"((?:听取|查阅|调阅|查看|察看|检查|抽查|夜查|暗访|明[察查]暗访|走访|调研|慰问|约谈|问询|询问|核查|座谈|个别谈话|反馈|了解|受理|督导检查|督察检查)"
    r"[^,。;、!?:\n()“”\d]{0,16})(?=[,。;、!?:\n()“\d])"
)
_NO_ACT = re.compile(
    r"^(?:检查|督导检查|督察检查|调研|暗访|反馈|座谈|核查)(?:组|工作组|期间|行动|时间|专员|人员|报告|意见会|会|结合|发现|显示|要)"
)
_END = re.compile(r"(?:的|了|并|和|与|等|对|在|时|后)+$")
_SHORTEST, _MOST = 4, 6


def activities_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return what a stretch says that was done, once each, in its order; a few at most."""
    stretch = text[start : end + 1]
    found = [_END.sub("", match[1]) for match in _ACT.finditer(stretch) if not _NO_ACT.match(match[1])]
    return tuple(dict.fromkeys(act for act in found if len(act) >= _SHORTEST))[:_MOST]
