"""Supervision teams named in a text: full names, list lines, bodies of teams, and the words that point back to them.

The automaton's job here is done by one pattern for the core word (督察组); the words before it are read backwards from there:
middle words, ordinal or count, sender. What a sender is called and how a kind writes its name are data of the packs.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.bodies import Body
from ingest.campaigns import CampaignMention
from ingest.cues import cued
from ingest.implied_teams import sent_by_campaign
from ingest.numbers import ordinal
from ingest.resolve import PlaceMention
from ingest.senders import Around, Sender, composing, leading, leading_sender, read_sender, sending, slug_of
from ingest.sentences import LONGEST
from ingest.team_lines import NUMBER, NUMERAL, SUPERVISES, line_heads, line_team
from ingest.team_names import TeamMention, body_of, compose, is_known, joined, named_alike, part_of
from ingest.team_ordinals import last_ordinals, ordinal_last
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_CORE = re.compile(
    r"(?:督察|督导|督查|巡视|巡察|巡查|检查|抽查|指导|考核|暗访|核查|督办|考评|评估|帮扶|整治|下沉|工作)(?:检查|考核|巡查|督查|督导|督察|指导|评估|整改|推进|暗访|服务)?(?:工作)?小?组(?![成织建合委团装员])(?!长(?:办公|会议))"
)
_ORDINAL = rf"第({NUMERAL}(?:(?:[、和]|[至到—-]+)第?{NUMERAL})*)"
_PART = re.compile(r"(?:下沉(?:督导|督察)?小?|工作|督导小|督察小|小|分)组")
_GROUP = re.compile(r"组(?<=[察导查视核访办评估帮扶治沉作改进务小]组)")
_EVERY_GROUP = re.compile(r"组(?<=[各述些该个察导视查核]组)")
"""Which characters stand before the word in the patterns below."""
_EDGE = re.compile(r"[,。;\n!?:]")
_MIDDLE = r"(?:(?![第组])[一-龥“”()]){0,14}?"
_COUNT = r"(?:(\d{1,3}|[一二两三四五六七八九十]{1,3})个|多个|各|若干个?|全部)"
_BACK = re.compile(rf"(?:{_ORDINAL})({_MIDDLE})$")
_BACK_COUNT = re.compile(rf"({_COUNT})({_MIDDLE})$")
_WORK = re.compile(r"^[一-龥]{1,8}(?:工作|专项|行动|整治|斗争|安全|生产)")
"""What a team is for, between its sender and its kind (教育部防溺水工作督导组)."""
_NATIONWIDE = re.compile(r"全[国省区市县][一-龥“”]{2,18}?(?:专项整治|专项行动|集中整治|整治行动|攻坚|大检查)(?:工作)?")
"""A campaign after which a team is named where nobody is said to send it (全国燃气安全专项整治第五督导组)."""
_POSTED = re.compile(r"前方|前线|现场|联合|专项|驻点|巡回|机动|专家|[东西南北中]+片区")
"""How a team of any sender is posted (国家消防救援局前方指导组)."""
_SENT_AS = re.compile(r"(?:综合|专项|联合|驻点|巡回|暗访|交叉|飞行|专家)+$")
"""How teams are sent, between the verb of sending and the core word (派出综合检查组)."""
_EVERY = re.compile(
    r"(?<![一-龥])(?:各|上述各?|这些)(?:督察|督导|巡视|检查|考核|巡查)?组(?![织成建合别])|(?<=[。,;\n])各组|(?<![一-龥])(?:该|这个)组(?![织成建合别])"
)


def find_teams(
    text: str,
    places: Sequence[PlaceMention],
    bodies: Sequence[Body],
    campaigns: Sequence[CampaignMention] = (),
    home: str | None = None,
) -> list[TeamMention]:
    """Return the teams of a text in reading order; pointing words carry the name they point to where one was spoken of."""
    if "组" not in text:
        return []
    around = Around(text, places, bodies, campaigns, home)
    found: list[TeamMention] = []
    spoken: TeamMention | None = None
    preamble: TeamMention | None = None
    cores = [(match.start(), match.end(), "core") for match in cued(_GROUP, _CORE, text, 7)]
    lines = [(start, end, "line") for start, end in line_heads(text)]
    every = [(match.start(), match.end(), "every") for match in cued(_EVERY_GROUP, _EVERY, text, 5)]
    last = [(start, end, "last") for start, end in last_ordinals(text)]
    for start, end, sort in sorted(_apart(cores, lines + every + last)):
        mention = _mention(around, (start, end), sort, spoken, preamble)
        if mention is None:
            continue
        if mention.part and found and found[-1].end == mention.start:
            mention = replace(mention, start=found.pop().start)
        found.append(mention)
        if not mention.pointing and not mention.part:
            spoken = mention
            preamble = mention if not mention.listed else preamble
    return named_alike(found)


def _mention(
    around: Around, span: tuple[int, int], sort: str, spoken: TeamMention | None, preamble: TeamMention | None
) -> TeamMention | None:
    """Read what was found by the form it has: a list's line, a word for all of them, an ordinal that stands last, a core word."""
    start, end = span
    if sort == "last":
        return ordinal_last(around, start, end, spoken)
    if sort == "line":
        return line_team(around, start, end, preamble)
    if sort == "core":
        return _read(around, start, end, spoken)
    one = around.text[start] in "该这" and around.text[start + 1] != "些"
    meant = spoken if one else spoken and body_of(spoken)
    return meant and replace(meant, start=start, end=end, pointing=True, count=None, listed=False)


def sentence_start(text: str, position: int) -> int:
    """Return where the sentence that holds a position begins, as far back as a sentence reaches."""
    floor = max(0, position - LONGEST)
    return max(floor, *(text.rfind(stop, floor, position) + 1 for stop in "。\n;"))


def _apart(cores: list[tuple[int, int, str]], lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Drop cores that a list line's head already covers (第一督察组:)."""
    covered = {position for start, end, _ in lines for position in range(start, end)}
    return [core for core in cores if core[0] not in covered] + lines


def _read(around: Around, start: int, end: int, spoken: TeamMention | None) -> TeamMention | None:
    """Read a team backwards from its core word: ordinal or count, the words between, the sender."""
    head = _EDGE.split(around.text[max(0, start - 40) : start])[-1]
    core = around.text[start:end]
    numbered = _BACK.search(head)
    counted = None if numbered else _BACK_COUNT.search(head)
    if numbered:
        return _numbered(around, (start, end), head, numbered, spoken)
    if counted:
        return _counted(around, (start, end), head, counted, spoken)
    sender = read_sender(around, start - len(head), head)
    sent = None if sender else _SENT_AS.search(head)
    by = read_sender(around, start - len(head), head[: sent.start()]) if sent else None
    if sent and by and not by.between:
        return _sent(by, sent[0] + core, None, end)
    if sender is None:
        return _point(start, end, core, spoken) or _bare(around, start, end, core)
    kind = joined(sender.between, core)
    if (
        sender.between
        and not is_known(kind)
        and not _POSTED.fullmatch(sender.between)
        and not (SUPERVISES.search(core) and _WORK.search(sender.between + core[:2]))
    ):
        return _point(start, end, core, spoken)
    return _sent(sender, kind, None, end)


def _sent(sender: Sender, kind: str, written: str | None, end: int) -> TeamMention:
    """A team with its sender: the ordinal stands where the text has it, after the words that follow the sender."""
    before = sender.between if written else ""
    shown = f"{sender.name}{before}第{written}{kind}" if written else sender.name + kind
    number = ordinal(written) if written else None
    return TeamMention(
        sender.start, end, shown, sender.name, sender.slug, before + kind, number, jurisdiction=sender.code
    )


def _numbered(
    around: Around, span: tuple[int, int], head: str, match: re.Match[str], spoken: TeamMention | None
) -> TeamMention | None:
    """A team with an ordinal; its sender stands before it, or is that of the team spoken of."""
    written, after = match[1], match[2] + around.text[slice(*span)]
    several = tuple(NUMBER.findall(written)) if not NUMBER.fullmatch(written) else ()
    first = several[0] if several else written
    own = _NATIONWIDE.fullmatch(head, 0, match.start())
    if own:
        name = f"{own[0]}第{first}{after}"
        return TeamMention(span[0] - len(head), span[1], name, own[0], own[0], after, ordinal(first), several=several)
    sender = read_sender(around, span[0] - len(head), head[: match.start()])
    if spoken and _PART.fullmatch(after) and (sender is None or sender.between):
        return part_of(spoken, (span[0] - len(head) + match.start(), span[1]), f"第{first}{after}")
    if sender:
        found = _sent(sender, after, first, span[1])
    elif spoken and spoken.kind.endswith(after[-3:]):
        kind = spoken.kind if spoken.kind.endswith(after) else after
        found = replace(
            body_of(spoken),
            start=span[0],
            end=span[1],
            name=compose(spoken.sender, kind, first),
            kind=kind,
            number=ordinal(first),
            pointing=False,
        )
    else:
        found_or_none = _orphan(around, span, after, first)
        if found_or_none is None:
            return None
        found = found_or_none
    if not several:
        return found
    ranged = re.search(r"[至到—-]", written)
    return replace(body_of(found), several=() if ranged else several)


def _counted(
    around: Around, span: tuple[int, int], head: str, match: re.Match[str], spoken: TeamMention | None
) -> TeamMention | None:
    """A body of teams by their count (组建10个督察组): the sender stands inside the kind's words, before the count, or is known."""
    kind = match[3] + around.text[slice(*span)]
    if (spoken or kind.endswith("小组")) and re.search(r"分[成为设]?$|分[成为]了?$", head[: match.start()]):
        return None
    count = ordinal(match[2]) if match[2] else None
    begin = span[0] - len(head) + match.start()
    own = leading_sender(kind)
    if own:
        found = _sent(replace(own, start=begin), kind[own.end :], None, span[1])
        return replace(found, count=count)
    sender = read_sender(around, span[0] - len(head), head[: match.start()])
    if sender:
        return replace(_sent(sender, joined(sender.between, kind), None, span[1]), start=begin, count=count)
    local = next((place for place in around.places_in(begin - 20, begin) if place.end == begin), None)
    if local:
        name = load_gazetteer().division(local.code).name
        by = Sender(local.start, begin, name, local.code, local.code)
        return replace(_sent(by, kind, None, span[1]), start=begin, count=count)
    promised = _promised(around, begin, span[1], kind, spoken)
    return promised and replace(promised, count=count)


def _orphan(around: Around, span: tuple[int, int], kind: str, written: str) -> TeamMention | None:
    """A numbered team without a sender: of the campaign named above, or of a kind that only one sender sends."""
    implied = sent_by_campaign(around, span[0], kind[-3:])
    if implied:
        return replace(
            implied,
            start=span[0],
            end=span[1],
            name=compose(implied.sender, implied.kind, written),
            number=ordinal(written),
        )
    for known in load_vocabulary().team_kinds.values():
        if len(known.senders) == 1 and kind in known.labels:
            sender = load_vocabulary().senders[known.senders[0]]
            return TeamMention(*span, f"{sender.name}第{written}{kind}", sender.name, sender.id, kind, ordinal(written))
    floor, begin = sentence_start(around.text, span[0]), span[0] - len(written) - 1
    composed = composing(around, floor, begin) or leading(around, floor, begin)
    return replace(_sent(composed, kind, written, span[1]), start=span[0]) if composed else None


def _promised(around: Around, start: int, end: int, kind: str, spoken: TeamMention | None) -> TeamMention | None:
    """A count of teams without a sender beside it: the body spoken of, the campaign's, or sent by whom the clause is about."""
    own = sending(around, sentence_start(around.text, start), start)
    if own:
        return replace(_sent(own, kind, None, end), start=start)
    opening = _opening(around, start)
    if opening and spoken and opening.slug != spoken.sender_slug:
        return replace(_sent(opening, kind, None, end), start=start)
    if spoken and spoken.kind.endswith(kind[-3:]):
        return replace(body_of(spoken), start=start, end=end, pointing=False)
    implied = sent_by_campaign(around, start, kind[-3:])
    if implied:
        return replace(implied, start=start, end=end)
    floor = sentence_start(around.text, start)
    before = [
        body
        for body in around.bodies_in(floor, start)
        if body.id.startswith("org/") and around.text[body.start] != "全"
    ]
    if not before or kind.endswith("工作组"):
        return None
    body = before[0]
    return TeamMention(start, end, body.name + kind, body.name, slug_of(body), kind, None, jurisdiction=body.codes[0])


def _opening(around: Around, position: int) -> Sender | None:
    """The sender that packs know and a sentence opens with (国家防总维持应急响应,派往江西的2个工作组…)."""
    floor = sentence_start(around.text, position)
    body = next(iter(around.bodies_in(floor, floor + 1)), None)
    if body is None or slug_of(body) not in load_vocabulary().senders:
        return None
    return Sender(body.start, position, around.text[body.start : body.end], slug_of(body), body.codes[0])


def _bare(around: Around, start: int, end: int, core: str) -> TeamMention | None:
    """督察组 before any team was named: that of the campaign named above."""
    implied = sent_by_campaign(around, start, core)
    return implied and replace(implied, start=start, end=end, pointing=True)


def _point(start: int, end: int, core: str, spoken: TeamMention | None) -> TeamMention | None:
    if spoken is None or not spoken.kind.endswith(core[-3:]):
        return None
    return replace(spoken, start=start, end=end, pointing=True, count=None, listed=False)
