"""Which campaign a stretch of text speaks of, and its year.

Named in the fact's clause; else last named before it in the section; else the title's; else the page's only one. A campaign whose
name is used again takes its year from the article's date; one that ran once dates the text itself.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from ingest.cleaning import clean
from ingest.scan import Hit, load_scanner
from ingest.values import dataclass
from ontology.model import CampaignRef
from ontology.packs import load_vocabulary
from ontology.vocabulary import Campaign

_FULL_YEAR = re.compile(r"20(?<!\d20)([0-3]\d)年(?!前|代)")
"""A year written in full; its last two digits are the group."""
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d|19[89]\d)年?$")
_NAMED = re.compile(
    r"(?:开展|部署|推进|组织|实施|启动|进行)(?:了|的|好)?((?:“[^”\n]{2,14}”)?[一-龥]{0,12}?(?:专项整治行动|专项行动|集中整治行动|整治行动|攻坚行动|专项斗争|专项整治|专项督查|环境保护督察|环保督察|大督查|大检查)(?!组))"
)
_OTHERS = re.compile(
    r"(?:欠薪|工资|消防|火灾|防火|灭火|燃气|安全生产|污染|大气|扬尘|环保|环境|水利|农资|食品|药品|旅游|文旅|市场|价格|供暖|除雪|清雪|护苗|打非|禁渔|就业|招聘|救助|征兵|用工|劳动|质量|运输|春运)[^,。;、\n]{0,6}$"
)
"""Another field's words before a name that is nothing but a season's (根治欠薪|冬季行动): its campaign is not the known one."""
_SEASON = re.compile(r"“?[春夏秋冬]季(?:专项)?(?:行动|攻势)”?")
_AGO = {"今年": 0, "去年": 1, "前年": 2}
_ROUND = re.compile(r"第([一二三四五]|\d)轮(?:第([一二三四五六七八九]|\d)批)?|第([一二三四五六七八九]|\d)批")
_DIGIT = {char: number for number, char in enumerate("零一二三四五六七八九")}
_NUMBER = str.maketrans({char: str(number) for char, number in _DIGIT.items()})


@dataclass(frozen=True, slots=True)
class CampaignMention:
    """A campaign named in the text; `operation` marks a sub-action, which keeps to its own clause and is part of `parent`."""

    start: int
    end: int
    ref: CampaignRef
    operation: bool = False
    parent: CampaignRef | None = None
    series: str | None = None
    """The series of a name that tells neither round nor year: which of its campaigns is meant, the words before may say."""


def text_year(hits: Sequence[Hit], text: str) -> int | None:
    """Return the year that a text without a date speaks of: that of a campaign which ran once, or its only full year."""
    vocabulary = load_vocabulary()
    once = {
        vocabulary.campaigns[hit.key].year
        for hit in hits
        if hit.kind == "campaign" and vocabulary.campaigns[hit.key].ran_once
    }
    if len(once) == 1:
        return once.pop()
    years = set(_FULL_YEAR.findall(text))
    return 2000 + int(years.pop()) if len(years) == 1 else None


def find_campaigns(
    text: str, hits: Sequence[Hit], published: str | None, year: int | None, *, headline: bool = False
) -> list[CampaignMention]:
    """Return the campaigns that a text names, each with the year it surely has."""
    vocabulary = load_vocabulary()
    found = []
    for hit in hits:
        if hit.kind == "campaign" and not _is_anothers(text, hit):
            concept = vocabulary.campaigns[hit.key]
            found.append(_named(concept, text, hit, published, year))
        elif hit.kind == "operation":
            found.append(_operation(hit, published, year))
    return (
        found
        if any(not mention.operation for mention in found)
        else [*found, *_unknown(text, published, year, headline=headline)]
    )


def _is_anothers(text: str, hit: Hit) -> bool:
    """Whether a season's campaign is one of another field, whose words stand right before it."""
    if not _SEASON.fullmatch(text, hit.start, hit.end):
        return False
    return _OTHERS.search(text, max(0, hit.start - 10), hit.start) is not None


def title_campaign(given: str | None, published: str | None, year: int | None) -> CampaignRef | None:
    """Return the campaign that an article's title names."""
    if not given:
        return None
    title = clean(given).text
    named = find_campaigns(title, load_scanner().scan(title), published, year, headline=True)
    return next((mention.ref for mention in named if not mention.operation), None)


def _unknown(text: str, published: str | None, year: int | None, *, headline: bool) -> Iterator[CampaignMention]:
    """Campaigns that no pack knows, by structure (开展“平安护航”专项行动) and said again or in a headline: their key is their name and year."""
    when = year or (int(published[:4]) if published else None)
    said = {name: text.count(name) for name in {match[1] for match in _NAMED.finditer(text)}}
    for match in _NAMED.finditer(text):
        if said[match[1]] == 1 and not headline:
            continue
        name = match[1].replace("“", "").replace("”", "")
        key = f"{name}-{when}" if when else name
        yield CampaignMention(match.start(1), match.end(1), CampaignRef(key, match[1], when))


def _operation(hit: Hit, published: str | None, year: int | None) -> CampaignMention:
    """A named operation, with the campaign of which it was a part on the article's date."""
    vocabulary = load_vocabulary()
    day = published or (str(year) if year else None)
    running = [vocabulary.running(parent, day) for parent in vocabulary.operations[hit.key].parents if day]
    parent = next((CampaignRef(one.key, one.name, one.year) for one in running if one), None)
    return CampaignMention(hit.start, hit.end, operation_ref(hit.key, published, year), operation=True, parent=parent)


def operation_ref(key: str, published: str | None, year: int | None) -> CampaignRef:
    """Return the reference of a named operation with the year of the article."""
    concept = load_vocabulary().operations[key]
    when = year or (int(published[:4]) if published else None)
    return CampaignRef(f"{key}-{when}" if when else key, concept.name, when)


def _named(concept: Campaign, text: str, hit: Hit, published: str | None, year: int | None) -> CampaignMention:
    """Choose the campaign of a series that the text means: by round and batch beside it, a year written before it, the date."""
    when = _written_year(text, hit.start, published)
    if not concept.is_series:
        if concept.ran_once or when in (None, concept.year):
            return CampaignMention(hit.start, hit.end, CampaignRef(concept.key, concept.name, concept.year))
        ref = _member(concept.series or concept.key, concept.name, str(when))
        return CampaignMention(hit.start, hit.end, ref)
    turn = _ROUND.search(text, max(0, hit.start - 14), hit.end)
    numbered = _by_round(concept.key, turn) if turn else None
    if numbered:
        return CampaignMention(hit.start, hit.end, numbered)
    day = str(when) if when else published or (str(year) if year else None)
    ref = (
        _on(concept.key, concept.name, day, written=when is not None)
        if day
        else CampaignRef(concept.key, concept.name, None)
    )
    return CampaignMention(hit.start, hit.end, ref, series=None if turn or when else concept.key)


@lru_cache(maxsize=4096)
def _on(series: str, name: str, day: str, *, written: bool) -> CampaignRef:
    """Return the campaign of a series on a day; a year written beside it is no day on which the one before may still be meant."""
    running = (None if written else _last_begun(series, day)) or load_vocabulary().running(series, day)
    return CampaignRef(running.key, running.name, running.year) if running else _member(series, name, day[:4])


def _last_begun(series: str, day: str) -> Campaign | None:
    """Return the campaign of the year before, where none of this year had begun by the day (a report of January on the summer)."""
    members = [campaign for campaign in load_vocabulary().members(series) if campaign.year and campaign.start]
    month = min((campaign.start[5:7] for campaign in members if campaign.start), default="00")
    if len(day) < 7 or day[5:7] >= month:
        return None
    before = [campaign for campaign in members if str(campaign.year) == str(int(day[:4]) - 1)]
    return before[0] if len(before) == 1 else None


def _written_year(text: str, start: int, published: str | None) -> int | None:
    """Return the year written before a campaign's name: 2023年, or 去年 of a dated article."""
    written = _YEAR.search(text, max(0, start - 5), start)
    if written:
        return int(written[1])
    ago = _AGO.get(text[max(0, start - 2) : start])
    return int(published[:4]) - ago if published and ago is not None else None


def _member(series: str, name: str, year: str) -> CampaignRef:
    found = [campaign for campaign in load_vocabulary().members(series) if str(campaign.year) == year]
    if len(found) == 1:
        return CampaignRef(found[0].key, found[0].name, found[0].year)
    return CampaignRef(f"{series}-{year}", name, int(year))


def _by_round(series: str, turn: re.Match[str]) -> CampaignRef | None:
    """Return the campaign of a series that has this round and batch."""
    round_, batch = (int(part.translate(_NUMBER)) if part else None for part in (turn[1], turn[2] or turn[3]))
    found = [
        campaign
        for campaign in load_vocabulary().members(series)
        if (round_ is None or campaign.round == round_)
        and (batch is None or campaign.batch == batch)
        and (round_ or batch)
    ]
    if len(found) == 1 and round_:
        return CampaignRef(found[0].key, found[0].name, found[0].year)
    return None


@dataclass(frozen=True, slots=True)
class Campaigns:
    """The campaigns of one document, in reading order, and the one that its title names.

    `starts` is where the mentions begin, `reached` how far those up to each reach: one may stand inside another. `lasting`
    are those that reach beyond their clause, `only` is the one campaign of the page if it names no other.
    """

    mentions: tuple[CampaignMention, ...]
    title: CampaignRef | None
    starts: list[int]
    reached: list[int]
    lasting: list[CampaignMention]
    lasting_starts: list[int]
    only: CampaignRef | None

    def at(self, start: int, end: int, section: int = 0) -> CampaignRef | None:
        """Return the campaign of a clause [start, end) in a section that begins at `section`."""
        first = bisect_left(self.starts, start)
        inside = self.mentions[first : bisect_left(self.starts, end, first)]
        if inside:
            return next((mention.ref for mention in reversed(inside) if not mention.operation), inside[-1].ref)
        before = bisect_left(self.lasting_starts, start) - 1
        if before >= 0 and self.lasting_starts[before] >= section:
            return self.lasting[before].ref
        return self.title or self.only


def campaigns_of(found: Sequence[CampaignMention], title: CampaignRef | None) -> Campaigns:
    """Return the campaigns of a document whose text names `found` and whose title names `title`."""
    mentions = _settled(sorted(found, key=lambda mention: mention.start), title)
    named = [mention for mention in mentions if not mention.operation]
    lasting = _lasting(mentions, named, title)
    only = {mention.ref for mention in named} or {mention.parent for mention in mentions if mention.parent}
    return Campaigns(
        mentions=mentions,
        title=title,
        starts=[mention.start for mention in mentions],
        reached=list(accumulate((mention.end for mention in mentions), max)),
        lasting=lasting,
        lasting_starts=[mention.start for mention in lasting],
        only=only.pop() if len(only) == 1 else None,
    )


def _settled(mentions: Sequence[CampaignMention], title: CampaignRef | None) -> tuple[CampaignMention, ...]:
    """Give a bare name of a series the batch that the page named last before it, else the title's, else the only one after it.

    A page about an old batch, posted again while another one runs, still means the old one.
    """
    batches = _batches()
    told = {mention.ref: None for mention in mentions if mention.series is None and mention.ref.key in batches}
    if title and title.key in batches:
        told.setdefault(title)
    if not told or not any(mention.series for mention in mentions):
        return tuple(mentions)
    last: dict[str, CampaignRef] = {}
    first = title if title and title in told else next(iter(told)) if len(told) == 1 else None
    settled = []
    for mention in mentions:
        meant = last.get(mention.series, first) if mention.series else None
        if meant and mention.series in batches[meant.key] and mention.ref not in told:
            settled.append(replace(mention, ref=meant))
            continue
        if mention.series is None and mention.ref in told:
            last.update(dict.fromkeys(batches[mention.ref.key], mention.ref))
        settled.append(mention)
    return tuple(settled)


@lru_cache(maxsize=1)
def _batches() -> dict[str, frozenset[str]]:
    """Return the campaigns that are batches, each with the series that it is part of, rounds and the whole."""
    vocabulary = load_vocabulary()
    series = [campaign.key for campaign in vocabulary.campaigns.values() if campaign.is_series]
    inside = {one: {member.key for member in vocabulary.members(one)} for one in series}
    return {
        key: frozenset(one for one in series if key in inside[one])
        for key, campaign in vocabulary.campaigns.items()
        if campaign.batch is not None
    }


def _lasting(
    mentions: Sequence[CampaignMention], named: list[CampaignMention], title: CampaignRef | None
) -> list[CampaignMention]:
    """Return the mentions that last: no sub-actions, none named once in passing beside the main one."""
    if all(one.ref == (title or named[0].ref) for one in named):
        return named
    times = Counter(mention.ref for mention in mentions)
    main = title or max((mention.ref for mention in named), key=lambda ref: times[ref], default=None)
    if title is None and (main is None or times[main] == 1):
        return named
    return [one for one in named if one.ref == main or times[one.ref] > 1]
