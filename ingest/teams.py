"""Supervision teams named in a text: full names, list lines, bodies of teams, and the words that point back to them.

The automaton's job here is done by one pattern for the core word (督察组); the words before it are read backwards from there:
middle words, ordinal or count, sender. What a sender is called and how a kind writes its name are data of the packs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.bodies import Body
from ingest.numbers import ordinal
from ingest.resolve import PlaceMention
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_CORE = re.compile(
    r"(?:督察|督导|督查|巡视|巡察|巡查|检查|指导|考核|暗访|核查|督办|考评|评估|帮扶|整治|工作)(?:检查|考核|巡查|督查|督导|督察|指导|评估|整改|推进|暗访|服务)?(?:工作)?小?组(?![成织建合委团装员])(?!长(?:办公|会议))"
)
_WEAK = re.compile(r"工作小?组|指导小?组|整治小?组|评估小?组|帮扶小?组|考评小?组|核查小?组|检查小?组|考核小?组")
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_ORDINAL = rf"第({_NUMERAL}(?:(?:[、和]|[至到—-]+)第?{_NUMERAL})*)"
_MIDDLE = r"[一-龥“”()]{0,14}?"
_COUNT = r"(?:(\d{1,3}|[一二两三四五六七八九十]{1,3})个|多个|各|若干个?|全部)"
_BACK = re.compile(rf"(?:{_ORDINAL})({_MIDDLE})$")
_BACK_COUNT = re.compile(rf"({_COUNT})({_MIDDLE})$")
_POINTING = re.compile(r"(?:该|本|各|此|这个|上述|派出|成立|组建|派|随|据|向|与|和|由|在|对|听取|,|。|;|:|“|”|\s|^)$")
_SPECIAL = re.compile(r"(中央|国务院|全国|国家)$")
_LINE = re.compile(r"(?:^|(?<=[\n;。、:]))\s*第([一二三四五六七八九十]{1,3}|\d{1,2})(?:督察|督导|巡视|督查|检查|考核巡查)?组(?=\s*[::(,(])")
_MIDDLE_WORDS = re.compile(
    r"(?:(?:中央|国家)?(?:生态)?环境保护|生态环保|环保|扫黑除恶(?:专项斗争)?|安全生产(?:与消防)?(?:和消防)?|消防(?:安全)?|教育(?:督导)?|驻点|巡回|专项|综合|联合|明查暗访|暗访|交叉|"
    r"“[^”]{2,12}”(?:专项)?(?:工作|行动)?|考核|治安|整治|打击整治|夏季治安打击整治(?:“?百日行动”?|行动)?|主题教育|党史学习教育|政法队伍教育整顿|教育整顿|脱贫攻坚|疫情防控|防汛|信访|营商环境|"
    r"[一-龥]{2,6}(?:工作|专项)?)$"
)


@dataclass(frozen=True, slots=True)
class TeamMention:
    """A team as named. `name` is sender + ordinal as written + kind; a body has no ordinal; `count` is how many were sent.

    `pointing` marks 督察组 or 该组, to be read as the team spoken of; `number` is the ordinal. `several` holds
    the ordinals of teams named in one breath (第一、第二督察组); for a range (第11至第20) it is empty and the name the body's.
    """

    start: int
    end: int
    name: str
    sender: str
    sender_slug: str
    kind: str
    number: int | None
    count: int | None = None
    pointing: bool = False
    jurisdiction: str | None = None
    listed: bool = False
    several: tuple[str, ...] = ()


def find_teams(text: str, places: Sequence[PlaceMention], bodies: Sequence[Body]) -> list[TeamMention]:
    """Return the teams of a text in reading order; pointing words carry the name they point to where one was spoken of."""
    found: list[TeamMention] = []
    spoken: TeamMention | None = None
    preamble: TeamMention | None = None
    cores = [(match.start(), match.end(), False) for match in _CORE.finditer(text)]
    lines = [(match.start(1) - 1, match.end(), True) for match in _LINE.finditer(text)]
    for start, end, is_line in sorted(_apart(cores, lines)):
        mention = _line(text, start, end, preamble) if is_line else _read(text, start, end, places, bodies, spoken)
        if mention is None:
            continue
        found.append(mention)
        if not mention.pointing:
            spoken = mention
            preamble = mention if not mention.listed else preamble
    return found


def _apart(cores: list[tuple[int, int, bool]], lines: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Drop cores that a list line's head already covers (第一督察组:)."""
    return [core for core in cores if not any(start <= core[0] < end for start, end, _ in lines)] + lines


def _line(text: str, start: int, end: int, preamble: TeamMention | None) -> TeamMention | None:
    """A list line's team: its ordinal, with sender and kind of the preamble."""
    match = _LINE.search(text, max(0, start - 1), end + 2)
    if preamble is None or match is None:
        return None
    return replace(
        preamble, start=start, end=end, name=compose(preamble.sender, preamble.kind, match[1]),
        number=ordinal(match[1]), count=None, pointing=False, listed=True,
    )  # fmt: skip


def compose(sender: str, kind: str, written: str | None) -> str:
    """Write a team's name: the ordinal before the kind's words, or inside them where the kind writes it so."""
    if written is None:
        return sender + kind
    before, after = _form(kind)
    return f"{sender}{before}第{written}{after}"


@cache
def _form(kind: str) -> tuple[str, str]:
    for known in load_vocabulary().team_kinds.values():
        for before, after in known.forms:
            if before + after == kind:
                return before, after
    return "", kind


def _read(
    text: str, start: int, end: int, places: Sequence[PlaceMention], bodies: Sequence[Body], spoken: TeamMention | None
) -> TeamMention | None:
    head = text[max(0, start - 40) : start]
    offset = start - len(head)
    head = re.split(r"[,。;\n!?:]", head)[-1]
    offset = start - len(head)
    core = text[start:end]
    numbered = _BACK.search(head)
    counted = None if numbered else _BACK_COUNT.search(head)
    if numbered and not re.fullmatch(_NUMERAL, numbered[1]):
        return _together(text, offset, head, numbered, core, (start, end), places, bodies, spoken)
    if numbered:
        return _full(text, offset, head[: numbered.start()], numbered[2] + core, numbered[1], (start, end), places, bodies, spoken)
    if counted:
        kind = counted[3] + core
        count = ordinal(counted[2]) if counted[2] else None
        mention = _full(text, offset, head[: counted.start()], kind, None, (start, end), places, bodies, spoken)
        mention = mention or _promised(text, offset + counted.start(), end, kind, spoken, bodies)
        return mention and replace(mention, count=count, start=min(mention.start, offset + counted.start()))
    plain = _full(text, offset, head, core, None, (start, end), places, bodies, None)
    return plain or _point(start, end, core, spoken)


def _full(
    text: str, offset: int, head: str, kind: str, written: str | None, span: tuple[int, int],
    places: Sequence[PlaceMention], bodies: Sequence[Body], spoken: TeamMention | None,
) -> TeamMention | None:  # fmt: skip
    """A name with its sender directly before the ordinal or the kind's words; without one, the sender spoken of."""
    before = ""
    cut = len(head)
    if written is None or head:
        middle = _MIDDLE_WORDS.search(head)
        sender = _sender(offset, head, places, bodies)
        if sender is None and middle:
            shorter = _sender(offset, head[: middle.start()], places, bodies)
            if shorter:
                sender, before, cut = shorter, head[middle.start() :], middle.start()
    else:
        sender = None
    if sender is None:
        if written is None or spoken is None:
            return _orphan(span, kind, written) if written else None
        base = kind if kind not in spoken.kind else spoken.kind
        return TeamMention(
            span[0], span[1], compose(spoken.sender, base, written), spoken.sender, spoken.sender_slug, base, ordinal(written), jurisdiction=spoken.jurisdiction
        )
    begin, name, slug, code = sender
    full = before + kind
    number = ordinal(written) if written else None
    shown = f"{name}{before}第{written}{kind}" if written else name + full
    del cut, text
    return TeamMention(begin, span[1], shown, name, slug, full, number, jurisdiction=code)


def _together(
    text: str, offset: int, head: str, numbered: re.Match[str], core: str, span: tuple[int, int],
    places: Sequence[PlaceMention], bodies: Sequence[Body], spoken: TeamMention | None,
) -> TeamMention | None:  # fmt: skip
    """Teams named in one breath: the body, with the ordinals where they are listed one by one."""
    written = re.findall(_NUMERAL, numbered[1])
    ranged = re.search(r"[至到—-]", numbered[1])
    one = _full(text, offset, head[: numbered.start()], numbered[2] + core, written[0], span, places, bodies, spoken)
    if one is None:
        return None
    body = replace(one, name=one.sender + one.kind, number=None)
    return body if ranged else replace(body, several=tuple(written))


def _orphan(span: tuple[int, int], kind: str, written: str) -> TeamMention | None:
    """A numbered team of a kind that one sender sends as a rule; else nobody knows whose it is."""
    for known in load_vocabulary().team_kinds.values():
        if known.senders and kind in known.labels:
            sender = load_vocabulary().senders[known.senders[0]]
            return TeamMention(*span, f"{sender.name}第{written}{kind}", sender.name, sender.id, kind, ordinal(written))
    return None


def _promised(text: str, start: int, end: int, kind: str, spoken: TeamMention | None, bodies: Sequence[Body]) -> TeamMention | None:
    """A count of teams without a sender beside it (组建10个督察组): sent by the body that the clause is about, or of a kind that tells."""
    if spoken and kind.endswith(spoken.kind[-3:]):
        return replace(spoken, start=start, end=end, name=spoken.sender + spoken.kind, number=None, listed=False, pointing=False)
    floor = max(text.rfind(stop, 0, start) for stop in "。\n;") + 1
    before = [body for body in bodies if floor <= body.start < start and body.id.startswith("org/")]
    for known in load_vocabulary().team_kinds.values():
        if kind in known.labels and len(known.senders) == 1 and known.series:
            sender = load_vocabulary().senders[known.senders[0]]
            if sender.code:
                return TeamMention(start, end, sender.name + kind, sender.name, sender.id, kind, None)
    if before:
        body = before[-1]
        return TeamMention(start, end, body.name + kind, body.name, _slug(body), kind, None, jurisdiction=body.codes[0])
    return None


def _point(start: int, end: int, core: str, spoken: TeamMention | None) -> TeamMention | None:
    if spoken is None or not spoken.kind.endswith(core[-3:]):
        return None
    return replace(spoken, start=start, end=end, pointing=True, count=None, listed=False)


def _sender(offset: int, head: str, places: Sequence[PlaceMention], bodies: Sequence[Body]) -> tuple[int, str, str, str | None] | None:
    """Read who sent a team from the words that end where its name begins: (start, name, slug, jurisdiction code)."""
    end = offset + len(head)
    for body in bodies:
        if body.end == end and body.id.startswith("org/"):
            return body.start, body.name, _slug(body), body.codes[0]
    for label, slug, name in _senders():
        if head.endswith(label):
            place = next((mention for mention in places if mention.end == end - len(label)), None)
            if place and label[0] in "省市县区委":
                full = load_gazetteer().division(place.code).name
                return place.start, full + label.lstrip("省市县区"), f"{place.code}-{slug}", place.code
            return end - len(label), name, slug, None
    return None


def _slug(body: Body) -> str:
    for label, slug, name in _senders():
        if body.name in (label, name):
            return slug
    return body.id.partition("/")[2]


@cache
def _senders() -> tuple[tuple[str, str, str], ...]:
    """All sender labels, longest first, with slug and the name to show."""
    known = [(label, sender.id, sender.name) for sender in load_vocabulary().senders.values() for label in sender.labels]
    return tuple(sorted(known, key=lambda row: -len(row[0])))
