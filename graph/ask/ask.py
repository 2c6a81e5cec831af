"""Asking: a question in, what was understood, the answer with its facts, and the same as filters and SPARQL out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from graph.ask import notes, refusals, wording
from graph.ask.frames import OTHERWISE, PLACES
from graph.ask.given import Call, Given
from graph.ask.ids import ids
from graph.ask.lexicon import lexicon
from graph.ask.meanings import Meaning, Span, TeamMeant
from graph.ask.near import Near, id_of, near
from graph.ask.query import Found, found, nearest
from graph.ask.reading import Reading, Unfit, read
from graph.ask.roster import find
from graph.ask.rows import MOST, Row, rows
from graph.ask.sentences import nothing, sentence
from graph.ask.spans import spans
from graph.ask.sparql import sparql
from graph.ask.special import special
from graph.ask.units import Unit, language_of, units
from graph.ask.unread import Unread
from graph.ask.wording import Language
from graph.index.coding import Ints
from graph.index.relation import RelationIndex
from graph.questions.facts import FactFilter
from ontology.wire import Line

_TOTALS: Final = 3
_DATED: Final[Mapping[Language, str]] = {
    "zh": "限定了时间,只算写明日期的;没有日期的不在其内。",
    "en": "Only facts with a date are counted; undated ones are left out.",
}
SENTENCES: Final = 20
"""Facts that an answer shows with their sentences."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the question, and what it was taken for: a role, in words, and the ids it stands for."""

    start: int
    end: int
    text: str
    role: str
    meaning: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A stretch of the question that nobody knows, and names that look like it."""

    start: int
    end: int
    text: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer; `status` is answered, none-found or refused.

    `rows` are at most MOST of `total`, `facts` the newest of `facts_total` with their sentences. `filter` gives these
    facts, `call` the same answer where it is that of another question; `sparql` the rows.
    """

    question: str
    language: Language
    status: str
    frame: str | None
    reading: str | None
    words: tuple[Word, ...]
    unknown: tuple[Unknown, ...]
    answer: str
    rows: tuple[Row, ...] = ()
    total: int = 0
    facts: tuple[Line, ...] = ()
    facts_total: int = 0
    notes: tuple[str, ...] = ()
    filter: FactFilter | None = None
    call: Call | None = None
    sparql: str | None = None
    suggestions: tuple[str, ...] = ()


def ask(index: RelationIndex, question: str) -> Asked:
    """Answer a question, or say why not; never raises for what it cannot read."""
    language: Language = "zh" if language_of(question) == "zh" else "en"
    parts = units(question)
    cut = spans(parts, lexicon(index), ids(index, question))
    said = _Said(index, question, language, parts, cut)
    unknown = tuple(said.unknown())
    if unknown or not parts:
        person = any(span.meanings and not span.known for span in cut)
        return said.refused(refusals.unknown([one.text for one in unknown], language, person=person), unknown)
    try:
        reading = read(index, cut)
    except Unread as reason:
        return said.refused(reason.said[language], ())
    if isinstance(reading, Unfit):
        left = [said.text(use.span) for use in reading.left]
        return said.refused(refusals.unfit(reading, left, language), ())
    try:
        return said.answered(reading)
    except Unread as reason:
        return said.refused(reason.said[language], ())


@dataclass(frozen=True, slots=True)
class _Said:
    """A question cut into spans."""

    index: RelationIndex
    question: str
    language: Language
    parts: Sequence[Unit]
    cut: Sequence[Span]

    def text(self, span: Span) -> str:
        return self.question[self.parts[span.first].start : self.parts[span.last - 1].end]

    def unknown(self) -> Iterator[Unknown]:
        for span in self.cut:
            if not span.known:
                start, end = self.parts[span.first].start, self.parts[span.last - 1].end
                alike = () if span.meanings else near(self.index, self.text(span))
                yield Unknown(start, end, self.text(span), alike)

    def words(self, chosen: Mapping[Span, Sequence[Meaning]]) -> Iterator[Word]:
        """Yield the known spans, each with what it was taken for, or may be."""
        for span in self.cut:
            meanings = chosen.get(span, span.meanings)
            if span.known:
                start, end = self.parts[span.first].start, self.parts[span.last - 1].end
                first = meanings[0]
                yield Word(start, end, self.text(span), first.role, self.meaning(first), self.ids(meanings))

    def meaning(self, meaning: Meaning) -> str:
        """Return what a span was taken for, in words."""
        if isinstance(meaning.value, TeamMeant):
            return wording.team([meaning.value], find(self.index, meaning.value), self.language)
        entity = id_of(meaning)
        return wording.name_of(entity, meaning.label, self.language) if entity else meaning.label

    def ids(self, meanings: Sequence[Meaning]) -> tuple[str, ...]:
        found: list[str] = []
        for meaning in meanings:
            if isinstance(meaning.value, TeamMeant):
                found += [] if meaning.value.general else [team.id for team in find(self.index, meaning.value)]
            elif (entity := id_of(meaning)) is not None:
                found.append(entity)
        return tuple(dict.fromkeys(found))

    def refused(self, why: str, unknown: tuple[Unknown, ...]) -> Asked:
        suggestions = refusals.suggestions(self.cut, self.language)
        return Asked(
            self.question, self.language, "refused", None, None, tuple(self.words({})), unknown, why,
            suggestions=suggestions,
        )  # fmt: skip

    def answered(self, reading: Reading) -> Asked:
        index, language = self.index, self.language
        chosen = {use.span: use.meanings for use in reading.uses}
        asked = Asked(
            self.question, language, "answered", reading.frame.name, refusals.told(reading, language),
            tuple(self.words(chosen)), (), "", notes=_notes(self, reading),
        )  # fmt: skip
        given = special(index, reading, language)
        if given is not None and not given.rows and reading.frame.name in OTHERWISE:
            reading = replace(reading, frame=OTHERWISE[reading.frame.name])
            return self.answered(reading)
        if given is not None:
            return _with_given(asked, index, reading, given)
        facts = nearest(index, reading)
        if facts.metrics:
            reading, note = notes.of_kin(index, reading, facts, language)
            asked = replace(asked, notes=(*asked.notes, note))
        return _with_rows(asked, index, reading, facts)


def _with_given(asked: Asked, index: RelationIndex, reading: Reading, given: Given) -> Asked:
    """Return an answer that is no selection of facts, with the sentences that it names."""
    none = not given.rows and not given.answer
    named = tuple(dict.fromkeys(given.facts))
    more = notes.nearly(index, reading, asked.language) if none else ()
    numbers = [number for name in named[:SENTENCES] if (number := index.lines.number(name)) is not None]
    return replace(
        asked,
        status="answered" if given.rows else "none-found",
        answer=nothing(reading, len(index.articles), asked.language) if none else given.answer,
        rows=given.rows[:MOST],
        total=len(given.rows) if given.total is None else given.total,
        facts=tuple(index.facts(numbers)),
        facts_total=len(named),
        notes=(*asked.notes, *more, *given.notes),
        call=given.call,
    )


def _with_rows(asked: Asked, index: RelationIndex, reading: Reading, facts: Found) -> Asked:
    """Return an answer with rows, sentences, filters and SPARQL."""
    if facts.by_place:
        asked = replace(asked, notes=(*asked.notes, refusals.BY_PLACE[asked.language]))
    if facts.by_year or facts.by_article:
        note = refusals.BY_YEAR if facts.by_year else refusals.BY_ARTICLE
        kept = tuple(note for note in asked.notes if note != _DATED[asked.language])
        asked = replace(asked, notes=(*kept, note[asked.language]))
    all_rows = rows(index, reading, facts)
    if not all_rows.total and len(facts.numbers) and reading.level != "place":  # no article is as exact as the question
        reading = replace(reading, ask="place", nouns=reading.nouns - set(PLACES))
        all_rows = rows(index, reading, facts)
        asked = replace(asked, notes=(*asked.notes, refusals.BY_LEVEL[asked.language]))
    if not all_rows.total:
        answer = nothing(reading, len(index.articles), asked.language)
        return replace(
            asked, status="none-found", answer=answer, filter=facts.filter, sparql=sparql(index, reading, facts),
            notes=(*asked.notes, *notes.nearly(index, reading, asked.language)),
        )  # fmt: skip
    more = notes.undated(reading, all_rows.items, asked.language)
    if not facts.by_article:  # else the undated ones are counted
        more += notes.not_counted(index, reading, asked.language)
    asked = replace(asked, notes=(*asked.notes, *more))
    return replace(
        asked,
        answer=sentence(reading, all_rows, asked.language),
        rows=tuple(all_rows.items[:MOST]),
        total=all_rows.total,
        facts=tuple(index.facts(_newest(index, facts.numbers))),
        facts_total=len(facts.numbers),
        filter=facts.filter,
        sparql=sparql(index, reading, facts),
    )


def _newest(index: RelationIndex, numbers: Ints) -> Ints:
    ranks = np.sort(index.columns.rank[numbers])[:SENTENCES]
    newest: Ints = index.by_rank[ranks]
    return newest


def _notes(said: _Said, reading: Reading) -> tuple[str, ...]:
    english = said.language == "en"
    told = [note[english] for note in reading.scope.notes]
    if reading.split:
        teams = "; ".join(f"{team.label} ({team.id})" for team in reading.teams)
        told.append(f"Several teams are called so; the answer is given for each: {teams}." if english
                     else f"叫这个名字的有{len(reading.teams)}个组,逐一列出:{teams}。")  # fmt: skip
    if reading.period is not None:
        told.append(_DATED[said.language])
    if reading.unanswered:
        words = " / ".join(said.text(use.span) for use in reading.unanswered)
        told.append(refusals.UNANSWERED[said.language].format(words=words))
    return (*told, *_totals(said, reading))


def _totals(said: _Said, reading: Reading) -> Iterator[str]:
    """Yield the totals of places that articles state without naming them, beside a list of those that are named."""
    if reading.frame.by != "place" or not (reading.teams or reading.scope.campaigns) or reading.scope.places:
        return
    facts = found(said.index, replace(reading, frame=replace(reading.frame, type="coverage"), status=None))
    for line in said.index.facts(facts.numbers[:_TOTALS]):
        total = f"{line['who']} {line['count']}{line['unit']}({line['article']})"
        yield (
            f"Articles also state a total without names: {total}."
            if said.language == "en"
            else f"文章另有不列名的总数:{total}。"
        )


def as_json(asked: Asked) -> dict[str, Any]:
    """Return an answer as the API gives it, save addresses."""
    fields = asdict(asked)
    fields["facts"] = {"items": fields["facts"], "total": fields.pop("facts_total")}
    return fields
