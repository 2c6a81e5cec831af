"""Who sent a team, read from the words before its ordinal or kind: a body, a label that packs know, or a place itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.bodies import Body, at_level
from ingest.campaigns import CampaignMention
from ingest.resolve import PlaceMention
from ingest.values import dataclass
from ontology.packs import load_vocabulary
from ontology.places import load_gazetteer

_NO_MIDDLE = re.compile(
    r"(?<!特)派|组建|成立|抽调|进驻|听取|召开|举行|陪同|分别|先后|已|将|对|向|到|赴|在|由|与|和|的|了|是|有|让|把|被|省|县|强调|要求|指出|汇报|接受|迎来|会议|来自|安排|开展|开始|各|全体|迎接|配合|[、组\\d]"
)
_SENT = re.compile(
    r"(?:党委)?(?:还|将|要|拟|也|再|分别|首次|统一|共|已|专门|此次|本次|同步|同时|连夜|随即|紧急|迅速|及时|先后|陆续)*(?:派出|派驻|派遣|下派|选派|(?<!特)派|增派|加派|组建|组成|成立|抽调|设立|组织)(?:了)?的?$"
)
_LEVEL = re.compile(
    r"(?:^|[在向由随与和对据受接合来取同])(国家|省级|市级|县级|省|市|县|区|自治区|兵团)(?=[一-龥“”]*$)(?!委|政府|公安|安委)"
)
_OFFICE = re.compile(
    r"(自治区|兵团|[省市县区州盟旗])(?:(?![的厅局长由派带率省])[一-龥]){1,14}?(?:(?:领导小组|委员会|指挥部|联席会议)(?:办公室|办)?|办公室|办|防指|工作专班)$"
)
"""A standing office of a level (省防办, 市食安办), right before its team."""
_MUTUAL = re.compile(r"交叉(?:检查|互查|督导|执法|督查)|互查|互检|异地(?:检查|督导|用警)")
_SHORT_NAME = 6
"""Characters at most of a place's short name."""
_LED = re.compile(r"由(?=[^。;\n]{2,60}?(?:带队|率队|牵头|带领|任组长|为组长)的[一-龥“”]{0,20}$)")
_QUOTED = re.compile(r"“[^”]*”?(?!专项|工作|行动)|[()” ]")
_SENDING = re.compile(
    r"(?:统一|共|还|将|已|再|先后|分别|陆续|专门|迅速|及时|立即|同步|同时|连夜|随即|紧急|从)*(?:派出|派遣|选派|增派|加派|组建|成立|抽调|组织|派)(?=[^,。;]{0,70}组成的|[^,。;]{0,8}个)"
    r"|组成(?!的)(?=了?[^,。;]{0,8}个)"
)
_WITH = re.compile(r"联合|会同|牵头|抽调|从")
"""What stands between who sends teams and whom they are made up of (县食安办联合教育、公安等部门组成3个督查组)."""
_COMPOSED = re.compile(r"由(?=[^。;\n]{2,80}组成的?$)")
_CLAUSE = re.compile(r"[,。;\n]")
_TOWARDS = re.compile(r"[一-龥]{0,4}[向对]")
"""A clause whose places are sent to, not senders (向河北、广东派出3个工作组)."""
_TO_COUNT = 8
"""Characters from a verb of sending to 个 behind the count of teams."""
_JOINED = 60
"""Characters at most from 联合 to the verb of sending."""
_FARTHEST = 22
"""Characters at most between a sender and the ordinal or kind of its team (the campaign's name may stand there)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What else was recognised in the text of a team."""

    text: str
    places: Sequence[PlaceMention]
    bodies: Sequence[Body]
    campaigns: Sequence[CampaignMention]
    home: str | None = None

    @property
    def mutual(self) -> bool:
        """Whether places check each other, so that a place before a team sent it."""
        return _MUTUAL.search(self.text) is not None

    def level(self, word: str) -> str | None:
        """Return the code of the jurisdiction that a bare level means here (省委, 市级): the one at home."""
        return at_level(self.home, word) if self.home else None

    def bodies_in(self, start: int, end: int) -> Sequence[Body]:
        """Return the bodies that begin in a stretch."""
        first = bisect_left(self.bodies, start, key=_start)
        return self.bodies[first : bisect_left(self.bodies, end, first, key=_start)]

    def places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """Return the places that begin in a stretch."""
        first = bisect_left(self.places, start, key=_start)
        return self.places[first : bisect_left(self.places, end, first, key=_start)]


def _start(mention: Body | PlaceMention) -> int:
    return mention.start


@dataclass(frozen=True, slots=True)
class Sender:
    """A sender as written: its stretch, name, slug for ids, jurisdiction's code, and the words up to what follows."""

    start: int
    end: int
    name: str
    slug: str
    code: str | None
    between: str = ""


def read_sender(around: Around, offset: int, head: str) -> Sender | None:
    """Return the sender nearest to the end of `head`, which begins at `offset`; None where no sender's words reach that far."""
    end = offset + len(head)
    sent = _SENT.search(head)
    found = [*_bodies(around, offset, end), *_labelled(around, offset, head)]
    if sent:
        found = [*_office(around, offset, head[: sent.start()]), *found]
        return next((sender for sender in found if sender.end == offset + sent.start()), None)
    found += _local(around, offset, head)
    near = [sender for sender in found if sender.end == end or _reaches(around.text, sender.end, end)]
    if not near:
        return None
    nearest = max(near, key=lambda sender: (sender.end, -sender.start))
    return replace(nearest, between=_QUOTED.sub("", around.text[nearest.end : end]))


def sending(around: Around, floor: int, position: int) -> Sender | None:
    """Return the body or place that sends teams in the words before them (广东省派出由……组成的7个督查组)."""
    verbs = [verb for verb in _SENDING.finditer(around.text, floor, position + _TO_COUNT) if verb.end() <= position]
    if not verbs:
        return None
    end = verbs[-1].start()
    joined = _WITH.search(around.text, max(floor, end - _JOINED), end)
    if joined:
        begin = _CLAUSE.split(around.text[floor : joined.start()])[-1]
        sender = read_sender(around, joined.start() - len(begin), begin)
        return sender if sender and not sender.between else None
    clause = _CLAUSE.split(around.text[floor:end])[-1]
    if _TOWARDS.match(clause):
        return None
    places = [place for place in around.places_in(floor, end) if place.end == end]
    bodies = [sender for sender in _bodies(around, floor, end) if sender.end == end]
    local = [
        Sender(place.start, end, load_gazetteer().division(place.code).name, place.code, place.code) for place in places
    ]
    return next(iter((*bodies, *local)), None)


def composing(around: Around, floor: int, position: int) -> Sender | None:
    """Return the jurisdiction whose bodies make a team up (由省政府督查室、省信访局组成的第四督察组)."""
    found = _COMPOSED.search(around.text, floor, position)
    body = next(iter(around.bodies_in(found.start(), position)), None) if found else None
    if body is None or len(body.codes) != 1:
        return None
    name = load_gazetteer().division(body.codes[0]).name
    return Sender(body.start, position, name, body.codes[0], body.codes[0])


def leading(around: Around, floor: int, position: int) -> Sender | None:
    """Return the body whose officer leads a team (由河南省公安厅治安总队政委……带队的第六督导组)."""
    found = _LED.search(around.text, floor, position)
    body = next(iter(around.bodies_in(found.end(), position)), None) if found else None
    if body is None or not body.id.startswith("org/"):
        return None
    return Sender(body.start, position, body.name, slug_of(body), body.codes[0])


def leading_sender(kind: str) -> Sender | None:
    """Return the sender whose label begins a kind's words (7个中央生态环境保护督察组); `end` is the label's length."""
    for label, slug, name in _labels():
        if len(label) > 1 and label[0] not in "省市县区州" and kind.startswith(label):
            return Sender(0, len(label), name, slug, load_vocabulary().senders[slug].code)
    level = re.match(r"国家|省级|市级|县级", kind)
    return Sender(0, level.end(), level[0], level[0], None) if level else None


def slug_of(body: Body) -> str:
    """Return what a body is called in a team's id: the slug that packs give it, else its own key."""
    return _slugs().get(body.name) or body.id.partition("/")[2]


def _reaches(text: str, start: int, end: int) -> bool:
    between = _QUOTED.sub("", text[start:end])
    return len(between) <= _FARTHEST and not _NO_MIDDLE.search(between)


def _bodies(around: Around, offset: int, end: int) -> Iterator[Sender]:
    """Bodies as written, a party committee dropped (公安部党委 is 公安部)."""
    for body in around.bodies_in(offset, end):
        if body.id.startswith("org/") and body.end <= end:
            name = around.text[body.start : body.end]
            yield Sender(body.start, body.end, name.removesuffix("党委") or name, slug_of(body), body.codes[0])


def _labelled(around: Around, offset: int, head: str) -> Iterator[Sender]:
    """Senders that packs know by label; a local one takes the place before it (省委政法委 of 湖南省)."""
    if not _any_label().search(head):
        return
    for label, slug, name in [row for row in _labels() if row[0] in head]:
        at = head.rfind(label)
        start, end = offset + at, offset + at + len(label)
        place = next((one for one in around.places_in(start - 20, start) if start <= one.end < end), None)
        code = load_vocabulary().senders[slug].code
        if code is None and place:
            rest = around.text[place.end : end] if place.end > start else label.lstrip("省市县区")
            full = load_gazetteer().division(place.code).name + rest
            yield Sender(place.start, end, full, f"{place.code}-{slug}", place.code)
        elif code or label[0] in "省市县区":
            own = None if code else around.level(label[0])
            shown = name if code and label.startswith(name) else label
            yield Sender(start, end, shown, f"{own}-{slug}" if own else slug, code or own)


def _local(around: Around, offset: int, head: str) -> Iterator[Sender]:
    """A place itself as sender (山东省第一生态环境保护督察组), or its bare level (市第三督查组, 省级环保督察组)."""
    yield from _office(around, offset, head)
    yield from _sibling(around, offset + len(head), head)
    named = False
    for place in around.places_in(offset, offset + len(head)):
        if place.end <= offset + len(head) and around.text[place.end - 1] in "省市县区州盟旗团":
            named = True
            yield Sender(place.start, place.end, around.text[place.start : place.end], place.code, place.code)
    level = None if named else _LEVEL.search(head)
    if level:
        own = around.level(level[1].removesuffix("级"))
        yield Sender(offset + level.start(1), offset + level.end(1), level[1], own or level[1], own)


def _office(around: Around, offset: int, head: str) -> Iterator[Sender]:
    """A standing office of a level that a stretch ends with (省防办, 江西省政府教育督导委员会办公室)."""
    office = _OFFICE.search(head)
    if office:
        begin = offset + office.start(1)
        place = next(
            (one for one in around.places_in(begin - 20, begin + 2) if one.end == begin + len(office[1])), None
        )
        name = around.text[place.start if place else begin : offset + len(head)]
        code = place.code if place else None
        yield Sender(place.start if place else begin, offset + len(head), name, name, code)


def _sibling(around: Around, end: int, head: str) -> Iterator[Sender]:
    """A place by its short name whose team checks another's (曲靖检查组负责红河州), where places check each other."""
    place = next((one for one in around.places_in(end - _SHORT_NAME, end) if one.end == end), None)
    if (
        place
        and around.text[end - 1] not in "省市县区州盟旗团"
        and head == around.text[place.start : end]
        and around.mutual
    ):
        yield Sender(place.start, end, head, place.code, place.code)


@cache
def _labels() -> tuple[tuple[str, str, str], ...]:
    """All labels of senders, longest first, with slug and the name to show."""
    senders = load_vocabulary().senders.values()
    known = [(label, sender.id, sender.name) for sender in senders for label in sender.labels]
    return tuple(sorted(known, key=lambda row: -len(row[0])))


@cache
def _slugs() -> dict[str, str]:
    """Map labels and names of senders to their slugs; the longest label that carries a word first."""
    found: dict[str, str] = {}
    for label, slug, name in _labels():
        found.setdefault(label, slug)
        found.setdefault(name, slug)
    return found


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(label) for label, _, _ in _labels()))
