"""What was seen and gave no fact: sentences that name a team, number or place, by offset and reason, never by words.

This is how a user sees what was missed, and how the next rule is found.
"""

from collections.abc import Iterator, Sequence

from ingest.document import Document
from ingest.exclusions import is_reported
from ingest.sentences import Sentence
from ontology.model import Fact, Residue


def residue(document: Document, facts: Sequence[Fact]) -> Iterator[Residue]:
    """Yield offsets and reason of each sentence that names a team, number or place and that no fact's evidence touches."""
    for sentence, reason in unread(document, facts):
        start, end = document.clean.span(sentence.start, sentence.end)
        yield Residue(start, end, reason)


def unread(document: Document, facts: Sequence[Fact]) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences that gave no fact although they name a team, number or place, with the reason."""
    touched = _Touched(facts)
    starts = document.starts
    for _, sentence in document.holding(sorted([*starts.teams, *starts.quantities, *starts.places])):
        start, end = document.clean.span(sentence.start, sentence.end)
        if touched.by(start, end):
            continue
        reason = _reason(document, sentence)
        if reason:
            yield (
                sentence,
                reason
                if document.is_news
                else "the page reads as fiction, a regulation, a notice, an advertisement or news of no public body",
            )


class _Touched:
    """The stretches of the evidence, merged, so that a sentence asks once whether any touches it."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._spans = sorted((fact.evidence.start, fact.evidence.end) for fact in facts)
        self._next = 0

    def by(self, start: int, end: int) -> bool:
        """Whether evidence touches [start, end); asked in the order of the text."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] < end


def _reason(document: Document, sentence: Sentence) -> str | None:
    teams = document.teams_in(sentence.start, sentence.end)
    if teams:
        return "team: neither a place it worked in, a demand, a head nor a count is said of it"
    numbers = document.numbers_in(sentence.start, sentence.end)
    if numbers and not any(is_reported(document, document.quantities[number]) for number in numbers):
        return "number: part of a name, a list's announcer, a norm, a loss or a count of places"
    if numbers:
        return "number: no words that say what was counted"
    if document.places_in(sentence.start, sentence.end) and sentence.kind == "body":
        return "place: nothing that a rule knows is reported of it"
    return None
