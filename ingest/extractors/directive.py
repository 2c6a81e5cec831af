"""Directives: a team or an authority demanded something (督察组要求…, 会议强调,要…).

A demand is what follows the verb, in the imperative; 指出 with an assessment (取得了成效) demands nothing. What stands
after a semicolon, or goes on with 要 in the next sentence, is a demand of its own.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from ingest.bodies import Body
from ingest.demands import NO_NOUN
from ingest.document import Document
from ingest.identity import team_campaign, team_id
from ingest.sentences import Sentence
from ingest.team_names import TeamMention
from ingest.values import dataclass
from ingest.words import topics_in
from ontology.model import COUNTRY, Directive
from ontology.places import load_gazetteer

_VERB = re.compile(
    rf"{NO_NOUN}(?:提出)?(?:明确)?(?:要求|强调|指出|提出)(?:了)?(?!的|和|高|严|是|为|更|不|较|就|书|,截|,据|,记|意见|[了]|汇报|表扬)"
)
_CUE = re.compile(r"要求|强调|指出|提出")
_ACCORDING = re.compile(r"(?:按照|根据|依照)([^,。;]{2,20}?)(?:的)?(?:统一)?(?:部署)?要求,")
_MODAL = r"(?:要(?!求|点|素|闻|案|道|害|求是)|必须|须|应当|务必|不得|严禁|不能|决不)"
_DOING = (
    r"(?:坚决|坚持|切实|进一步|全力|着力|持续|扎实|严格|严防|严密|严厉|严肃|紧盯|聚焦|加强|强化|压实|抓好|抓实|做好|做实|落实|确保|提高|深化|充分|准确|"
    r"紧紧|紧密|深入|全面|认真|积极|主动|加快|加大|推动|推进|健全|完善|统筹|突出|防止|避免|层层|继续|配合|自觉|牢固|树牢|对标|靶向|不断)"
)
_LEADER = (
    r"(?:各?[一-龥]{0,8}(?:各地|各级|各部门|各单位|机关|部门|单位|民警|各方面|全警)[一-龥、]{0,8}?)?"
    r"(?:还|更|都|也|均|既|同时,?)?"
)
_IMPERATIVE = re.compile(
    rf"(?:^|(?<=[,:]))(?:{_LEADER}(?:{_MODAL}|{_DOING})|[^,。;“”]{{2,24}}?(?<![重主需只想不]){_MODAL}(?=[一-龥]))"
)
_GOES_ON = re.compile(rf"\s*(?:同时,|此外,)?(?:[^,。;:“”]{{0,14}}(?<![重主需只想不]))?{_MODAL}")
_COUNTED = re.compile(r"^[^,。;]{0,8}\d+(?:余|多)?(?:家|人|处|个|起|名|项|件)")
_NO_SUBJECT = re.compile(
    r"(?:对|向|按照|根据|依照|由|与|和|同|经|请|听取|组织|指导|督促|部署|推动|指挥|动员|配合|结合|据|给|为|是|作为|将|把|按|受|深入|走进|来到|到|赴|前往|抵达|在|陪同)(?:了)?(?:全国|全省|全市|各地)?$"
)
_ASSESSED = re.compile(r"取得|成效|成果|得到|实现了|形成了|已经|是[^,。]{2,}的")
_NORM = re.compile(r"落实|执行|符合|达到|满足|对照")
_OTHER_SUBJECT = re.compile(r"[他她]|记者|群众|专家|居民|企业|负责人|有关人士|代表|律师|学者|网友|代表们|干警")
_SPEAKER = re.compile(
    r"(?:会议?上?|活动|通知|方案|大会|会上|会议还|仪式|意见|公告|通报)(?:还|也|上|中|同时|并|特别|明确|现场)*[,]?$"
)
_SAID_BEFORE = 60
"""Characters before a verb in which its speaker may stand."""
_HELD = re.compile(r"召开|举行|举办|主持|印发|下发|发布|[部动推启座汇]{1}[署员进动谈报].{0,4}会")
_TRIM = " \n\t,:、"
_MAX = 80


@dataclass(frozen=True, slots=True)
class _Issuer:
    """Who demands: name, id, and where the name stands."""

    name: str
    id: str
    start: int
    end: int
    team: TeamMention | None = None
    place: str | None = None


def extract(document: Document) -> Iterator[Directive]:
    """Yield one directive a demand; headings tell nothing that the text does not."""
    seen: set[tuple[str, str]] = set()
    for number, sentence in document.cued(_CUE):
        if sentence.kind != "body":
            continue
        for fact in _in_sentence(document, number, sentence):
            if (fact.issuer_id, fact.demand) not in seen:
                seen.add((fact.issuer_id, fact.demand))
                yield fact


def _in_sentence(document: Document, number: int, sentence: Sentence) -> Iterator[Directive]:
    text = document.text
    verbs = [
        match
        for match in _VERB.finditer(text, sentence.start, sentence.end)
        if _opens(text, sentence.start, match.start()) <= 0
    ]
    according = _ACCORDING.search(text, sentence.start, sentence.end)
    if according:
        issuer = next(
            (
                _of_body(document, body)
                for body in document.bodies_in(according.start(1), according.end(1))
                if body.end == according.end(1)
            ),
            None,
        )
        if issuer and _GOES_ON.match(text, according.end(), sentence.end):
            yield from _facts(document, issuer, according.end(), sentence.end, "directive.according")
        return
    holder = cache(lambda: _holder(document, number))
    for place, match in enumerate(verbs):
        issuer = _issuer(document, sentence, match.start(), holder)
        if issuer is None:
            continue
        end = verbs[place + 1].start() if place + 1 < len(verbs) else sentence.end
        found = list(
            _facts(document, issuer, match.end(), end, f"directive.{'demand' if '求' in match[0] else 'stress'}")
        )
        yield from found
        if place + 1 == len(verbs):
            yield from _following(document, issuer, number, bool(found))


def _following(document: Document, issuer: _Issuer, number: int, found: bool) -> Iterator[Directive]:
    """Yield the demands of the sentences that go on: after a semicolon, or with 要."""
    text = document.text
    for before, sentence in zip(document.sentences[number:], document.sentences[number + 1 :], strict=False):
        joined = found and text[before.end - 1] == ";"
        if (
            sentence.line != before.line
            or _VERB.search(text, sentence.start, sentence.end)
            or not (joined or _GOES_ON.match(text, sentence.start))
        ):
            return
        facts = list(_facts(document, issuer, sentence.start, sentence.end, "directive.goes-on"))
        if not facts:
            return
        found = True
        yield from facts


def _issuer(document: Document, sentence: Sentence, verb: int, holder: Callable[[], _Issuer | None]) -> _Issuer | None:
    """Return the team or body that is the subject of a verb; for 会议强调 the body that held the meeting, its `holder`."""
    text = document.text
    teams: list[TeamMention | Body] = [team for team in document.teams_in(sentence.start, verb) if team.end <= verb]
    bodies = [
        body for body in document.bodies_in(sentence.start, verb) if body.end <= verb and body.id.startswith("org/")
    ]
    for mention in (*reversed(teams), *reversed(bodies)):
        if _NO_SUBJECT.search(text[max(sentence.start, mention.start - 6) : mention.start]):
            continue
        if _OTHER_SUBJECT.search(text, mention.end, verb) or _NORM.search(text, max(mention.end, verb - 16), verb):
            return None
        return (
            _of_team(document, sentence, mention, verb)
            if isinstance(mention, TeamMention)
            else _of_body(document, mention)
        )
    return holder() if _SPEAKER.search(text, max(sentence.start, verb - _SAID_BEFORE), verb) else None


def _holder(document: Document, number: int) -> _Issuer | None:
    """Return the body that held the meeting of which a sentence goes on telling."""
    text = document.text
    section = document.section(document.sentences[number].start)
    for before in reversed(document.sentences[max(0, number - 5) : number]):
        if document.section(before.start) != section:
            return None
        held = _HELD.search(text, before.start, before.end)
        bodies = [
            body
            for body in document.bodies_in(before.start, held.end() if held else before.start)
            if body.id.startswith("org/")
        ]
        bodies = [
            body for body in bodies if not _NO_SUBJECT.search(text[max(before.start, body.start - 6) : body.start])
        ]
        if bodies:
            return _of_body(document, bodies[0])
    return None


def _of_team(document: Document, sentence: Sentence, team: TeamMention, verb: int) -> _Issuer:
    campaign = team_campaign(team, *document.clause(team.start, team.end), document)
    place = _place(document, sentence, team, verb)
    return _Issuer(team.name, team_id(team, campaign, document), team.start, team.end, team, place)


def _of_body(document: Document, body: Body) -> _Issuer:
    """Return a body as issuer; a meeting of all police is the ministry's, where the article names the ministry."""
    if body.id == f"org/{COUNTRY}-public-security-organs":
        ministry = next((other for other in document.bodies if other.id == f"org/{COUNTRY}-mps"), body)
        return _Issuer(ministry.name, ministry.id, body.start, body.end)
    return _Issuer(body.name, body.id, body.start, body.end)


def _facts(document: Document, issuer: _Issuer, start: int, end: int, rule: str) -> Iterator[Directive]:
    span = _demand(document.text, start, end, certain=rule == "directive.demand")
    if span is None:
        return
    evidence = document.quote(*span, span)
    clause = document.clause(issuer.start, issuer.end)
    name = document.quote(*clause, (issuer.start, issuer.end))
    if evidence is None or any(begin < span[1] and stop > span[0] for begin, stop in document.private):
        return
    demand = document.text[span[0] : span[1]]
    to = next(
        (
            body
            for body in document.bodies_in(span[0], span[0] + 2)
            if body.start == span[0] and body.id.startswith("org/")
        ),
        None,
    )
    yield Directive(
        article=document.article.id,
        evidence=evidence,
        rule=rule,
        campaign=team_campaign(issuer.team, *clause, document) if issuer.team else document.campaign(*span),
        context=(name,) if name else (),
        issuer=issuer.name,
        issuer_id=issuer.id,
        place_code=issuer.place,
        demand=demand,
        topics=tuple(dict.fromkeys(key for _, _, key in topics_in(demand))),
        org=to.name if to else None,
        org_id=to.id if to else None,
    )


def _opens(text: str, start: int, end: int) -> int:
    """How many quotation marks a stretch opens and does not close; negative: closes and did not open."""
    return text.count("“", start, end) - text.count("”", start, end)


def _demand(text: str, start: int, end: int, *, certain: bool) -> tuple[int, int] | None:
    """Return the stretch of what is demanded: clauses, at most 80 characters, from an imperative unless `certain`."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and (text[end - 1] in _TRIM + "。;!" or (text[end - 1] == "”" and _opens(text, start, end) < 0)):
        end -= 1
    stretch = text[start:end]
    imperative = _IMPERATIVE.search(stretch)
    if not certain:
        if imperative is None or (_ASSESSED.search(stretch, imperative.start()) and not re.search(_MODAL, stretch)):
            return None
        start += imperative.start()
    if end - start > _MAX:
        cut = max(text.rfind(",", start + 6, start + _MAX), text.rfind("……", start + 6, start + _MAX))
        end = cut if cut > 0 else max(start, text.rfind("、", start + 6, start + _MAX))
    words = text[start:end]
    if len(words) < 6 or "\n" in words or _COUNTED.match(words) or _opens(text, start, end):
        return None
    return start, end


def _place(document: Document, sentence: Sentence, team: TeamMention, limit: int) -> str | None:
    """Return the one place in which a team said it (在新疆,公安部第九督察组指出), the finest of a chain."""
    places = [place for place in document.places_in(sentence.start, limit) if not team.start <= place.start < team.end]
    codes = {place.code for place in places if place.code != COUNTRY}
    gazetteer = load_gazetteer()
    finest = {code for code in codes if not any(other != code and gazetteer.inside(other, code) for other in codes)}
    return finest.pop() if len(finest) == 1 else None
