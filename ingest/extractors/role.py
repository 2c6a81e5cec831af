"""Roles: a public office held, read from an office word with a name beside it; one fact an office.

The office's body is the one written before it (公安部…监督员), the bureau spoken of for its sections (支队副支队长), the team for
its heads (督察组组长), the government of the place for a mayor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.bodies import body_of, jurisdiction
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.lexicon import OFFICES, PRIVATE_CONTEXT
from ingest.names import read_name, read_names
from ingest.sentences import Sentence
from ingest.teams import TeamMention
from ontology.model import Role
from ontology.places import load_gazetteer

_OFFICE = re.compile("|".join(sorted(OFFICES, key=len, reverse=True)))
_PRIVATE = re.compile(rf"(?:{'|'.join(PRIVATE_CONTEXT)})[^、]{{0,6}}$")
_START = re.compile(r"[,。;:!?\n()“”—]|——|(?<=[一-龥])(?:由|任命|在|向|与|及|以及|并|是|为|时任|当选|现任|接待|听取|陪同|邀请|和)(?=[一-龥])")
_BRACKET = re.compile(r"(?:\([^()]{1,12}\))?(?:(?:分别|均)?[为是由]|同志)?[\s:]{0,2}")
_TITLE_AFTER = re.compile(r"(?:同志)?(?:任|担任|出任|兼任|为)")
_TEAM_HEAD = re.compile(r"^(?:副?组长|领队|督察专员)$")
_PARTS = re.compile(r"[、兼/]|,(?=[一-龥]{0,8}(?:长|书记|委员|主任|主席)$)")
_GOVERNMENT = re.compile(r"(?:代理?|常务)?副?(?:省|市|县|区|州|盟|旗|镇|乡)长(?:助理)?$|(?:代理?|常务)?副?主席$")
_PARTY = re.compile(r"(?:省|市|县|区|州|盟|旗|自治区)委")
_DEPARTMENT = re.compile(r"(?:支队|大队|总队|中队|分局|派出所|处|科|室|办公室|中心|部|站|所|分所|警务站)$")
_LEVEL = re.compile(r"^(?:自治区|[省市县区州盟旗])")
_FORMER = re.compile(r"(?:原|前|时任|曾任)$")


@dataclass(frozen=True, slots=True)
class _Office:
    """An office as written: its words, and where they stand."""

    title: str
    start: int
    end: int


def extract(document: Document) -> Iterator[Role]:
    """Yield one role an office and person; a person told twice in the same office counts once."""
    seen: set[tuple[str, str, str | None]] = set()
    for sentence in document.sentences:
        for fact in _in_sentence(document, sentence):
            key = (fact.person, fact.role, fact.org)
            if key not in seen and not _told(fact, seen):
                seen.add(key)
                yield fact


def _told(fact: Role, seen: set[tuple[str, str, str | None]]) -> bool:
    """Whether the same person is already known in this office, written longer or shorter."""
    return any(person == fact.person and (role.endswith(fact.role) or fact.role.endswith(role)) for person, role, _ in seen)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Role]:
    text = document.text
    reached = sentence.start
    for match in _OFFICE.finditer(text, sentence.start, sentence.end):
        if match.start() < reached or _splits_place(document, match.end()):
            continue
        begin = _BRACKET.match(text, match.end())
        start = begin.end() if begin else match.end()
        names = read_names(text, start, sentence.end) if text[match.end() : match.end() + 1] not in ("、",) else []
        floor = _floor(text, sentence.start, match.start(), reached)
        if not names:
            continue
        held = _held_through(text, sentence.start, match.start())
        reached = names[-1][1]
        if not _is_public(text, floor, match.start()):
            continue
        for office in [*_offices(text, floor, match.end()), *held]:
            for name in names:
                fact = _fact(document, sentence, office, name)
                if fact:
                    yield fact
    yield from _named_first(document, sentence)


def _held_through(text: str, start: int, end: int) -> list[_Office]:
    """The office that those who hold another one are given (副组长由生态环境部副部长翟青、赵英民担任)."""
    for match in _OFFICE.finditer(text, max(start, end - 20), end):
        following = re.compile(r"(?:的)?(?:分别|均)?[为是由](?=[一-龥]{2,14}$)").match(text[:end], match.end())
        if following:
            return [_Office(match[0], match.start(), match.end())]
    return []


def _splits_place(document: Document, end: int) -> bool:
    """Whether an office word only seems to end inside a place's name (湖南省长|沙市)."""
    return any(place.start < end < place.end for place in document.places_in(end - 12, end))


def _named_first(document: Document, sentence: Sentence) -> Iterator[Role]:
    """The title after the name (某某任组长, 某某担任市公安局局长)."""
    text = document.text
    for match in _TITLE_AFTER.finditer(text, sentence.start, sentence.end):
        office = re.compile(r"[一-龥]{0,16}?(?:组长|局长|厅长|部长|书记|主任|总指挥|指挥长)(?=[,。;、)]|$)").match(text, match.end())
        if office is None:
            continue
        for size in (3, 2, 4):
            start = match.start() - size
            before = text[start - 1 : start] if start > 0 else ""
            if start >= sentence.start and before in ",。;、由派:()\n" and read_name(text[: match.start()], start) == match.start():
                for one in _offices(text, office.start(), office.end()):
                    fact = _fact(document, sentence, one, (start, match.start()))
                    if fact:
                        yield fact
                break


def _floor(text: str, start: int, end: int, reached: int) -> int:
    """Where the words of an office begin: after the last stop or preposition before it."""
    stops = [match.end() for match in _START.finditer(text, max(start, end - 40), end)]
    floor = max([start, reached if reached > start else start, *stops])
    while floor < end and text[floor] in "、和与及 ":
        floor += 1
    return floor


def _is_public(text: str, floor: int, end: int) -> bool:
    """Whether an office is a public one; a company's or a shop's head is a private person."""
    return not _PRIVATE.search(text, floor, end)


def _offices(text: str, start: int, end: int) -> list[_Office]:
    """Split several offices of one person (副市长、市公安局局长); a part that is no office of its own belongs to the next."""
    offices: list[_Office] = []
    begin = start
    for match in _PARTS.finditer(text, start, end):
        if _OFFICE.search(text, begin, match.start()) and _ends_office(text[begin : match.start()]):
            offices.append(_Office(text[begin : match.start()], begin, match.start()))
            begin = match.end()
    offices.append(_Office(text[begin:end], begin, end))
    return offices


def _ends_office(words: str) -> bool:
    return any(words.endswith(office) for office in OFFICES)


def _fact(document: Document, sentence: Sentence, office: _Office, name: tuple[int, int]) -> Role | None:
    text = document.text
    person = re.sub(r"\s", "", text[name[0] : name[1]])
    title, org, org_id = _body(document, sentence, office)
    if not title or _FORMER.search(text[: office.start]):
        return None
    low, high = min(office.start, name[0]), max(office.end, name[1])
    start, end = document.clause(low, high)
    evidence = document.quote(max(start, low - 40), min(end, high + 40), (low, high))
    if evidence is None:
        return None
    return Role(
        article=document.article.id,
        evidence=evidence,
        rule="role.title" if name[0] > office.start else "role.named",
        campaign=document.campaign(start, end),
        person=person,
        role=title,
        org=org,
        org_id=org_id,
    )


def _body(document: Document, sentence: Sentence, office: _Office) -> tuple[str, str | None, str | None]:
    """Return the office without its body's name, and the body: written before it, or the one spoken of."""
    text = document.text
    teams = [team for team in document.teams_in(max(0, office.start - 30), office.end) if team.end <= office.end]
    short = _OFFICE.search(office.title)
    core = office.title[short.start() :] if short else office.title
    if _TEAM_HEAD.match(core):
        return _team_head(document, sentence, office, core, teams)
    inside = [body for body in document.bodies_in(office.start, office.end) if body.id.startswith("org/") and body.end < office.end]
    if inside:
        body = inside[-1]
        rest = text[body.end : office.end]
        if len(rest) >= 2 or not _GOVERNMENT.search(office.title):
            return rest or office.title, body.name, body.id
    if _GOVERNMENT.search(core) or _GOVERNMENT.search(office.title):
        return _government(document, office, core)
    near = [body for body in document.bodies_in(sentence.start, office.start) if body.id.startswith("org/")]
    return _section(document, office, near)


def _team_head(
    document: Document, sentence: Sentence, office: _Office, core: str, teams: list[TeamMention]
) -> tuple[str, str | None, str | None]:
    team = teams[-1] if teams else next((team for team in reversed(document.teams) if team.start < office.end), None)
    if team is None:
        return core, None, None
    campaign = team_campaign(team, sentence.start, office.end, document)
    return core, team.name, team_id(team, campaign, document)


def _government(document: Document, office: _Office, core: str) -> tuple[str, str | None, str | None]:
    """A mayor, governor or county head: the government of the place named before the office, else of the one spoken of."""
    places = document.places_in(office.start, office.end)
    if places:
        name, org_id = body_of(places[-1].code, "government", document.article.published)
        return document.text[places[-1].end : office.end] or core, name, org_id
    level = re.search(r"省|市|县|区|州|盟|旗", core)
    code = jurisdiction(level[0], office.start, document.places, document.home) if level else None
    if code is None:
        return office.title, None, None
    name, org_id = body_of(code, "government", document.article.published)
    return core, name, org_id


def _section(document: Document, office: _Office, near: list[object]) -> tuple[str, str | None, str | None]:
    """An officer of a section (治安大队负责人): the bureau spoken of; a place's own office (云南省委书记): that place's body."""
    text = document.text
    places = document.places_in(office.start, office.end)
    gazetteer = load_gazetteer()
    if places:
        place = places[-1]
        rest = text[place.end : office.end]
        return rest, gazetteer.division(place.code, document.article.published).name + _kind_of(rest), f"org/{place.code}-{_kind_of(rest) or 'office'}"
    spoken = [body for body in document.bodies if body.start < office.start and body.id.startswith("org/")]
    del near
    if spoken:
        return office.title, spoken[-1].name, spoken[-1].id
    later = [body for body in document.bodies if body.id.startswith("org/")]
    return (office.title, later[0].name, later[0].id) if later else (office.title, None, None)


def _kind_of(rest: str) -> str:
    match = re.match(r"[一-龥]*?(?:委|局|厅|部|院|会|办|室|支队|大队|总队|所)(?=.)", rest)
    return match[0] if match else ""
