"""Supervision teams named in a text: full names, list lines, bodies of teams, and the words that point back to them.

The automaton's job here is done by one pattern for the core word (督察组); the words before it are read backwards from there:
middle words, ordinal or count, sender. What a sender is called and how a kind writes its name are data of the packs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.bodies import Body
from ingest.campaigns import CampaignMention
from ingest.numbers import ordinal
from ingest.resolve import PlaceMention
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_CORE = re.compile(
    r"(?:督察|督导|督查|巡视|巡察|巡查|检查|指导|考核|暗访|核查|督办|考评|评估|帮扶|整治|工作)(?:检查|考核|巡查|督查|督导|督察|指导|评估|整改|推进|暗访|服务)?(?:工作)?小?组(?![成织建合委团装员])(?!长(?:办公|会议))"
)
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_ORDINAL = rf"第({_NUMERAL}(?:(?:[、和]|[至到—-]+)第?{_NUMERAL})*)"
_MIDDLE = r"[一-龥“”()]{0,14}?"
_COUNT = r"(?:(\d{1,3}|[一二两三四五六七八九十]{1,3})个|多个|各|若干个?|全部)"
_BACK = re.compile(rf"(?:{_ORDINAL})({_MIDDLE})$")
_BACK_COUNT = re.compile(rf"({_COUNT})({_MIDDLE})$")
_LINE = re.compile(rf"(?:^|(?<=[\n;。、:,]))\s*第({_NUMERAL})(?:督察|督导|巡视|督查|检查|考核巡查)?组(?=\s*(?:[:(,]|\s|负责|进驻|组长|督察|督导|巡视|对|赴|为|在))")
_NO_MIDDLE = re.compile(r"派|组建|成立|抽调|进驻|听取|召开|举行|陪同|分别|先后|已|将|对|向|到|赴|在|由|与|和|的|了|是|有|让|把|被|省|县|强调|要求|指出|汇报|接受|迎来|会议|来自|安排|开展|开始|各|全体|迎接|配合|[、组\\d]")
_SENT = re.compile(r"(?:党委)?(?:还|将|要|拟|也|再|分别|首次|统一|共|已|专门|此次|本次)*(?:派出|派驻|派遣|下派|选派|派|组建|组成|成立|抽调|设立|组织)(?:了)?的?$")
_LEVEL = re.compile(r"(?:^|[在向由随与和对据])(国家|省级|市级|县级|省|市|县|区|自治区|兵团)(?=[一-龥“”]*$)(?!委|政府|公安|安委)")
_EVERY = re.compile(r"(?<![一-龥])(?:各|上述各?|这些)(?:督察|督导|巡视|检查|考核|巡查)?组(?![织成建合别])|(?<=[。,;\n])各组")


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


def find_teams(
    text: str, places: Sequence[PlaceMention], bodies: Sequence[Body], campaigns: Sequence[CampaignMention] = ()
) -> list[TeamMention]:
    """Return the teams of a text in reading order; pointing words carry the name they point to where one was spoken of."""
    around = _Around(text, places, bodies, campaigns)
    found: list[TeamMention] = []
    spoken: TeamMention | None = None
    preamble: TeamMention | None = None
    cores = [(match.start(), match.end(), "core") for match in _CORE.finditer(text)]
    lines = [(match.start(1) - 1, match.end(), "line") for match in _LINE.finditer(text)]
    every = [(match.start(), match.end(), "every") for match in _EVERY.finditer(text)]
    for start, end, sort in sorted(_apart(cores, lines + every)):
        if sort == "line":
            mention = _line(around, start, end, preamble)
        elif sort == "every":
            mention = spoken and replace(_body(spoken), start=start, end=end, pointing=True)
        else:
            mention = _read(around, start, end, spoken)
        if mention is None:
            continue
        found.append(mention)
        if not mention.pointing:
            spoken = mention
            preamble = mention if not mention.listed else preamble
    return found


def _body(mention: TeamMention) -> TeamMention:
    """The body that a numbered team is one of."""
    return replace(mention, name=mention.sender + mention.kind, number=None, count=None, listed=False, several=())


@dataclass(frozen=True, slots=True)
class _Around:
    """What else was recognised in the text."""

    text: str
    places: Sequence[PlaceMention]
    bodies: Sequence[Body]
    campaigns: Sequence[CampaignMention]


def _apart(cores: list[tuple[int, int, str]], lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Drop cores that a list line's head already covers (第一督察组:)."""
    return [core for core in cores if not any(start <= core[0] < end for start, end, _ in lines)] + lines


def _line(around: _Around, start: int, end: int, preamble: TeamMention | None) -> TeamMention | None:
    """A list line's team: its ordinal, with sender and kind of the preamble, or those that the campaign named above sends."""
    written = re.findall(_NUMERAL, around.text[start:end])[0]
    preamble = preamble or _implied(around, start, "组")
    if preamble is None:
        return None
    return replace(
        preamble, start=start, end=end, name=compose(preamble.sender, preamble.kind, written),
        number=ordinal(written), count=None, pointing=False, listed=True, several=(),
    )  # fmt: skip


def _implied(around: _Around, start: int, core: str) -> TeamMention | None:
    """The body that a campaign named before sends as a rule (第三轮第二批…督察全面启动,组建7个督察组)."""
    vocabulary = load_vocabulary()
    for mention in reversed([mention for mention in around.campaigns if mention.start < start]):
        for kind in vocabulary.team_kinds.values():
            fits = any(mention.ref.key.startswith(series) for series in kind.series)
            label = next((label for label in kind.labels if label.endswith(core)), None)
            if fits and label and kind.senders:
                sender = vocabulary.senders[kind.senders[0]]
                return TeamMention(start, start, sender.name + label, sender.name, sender.id, label, None)
    return None


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


def _read(around: _Around, start: int, end: int, spoken: TeamMention | None) -> TeamMention | None:
    """Read a team backwards from its core word: ordinal or count, the words between, the sender."""
    head = re.split(r"[,。;\n!?:]", around.text[max(0, start - 40) : start])[-1]
    core = around.text[start:end]
    numbered = _BACK.search(head)
    counted = None if numbered else _BACK_COUNT.search(head)
    if numbered:
        return _numbered(around, (start, end), head, numbered, spoken)
    if counted:
        return _counted(around, (start, end), head, counted, spoken)
    sender = _sender(around, start - len(head), head)
    if sender is None:
        return _point(start, end, core, spoken) or _bare(around, start, end, core)
    begin, name, slug, code, between = sender
    kind = _joined(between, core)
    if between and not _known(kind):
        return _point(start, end, core, spoken)
    return TeamMention(begin, end, name + kind, name, slug, kind, None, jurisdiction=code)


def _joined(between: str, core: str) -> str:
    """The words of a kind and its core; 督察 before 督察组 is said once (环境保护督察“回头看”督察组)."""
    return between.removesuffix(core[:2]) + core


def _known(kind: str) -> bool:
    """Whether some pack knows a kind by these words, or one that ends so."""
    return any(label == kind or (len(label) > 3 and kind.endswith(label)) for known in load_vocabulary().team_kinds.values() for label in known.labels)


def _numbered(around: _Around, span: tuple[int, int], head: str, match: re.Match[str], spoken: TeamMention | None) -> TeamMention | None:
    """A team with an ordinal; its sender stands before it, or is that of the team spoken of."""
    written, after = match[1], match[2] + around.text[slice(*span)]
    several = tuple(re.findall(_NUMERAL, written)) if not re.fullmatch(_NUMERAL, written) else ()
    first = several[0] if several else written
    front = head[: match.start()]
    sender = _sender(around, span[0] - len(head), front)
    if sender:
        begin, name, slug, code, between = sender
        found = TeamMention(begin, span[1], f"{name}{between}第{first}{after}", name, slug, between + after, ordinal(first), jurisdiction=code)
    elif spoken and spoken.kind.endswith(after[-3:]):
        kind = spoken.kind if spoken.kind.endswith(after) else after
        found = replace(_body(spoken), start=span[0], end=span[1], name=compose(spoken.sender, kind, first), kind=kind, number=ordinal(first), pointing=False)
    else:
        found_or_none = _orphan(around, span, after, first)
        if found_or_none is None:
            return None
        found = found_or_none
    if not several:
        return found
    ranged = re.search(r"[至到—-]", written)
    return replace(_body(found), several=() if ranged else several)


def _counted(around: _Around, span: tuple[int, int], head: str, match: re.Match[str], spoken: TeamMention | None) -> TeamMention | None:
    """A body of teams by their count (组建10个督察组): the sender stands inside the kind's words, before the count, or is known."""
    kind = match[3] + around.text[slice(*span)]
    if re.search(r"分[成为设]?$|分[成为]了?$", head[: match.start()]):
        return None
    count = ordinal(match[2]) if match[2] else None
    begin = span[0] - len(head) + match.start()
    own = _leading_sender(kind)
    if own:
        label, slug, shown = own
        rest = kind[len(label) :]
        return TeamMention(begin, span[1], shown + rest, shown, slug, rest, None, count)
    sender = _sender(around, span[0] - len(head), head[: match.start()])
    if sender:
        _, name, slug, code, between = sender
        kind = _joined(between, kind)
        return TeamMention(begin, span[1], name + kind, name, slug, kind, None, count, jurisdiction=code)
    found = _promised(around, begin, span[1], kind, spoken)
    return found and replace(found, count=count)


def _orphan(around: _Around, span: tuple[int, int], kind: str, written: str) -> TeamMention | None:
    """A numbered team without a sender: of the campaign named above, or of a kind that only one sender sends."""
    implied = _implied(around, span[0], kind[-3:])
    if implied:
        return replace(implied, start=span[0], end=span[1], name=compose(implied.sender, implied.kind, written), number=ordinal(written))
    for known in load_vocabulary().team_kinds.values():
        if len(known.senders) == 1 and kind in known.labels:
            sender = load_vocabulary().senders[known.senders[0]]
            return TeamMention(*span, f"{sender.name}第{written}{kind}", sender.name, sender.id, kind, ordinal(written))
    return None


def _promised(around: _Around, start: int, end: int, kind: str, spoken: TeamMention | None) -> TeamMention | None:
    """A count of teams without a sender beside it: the body spoken of, the campaign's, or sent by whom the clause is about."""
    if spoken and spoken.kind.endswith(kind[-3:]):
        return replace(_body(spoken), start=start, end=end, pointing=False)
    implied = _implied(around, start, kind[-3:])
    if implied:
        return replace(implied, start=start, end=end)
    floor = max(around.text.rfind(stop, 0, start) for stop in "。\n;") + 1
    before = [body for body in around.bodies if floor <= body.start < start and body.id.startswith("org/") and around.text[body.start] != "全"]
    if not before or kind.endswith("工作组"):
        return None
    body = before[0]
    return TeamMention(start, end, body.name + kind, body.name, _slug(body), kind, None, jurisdiction=body.codes[0])


def _bare(around: _Around, start: int, end: int, core: str) -> TeamMention | None:
    """督察组 before any team was named: that of the campaign named above."""
    implied = _implied(around, start, core)
    return implied and replace(implied, start=start, end=end, pointing=True)


def _point(start: int, end: int, core: str, spoken: TeamMention | None) -> TeamMention | None:
    if spoken is None or not spoken.kind.endswith(core[-3:]):
        return None
    return replace(spoken, start=start, end=end, pointing=True, count=None, listed=False)


_Sender = tuple[int, str, str, str | None, str]
"""Where a sender's name begins, the name, its slug, its jurisdiction's code, and the words between it and what follows."""


def _sender(around: _Around, offset: int, head: str) -> _Sender | None:
    """Read who sent a team from the words before its ordinal or kind: the nearest sender, with the words of the kind between."""
    end = offset + len(head)
    sent = _SENT.search(head)
    found = [*_sending_bodies(around, offset, end), *_labelled(around, offset, head)]
    if sent:
        ends = offset + sent.start()
        return next(((*row[:4], "") for row, stop in found if stop == ends), None)
    found += _local(around, offset, head)
    near = [(row, stop) for row, stop in found if stop == end or not _NO_MIDDLE.search(around.text, stop, end) and end - stop <= 22]
    if not near:
        return None
    row, stop = max(near, key=lambda pair: (pair[1], -pair[0][0]))
    return (*row[:4], re.sub(r"“[^”]*”?(?!专项|工作|行动)|[()” ]", "", around.text[stop:end]))


def _written(name: str) -> str:
    """A sender as written, its party committee dropped (公安部党委 is 公安部)."""
    return name.removesuffix("党委") or name


def _local(around: _Around, offset: int, head: str) -> list[tuple[_Sender, int]]:
    """A place itself as sender (山东省第一生态环境保护督察组), or its bare level (市第三督查组, 省级环保督察组)."""
    found: list[tuple[_Sender, int]] = [
        ((place.start, around.text[place.start : place.end], place.code, place.code, ""), place.end)
        for place in around.places
        if offset <= place.start and place.end <= offset + len(head) and around.text[place.end - 1] in "省市县区州盟旗团"
    ]
    level = _LEVEL.search(head)
    if level and not found:
        found.append(((offset + level.start(1), level[1], level[1], None, ""), offset + level.end(1)))
    return found


def _sending_bodies(around: _Around, offset: int, end: int) -> list[tuple[_Sender, int]]:
    return [
        ((body.start, _written(around.text[body.start : body.end]), _slug(body), body.codes[0], ""), body.end)
        for body in around.bodies
        if body.id.startswith("org/") and offset <= body.start and body.end <= end
    ]


def _labelled(around: _Around, offset: int, head: str) -> list[tuple[_Sender, int]]:
    """Senders that packs know by label; a local one takes the place before it (省委政法委 of 湖南省)."""
    found: list[tuple[_Sender, int]] = []
    for label, slug, name in _senders():
        at = head.rfind(label)
        if at < 0:
            continue
        start = offset + at
        place = next((mention for mention in around.places if mention.end == start), None)
        sender = load_vocabulary().senders[slug]
        if sender.code is None and place:
            full = load_gazetteer().division(place.code).name + label.lstrip("省市县区")
            found.append(((place.start, full, f"{place.code}-{slug}", place.code, ""), start + len(label)))
        elif sender.code or label[0] in "省市县区":
            found.append(((start, name if sender.code else label, slug, sender.code, ""), start + len(label)))
    return found


def _leading_sender(kind: str) -> tuple[str, str, str] | None:
    """The sender whose label begins a kind's words (7个中央生态环境保护督察组): (label, slug, name)."""
    return next((row for row in _senders() if len(row[0]) > 1 and row[0][0] not in "省市县区州" and kind.startswith(row[0])), None)


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
