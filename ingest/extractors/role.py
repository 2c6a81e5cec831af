"""Roles: a public office held, read from an office word with a name beside it; one fact an office.

The office's body is the one written before it (公安部…监督员), the bureau spoken of for its sections (支队副支队长), the team for
its heads (督察组组长), the government of the place for a mayor.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.bodies import Body, at_level, body_of, jurisdiction, kind_at
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.offices import OFFICE, TEAM_HEAD, Holder, Office
from ingest.team_names import TeamMention
from ontology.model import COUNTRY, Role
from ontology.places import load_gazetteer

_GOVERNMENT = re.compile(r"(?:代理?|常务)?副?(?:省|市|县|区|州|盟|旗|镇|乡)长(?:助理)?$|(?:代理?|常务)?副?主席$")
_ASSEMBLY = re.compile(r"[由以]?([一-龥]{0,12}?(?:政协|人大常委会|人大|总?工会|妇联|残联|文联|科协))(?!机关)")
_TASK = re.compile(
    r"([省市县区州]?[一-龥]{0,8}(?:专项|整治|领导小组|指挥部)[一-龥]{0,6}(?:办公室|办))(?=(?:常务)?副?主任$)"
)
"""The office of a task, which has no place of its own (市专项办主任)."""
_CORPS = re.compile(r"师市(?:党[委组])?(?=.)")
"""A division of the corps and its city, by the name that they have together."""
_CENTRAL = re.compile(r"(?:中共)?中央(?:政治局|书记处|委员|候补委员)")
_WAS = re.compile(r"原(?!子)|前(?:任|省|市|县|区)|已故")
_SAME = re.compile(r"[该本](?:局|厅|院|委|队|所|办)(?=.)")
_FORMER = re.compile(r"(?:原|前|时任|曾任)$")


def extract(document: Document) -> Iterator[Role]:
    """Yield one role an office and person; a person told twice in the same office counts once."""
    told: list[Role] = []
    for holder in document.holders:
        last: Role | None = None
        for office in holder.offices:
            fact = last = _fact(document, office, holder, last)
            if fact and not any(_repeats(fact, other) for other in told):
                told.append(fact)
    yield from told


def _repeats(fact: Role, other: Role) -> bool:
    """Whether two facts give the same person the same office, one of them perhaps shorter or without its body."""
    same = fact.role.endswith(other.role) or other.role.endswith(fact.role)
    return fact.person == other.person and same and (fact.org == other.org or None in (fact.org, other.org))


def _fact(document: Document, office: Office, holder: Holder, last: Role | None) -> Role | None:
    text = document.text
    person = re.sub(r"\s", "", text[holder.start : holder.end])
    title, org, org_id = _body(document, office, last)
    if title and org is None:
        title, org = _as_written(document, office, last)
    if not title or _WAS.match(office.title) or _FORMER.search(text[max(0, office.start - 2) : office.start]):
        return None
    low, high = min(office.start, holder.start), max(office.end, holder.end)
    start, end = document.clause(low, high)
    evidence = document.quote(max(start, low - 40), min(end, high + 40), (low, high))
    if evidence is None:
        return None
    return Role(
        article=document.article.id,
        evidence=evidence,
        rule="role.title" if holder.start > office.start else "role.named",
        campaign=document.campaign(start, end),
        person=person,
        role=title,
        org=org,
        org_id=org_id,
    )


def _body(document: Document, office: Office, last: Role | None) -> tuple[str, str | None, str | None]:
    """Return the office without its body's name, and the body: written before it, or the one spoken of."""
    text = document.text
    told = _told(document, office)
    if told:
        return told
    teams = [team for team in document.teams_in(max(0, office.start - 30), office.end) if team.end <= office.end]
    short = OFFICE.search(office.title)
    core = office.title[short.start() :] if short else office.title
    if TEAM_HEAD.match(core):
        return _team_head(document, office, core, teams)
    inside = [
        body
        for body in document.bodies_in(office.start, office.end)
        if body.id.startswith("org/") and body.end < office.end
    ]
    if inside:
        body = inside[-1]
        rest = _rest(text, body.end, office.end)
        if len(rest) >= 2 or not _GOVERNMENT.search(office.title):
            return rest or office.title, body.name, body.id
    if _GOVERNMENT.search(core) or _GOVERNMENT.search(office.title):
        return _government(document, office, core)
    bureau = _bureau_near(document, office, last)
    if bureau is None and last and last.org_id and last.org_id.startswith("org/"):
        return _with_last(document, office, last)
    return bureau or _section(document, office)


def _told(document: Document, office: Office) -> tuple[str, str | None, str | None] | None:
    """The body that an office's own words tell without a place: 该局副局长, 中央政治局委员, 市政协副主席."""
    if _CENTRAL.match(office.title):
        return office.title, "中共中央", f"org/{COUNTRY}-party-central-committee"
    corps = _CORPS.match(office.title)
    if corps:
        return office.title[corps.end() :], corps[0], None
    assembly = _ASSEMBLY.match(office.title)
    if assembly:
        return office.title[assembly.end() :], assembly[1], None
    task = _TASK.match(office.title) if not document.places_in(office.start, office.end) else None
    if task:
        return office.title[task.end() :], task[1], None
    same = _SAME.match(office.title)
    if same is None:
        return None
    spoken = next((body for body in document.bodies_before(office.start) if body.id.startswith("org/")), None)
    rest = office.title[same.end() :]
    return (rest, spoken.name, spoken.id) if spoken else (rest, None, None)


def _rest(text: str, start: int, end: int) -> str:
    """The office behind its body's name; a word that both share is said once (县公安局长: 局长)."""
    return text[start - 1 : end] if text[start:end] == "长" else text[start:end]


def _as_written(document: Document, office: Office, last: Role | None) -> tuple[str, str | None]:
    """The office and its body as the text has it, where nothing tells whose it is (市公安局局长 in a text without places)."""
    own = kind_at(document.text, office.start) or kind_at(document.text, office.start + 1)
    if own and own[0] < office.end:
        return _rest(document.text, own[0], office.end), document.text[office.start : own[0]]
    if _GOVERNMENT.search(office.title) or TEAM_HEAD.match(office.title):
        return office.title, None
    return office.title, last.org if last and last.org_id is None else None


def _with_last(document: Document, office: Office, last: Role) -> tuple[str, str | None, str | None]:
    """A further office of the same person: of another body of the same place (副县长、公安局局长), else of the same body."""
    own = kind_at(document.text, office.start)
    code = (last.org_id or "")[4:10]
    if own and own[0] < office.end and code.isdigit():
        if code == COUNTRY:
            return office.title[own[0] - office.start :], (last.org or "")[:3] + own[2], f"org/{code}-{own[1]}"
        name = load_gazetteer().division(code, document.article.published).name
        return office.title, name + own[2], f"org/{code}-{own[1]}"
    return office.title, last.org, last.org_id


def _team_head(
    document: Document, office: Office, core: str, teams: list[TeamMention]
) -> tuple[str, str | None, str | None]:
    if document.text[office.end : office.end + 1] == "的":  # 以某某为组长的督查组
        teams = [*teams, *document.teams_in(office.end, office.end + 2)]
    team = teams[-1] if teams else next((team for team in reversed(document.teams) if team.start < office.end), None)
    if team is None:  # 裁判组组长: a group of whatever kind, no team of supervision
        return "" if office.title.endswith(f"组{core}") else core, None, None
    if team.pointing and team.number is None:  # 督察组组长: one person leads one team, not all of them
        section = document.section(office.start)
        numbered = [one for one in document.teams_in(section, office.start) if one.number is not None]
        team = numbered[-1] if numbered else team
    campaign = team_campaign(team, document.sentence(office.start).start, office.end, document)
    return core, team.name, team_id(team, campaign, document)


def _government(document: Document, office: Office, core: str) -> tuple[str, str | None, str | None]:
    """A mayor, governor or county head: the government of the place named before the office, else of the one spoken of."""
    places = document.places_in(office.start, office.end)
    if places:
        name, org_id = body_of(places[-1].code, "government", document.article.published)
        return document.text[places[-1].end : office.end] or core, name, org_id
    level = re.search(r"自治区|省|市|县|区|州|盟|旗", office.title)
    beside = _listed_with(document, office)
    code = at_level(beside, level[0]) if beside and level else None
    code = code or (jurisdiction(level[0], office.start, document.places, document.home) if level else None)
    if code is None:
        return office.title, None, None
    name, org_id = body_of(code, "government", document.article.published)
    return ("常务" if office.title.endswith(f"常务{core}") else "") + core, name, org_id


def _listed_with(document: Document, office: Office) -> str | None:
    """The place of the office before which one is listed (晋中市委书记某某、|市长某某)."""
    if document.text[office.start - 1 : office.start] not in ("、", "和", "与"):
        return None
    before = bisect_left(document.holders, office.start, key=lambda holder: holder.start) - 1
    if before < 0 or document.holders[before].end != office.start - 1:
        return None
    offices = document.holders[before].offices
    places = document.places_in(offices[0].start, offices[-1].end)
    return places[-1].code if places else None


def _section(document: Document, office: Office) -> tuple[str, str | None, str | None]:
    """An officer of a section (治安大队负责人): the bureau spoken of; a place's own office (云南省委书记): that place's body."""
    text = document.text
    places = document.places_in(office.start, office.end)
    gazetteer = load_gazetteer()
    if places:
        place = places[-1]
        rest = text[place.end : office.end]
        named = "全国" if place.code == COUNTRY else gazetteer.division(place.code, document.article.published).name
        return rest, named + _kind_of(rest), f"org/{place.code}-{_kind_of(rest) or 'office'}"
    spoken = [body for body in document.bodies if body.start < office.start and body.id.startswith("org/")]
    if office.title.endswith("书记") and len(office.title) < len("党委书记"):
        spoken = [body for body in spoken if body.id.endswith("-party-committee")] or spoken
    if spoken:
        body = _bureau_of(spoken) if spoken[-1].id.endswith("-public-security-organs") else spoken[-1]
        return office.title, body.name, body.id
    later = [body for body in document.bodies if body.id.startswith("org/")]
    return (office.title, later[0].name, later[0].id) if later else (office.title, None, None)


def _bureau_near(document: Document, office: Office, last: Role | None) -> tuple[str, str, str] | None:
    """A police bureau without its place (公安局局长) where nothing but a national body was spoken of: that of the place named last."""
    own = kind_at(document.text, office.start)
    if own is None or own[1] != "public-security-bureau" or own[0] >= office.end:
        return None
    spoken = next((body for body in document.bodies_before(office.start) if body.id.startswith("org/")), None)
    if spoken is None or spoken.codes != (COUNTRY,) or (last and last.org_id and COUNTRY not in last.org_id):
        return None
    before = range(bisect_left(document.starts.places, office.start) - 1, -1, -1)
    code = next((document.places[one].code for one in before if document.places[one].code != COUNTRY), None)
    if code is None:
        return None
    name, org_id = body_of(code, own[1], document.article.published)
    return _rest(document.text, own[0], office.end), name, org_id


def _bureau_of(spoken: list[Body]) -> Body:
    """The bureau that was named for a place whose police is spoken of last (洛阳市公安局…全市公安机关…): officers belong to it."""
    bureaus = ("-public-security-bureau", "-public-security-department")
    same = (body for body in reversed(spoken) if body.codes == spoken[-1].codes and body.id.endswith(bureaus))
    return next(same, spoken[-1])


def _kind_of(rest: str) -> str:
    match = re.match(r"[一-龥]*?(?:委员会|委(?!员)|局|厅|部(?!长)|院(?!长)|会|办|室|支队|大队|总队|所)(?=.)", rest)
    return match[0] if match else ""
