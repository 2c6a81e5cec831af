"""One article, read once: its repaired text with everything recognised and resolved, for the extractors to look at.

Offsets of all mentions are those of the repaired text; `quote` leads back to the text as given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from ingest.bodies import Body, find_bodies
from ingest.campaigns import CampaignMention, Campaigns, campaigns_of, find_campaigns, text_year, title_campaign
from ingest.cleaning import Clean, clean
from ingest.dated import DateMention, find_dates
from ingest.genre import is_news
from ingest.home import home_of
from ingest.metadata import completed, read_page
from ingest.numbers import Quantity, quantities
from ingest.offices import Holder, find_holders
from ingest.privacy import find_private
from ingest.resolve import PlaceMention, resolve_places
from ingest.scan import load_scanner
from ingest.sentences import Sentence, find_credits, find_sections, holding, split_lines, split_sentences
from ingest.stations import with_stations
from ingest.team_names import TeamMention
from ingest.teams import find_teams
from ingest.values import dataclass
from ingest.words import Words, find_words
from ontology.model import Article, CampaignRef, Quote

_CLAUSE = re.compile(r"[,。;!?\n:]")
_QUOTE = re.compile("“")
_FARTHEST = 200
"""Characters at most between a stretch and the begin of its clause."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Starts:
    """Where what a document holds begins, each in reading order, so that a stretch is looked up by bisection."""

    stops: list[int]
    quotes: list[int]
    sentences: list[int]
    places: list[int]
    bodies: list[int]
    teams: list[int]
    dates: list[int]
    quantities: list[int]


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences and every place, body, team, date, quantity and campaign in them.

    `text` is the repaired text; `is_news` whether it can report what happened.
    """

    article: Article
    clean: Clean
    text: str
    is_news: bool
    starts: Starts
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
    words: Words
    home: str | None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to the clause around it, between commas or stronger stops."""
        stops = self.starts.stops
        before = bisect_left(stops, start)
        floor = stops[before - 1] + 1 if before else 0
        following = bisect_left(stops, end, before)
        return (
            floor if start - floor <= _FARTHEST else start - _FARTHEST,
            min(stops[following] if following < len(stops) else len(self.text), end + _FARTHEST),
        )

    def sentence(self, position: int) -> Sentence:
        """Return the sentence that holds a position."""
        number = bisect_right(self.starts.sentences, position) - 1
        return self.sentences[max(0, number)]

    def cued(self, cue: re.Pattern[str]) -> Iterator[tuple[int, Sentence]]:
        """Return the sentences in which a cue begins, each with its number: one search of the text, not one a sentence."""
        return self.holding([match.start() for match in cue.finditer(self.text)])

    def holding(self, positions: Sequence[int]) -> Iterator[tuple[int, Sentence]]:
        """Return the sentences in which positions lie, given in reading order, each with its number."""
        return holding(self.sentences, self.starts.sentences, positions)

    def covers(self, position: int) -> bool:
        """Whether a position lies in a sentence of the article and not in its furniture."""
        number = bisect_right(self.starts.sentences, position) - 1
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
        if self.private:
            following = bisect_right(self.private, low, key=_end)
            if following:
                start = max(start, self.private[following - 1][1])
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

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the dates that begin in a stretch."""
        starts = self.starts.dates
        first = bisect_left(starts, start)
        return self.dates[first : bisect_left(starts, end, first)] if first < len(starts) else ()

    def places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """Return the places that begin in a stretch."""
        starts = self.starts.places
        first = bisect_left(starts, start)
        return self.places[first : bisect_left(starts, end, first)] if first < len(starts) else ()

    def bodies_in(self, start: int, end: int) -> Sequence[Body]:
        """Return the bodies that begin in a stretch."""
        starts = self.starts.bodies
        first = bisect_left(starts, start)
        return self.bodies[first : bisect_left(starts, end, first)] if first < len(starts) else ()

    def teams_in(self, start: int, end: int) -> Sequence[TeamMention]:
        """Return the teams that begin in a stretch."""
        starts = self.starts.teams
        first = bisect_left(starts, start)
        return self.teams[first : bisect_left(starts, end, first)] if first < len(starts) else ()

    def campaigns_in(self, start: int, end: int) -> Sequence[CampaignMention]:
        """Return the campaigns and operations whose names begin in a stretch."""
        starts = self.campaigns.starts
        first = bisect_left(starts, start)
        return self.campaigns.mentions[first : bisect_left(starts, end, first)] if first < len(starts) else ()

    def names_campaign(self, start: int, end: int) -> bool:
        """Whether the name of a campaign or operation reaches into a stretch."""
        before = bisect_left(self.campaigns.starts, end)
        return before > 0 and self.campaigns.reached[before - 1] > start

    def bodies_before(self, position: int) -> Iterator[Body]:
        """Yield the bodies that begin before a position, the nearest first."""
        return map(self.bodies.__getitem__, range(bisect_left(self.starts.bodies, position) - 1, -1, -1))

    def in_body(self, position: int) -> bool:
        """Whether a position lies inside the name of a body."""
        number = bisect_right(self.starts.bodies, position) - 1
        return number >= 0 and position < self.bodies[number].end

    def numbers_in(self, start: int, end: int) -> range:
        """Return the indices of the quantities that begin in a stretch."""
        starts = self.starts.quantities
        return range(bisect_left(starts, start), bisect_left(starts, end))


def _end(stretch: tuple[int, int]) -> int:
    return stretch[1]


def read_document(article: Article, repaired: Clean | None = None) -> Document:
    """Clean an article, unless that is done, and recognise and resolve everything in it."""
    repaired = repaired or clean(article.text, article.body)
    text = repaired.text
    lines = split_lines(text)
    sentences = tuple(split_sentences(text, lines))
    if not (article.title and article.publisher and article.published):
        article = completed(article, read_page(text, lines))
    hits = load_scanner().scan(text)
    year = None if article.published else text_year(hits, text)
    on = article.published or (f"{year}-07-01" if year else None)
    places = resolve_places(text, hits, filter(None, (article.title, article.publisher)), on)
    home = home_of(article, text, places, sentences)
    places = with_stations(text, places, home)
    bodies = find_bodies(text, places, home, on)
    campaigns = find_campaigns(text, hits, article.published, year)
    words = find_words(text)
    holders = find_holders(text, sentences, places, words)
    sentences = sentences or (Sentence(0, len(text), 0, "body"),)
    teams = find_teams(text, places, bodies, campaigns, home)
    dated = find_dates(text, article.published, year)
    numbers = _inside(quantities(text), find_credits(text))
    return Document(
        article=article,
        clean=repaired,
        text=text,
        is_news=is_news(text, words),
        starts=_starts(text, sentences, places, bodies, teams, dated, numbers),
        sentences=sentences,
        sections=find_sections(sentences, lines),
        places=tuple(places),
        bodies=tuple(bodies),
        teams=tuple(teams),
        dates=tuple(dated),
        quantities=tuple(numbers),
        campaigns=campaigns_of(campaigns, title_campaign(article.title, article.published, year)),
        holders=tuple(holders),
        private=tuple(find_private(text, {text[holder.start : holder.end] for holder in holders}, words)),
        words=words,
        home=home or next((body.codes[0] for body in bodies), None),
    )


def _starts(text: str, *found: Sequence[_Placed]) -> Starts:
    stops = [match.start() for match in _CLAUSE.finditer(text)]
    quotes = [match.start() for match in _QUOTE.finditer(text)]
    return Starts(stops, quotes, *([one.start for one in mentions] for mentions in found))


def _inside(found: list[Quantity], hidden: list[tuple[int, int]]) -> list[Quantity]:
    if not hidden:
        return found
    return [quantity for quantity in found if not any(start <= quantity.start < end for start, end in hidden)]
