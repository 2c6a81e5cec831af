"""One article, read once: its repaired text with everything recognised and resolved, for the extractors to look at.

Offsets of all mentions are those of the repaired text; `quote` leads back to the text as given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

from ingest import dates
from ingest.bodies import Body, find_bodies
from ingest.campaigns import CampaignMention, Campaigns, find_campaigns, text_year
from ingest.cleaning import Clean, clean
from ingest.genre import is_news
from ingest.home import home_of
from ingest.metadata import completed, read_page
from ingest.numbers import Quantity, quantities
from ingest.offices import Holder, find_holders
from ingest.privacy import find_private
from ingest.resolve import PlaceMention, resolve_places
from ingest.scan import load_scanner
from ingest.sentences import Sentence, find_credits, find_sections, split_lines, split_sentences
from ingest.team_names import TeamMention
from ingest.teams import find_teams
from ontology.model import Article, CampaignRef, Quote, When

_CLAUSE = re.compile(r"[,。;!?\n:]")
_FARTHEST = 200
"""Characters at most between a stretch and the begin of its clause."""
_SENTENCE = re.compile(r"[。!?\n]")
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

    @cached_property
    def text(self) -> str:
        """The repaired text."""
        return self.clean.text

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to the clause around it, between commas or stronger stops."""
        stops = self._stops
        last = bisect_left(stops, start) - 1
        floor = max(start - _FARTHEST, stops[last] + 1 if last >= 0 else 0, 0)
        following = bisect_left(stops, end)
        return floor, stops[following] if following < len(stops) else len(self.text)

    def sentence(self, position: int) -> Sentence:
        """Return the sentence that holds a position."""
        number = bisect_right(self.starts, position) - 1
        return self.sentences[max(0, number)]

    def covers(self, position: int) -> bool:
        """Whether a position lies in a sentence of the article and not in its furniture."""
        number = bisect_right(self.starts, position) - 1
        return number >= 0 and position < self.sentences[number].end

    def section(self, position: int) -> int:
        """Return where the section that holds a position begins."""
        sections = self.sections
        return sections[max(0, bisect_right(sections, position) - 1)] if len(sections) > 1 else sections[0]

    def quote(self, start: int, end: int, keep: tuple[int, int] | None = None) -> Quote | None:
        """Return the characters as given behind a stretch; cut so that no private person is named, None if that leaves nothing.

        `keep` is what the quote must show at least.
        """
        low, high = keep or (start, end)
        following = bisect_right(self._private_ends, low)
        if following:
            start = max(start, self._private_ends[following - 1])
        if following < len(self.private):
            begin, _ = self.private[following]
            if begin < high:
                return None
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
        starts = self._date_starts
        return list(self.dates[bisect_left(starts, start) : bisect_left(starts, end)])

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Return the places that begin in a stretch."""
        starts = self._place_starts
        return list(self.places[bisect_left(starts, start) : bisect_left(starts, end)])

    def bodies_in(self, start: int, end: int) -> list[Body]:
        """Return the bodies that begin in a stretch."""
        starts = self._body_starts
        return list(self.bodies[bisect_left(starts, start) : bisect_left(starts, end)])

    def teams_in(self, start: int, end: int) -> list[TeamMention]:
        """Return the teams that begin in a stretch."""
        starts = self._team_starts
        return list(self.teams[bisect_left(starts, start) : bisect_left(starts, end)])

    def campaigns_in(self, start: int, end: int) -> Sequence[CampaignMention]:
        """Return the campaigns and operations whose names begin in a stretch."""
        starts = self._campaign_starts
        return self.campaigns.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def names_campaign(self, start: int, end: int) -> bool:
        """Whether the name of a campaign or operation reaches into a stretch."""
        before = bisect_left(self._campaign_starts, end)
        return before > 0 and self._campaign_ends[before - 1] > start

    def bodies_before(self, position: int) -> Iterator[Body]:
        """Yield the bodies that begin before a position, the nearest first."""
        return map(self.bodies.__getitem__, range(bisect_left(self._body_starts, position) - 1, -1, -1))

    def in_body(self, position: int) -> bool:
        """Whether a position lies inside the name of a body."""
        number = bisect_right(self._body_starts, position) - 1
        return number >= 0 and position < self.bodies[number].end

    def numbers_in(self, start: int, end: int) -> range:
        """Return the indices of the quantities that begin in a stretch."""
        starts = self._quantity_starts
        return range(bisect_left(starts, start), bisect_left(starts, end))

    @cached_property
    def is_news(self) -> bool:
        """Whether the text can report what happened."""
        return is_news(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences begin."""
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in _CLAUSE.finditer(self.text)]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [mention.start for mention in self.dates]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [mention.start for mention in self.places]

    @cached_property
    def _body_starts(self) -> list[int]:
        return [mention.start for mention in self.bodies]

    @cached_property
    def _team_starts(self) -> list[int]:
        return [mention.start for mention in self.teams]

    @cached_property
    def _campaign_starts(self) -> list[int]:
        return [mention.start for mention in self.campaigns.mentions]

    @cached_property
    def _campaign_ends(self) -> list[int]:
        # How far the names reach up to each: one may stand inside another.
        return list(accumulate((mention.end for mention in self.campaigns.mentions), max))

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [mention.start for mention in self.quantities]

    @cached_property
    def _private_ends(self) -> list[int]:
        return [end for _, end in self.private]


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
    home = home_of(article, text, places, sentences)
    bodies = find_bodies(text, places, home, on)
    home = home or next((body.codes[0] for body in bodies), None)
    campaigns = find_campaigns(text, hits, article.published, year)
    holders = find_holders(text, sentences, places)
    return Document(
        article=article,
        clean=repaired,
        sentences=sentences or (Sentence(0, len(text), 0, "body"),),
        sections=find_sections(sentences, lines),
        places=tuple(places),
        bodies=tuple(bodies),
        teams=tuple(find_teams(text, places, bodies, campaigns)),
        dates=tuple(_dates(text, article.published, year)),
        quantities=tuple(_inside(quantities(text), find_credits(text))),
        campaigns=Campaigns(
            tuple(sorted(campaigns, key=lambda mention: mention.start)), _title_campaign(article, year)
        ),
        holders=tuple(holders),
        private=tuple(find_private(text, {text[holder.start : holder.end] for holder in holders})),
        home=home,
    )


def _dates(text: str, published: str | None, year: int | None) -> list[DateMention]:
    """Resolve the dates of a text one after the other, each knowing the one before it."""
    day = date.fromisoformat(published) if published and len(published) == 10 else None
    calendar = dates.Calendar(day, year)
    found: list[DateMention] = []
    for mention in dates.mentions(text):
        head = text[max(0, mention.start - 12) : mention.start]
        deadline = mention.side == "until" and text[mention.end - 1] == "前"
        coming = _COMING.match(text, mention.end) is not None
        ahead = deadline or coming or bool(_AHEAD.search(head)) or _goes_on(text, mention, found, day)
        when = dates.resolve(mention, text, calendar, ahead=ahead)
        found.append(DateMention(mention.start, mention.end, when, mention.vague))
        explicit = mention.first.year if mention.first else None
        if not mention.vague:
            calendar = replace(
                calendar.then(when),
                year=explicit if explicit and day and explicit != day.year else calendar.year if not day else None,
            )
    return found


def _goes_on(text: str, mention: dates.DateMention, found: list[DateMention], day: date | None) -> bool:
    """Whether a month without its year follows one of the year of publication in the same sentence (3月进驻,5月结束)."""
    last = found[-1].when.start if found else None
    if not last or not day or last[:4] != str(day.year) or not mention.first.month:
        return False
    return mention.first.month >= int(last[5:7] or 13) and not _SENTENCE.search(text, found[-1].end, mention.start)


def _inside(found: list[Quantity], hidden: list[tuple[int, int]]) -> list[Quantity]:
    if not hidden:
        return found
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
