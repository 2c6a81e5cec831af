"""What is said where a question is not answered, and how one that is was understood."""

from collections.abc import Sequence
from typing import Final

from graph.ask import wording
from graph.ask.frames import FRAMES
from graph.ask.meanings import Span, TeamMeant
from graph.ask.reading import Reading, Unfit
from graph.ask.wording import Language

_FLAGS: Final = {
    "negation": ("没有报道不等于没有发生,所以不回答否定的问题;可以问哪里有报道。",
                 "That something is not reported does not mean that it did not happen, so a negative question is not answered; ask where it is reported."),
    "compare": ("不同口径、时段的数字不能直接比较或相加,所以不回答;可以逐个问。",
                "Numbers of other scopes and windows can be neither compared nor added, so this is not answered; ask for each."),
    "most": ("不同口径、时段的数字不能排名,所以不回答;可以问有哪些数字。",
             "Numbers of other scopes and windows cannot be ranked, so this is not answered; ask which numbers there are."),
    "several": ("请一次问一个。", "Ask for one at a time."),
    "order": ("这里不按先后回答;可以问什么时候,答案里有日期。", "Which came first or last is not answered here; ask when it was, and the answer gives dates."),
    "why": ("文章怎么写就怎么答,不回答原因和方式。", "Only what articles state is answered, not why or how."),
    "relative": ("“今年”“最近”这类时间请写成年月。", "Give a year or month instead of a relative date."),
    "here": ("“当地”“全省”请写出地名。", "Name the place instead of `here`."),
}  # fmt: skip
BY_PLACE: Final = {
    "zh": "没有写明是这个机构报告的数字;所列是其所在地方的数字。",
    "en": "No figure is said to be that of the body itself; these are of its place.",
}
"""The note on results of a body's place."""
BY_YEAR: Final = {
    "zh": "没有写明这一年日期的事实;所列是这一年的行动里没有日期的。",
    "en": "No fact is dated in that year; these are of its campaigns, without a date in it.",
}
"""The note on facts of a year's campaigns."""
BY_ARTICLE: Final = {
    "zh": "没有写明是这段时间的事实;所列没有写明日期,出自这段时间发表的文章。",
    "en": "No fact is dated in that time; these have no date of their own, and are from articles published then.",
}
"""The note on undated facts of articles of a time."""
BY_LEVEL: Final = {
    "zh": "文章没有写到问的这一级;所列是写明的地方。",
    "en": "No article is as exact as the level asked for; these are the places that are stated.",
}
"""The note on places that are larger than those asked for."""
UNDATED: Final = {
    "zh": "有{n}条没有写明日期。",
    "en": "{n} of the statements give no date.",
}
"""The note on statements without a date, where a date is asked for."""
NOT_COUNTED: Final = {
    "zh": "另有{n}条没有写明日期,不知是否在这段时间内,没有计入。",
    "en": "{n} more statements give no date; whether they are of that time is not known, and they are not counted.",
}
"""The note on undated statements beside a count of a time."""
BY_METRIC: Final = {
    "zh": "没有叫“{asked}”的数字;所列叫“{told}”。",
    "en": "No figure is called “{asked}”; these are called “{told}”.",
}
"""The note on figures of a metric that is nearly the one asked for."""
NEARLY: Final = {
    "zh": "文章里说法相近的(可能是另一种数字):{quotes}",
    "en": "In words that are nearly the same (it may be another figure): {quotes}",
}
"""The note on sentences with nearly the words of a metric of which nothing was found."""
UNANSWERED: Final = {
    "zh": "问题里还问了“{words}”,这里没有回答;请分开问。",
    "en": "The question also asks “{words}”, which is not answered here; ask for it apart.",
}
"""The note on a second question in a question."""
_FLAGS_LIKE: Final = {
    "unlike": "negation",
    "least": "most",
    "how": "why",
    "compute": "compare",
    "each": "compare",
    "both": "several",
    "either": "several",
    "first": "order",
    "last": "order",
}


def unknown(words: Sequence[str], language: Language, *, person: bool) -> str:
    """Return why a question with unknown words is not answered; `person`: one of them is an office holder's name."""
    if not words:
        return "问题是空的。" if language == "zh" else "The question is empty."
    listed = "、".join(f"“{word}”" for word in words) if language == "zh" else ", ".join(f"“{word}”" for word in words)
    if person:
        return (
            f"{listed}是人名。人只随其公职出现在机构旁边,不能按人查询;可以问某个组或机构的负责人是谁。" if language == "zh"
            else f"{listed} is a person. People are shown beside the body in which they hold an office, and cannot be asked about; ask who led a team or body."
        )  # fmt: skip
    return f"不认识{listed},所以不回答。" if language == "zh" else f"{listed} is not known here, so no answer is given."


def unfit(found: Unfit, left: Sequence[str], language: Language) -> str:
    """Return why a question of known words is not answered."""
    flags = [str(m.value) for use in found.uses for m in use.meanings if m.role == "flag"]
    for flag in flags:
        reason = _FLAGS.get(_FLAGS_LIKE.get(flag, flag))
        if reason is not None:
            return reason[language == "en"]
    if left:
        words = "、".join(f"“{word}”" for word in left) if language == "zh" else ", ".join(f"“{word}”" for word in left)
        return (f"词都认识,但不知道{words}在这里问什么。" if language == "zh"
                else f"Every word is known, but not what {words} asks for here.")  # fmt: skip
    return (
        "词都认识,但不是能回答的问题。"
        if language == "zh"
        else "Every word is known, but this is no question that can be answered."
    )


def told(reading: Reading, language: Language) -> str:
    """Return what was understood, as names and what is asked of them."""
    parts = [
        wording.team(reading.meant, reading.teams, language) if reading.meant else "",
        wording.joined([wording.place(code, language) for code in reading.scope.places], language),
        wording.campaign(reading, language),
        wording.metric(reading.metric, language),
        wording.joined([wording.body(org, language) for org in reading.orgs], language),
        "、".join((*reading.names, *reading.offices)),
        wording.period(reading.period, language),
        wording.status(reading.status, language) if reading.status else "",
    ]
    return f"{reading.frame.name}: {' · '.join(filter(None, parts))}".rstrip(": ")


def suggestions(cut: Sequence[Span], language: Language) -> tuple[str, ...]:
    """Return up to three questions that can be read and share most roles with one that cannot."""
    roles = {_role(m.role, m.value) for span in cut for m in span.meanings}
    scored = sorted(FRAMES, key=lambda frame: -_overlap(roles, frame.needs | frame.any_of, frame.asks))
    return tuple(frame.zh if language == "zh" else frame.en for frame in scored[:3])


def _role(role: str, value: object) -> str:
    if role in {"noun", "verb", "wh"}:
        return str(value)
    return "noun" if isinstance(value, TeamMeant) and value.general else role


def _overlap(roles: set[str], slots: frozenset[str], asks: frozenset[str]) -> int:
    return 2 * len(roles & slots) + len(roles & asks) - len(slots - roles)
