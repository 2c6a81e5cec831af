"""One article, read once: its repaired text with everything recognised and resolved, for the extractors to look at.

Offsets of all mentions are those of the repaired text; `quote` leads back to the text as given.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ingest import dates
from ingest.bodies import Body, find_bodies
from ingest.campaigns import Campaigns, find_campaigns, text_year
from ingest.cleaning import Clean, clean
from ingest.metadata import completed, read_page
from ingest.numbers import Quantity, quantities
from ingest.offices import Holder, find_holders
from ingest.privacy import find_private
from ingest.resolve import PlaceMention, hinted, resolve_places
from ingest.scan import load_scanner
from ingest.sentences import Sentence, find_credits, split_lines, split_sentences
from ingest.teams import TeamMention, find_teams
from ontology.model import COUNTRY, Article, CampaignRef, Quote, When

_CLAUSE = re.compile(r"[,。;!?\n:]")
_NATIONAL = re.compile(r"公安部(?!署)|生态环境部|应急管理部|国务院|中央[^,。]{0,8}(?:督察|督导|巡视)|党中央|全国")
_COMING = re.compile(r"[^,。;\n]{0,10}(?:将(?!近)|拟|即将)")
_AHEAD = re.compile(r"将(?!近)|拟|计划|即将|预计|力争|定于|即日起|[至到]$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date with its bounds; `vague` marks 近日 and its kin, which end an earlier date's reach."""

    start: int
    end: int
    when: When
    vague: bool


@dataclass(frozen=True)
class Document:
    """An article with its sentences and every place, body, team, date, quantity and campaign in them."""

    article: Article
    clean: Clean
    sentences: tuple[Sentence, ...]
    sections: tuple[int, ...]
    places: tuple[PlaceMention, ...]
    bodies: tuple[Body, ...]
    teams: tuple[TeamMention, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    campaigns: Campaigns
    holders: tuple[Holder, ...]
    private: tuple[tuple[int, int], ...]
    home: str | None

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.clean.text

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to the clause around it, between commas or stronger stops."""
        floor = max(
            (match.end() for match in _CLAUSE.finditer(self.text, max(0, start - 200), start)),
            default=max(0, start - 200),
        )
        stop = _CLAUSE.search(self.text, end)
        return floor, stop.start() if stop else len(self.text)

    def sentence(self, position: int) -> Sentence:
        """Return the sentence that holds a position."""
        number = bisect_right(self._starts, position) - 1
        return self.sentences[max(0, number)]

    def announcement(self, position: int) -> Sentence | None:
        """Return the sentence ending in a colon that announces the list in which a position lies, None outside a list.

        A list's items each name a team; it ends with the first sentence that names none.
        """
        number = bisect_right(self._starts, position) - 1
        for before in reversed(self.sentences[max(0, number - 40) : max(0, number)]):
            if self.text[before.start : before.end].rstrip().endswith(":"):
                return before
            if not self.teams_in(before.start, before.end):
                return None
        return None

    def covers(self, position: int) -> bool:
        """Whether a position lies in a sentence of the article and not in its furniture."""
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self.sentences[number].end

    def section(self, position: int) -> int:
        """Return where the section that holds a position begins."""
        return self.sections[max(0, bisect_right(self.sections, position) - 1)]

    def quote(self, start: int, end: int, keep: tuple[int, int] | None = None) -> Quote | None:
        """Return the characters as given behind a stretch; cut so that no private person is named, None if that leaves nothing.

        `keep` is what the quote must show at least.
        """
        low, high = keep or (start, end)
        for begin, stop in self.private:
            if begin < high and stop > low:
                return None
            if stop <= low:
                start = max(start, stop)
            elif begin >= high:
                end = min(end, begin)
        text = self.text
        while start < low and text[start] in " \t\n、,":
            start += 1
        while end > high and text[end - 1] in " \t\n、,":
            end -= 1
        first, last = self.clean.span(start, end)
        return Quote(first, last, self.article.text[first:last])

    def campaign(self, start: int, end: int) -> CampaignRef | None:
        """Return the campaign that a stretch speaks of."""
        return self.campaigns.at(start, end, self.section(start))

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Return the dates that begin in a stretch."""
        return [mention for mention in self.dates[self._first(self.dates, start) :] if mention.start < end]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Return the places that begin in a stretch."""
        return [mention for mention in self.places[self._first(self.places, start) :] if mention.start < end]

    def bodies_in(self, start: int, end: int) -> list[Body]:
        """Return the bodies that begin in a stretch."""
        return [body for body in self.bodies[self._first(self.bodies, start) :] if body.start < end]

    def teams_in(self, start: int, end: int) -> list[TeamMention]:
        """Return the teams that begin in a stretch."""
        return [team for team in self.teams[self._first(self.teams, start) :] if team.start < end]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @staticmethod
    def _first(mentions: Sequence[PlaceMention | Body | TeamMention | DateMention], start: int) -> int:
        return bisect_left(mentions, start, key=lambda mention: mention.start)


def read_document(article: Article) -> Document:
    """Clean an article and recognise and resolve everything in it."""
    repaired = clean(article.text, article.body)
    text = repaired.text
    lines = split_lines(text)
    sentences = tuple(split_sentences(text, lines))
    article = completed(article, read_page(text, lines))
    hits = load_scanner().scan(text)
    year = None if article.published else text_year(hits, text)
    on = article.published or (f"{year}-07-01" if year else None)
    places = resolve_places(text, hits, filter(None, (article.title, article.publisher)), on)
    home = _home(article, text, places, sentences)
    bodies = find_bodies(text, places, home, on)
    home = home or next((body.codes[0] for body in bodies), None)
    campaigns = find_campaigns(text, hits, article.published, year)
    holders = find_holders(text, sentences, places)
    return Document(
        article=article,
        clean=repaired,
        sentences=sentences or (Sentence(0, len(text), 0, "body"),),
        sections=_sections(sentences, lines),
        places=tuple(places),
        bodies=tuple(bodies),
        teams=tuple(find_teams(text, places, bodies, campaigns)),
        dates=tuple(_dates(text, article.published, year)),
        quantities=tuple(_inside(quantities(text), find_credits(text))),
        campaigns=Campaigns(tuple(campaigns), _title_campaign(article, year)),
        holders=tuple(holders),
        private=tuple(find_private(text, {text[holder.start : holder.end] for holder in holders})),
        home=home,
    )


def _home(article: Article, text: str, places: Sequence[PlaceMention], sentences: Sequence[Sentence]) -> str | None:
    """The jurisdiction an article is about: its title's place, else the first in its text, else its publisher's."""
    for hint in (article.title, article.publisher):
        codes = hinted(hint)
        if codes and hint == article.title:
            return codes[-1] if len({code[:2] for code in codes}) == 1 else codes[0]
    titled = [sentence for sentence in sentences if sentence.kind == "title"]
    for mention in places:
        if any(sentence.start <= mention.start < sentence.end for sentence in titled):
            return mention.code
    codes = hinted(article.publisher)
    if codes:
        return codes[0]
    return _acting(text, places) or (places[0].code if places else None)


def _acting(text: str, places: Sequence[PlaceMention]) -> str | None:
    """The jurisdiction that acts most in a text whose title names none; the country where a national body opens it or none prevails."""
    local = Counter(
        body.codes[0]
        for body in find_bodies(text, places, None, None)
        if body.codes != (COUNTRY,) and len(body.codes) == 1
    )
    national = len(_NATIONAL.findall(text))
    if local:
        code, count = local.most_common(1)[0]
        if count >= 2 and count >= 0.5 * local.total() and (count >= national or local.total() == count):
            return code
    return COUNTRY if _NATIONAL.search(text, 0, 200) or national > local.total() else None


def _sections(sentences: Sequence[Sentence], lines: Sequence[object]) -> tuple[int, ...]:
    """Sections begin where body text goes on after furniture: another item on the same page."""
    starts = [0]
    seen_body = False
    previous = None
    for sentence in sentences:
        gap = previous is not None and sentence.line - previous.line > 1
        furniture = gap and previous is not None and any(
            getattr(line, "kind", "") == "furniture" for line in lines[previous.line + 1 : sentence.line]
        )  # fmt: skip
        if furniture and seen_body:
            starts.append(sentence.start)
        seen_body = seen_body or sentence.kind == "body"
        previous = sentence
    return tuple(starts)


def _dates(text: str, published: str | None, year: int | None) -> list[DateMention]:
    """Resolve the dates of a text one after the other, each knowing the one before it."""
    day = date.fromisoformat(published) if published and len(published) == 10 else None
    calendar = dates.Calendar(day, year)
    found = []
    for mention in dates.mentions(text):
        head = text[max(0, mention.start - 12) : mention.start]
        deadline = mention.side == "until" and text[mention.end - 1] == "前"
        coming = _COMING.match(text, mention.end) is not None
        when = dates.resolve(mention, text, calendar, ahead=deadline or coming or bool(_AHEAD.search(head)))
        found.append(DateMention(mention.start, mention.end, when, mention.vague))
        explicit = mention.first.year if mention.first else None
        if not mention.vague:
            calendar = replace(
                calendar.then(when),
                year=explicit if explicit and day and explicit != day.year else calendar.year if not day else None,
            )
    return found


def _inside(found: list[Quantity], hidden: list[tuple[int, int]]) -> list[Quantity]:
    return [quantity for quantity in found if not any(start <= quantity.start < end for start, end in hidden)]


def _title_campaign(article: Article, year: int | None) -> CampaignRef | None:
    if not article.title:
        return None
    title = clean(article.title).text
    mentions = [
        m
        for m in find_campaigns(title, load_scanner().scan(title), article.published, year, headline=True)
        if not m.operation
    ]
    return mentions[0].ref if mentions else None
