"""Operations: an agency ran one that has a name, known to the packs or given in quotation marks (“华山砺剑”专项行动).

A campaign is none, but a campaign inside another one is. What is counted (开展集群战役19次) is a
result; what only follows another's arrangement (按照……行动安排) is nobody's.
"""

import re
from collections.abc import Iterator

from ingest.campaigns import CampaignMention
from ingest.document import Document
from ingest.scopes import Scope, acting_at
from ingest.sentences import Sentence
from ingest.status import status_of
from ingest.values import dataclass
from ontology.model import UNDATED, CampaignRef, Operation, When
from ontology.packs import load_vocabulary

_VERB = re.compile(
    r"开展|组织|部署|启动|推进|发起|打响|实施|掀起|深化|实行|进行|参与|参加|统一|结合|依托|以来|期间|牵引|抓手|打击|收官|结束|为期|展开|收网|拉开"
)
_ORDERED = re.compile(
    r"^(?:是|的?(?:统一)?(?:安排|部署|要求|方案|通知|新闻|动员|推进|誓师|培训|工作会|成果展|办公室|工作群|工作?格局|工作机制|工作体系|力度|领导小组|专班|情况))"
)
_TIMES = re.compile(r"^(?:等)?(?:专项行动|行动)?\d[\d余多]*(?:次|场|起|轮|波|个|波次|家|场次)")
_COUNTED = re.compile(r"\d[\d余多]*(?:次|场|轮|波次?|个轮次的?)(?:的)?$|多次$")
_SUFFIX = (
    r"(?:(?:系列|严打|打击|整治|清查|攻坚|巡防|宣防|大|缉捕|集中|统一|专项|暨|专案|治理|清缴){0,4}"
    r"(?:行动|会战|战役|攻势)|专项整治|专项打击|专案)"
)
_QUOTED = re.compile(
    rf"((?:“[^“”\n]{{2,16}}”(?:[、和及与](?=“))?)+)(?:\([^()]{{1,8}}\))?(?:等)?(?:(?:\d|[一二两三四五六])个)?({_SUFFIX})(?![派力态迅路纲计方上者组])"
)
_NAME = re.compile(r"“([^“”]{2,16})”")
_STYLE = re.compile(
    r"[式型化性]$|[+,。;:]|^(?:一|两|零|无)[^\d]{0,2}$|见成效|地毯|拉网|回头看|空对空|亮剑式|夏季行动|百日行动|冬季行动"
)
_GENERIC = frozenset({"集中统一行动"})
_RUN_BY = re.compile(r"(?:统一)?(?:组织|部署)?(?:开展|实施|发起)?的?")
_OBJECT = re.compile(r"(?:在|对|向|组织|指导|指挥|动员|部署)$")
_PROPER = re.compile(r"(?:行动|治理|整治)[”]?$")
_SUMMER = re.compile(r"夏夜|夏季|巡查宣防")
_ORDERS = re.compile(r"(?:按照|根据|依据|为(?:认真)?贯彻落实)[^,]*$")
_FOLLOWED = re.compile(r"(?:按照|根据|依据)[^,。]*")
_TOLD = re.compile(r"[,]?(?:记者|获悉|讯|电|消息|从)|.{0,3}(?:公布|通报|发布|介绍|举行|召开)")


@dataclass(frozen=True, slots=True)
class _Named:
    """An operation's name in the text, with its campaign where the packs know it."""

    name: str
    start: int
    end: int
    key: str | None
    rule: str


def extract(document: Document) -> Iterator[Operation]:
    """Yield one fact an operation, agency and date; undated ones only where none is dated."""
    facts: list[Operation] = []
    for _, sentence in document.holding(sorted([*document.campaigns.starts, *document.starts.quotes])):
        if sentence.kind == "body":
            facts += [fact for named in _named(document, sentence) if (fact := _fact(document, sentence, named))]
    yield from _distinct(facts)


def _named(document: Document, sentence: Sentence) -> list[_Named]:
    known = [_known(document, mention) for mention in document.campaigns_in(sentence.start, sentence.end)]
    found = [named for named in known if named]
    if document.text.find("“", sentence.start, sentence.end) < 0:
        return found
    for match in _QUOTED.finditer(document.text, sentence.start, sentence.end):
        suffix = match[2]
        for quoted in _NAME.finditer(document.text, match.start(1), match.end(1)):
            if _STYLE.search(quoted[1]) or document.names_campaign(quoted.start() - 1, quoted.end()):
                continue
            found.append(_Named(f"{quoted[0]}{suffix}", quoted.start(), match.end(), None, "operation.quoted"))
    return sorted(found, key=lambda named: named.start)


def _known(document: Document, mention: CampaignMention) -> _Named | None:
    """Return a mention of an operation of the packs, or of a campaign that is part of another one."""
    vocabulary = load_vocabulary()
    words = document.text[mention.start : mention.end]
    if not mention.operation:
        campaign = vocabulary.campaigns.get(mention.ref.key)
        parent = vocabulary.campaigns.get(campaign.parent or "") if campaign and not campaign.is_series else None
        inside = (
            campaign and parent and not parent.is_series and parent.series != campaign.series and _PROPER.search(words)
        )
        return _Named(words, mention.start, mention.end, mention.ref.key, "operation.campaign") if inside else None
    key = next((key for key in vocabulary.operations if mention.ref.key in (key, f"{key}-{mention.ref.year}")), None)
    if words in _GENERIC and not _SUMMER.search(document.text, max(0, mention.start - 60), mention.end):
        return None
    return _Named(mention.ref.name, mention.start, mention.end, key, "operation.known")


def _fact(document: Document, sentence: Sentence, named: _Named) -> Operation | None:
    text = document.text
    start, end = document.clause(named.start, named.end)
    end = min(end, sentence.end)
    tail = text[named.end : named.end + 12]
    if _ORDERED.match(tail) or _TIMES.match(tail) or _COUNTED.search(text[max(start, named.start - 10) : named.start]):
        return None
    if (
        not _VERB.search(text[start : named.start] + " " + text[named.end : named.end + 10])
        or "力度" in text[named.end : end]
    ):
        return None
    when = _when(document, sentence, named)
    scope = _runner(document, start, named) or acting_at(document, sentence, start, named.start)
    if (
        scope.agency_id is None
        or _follows(text, start, named.start)
        or _only_ordered(document, sentence, start, scope.agency_id)
    ):
        return None
    evidence = document.quote(start, end, (named.start, min(named.end, end)))
    if evidence is None:
        return None
    parent = _parent(document, start, end, named)
    return Operation(
        article=document.article.id,
        evidence=evidence,
        rule=named.rule,
        campaign=parent,
        when=when,
        status=status_of(text[start:end]),
        name=named.name,
        agency=scope.agency,
        agency_id=scope.agency_id,
        place_code=_place(scope),
        parent=parent.key if parent else None,
    )


def _runner(document: Document, start: int, named: _Named) -> Scope | None:
    """Return the body right before the name, where that says who runs it (省公安厅组织开展的“雷火2023”)."""
    for body in document.bodies_in(start, named.start):
        if (
            body.id.startswith("org/")
            and not _OBJECT.search(document.text[max(0, body.start - 2) : body.start])
            and _RUN_BY.fullmatch(document.text, body.end, named.start)
        ):
            return Scope(",".join(body.codes), None, body.name, body.id)
    return None


def _follows(text: str, start: int, position: int) -> bool:
    """Whether the name stands in somebody's orders (根据……集中统一行动安排)."""
    return _ORDERS.search(text, start, position) is not None


def _only_ordered(document: Document, sentence: Sentence, start: int, agency: str) -> bool:
    """Whether the sentence names a body only as the one whose orders are followed (根据全国公安机关……安排,某分局……)."""
    orders = list(_FOLLOWED.finditer(document.text, sentence.start, start))
    named = [body.start for body in document.bodies_in(sentence.start, sentence.end) if body.id == agency]
    return bool(orders and named) and all(
        any(order.start() <= place < order.end() for order in orders) for place in named
    )


def _place(scope: Scope) -> str | None:
    return scope.code if scope.code and "," not in scope.code else None


def _when(document: Document, sentence: Sentence, named: _Named) -> When:
    """Return the date stated for the operation: the last before its name in the sentence."""
    for mention in reversed(document.dates_in(sentence.start, named.start)):
        told = _TOLD.match(document.text, mention.end, mention.end + 12)
        relative = document.text[mention.start : mention.start + 2] in ("次日", "翌日")
        if not mention.vague and len(mention.when.edtf or "") > 4 and not told and not relative:
            return mention.when
    return UNDATED


def _parent(document: Document, start: int, end: int, named: _Named) -> CampaignRef | None:
    """Return the campaign it is part of: the text's, unless the packs place the operation elsewhere."""
    vocabulary = load_vocabulary()
    said = document.campaign(start, end)
    if said and said.key not in vocabulary.campaigns:
        said = None
    if said is None or said.key == named.key:
        said = document.campaign(start, start)
        said = None if said and said.key == named.key else said
    operation = vocabulary.operations.get(named.key or "")
    parents = operation.parents if operation else tuple(filter(None, [_campaign_parent(named.key)]))
    if not parents or (
        said
        and any(said.key == parent or said.key in {one.key for one in vocabulary.members(parent)} for parent in parents)
    ):
        return said
    return _placed(parents[0], said, document)


def _campaign_parent(key: str | None) -> str | None:
    campaign = load_vocabulary().campaigns.get(key or "")
    return campaign.parent if campaign else None


def _placed(parent: str, said: CampaignRef | None, document: Document) -> CampaignRef:
    """Return the campaign of a series that ran at the article's date, else the series or campaign itself."""
    concept = load_vocabulary().campaigns[parent]
    day = document.article.published or (str(said.year) if said and said.year else None)
    running = load_vocabulary().running(parent, day) if concept.is_series and day else None
    chosen = running or concept
    return CampaignRef(chosen.key, chosen.name, chosen.year)


def _distinct(facts: list[Operation]) -> Iterator[Operation]:
    seen: set[tuple[str, str | None, str | None]] = set()
    dated = {(fact.name, fact.agency_id) for fact in facts if fact.when.edtf}
    for fact in facts:
        key = (fact.name, fact.agency_id, fact.when.edtf)
        if key in seen or (fact.when.edtf is None and (fact.name, fact.agency_id) in dated):
            continue
        seen.add(key)
        yield fact
