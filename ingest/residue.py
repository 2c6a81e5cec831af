"""What was seen and gave no fact: sentences that name a team or a number, by offset and reason, never by words."""

from collections.abc import Iterator

from ingest.document import Document
from ontology.model import Fact, Residue


def residue(document: Document, facts: tuple[Fact, ...]) -> Iterator[Residue]:
    """Yield the sentences that name a team or number and that no fact's evidence touches."""
    spans = sorted((fact.evidence.start, fact.evidence.end) for fact in facts)
    for sentence in document.sentences:
        start, end = document.clean.span(sentence.start, sentence.end)
        if any(first < end and last > start for first, last in spans):
            continue
        if document.teams_in(sentence.start, sentence.end):
            yield Residue(start, end, "team without a place, office or count")
        elif any(sentence.start <= quantity.start < sentence.end for quantity in document.quantities):
            yield Residue(start, end, "number that no rule reads as a result")
